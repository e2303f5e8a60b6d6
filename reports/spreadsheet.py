"""The weekly report as xlsx: real numbers, dates and percents; a name is never a formula."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from nudges.gaps import GAP
from reports.figures import Figure, WeekFigures
from reports.people import TeacherGaps
from reports.wording import legible, period

_STATES = {
    "planned": "ждёт отправки",
    "sending": "отправляется",
    "sent": "доставлено",
    "failed": "не удалось",
    "unreachable": "недоступен",
    "skipped": "уже не нужно",
    "cancelled": "отменено",
}
_KINDS = {"digest": "еженедельное", "quota": "о недельных нормах"}
_WIDEST = 60
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Book = Any
Sheet = Any


def write_spreadsheet(schools: Sequence[WeekFigures]) -> bytes:
    """One school with everything, or several beside each other."""
    import xlsxwriter

    target = io.BytesIO()
    # A cell that begins with «=» stays a text, whoever's name it is.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": "Отчёт по Сферуму", "author": "Дежурный"})
        page = _Page(book)
        if len(schools) == 1:
            _school(page, schools[0])
        else:
            _comparison(page, schools)
    return target.getvalue()


class _Page:
    """A sheet after another, all with the same look; rows are lists of plain values."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEEEEE"}
        )
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "# ##0", "valign": "top", "align": "center"})
        self._percent = book.add_format({"num_format": "0.0%", "valign": "top", "align": "center"})
        self._date = book.add_format({"num_format": "dd.mm.yyyy hh:mm", "valign": "top", "align": "left"})

    def add(self, name: str, title: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        sheet = self._book.add_worksheet(name.translate(_FORBIDDEN)[:31])
        sheet.write_string(0, 0, legible(title), self._title)
        for column, heading in enumerate(headings):
            sheet.write_string(1, column, heading, self._head)
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)
        self._arrange(sheet, headings, rows)

    def _write(self, sheet: Sheet, row: int, column: int, value: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, self._text)
        elif isinstance(value, Share):
            sheet.write_number(row, column, value.part, self._percent)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.replace(tzinfo=None), self._date)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(row, column, value, self._number)
        else:
            sheet.write_string(row, column, legible(str(value)), self._text)

    def _arrange(self, sheet: Sheet, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Frozen headings with filters, columns as wide as what is in them, a page that prints."""
        sheet.freeze_panes(2, 1)
        sheet.autofilter(1, 0, max(1, len(rows) + 1), len(headings) - 1)
        for column, heading in enumerate(headings):
            longest = max((len(str(row[column])) for row in rows if row[column] is not None), default=0)
            sheet.set_column(column, column, min(_WIDEST, max(13, len(heading) // 2 + 4, longest + 2)))
        sheet.set_row(1, 45)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&L&F&RСтраница &P из &N")


class Share:
    """A fraction shown as a percent; 0.85 is 85 %."""

    __slots__ = ("part",)

    def __init__(self, part: float) -> None:
        self.part = part

    def __str__(self) -> str:
        return f"{self.part:.1%}"


def _share(figure: Figure) -> Share | None:
    return None if figure.now.percent is None else Share(figure.now.percent / 100)


def _school(page: _Page, figures: WeekFigures) -> None:
    title = f"{figures.school}: {period(figures.weeks[0], figures.week)}"
    _indicators(page, figures, title)
    _teachers(page, figures, title)
    page.add(
        "Напоминания",
        title,
        ("Кто", "Неделя данных", "Вид", "Итог", "Когда", "О чём", "Почему"),
        [
            (
                one.name,
                one.week,
                _KINDS.get(one.kind, "вручную"),
                _STATES.get(one.state, one.state),
                one.at,
                _titles(one.gaps),
                one.reason,
            )
            for one in figures.reminders
        ],
    )
    page.add(
        "Кому нельзя написать",
        title,
        ("Кто", "Должность", "Классы", "Почему", "Что сделать"),
        [(one.name, one.role, one.classes, *one.words) for one in figures.unreachable],
    )
    page.add(
        "Сообщения об ошибках",
        title,
        ("Кто", "Неделя данных", "О чём", "Когда", "Решено", "Решение"),
        [
            (one.name, one.week, _titles((one.gap,)), one.at, one.resolved_at, one.resolution)
            for one in figures.disputes
        ],
    )


def _indicators(page: _Page, figures: WeekFigures, title: str) -> None:
    weeks = [week for week, _ in figures.figures[0].history]
    headings = ["Показатель", "Сейчас", "Всего", "Доля", "Цель", "Прошлый раз", "Изменение"]
    rows = [
        [
            figure.indicator.title,
            figure.now.value,
            figure.now.total,
            _share(figure),
            figure.target,
            figure.before.value,
            figure.change,
            *(measure.value for _, measure in figure.history),
        ]
        for figure in figures.figures
    ]
    page.add("Показатели", title, [*headings, *(period(week) for week in weeks)], rows)


def _teachers(page: _Page, figures: WeekFigures, title: str) -> None:
    """Teachers down, gaps across: 1 where something is lacking, so that a column adds up."""
    present = [code for code in GAP if any(code in teacher.gaps for teacher in figures.teachers)]
    headings = ["Кто", "Должность", "Классы", "Чатов", "Сообщений", "Звонков", "Не хватает", "Освобождение"]
    rows = [
        [
            teacher.name,
            teacher.role,
            teacher.classes,
            teacher.group_chats,
            teacher.group_messages,
            teacher.calls,
            len(teacher.gaps) if teacher.listed else None,
            _peace(teacher),
            *(1 if code in teacher.gaps else None for code in present),
        ]
        for teacher in figures.teachers
    ]
    page.add("Педагоги", title, [*headings, *(GAP[code].title for code in present)], rows)


def _peace(teacher: TeacherGaps) -> str | None:
    """The reason (an illness, say) stays out: a report is passed on."""
    if not teacher.listed:
        return "нет в списке недели"
    return "не тревожим" if teacher.exempt is not None else None


def _comparison(page: _Page, schools: Sequence[WeekFigures]) -> None:
    first = schools[0]
    title = f"Сравнение школ: {period(first.weeks[0], first.week)}"
    headings = ["Школа"]
    for figure in first.figures:
        headings += [figure.indicator.short, f"{figure.indicator.short}, доля"]
    rows = []
    for one in schools:
        row: list[Any] = [one.school]
        for figure in one.figures:
            row += [figure.now.value, _share(figure)]
        rows.append(row)
    page.add("Сравнение", title, headings, rows)


def _titles(gaps: Sequence[str]) -> str:
    return ", ".join(GAP[code].title if code in GAP else code for code in gaps)
