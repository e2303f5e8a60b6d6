"""«Сводка»: the week on one screen of a phone, as plain text (VK shows no markup)."""

from indicators.comparing.by_class import AddedUp
from indicators.russian.rules import plural
from reports.figures.counting import Measure
from reports.figures.figure import Figure
from reports.figures.lacking import debts_line, gone_line, said
from reports.figures.people import to_look_at
from reports.figures.week import WeekFigures
from reports.figures.wording import (
    NBSP,
    UNKNOWN,
    day,
    full_stop,
    legible,
    number,
    objecting_words,
    percent,
    period,
    signed,
)

_SCHOOL = 90
_NAMES = 3
_MARKS = {True: "✓", False: "▫", None: "•"}  # signs that every font has


def summary(figures: WeekFigures, *, names: bool, may_answer: bool = True, is_newest: bool = True) -> str:
    """The text of «Сводка». With `names` it is for the officer only; without, it may go to a chat. `may_answer`:
    whoever reads it may answer what is called a mistake. Of an earlier week nothing is said that is of now."""
    blocks = [_heading(figures)]
    if not figures.known:
        blocks.append("Статистики за эту неделю пока нет. Пришлите файл — и здесь появятся все восемь показателей.")
        return "\n\n".join(blocks)
    blocks.append("\n".join(_line(figure) for figure in figures.figures))
    blocks.append(_movement(figures))
    blocks.append(_people(figures, is_newest=is_newest))
    if names:
        blocks.append(_look_next(figures, may_answer=may_answer, is_newest=is_newest))
    return "\n\n".join(block for block in blocks if block)


def clip(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _heading(figures: WeekFigures) -> str:
    lines = [f"Сводка за {period(figures.weeks[0], figures.week)}", clip(legible(figures.school), _SCHOOL)]
    lines += figures.sources
    return "\n".join(lines)


def amount(figure: Figure) -> str:
    """«36 из 42 (86 %)», «540», «86 %» or «нет данных»: whatever is known."""
    return f"{measured(figure.now, figure.share_wanted)}{told_in_words(figure)}"


def told_in_words(figure: Figure) -> str:
    """«, за 2–8 ноября» where the last of several weeks does not tell it; else empty."""
    return f", за {period(figure.told_in)}" if figure.told_in is not None else ""


def measured(one: Measure, share_wanted: float | None = None) -> str:
    if one.value is None:
        unknown = UNKNOWN if one.partly is None else in_some_classes(one.partly)
        return unknown if one.percent is None else percent(one.percent, share_wanted)
    if one.total is None:
        return number(one.value)
    shown = _of_whole(one.value, one.total)
    return shown if one.percent is None else f"{shown} ({percent(one.percent, share_wanted)})"


def in_some_classes(one: AddedUp) -> str:
    """«по школе нет данных, в 2 классах из 12 — 44 из 47»."""
    classes = plural(one.classes, "классе", "классах", "классах")
    of = f" из {number(one.of)}" if one.of else ""
    return f"по школе {UNKNOWN}, в {classes}{of} — {_of_whole(one.value, one.total)}"


def _of_whole(value: int, total: int | None) -> str:
    return number(value) if total is None else f"{number(value)} из {number(total)}"


def aim(figure: Figure) -> str:
    """«цель 38», «цель 90 %», or nothing when the school has set none."""
    if figure.goal is None:
        return ""
    return f"цель {percent(figure.goal.value) if figure.goal.is_percent else number(figure.goal.value)}"


def change(figure: Figure) -> str:
    """«+3», «−2», «+4 п. п.»; nothing when the earlier week is unknown or the same."""
    if figure.change is not None:
        return signed(figure.change) if figure.change else ""
    if figure.change_percent is not None and round(figure.change_percent, 1):
        return f"{signed(figure.change_percent)}{NBSP}п.{NBSP}п."
    return ""


def mark(figure: Figure) -> str:
    """Whether the target is reached, where that can be said."""
    return _MARKS[figure.reached]


def _line(figure: Figure) -> str:
    parts = [amount(figure)] + [part for part in (change(figure), aim(figure)) if part]
    return f"{mark(figure)} {figure.indicator.short}: {', '.join(parts)}"


def moved(figures: WeekFigures) -> tuple[list[Figure], list[Figure]]:
    """Those that grew and those that fell since the earlier week, the largest movement first."""
    known = [(_step(figure), figure) for figure in figures.figures if _step(figure)]
    known.sort(key=lambda one: -abs(one[0]))
    return [figure for step, figure in known if step > 0], [figure for step, figure in known if step < 0]


def _step(figure: Figure) -> float:
    """People, or percentage points where only those are known."""
    return figure.change if figure.change is not None else round(figure.change_percent or 0, 1)


def _movement(figures: WeekFigures) -> str:
    if figures.previous is None:
        return "Сравнить пока не с чем: это первая неделя."
    grown, fallen = moved(figures)
    since = f"С {period(figures.previous)}"
    if all(one.change is None and one.change_percent is None for one in figures.figures):
        return f"Сравнить не с чем: за {period(figures.previous)} этих показателей не было."
    if not grown and not fallen:
        return f"{since} ничего не изменилось."
    parts = []
    for label, found in (("выросло", grown), ("снизилось", fallen)):
        if found:
            parts.append(f"{label}: " + ", ".join(f"{_inside(f)} {change(f)}" for f in found))
    return full_stop(f"{since} {'; '.join(parts)}")


def _inside(figure: Figure) -> str:
    """The short title inside a sentence."""
    short = figure.indicator.short
    return short[0].lower() + short[1:]


def _people(figures: WeekFigures, *, is_newest: bool) -> str:
    lines = []
    done = figures.done
    if done.listed:
        of = plural(done.listed, "человека", "человек", "человек")
        unsure = f", о {done.unsure} известно не всё" if done.unsure else ""
        lines.append(f"Всё выполнено у {done.done} из {of}{unsure}.{gone_line(figures.gone)}")
    if figures.helped:
        asked = figures.helped
        steps = plural(asked.reminded, "шага", "шагов", "шагов")
        more = " — «помогло ли»" if is_newest else ""
        lines.append(f"После напоминаний сделано {asked.closed} из {steps}{more}.")
    if figures.out_of_reach and is_newest:
        count = len(figures.out_of_reach)
        lines.append(f"Не могу написать: {plural(count, 'человеку', 'людям', 'людям')}.")
    deadline = figures.registration_deadline
    if deadline and deadline > figures.week.sunday:
        lines.append(f"Срок регистрации всех сотрудников: {day(deadline)}.")
    return "\n".join(lines)


def _look_next(figures: WeekFigures, *, may_answer: bool, is_newest: bool) -> str:
    """Whom the officer had best look at: the indicator that is furthest away, and the people behind most gaps."""
    lines = []
    behind = to_look_at(figures.teachers)
    if behind:
        lines.append("На кого посмотреть:")
        lines += [f"— {clip(legible(t.called), 90)}: {said(t.steps, 3, name=t.name)}" for t in behind[:_NAMES]]
        if len(behind) > _NAMES:
            lines.append(debts_line(figures.teachers, None if is_newest else figures.week))
    if figures.objecting and is_newest:
        lines.append(
            f"Ждут ответа: {objecting_words(len(figures.objecting))}" + (" — «ошибки»." if may_answer else ".")
        )
    return "\n".join(lines)
