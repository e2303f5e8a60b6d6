"""One table of a file, understood by itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from indicators.catalogue import ACCOUNTS
from indicators.cells.values import text_of
from indicators.file.title_days import days_of_titles
from indicators.file.understood import Kind
from indicators.headings.layout.finding import find_layout, layout_above_names
from indicators.headings.layout.layout import Layout
from indicators.headings.name_columns import counts_teachers
from indicators.headings.people_columns import people_columns
from indicators.headings.plain import plain_heading
from indicators.reading.tables import Cell, Table
from indicators.rows import lists_others, lone_text, school_named
from indicators.russian.periods import Period, period_in
from indicators.staff_list.table import PeopleTable, read_people
from indicators.summary.classes import tell_classes
from indicators.summary.sideways import read_sideways, sideways
from indicators.summary.table import (
    SummaryTable,
    indicators_in,
    read_summary,
    summary_columns,
)
from indicators.weeks import Week

_IDENTITY = frozenset({"full_name", "last_name"}) | ACCOUNTS
_WHO = frozenset({"full_name", "last_name", "first_name", "patronymic", "role"})
_TITLE_ROWS = 40
_OTHERS = "Это список учеников или родителей, а бот пишет только сотрудникам: пришлите список сотрудников."


@dataclass(slots=True)
class Sheet:
    """`titles` are the texts above the headings and the sheet's name: the week is looked for there.

    `above` are the rows above the headings.
    """

    table: Table
    headings: list[str]
    found: PeopleTable | SummaryTable
    titles: list[str]
    above: list[list[Cell]]

    @property
    def kind(self) -> Kind:
        return "people" if isinstance(self.found, PeopleTable) else "summary"

    @property
    def size(self) -> int:
        return len(self.found.people if isinstance(self.found, PeopleTable) else self.found.rows)

    @property
    def label(self) -> str:
        """How the table is called in sentences."""
        return " / ".join(name for name in (self.table.source, self.table.name) if name)

    def shape(self) -> str:
        return "\t".join(plain_heading(heading) for heading in self.headings if heading)


def read_sheet(table: Table, mapping: Mapping[str, str | None], today: date, week: Week | None = None) -> Sheet | None:
    """`None` when the table has no headings that are known."""
    layout = find_layout(table, mapping, today, week) or _told_by_cells(table, today)
    if layout:
        decision = people_columns(layout)
        codes = decision.codes
        if _IDENTITY & set(codes.values()) and not counts_teachers(layout):
            titles = _titles(table, layout.top)
            if _is_of_others(layout, codes, titles):
                return Sheet(table, layout.headings, PeopleTable(warnings=[_OTHERS]), titles, _above(table, layout.top))
            found = read_people(layout, decision, today, _section(table, titles))
            return Sheet(table, layout.headings, found, titles, _above(table, layout.top))
    return _summary_sheet(table, layout, today)


def _told_by_cells(table: Table, today: date) -> Layout | None:
    """Names below headings that say nothing, where cells tell something of these people as well."""
    layout = layout_above_names(table, today)
    codes = set(people_columns(layout).codes.values()) if layout else set()
    return layout if codes - _WHO else None


def _is_of_others(layout: Layout, codes: Mapping[int, str], titles: list[str]) -> bool:
    """Nothing in the headings speaks of teachers, and a title or the sheet's name says that these are pupils."""
    if layout.said or {"role", "pupils_total"} & set(codes.values()):
        return False
    return lists_others(layout.table.name, [*titles, *layout.headings])


def _summary_sheet(table: Table, layout: Layout | None, today: date) -> Sheet | None:
    if layout:
        tell_classes(layout)
    uses = summary_columns(layout) if layout else {}
    upright = len(indicators_in(uses))
    turned = sideways(table)
    if turned and len(set(turned[1].values())) > upright:
        column, codes = turned
        titles = _titles(table, min(codes))
        found = read_sideways(table, column, codes, _section(table, titles), today)
        titles = [text for text in titles if text not in found.labels]
        headings = [text_of(table.rows[row][column]) for row in codes]
        return Sheet(table, headings, found, titles, _above(table, min(codes)))
    if layout is None or upright == 0 or (upright == 1 and not _has_school(uses)):
        return None
    titles = _titles(table, layout.top)
    found = read_summary(layout, uses, _section(table, titles))
    return Sheet(table, layout.headings, found, titles, _above(table, layout.top))


def _has_school(uses: Mapping[int, object]) -> bool:
    return any(getattr(use, "code", "") == "school" for use in uses.values())


def _titles(table: Table, top: int) -> list[str]:
    rows = _above(table, top)
    texts = dict.fromkeys(text for row in rows for cell in row if (text := text_of(cell)))
    below = (lone_text(row) for row in table.rows[-5:])
    return [*texts, table.name, *(text for text in below if text)]


def _above(table: Table, top: int) -> list[list[Cell]]:
    return table.rows[max(0, top - _TITLE_ROWS) : top]


def _section(table: Table, titles: list[str]) -> str:
    """The school that a title names: «Показатели МБОУ «СОШ № 1» за 9–15 ноября» is about «МБОУ «СОШ № 1»».

    In an archive the member's own name may say it.
    """
    return next((school for text in (*titles, PurePath(table.source).stem) if (school := school_named(text))), "")


def periods_of(sheet: Sheet, today: date) -> Iterator[Period]:
    for text in sheet.titles:
        if period := period_in(text, today):
            yield period
    yield from days_of_titles(sheet.above, today)
