"""A table of employees: its columns to facts, its rows to people."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import Any, Final

from indicators.catalogue import FACT, FactType
from indicators.cells.opposites import answers_of
from indicators.cells.values import text_of
from indicators.headings.column.fact_codes import people_code
from indicators.headings.decision import Decision
from indicators.headings.layout.layout import Layout
from indicators.headings.people_columns import WEEKLY
from indicators.headings.period_columns import PERIODS, are_single_days, week_texts
from indicators.headings.plain import plain_heading
from indicators.reading.tables import Cell, column_letters
from indicators.rows import Column, FactValue, PersonRow, Rejected, is_of_staff
from indicators.russian.listed_names import names_of_list
from indicators.russian.names import Name, joined_name
from indicators.russian.rules import listed
from indicators.staff_list.away import away_rows, told
from indicators.staff_list.going_on import TOLD, add_to, goes_on
from indicators.staff_list.rows import DataRows, data_rows
from indicators.staff_list.values import (
    ColumnValues,
    Days,
    combined,
    read_column,
    settle_bounds,
    split_status,
    without_news,
)

_SAMPLES = 3
_FIRST_LEADS: Final = re.compile(r"\bимя\b.*\bфамилия\b", re.IGNORECASE)


@dataclass(slots=True)
class PeopleTable:
    columns: list[Column] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    periods: list[str] | None = None
    """What stands in the column of weeks, one text a person, when there is such a column."""


def read_people(layout: Layout, decision: Decision, today: date, section: str) -> PeopleTable:
    """Read the rows. `section` is the school of rows that do not name one themselves."""
    found, codes = PeopleTable(), decision.codes
    data = data_rows(layout, codes, section)
    rows = data.rows
    distinct = {index: {row[index] for row in rows} for index in codes if _is_measured(codes[index])}
    plus = any("+" in map(text_of, cells) for cells in distinct.values())
    columns: dict[str, list[list[Any]]] = {}
    titles: dict[str, set[str]] = {}
    for index, code in codes.items():
        cells, heading = [row[index] for row in rows], layout.headings[index]
        answered = answers_of(cells) if index in decision.turned else cells
        column = read_column(code, answered, Days(today, layout.told_on), plus)
        if index in decision.turned:
            column.turn()
            mark = next((text_of(cell) for cell, own in zip(cells, answered, strict=True) if cell != own), "да")
            found.warnings.append(f"«{heading}» читаю наоборот: «{mark}» там значит «нет».")
        titles.setdefault(code, set()).add(plain_heading(heading))
        columns.setdefault(code, []).append(without_news(code, heading, column.values))
        found.warnings += column.told(heading)
        _reject_values(column, cells, data.numbers, heading, layout.table.name, found)
    values = {code: combined(code, several, alike=len(titles[code]) == 1) for code, several in columns.items()}
    found.warnings += _several(layout, codes, columns)
    settle_bounds(values)
    if "profile_active" in values and "registered" not in values:
        split_status(values, [row[_index(codes, "profile_active")] for row in rows])
    _describe(layout, decision, rows, found)
    name_column = next((index for index, code in codes.items() if code in ("full_name", "last_name")), None)
    _assemble(_Columns(layout, values, data, codes, today), found, name_column)
    if found.periods and are_single_days(found.periods):
        _forget_days(found)
    return found


def _forget_days(found: PeopleTable) -> None:
    """A row a day and person: no row holds the week, and none of the days is its date."""
    found.periods = None
    whose = Counter(row.accounts or row.full_name for row in found.people)
    if max(whose.values(), default=0) < 2:
        return
    for row in found.people:
        row.facts = {code: value for code, value in row.facts.items() if code not in WEEKLY}
    found.warnings.append("В таблице строка на каждый день: сообщения и звонки недели по ней не видны, они не взяты.")


def _several(layout: Layout, codes: dict[int, str], columns: dict[str, list[list[Any]]]) -> list[str]:
    """Which columns tell one fact differently."""
    said = []
    for code, several in columns.items():
        told = [column for column in several if any(value is not None for value in column)]
        if any(column != told[0] for column in told):
            names = listed([f"«{layout.headings[index]}»" for index, own in codes.items() if own == code], 7)
            said.append(f"Об одном говорят столбцы {names}: взято только то, в чём нет сомнений.")
    return said


def _reject_values(
    column: ColumnValues, cells: list[Cell], numbers: list[int], heading: str, sheet: str, found: PeopleTable
) -> None:
    if column.bad:
        found.rejected += [
            Rejected(number, heading, text_of(cell)[:80], column.bad[cell], sheet)
            for cell, number in zip(cells, numbers, strict=True)
            if cell in column.bad
        ]


def _is_measured(code: str) -> bool:
    return code in FACT and FACT[code].type in (FactType.FLAG, FactType.NUMBER)


def _index(codes: dict[int, str], code: str) -> int:
    return next(index for index, found in codes.items() if found == code)


def _describe(layout: Layout, decision: Decision, rows: list[list[Cell]], found: PeopleTable) -> None:
    codes = decision.codes
    chosen = set(codes.values())
    for index, heading in enumerate(layout.headings):
        code = codes.get(index)
        if not heading and not code:
            continue
        meaning = layout.meanings[index]
        wanted = people_code(meaning.code) if meaning else None
        note = "такой столбец уже есть" if code is None and wanted in chosen else ""
        samples = tuple(dict.fromkeys(text_of(row[index])[:60] for row in rows[:50] if row[index] is not None))
        found.columns.append(
            Column(
                heading or f"столбец {column_letters(index + layout.table.first_column)}",
                None if code in PERIODS else code,
                bool(meaning and meaning.guess and code),
                samples[:_SAMPLES],
                "неделя" if code in PERIODS else note,
                said=index in layout.said,
                index=index + layout.table.first_column,
                asked=decision.asked.get(index),
                why=decision.why.get(index, ()),
            )
        )


@dataclass(slots=True)
class _Columns:
    """What the rows say of people, by column, with where each row stands."""

    layout: Layout
    values: dict[str, list[Any]]
    data: DataRows
    codes: Mapping[int, str]
    today: date
    names: list[Name | None] = field(init=False)
    away: Collection[int] = field(init=False)
    at_work: Collection[int] = field(init=False)

    def __post_init__(self) -> None:
        self.names = _names(self.values, self.data, _first_name_leads(self.layout))
        self.away, self.at_work = away_rows(self.data.rows, self.layout.headings, self.codes, self.today)

    def column(self, code: str) -> list[Any]:
        return self.values.get(code) or [None] * len(self.data.rows)

    def facts(self) -> Iterator[dict[str, FactValue]]:
        """A row each. Thousands share theirs: kept once, never changed."""
        measured = {code: values for code, values in self.values.items() if code in FACT and not FACT[code].identity}
        same: dict[tuple[Any, ...], dict[str, FactValue]] = {}
        told_of: Iterable[tuple[Any, ...]] = zip(*measured.values(), strict=True) if measured else repeat(())
        for _, row in zip(self.data.rows, told_of, strict=False):
            known = same.get(row)
            if known is None:
                known = {code: value for code, value in zip(measured, row, strict=True) if value is not None}
                same[row] = known
            yield known


def _assemble(columns: _Columns, found: PeopleTable, name_column: int | None) -> None:
    names, rows, sheet = columns.names, columns.data.rows, columns.layout.table.name
    identities = (columns.column(code) for code in ("vk_id", "max_id", "role", "classes", "school"))
    vk_ids, max_ids, roles, classes, own = identities
    periods = week_texts(*(columns.values.get(code) for code in PERIODS))
    found.periods = [] if periods else None
    carried, last = "", None
    others, continued = 0, 0
    for index, (number, known) in enumerate(zip(columns.data.numbers, columns.facts(), strict=True)):
        name, vk_id, max_id = names[index], vk_ids[index], max_ids[index]
        if name is None and vk_id is None and max_id is None:
            if known and goes_on(rows[index], last, number, name_column):
                add_to(found.people[-1], known, classes[index] or "")
                continued += 1
            else:
                _reject(columns.layout, rows[index], number, columns.values, index, found)
            continue
        last, role = None, roles[index] or ""
        if not is_of_staff(role):
            others += 1
            continue
        carried = own[index] or carried  # a school that is named once for the rows below it
        school = carried or columns.data.schools[index]
        last = PersonRow(number, sheet, vk_id, name, role, classes[index] or "", school, known, max_id=max_id)
        last.away, last.at_work = index in columns.away, index in columns.at_work
        found.people.append(last)
        if periods and found.periods is not None:
            found.periods.append(periods[index] or "")
    _say_of_rows(found, continued, others)


def _say_of_rows(found: PeopleTable, continued: int, others: int) -> None:
    found.warnings += told([person for person in found.people if person.away])
    if continued:
        found.warnings.append(TOLD.format(count=continued))
    if others:
        found.warnings.append(f"Ученики и родители пропущены (строк: {others}): бот пишет только сотрудникам.")


def _first_name_leads(layout: Layout) -> bool:
    return any(_FIRST_LEADS.search(heading) for heading in layout.headings)


def _names(values: dict[str, list[Any]], data: DataRows, first_name_leads: bool) -> list[Name | None]:
    if "full_name" in values and "last_name" not in values:
        texts = set(values["full_name"]) - {None, ""}
        parsed = names_of_list(texts, data.names, first_name_leads=first_name_leads)
        return [parsed.get(text) for text in values["full_name"]]
    if "last_name" not in values:
        return [None] * len(data.rows)
    empty = [""] * len(data.rows)
    parts = (values.get(code, empty) for code in ("last_name", "first_name", "patronymic"))
    return [joined_name(last or "", first or "", middle or "") for last, first, middle in zip(*parts, strict=True)]


def _reject(
    layout: Layout,
    row: list[Cell],
    number: int,
    values: dict[str, list[Any]],
    index: int,
    found: PeopleTable,
) -> None:
    """A row that is about nobody: said so when it holds a name that cannot be read, or any figures."""
    code = next((c for c in ("full_name", "last_name") if c in values and values[c][index]), None)
    text = str(values[code][index]) if code else ""
    known = any(column[index] is not None for c, column in values.items() if c in FACT and not FACT[c].identity)
    if not text and not known:
        return
    heading = next(
        (h for h, m in zip(layout.headings, layout.meanings, strict=True) if m and m.code == (code or "full_name")),
        "ФИО",
    )
    reason = "это не похоже на ФИО" if text else "нет ни ФИО, ни номера страницы"
    found.rejected.append(Rejected(number, heading, text[:80], reason, layout.table.name))
