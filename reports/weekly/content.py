"""What the weekly report says, in words and rows: the same for the document and the PDF."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from indicators.russian.rules import listed, plural, plural_form
from nudges.gaps import gap_title
from nudges.names import PersonName
from reports.figures.beside import called_beside, older_week, week_compared
from reports.figures.counting import share
from reports.figures.figure import Figure
from reports.figures.lacking import gone_line
from reports.figures.not_compared import not_compared_lines
from reports.figures.summary import aim, amount, change, moved
from reports.figures.week import WeekFigures
from reports.figures.wording import NBSP, full_day, full_period, full_stop, legible, number, percent, period, typeset
from reports.weekly.by_weeks import weeks_of
from reports.weekly.proposed import People, annex, measures

_NAMES = 12  # of schools without data
_WEAKEST = 3
_PEOPLE = ("человека", "человек", "человек")
# The eight indicators across, for a line a school or a week.
_ACROSS = (
    ("pupils_total", "Ученики"),
    ("teachers_total", "Учителя"),
    ("teachers_created_chats", "Чаты"),
    ("teachers_3_messages", "3\u00a0сообщ."),
    ("teachers_10_messages", "10\u00a0сообщ."),
    ("teachers_called", "Звонки"),
    ("teachers_journal_linked", "Учителя, журнал"),
    ("pupils_journal_linked", "Ученики, журнал"),
)
COMPARED = (("school", "Школа"), *_ACROSS)
BY_WEEKS = (("week", "Неделя"), *((code, heading.replace(NBSP, " ")) for code, heading in _ACROSS))


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    title: str
    now: str
    target: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything is text already; a school's own template may use each of these by name."""

    school: str
    period: str
    received: str
    indicators: list[IndicatorRow]
    findings: list[str]
    taken: list[str]
    proposed: list[str]
    officer: str = ""
    deputy: str = ""
    comparison: list[dict[str, str]] = field(default_factory=list)
    weeks: list[dict[str, str]] = field(default_factory=list)
    annex: list[People] = field(default_factory=list)

    def as_context(self) -> dict[str, Any]:
        return asdict(self)


def school_content(figures: WeekFigures, officer: str = "") -> Content:
    """The report of one school."""
    return Content(
        school=typeset(legible(figures.school)),
        period=full_period(figures.weeks[0], figures.week),
        received=_received(figures),
        indicators=[_row(figure) for figure in figures.figures],
        findings=[typeset(line) for line in _findings(figures)],
        taken=[typeset(line) for line in _taken(figures)],
        proposed=measures(figures),
        officer=_signing(officer),
        weeks=weeks_of(figures),
        annex=annex(figures),
    )


def _received(figures: WeekFigures) -> str:
    told = [full_day(figures.received_on)] if figures.received_on else []
    typed = [f"{figures.typed[0].lower()}{figures.typed[1:]}"] if figures.typed else []
    return "; ".join([*told, *typed]) or "нет данных"


def _signing(full_name: str) -> str:
    """«Е. С. Образцова», as people sign; what has no parts stays as it is."""
    name = PersonName.read(legible(full_name))
    if not (name.last and name.first):
        return name.full
    return NBSP.join([f"{part[0]}." for part in (name.first, name.patronymic) if part] + [name.last])


def _row(figure: Figure) -> IndicatorRow:
    goal = _goal(figure)
    was = number(figure.before.value) if figure.before.value is not None else _percent(figure.before.percent)
    return IndicatorRow(
        typeset(figure.indicator.title), typeset(amount(figure)), goal or "—", was, change(figure) or _unmoved(figure)
    )


def _goal(figure: Figure) -> str:
    """«90 % (37)»: the share, and how many that is."""
    goal = aim(figure).removeprefix("цель ")
    is_share = figure.goal is not None and figure.goal.is_percent
    return f"{goal} ({number(figure.target)})" if is_share and figure.target is not None else goal


def _percent(value: float | None) -> str:
    return "—" if value is None else percent(value)


def _unmoved(figure: Figure) -> str:
    return "—" if figure.change is None and figure.change_percent is None else "0"


def _findings(figures: WeekFigures) -> list[str]:
    if not figures.known:
        return ["Статистики за этот период нет."]
    counted = [full_stop(figures.registration)] if figures.registration else []
    return [*counted, *_goals(figures), *_movement(figures), *_norms(figures)]


def _goals(figures: WeekFigures) -> list[str]:
    aimed = [figure for figure in figures.figures if figure.goal is not None]
    if not aimed:
        return ["Цели для показателей не заданы, поэтому с ними ничего не сравнивается."]
    untold = [f"«{one.indicator.short}» — {amount(one)}" for one in aimed if one.reached is None]
    compared = [one for one in aimed if one.reached is not None]
    found = _reached(compared, "которые с ними можно сравнить" if untold else "для которых они заданы")
    return [*found, *([f"Сравнить с целью нельзя: {'; '.join(untold)}."] if untold else [])]


def _reached(with_goal: Sequence[Figure], those: str) -> list[str]:
    if not with_goal:
        return []
    reached = sum(1 for figure in with_goal if figure.reached)
    goals = plural(len(with_goal), "показателя", "показателей", "показателей")
    if reached == len(with_goal):
        return [f"Цели достигнуты по всем показателям, {those}."]
    found = (
        f"Цели достигнуты по {reached} из {goals}." if reached else f"Ни по одному из {goals} цель пока не достигнута."
    )
    short = sorted((figure for figure in with_goal if not figure.reached), key=lambda figure: -figure.distance)
    weakest = [
        full_stop(f"«{one.indicator.short}»: {amount(one)}, до цели не хватает {_missing(one)}")
        for one in short[:_WEAKEST]
    ]
    others = [f"«{one.indicator.short}» (не хватает {_missing(one)})" for one in short[_WEAKEST:]]
    beginning = "Не достигнуты и цели" if len(others) > 1 else "Не достигнута и цель"
    return [found, *weakest, *([full_stop(f"{beginning} {', '.join(others)}")] if others else [])]


def _missing(figure: Figure) -> str:
    if figure.lacking is not None:
        return f"{number(figure.lacking)}{NBSP}{plural_form(figure.lacking, *_PEOPLE)}"
    return f"{number(figure.lacking_percent or 0)} п. п."


def _movement(figures: WeekFigures) -> list[str]:
    if figures.previous is None:
        return ["Сравнить пока не с чем: это первая неделя."]
    since = period(figures.previous)
    grown, fallen = moved(figures)
    parts = [(label, found) for label, found in (("выросло", grown), ("снизилось", fallen)) if found]
    if not parts:
        return [f"По сравнению с неделей {since} показатели не изменились."]
    return [
        full_stop(
            f"По сравнению с неделей {since} {label}: "
            + ", ".join(f"«{one.indicator.short}» {change(one)}" for one in found)
        )
        for label, found in parts
    ]


def _norms(figures: WeekFigures) -> list[str]:
    done = figures.done
    if not done.listed:
        return []
    everybody = plural(done.listed, "сотрудника", "сотрудников", "сотрудников")
    unsure = f" О {done.unsure} известно не всё." if done.unsure else ""
    return [f"Все личные нормы выполнены у {done.done} из {everybody}.{unsure}{gone_line(figures.gone)}"]


def _taken(figures: WeekFigures) -> list[str]:
    arrived = [one for one in figures.reminders if one.state == "sent"]
    thanked = sum(one.is_thanks for one in arrived)
    sent = len(arrived) - thanked
    missed = sum(1 for one in figures.reminders if one.state in ("failed", "unreachable"))
    taken, of_days = [], len(figures.weeks) > 1
    if sent:
        letters = plural(sent, "личное напоминание", "личных напоминания", "личных напоминаний")
        # Those of a week's figures go in the next one, so the reminders of two weeks are not those of their days.
        which = "За эти дни отправлено" if of_days else "По этим данным отправлено"
        taken.append(f"{which} {letters} со следующим шагом.")
    if thanked:
        taken.append(f"Отправлено благодарностей за сделанное: {number(thanked)}.")
    if missed:
        taken.append(
            f"Не дошло {plural(missed, 'сообщение', 'сообщения', 'сообщений')}: с этими людьми разговаривают лично."
        )
    for effect in figures.effects:
        if effect.nudged:
            after = "после напоминаний" if of_days else "после напоминания по прошлым данным"
            without = "без них" if of_days else "без него"
            taken.append(
                f"«{gap_title(effect.code, figures.norms)}»: {after} закрыто {effect.nudged_closed} из {effect.nudged}"
                + (f", {without} — {effect.others_closed} из {effect.others}." if effect.others else ".")
            )
    taken += not_compared_lines(figures.not_compared)
    objected = {one.person_id for one in figures.disputes}
    if objected:
        told = plural(len(objected), "человек", "человека", "человек")
        waits = f"ждут ответа {len(figures.objecting)}" if figures.objecting else "ответа не ждёт никто"
        taken.append(f"Об ошибке в данных сообщили: {told}, {waits}.")
    none = "За эти дни напоминания не отправлялись." if of_days else "По этим данным напоминания не отправлялись."
    return taken or [none]


def comparison_content(schools: Sequence[WeekFigures]) -> Content:
    """Many schools beside each other: one row a school, the eight indicators across."""
    compared = week_compared(schools)
    rows = [
        {"school": typeset(legible(called_beside(one, compared)))}
        | {figure.indicator.code: _cell(figure) for figure in one.figures}
        for one in schools
    ]
    silent = [legible(one.school) for one in schools if not one.known]
    behind = sum(bool(older_week(one, compared)) for one in schools)
    older = (
        f" У {plural(behind, 'школы', 'школ', 'школ')} файла за эту неделю ещё нет: показана последняя известная."
        if behind
        else ""
    )
    findings = [f"В сравнении {plural(len(schools), 'школа', 'школы', 'школ')}.{older}", *_over_all(schools)]
    if silent:
        findings.append(f"Данных за период нет: {listed(silent, _NAMES)}.")
    return Content(
        school="Сравнение школ",
        period=full_period(compared),
        received="",
        indicators=[],
        findings=[typeset(line) for line in findings],
        taken=[],
        proposed=[],
        comparison=rows,
    )


def _cell(figure: Figure) -> str:
    return typeset(amount(figure)) if figure.now.known else "—"


def _of_schools(known: int, of: int) -> str:
    return "по всем школам" if known == of else f"по {plural(known, 'школе', 'школам', 'школам')} из {number(of)}"


def _over_all(schools: Sequence[WeekFigures]) -> list[str]:
    """Of each indicator: all schools together, and those that may need a hand, where not all stand alike."""
    found = []
    for place, figure in enumerate(schools[0].figures):
        measured = [one.figures[place].now for one in schools]
        counted = [(now.value, now.total) for now in measured if now.value is not None and now.total]
        whole = share(sum(value for value, _ in counted), sum(total for _, total in counted))
        shares = {one.school: one.figures[place].now.percent for one in schools}
        known = {name: part for name, part in shares.items() if part is not None}
        if whole is None or len(known) < 2:
            continue
        least = min(known.values())
        last = [legible(name) for name, part in known.items() if part == least]
        behind = f", меньше всего — {percent(least)} ({listed(last, _NAMES)})" if len(last) < len(known) else ""
        found.append(f"«{figure.indicator.short}»: {_of_schools(len(counted), len(schools))} {percent(whole)}{behind}.")
    return found
