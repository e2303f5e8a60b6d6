"""The weekly report as xlsx: real numbers, dates and percents; a name is never a formula."""

import io
from collections.abc import Sequence
from typing import Any

from indicators.weeks import Week
from nudges.gaps import GAP, gap_title
from nudges.plan.standing import ALL_GAPS
from reports.figures.beside import called_beside, in_all, week_compared
from reports.figures.counting import Measure, share
from reports.figures.disputes import IN_WORDS
from reports.figures.figure import Figure
from reports.figures.lacking import said
from reports.figures.people import TeacherGaps
from reports.figures.summary import told_in_words
from reports.figures.week import HISTORY, WeekFigures
from reports.figures.wording import DECIDED, NBSP, full_period, period
from reports.weekly.sheets import Page, Share, Step

_STATES = {
    "planned": "ждёт отправки",
    "sending": "отправляется",
    "sent": "доставлено",
    "failed": "не удалось",
    "unreachable": "не дошло",
    "skipped": "уже не нужно",
    "cancelled": "отменено",
}
_NUMBERS = {"no_group_chat": "group_chats", "few_messages": "group_messages", "no_call": "calls"}
_WHOLE = {IN_WORDS: "своими словами", ALL_GAPS: "все показатели"}
_KINDS = {"digest": "еженедельное", "quota": "о недельных нормах"}


def write_spreadsheet(schools: Sequence[WeekFigures]) -> bytes:
    """One school with everything, or several beside each other."""
    import xlsxwriter

    target = io.BytesIO()
    # A cell that begins with «=» stays a text, whoever's name it is.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": "Отчёт по Сферуму", "author": "Дежурный"})
        page = Page(book)
        if len(schools) == 1:
            _school(page, schools[0])
        else:
            _comparison(page, schools)
    return target.getvalue()


def _share(measure: Measure) -> Share | None:
    return None if measure.percent is None else Share(measure.percent / 100)


def _figure(measure: Measure) -> int | Share | None:
    """People, or the percentage where only that is known."""
    return measure.value if measure.value is not None else _share(measure)


def _aim(figure: Figure) -> int | Share | None:
    if figure.target is not None or figure.goal is None:
        return figure.target
    return Share(figure.goal.value / 100)


def _step(figure: Figure) -> Step | None:
    if figure.change is not None:
        return Step(figure.change)
    return None if figure.change_percent is None else Step(figure.change_percent, is_points=True)


def _school(page: Page, figures: WeekFigures) -> None:
    title = f"{figures.school}, {full_period(figures.weeks[0], figures.week)}"
    _indicators(page, figures, title)
    _teachers(page, figures, title)
    page.add_list(
        "Напоминания",
        title,
        ("Кто", "Неделя данных, с", "Вид", "Итог", "Когда", "О чём", "Почему"),
        [
            (
                one.called,
                Week.parse(one.week).monday if len(figures.weeks) > 1 else None,
                "спасибо" if one.is_thanks else _KINDS.get(one.kind, "вручную"),
                _STATES.get(one.state, one.state),
                one.at,
                said(one.gaps, name=one.name),
                one.reason,
            )
            for one in figures.reminders
        ],
    )
    page.add_list(
        "Кому нельзя написать",
        title,
        ("Кто", "Должность", "Классы", "Почему", "Что сделать"),
        [(one.called, one.role, one.classes, *one.words) for one in figures.out_of_reach],
    )
    page.add_list(
        "Сообщения об ошибках",
        title,
        ("Кто", "Неделя данных, с", "О чём", "Когда", "Решено", "Решение"),
        [
            (
                one.called,
                Week.parse(one.week).monday,
                _WHOLE.get(one.gap) or gap_title(one.gap, figures.norms),
                one.at,
                one.resolved_at,
                DECIDED.get(one.resolution or "", one.resolution or "ответа ещё нет"),
            )
            for one in figures.disputes
        ],
    )


def _indicators(page: Page, figures: WeekFigures, title: str) -> None:
    """With the weeks beside them while the page has room; more of them go down a page of their own."""
    unknown = _untold_before(figures)
    weeks = [week for week, _ in figures.figures[0].history][unknown:]
    headings = ["Показатель", "Сейчас", "Всего", "Доля", "Цель", "Прошлый раз", "Изменение"]
    rows: list[list[Any]] = [
        [
            f"{figure.indicator.title}{told_in_words(figure)}",
            figure.now.value,
            figure.now.total,
            _share(figure.now),
            _aim(figure),
            _figure(figure.before),
            _step(figure),
        ]
        for figure in figures.figures
    ]
    if len(weeks) <= HISTORY:
        headings += [period(week).replace(NBSP, " ") for week in weeks]
        for row, figure in zip(rows, figures.figures, strict=True):
            row += [_figure(measure) for _, measure in figure.history[unknown:]]
    page.add("Показатели", title, headings, rows)
    if len(weeks) > HISTORY:
        _by_weeks(page, figures, title, unknown)


def _untold_before(figures: WeekFigures) -> int:
    """How many weeks stand before the first of which anything is known."""
    by_week = zip(*(figure.history for figure in figures.figures), strict=True)
    told = [any(one.known for _, one in of_week) for of_week in by_week]
    return told.index(True) if True in told else 0


def _by_weeks(page: Page, figures: WeekFigures, title: str, unknown: int) -> None:
    weeks = zip(*(figure.history[unknown:] for figure in figures.figures), strict=True)
    rows = [[period(of_week[0][0]), *(_figure(measure) for _, measure in of_week)] for of_week in weeks]
    page.add("По неделям", title, ["Неделя", *(figure.indicator.short for figure in figures.figures)], rows)


def _teachers(page: Page, figures: WeekFigures, title: str) -> None:
    """Teachers down, gaps across: «да» where something is lacking, «—» where nobody knows; how many in the heading."""
    present = [code for code in GAP if any(code in (*one.gaps, *one.unknown) for one in figures.teachers)]
    headings = ["Кто", "Должность", "Классы", "Чатов", "Сообщений", "Звонков", "Не хватает", "Освобождение"]
    rows = [
        [
            teacher.called,
            teacher.role,
            teacher.classes,
            *(_number(teacher, code) for code in _NUMBERS),
            len(teacher.gaps) if teacher.listed else None,
            _peace(teacher),
            *("да" if code in teacher.gaps else "—" if code in teacher.unknown else None for code in present),
        ]
        for teacher in figures.teachers
    ]
    page.add_list(
        "Педагоги",
        title,
        [*headings, *(f"{gap_title(code, figures.norms)}: {_count(figures, code)}" for code in present)],
        rows,
    )


def _number(teacher: TeacherGaps, code: str) -> int | str | None:
    """«Более 10» of a file is no number, and says enough all the same."""
    number: int | None = getattr(teacher, _NUMBERS[code])
    if number is not None or not teacher.listed:
        return number
    return "достаточно" if code in teacher.closed else "мало" if code in teacher.gaps else "—"


def _count(figures: WeekFigures, code: str) -> str:
    """Of whom nothing is told nobody is counted."""
    known = code not in figures.done.untold
    return str(sum(code in teacher.gaps for teacher in figures.teachers)) if known else "нет данных"


def _peace(teacher: TeacherGaps) -> str | None:
    """The reason (an illness, say) stays out: a report is passed on."""
    if not teacher.listed:
        return "нет в списке недели"
    return "не тревожим" if teacher.exempt is not None else None


def _comparison(page: Page, schools: Sequence[WeekFigures]) -> None:
    first, compared = schools[0], week_compared(schools)
    title = f"Сравнение школ, {full_period(compared)}"
    headings = ["Школа"]
    for figure in first.figures:
        headings += [figure.indicator.short, f"{figure.indicator.short}, доля"]
    rows = []
    for one in schools:
        row: list[Any] = [called_beside(one, compared)]
        for figure in one.figures:
            row += [figure.now.value, _share(figure.now)]
        rows.append(row)
    rows.append(_in_all(schools))
    page.add("Сравнение", title, headings, rows)


def _in_all(schools: Sequence[WeekFigures]) -> list[Any]:
    """The sums, each of the schools that tell it."""
    row: list[Any] = ["Всего по школам, у которых есть данные"]
    for figure in schools[0].figures:
        found = in_all(schools, figure.indicator.code)
        whole = share(found.value, found.total) if found is not None and found.total else None
        row += [found and found.value, None if whole is None else Share(whole / 100)]
    return row
