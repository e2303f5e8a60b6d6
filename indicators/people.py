"""A table of employees: its columns to facts, its rows to people."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from indicators.catalogue import FACT, FactType
from indicators.layout import Layout
from indicators.names import Name, joined_name, parse_name, surname_first
from indicators.people_columns import REGISTRATION, THRESHOLDS, people_code
from indicators.people_rows import data_rows
from indicators.rows import Column, PersonRow, Rejected, is_of_staff
from indicators.tables import Cell
from indicators.values import (
    BadValue,
    is_dash,
    is_unknown,
    is_yes,
    read_date,
    read_flag,
    read_number,
    text_of,
)
from indicators.vk_ids import read_vk_id

_MOST: Final = {"group_messages": 20_000, "calls": 5_000, "group_chats": 5_000}
_MOST_PUPILS = 2_000
_FLAGS_AS_NUMBERS: Final = frozenset({"calls", "group_chats"})
_MARKS: Final = frozenset("+✓✔✅☑√")
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


def read_people(layout: Layout, codes: dict[int, str], today: date, section: str) -> PeopleTable:
    """Read the rows. `section` is the school of rows that do not name one themselves."""
    found = PeopleTable()
    rows, numbers, schools = data_rows(layout, codes, section)
    plus = any("+" in map(text_of, {row[index] for row in rows}) for index in codes)
    values: dict[str, list[Any]] = {}
    for index, code in codes.items():
        values[code] = _column(layout, index, code, rows, numbers, today, found, plus)
    if "profile_active" in values and "registered" not in values:
        _split_status(values, [row[_index(codes, "profile_active")] for row in rows])
    _describe(layout, codes, rows, found)
    _assemble(layout, values, rows, numbers, schools, found)
    return found


_Reader = Callable[[Cell], Any]


def _column(
    layout: Layout,
    index: int,
    code: str,
    rows: list[list[Cell]],
    numbers: list[int],
    today: date,
    found: PeopleTable,
    plus: bool,
) -> list[Any]:
    """The values of one column; equal cells are read once."""
    cells = [row[index] for row in rows]
    different = set(cells)
    read = reader_of(code, different, today, plus)
    known: dict[Cell, Any] = {}
    bad: dict[Cell, str] = {}
    for cell in different:
        try:
            known[cell] = read(cell)
        except BadValue as error:
            known[cell] = None
            bad[cell] = error.reason
    if bad:
        for cell, number in zip(cells, numbers, strict=True):
            if cell in bad:
                found.rejected.append(
                    Rejected(number, layout.headings[index], text_of(cell)[:80], bad[cell], layout.table.name)
                )
    return [known[cell] for cell in cells]


def reader_of(code: str, cells: AbstractSet[Cell], today: date, plus: bool) -> _Reader:
    """How the cells of a column are read.

    «-» means «нет» where the column also has «+» or a tick, and in a column of nothing but dashes
    when other columns of the table say «+» (`plus`). Otherwise it means that nothing is known.
    """
    fact = FACT.get(code)
    if fact is None or fact.type is FactType.TEXT:
        return text_of
    if fact.type is FactType.VK_ID:
        return read_vk_id
    if fact.type is FactType.DATE:
        return lambda cell: read_date(cell, today=today)
    dash_is_no = any(isinstance(cell, str) and cell.strip()[:1] in _MARKS for cell in cells) or (
        plus and all(is_dash(cell) or is_unknown(cell) for cell in cells)
    )
    if fact.type is FactType.FLAG:
        counted = any(text_of(cell).isdigit() and int(text_of(cell)) > 1 for cell in cells)
        threshold = THRESHOLDS.get(code, 1) if counted else 1  # a column of 1 and 0 is a flag already
        return lambda cell: read_flag(cell, dash_is_no=dash_is_no, threshold=threshold)
    most, flags = _MOST.get(code, _MOST_PUPILS), code in _FLAGS_AS_NUMBERS
    no_is_zero = not any(is_yes(cell) for cell in cells)  # beside «да» it says less than that
    return lambda cell: read_number(cell, most=most, dash_is_no=dash_is_no, flags=flags, no_is_zero=no_is_zero)


def _index(codes: dict[int, str], code: str) -> int:
    return next(index for index, found in codes.items() if found == code)


def _split_status(values: dict[str, list[Any]], cells: list[Cell]) -> None:
    """«Не зарегистрирован» in a column of statuses is about the registration, not about the profile."""
    about = [isinstance(cell, str) and bool(REGISTRATION.search(cell)) for cell in cells]
    if any(about):
        active = values["profile_active"]
        values["registered"] = [flag if here else None for flag, here in zip(active, about, strict=True)]
        values["profile_active"] = [None if here else flag for flag, here in zip(active, about, strict=True)]


def _describe(layout: Layout, codes: dict[int, str], rows: list[list[Cell]], found: PeopleTable) -> None:
    chosen = set(codes.values())
    for index, heading in enumerate(layout.headings):
        if not heading:
            continue
        meaning = layout.meanings[index]
        code = codes.get(index)
        wanted = people_code(meaning.code) if meaning else None
        note = "такой столбец уже есть" if code is None and wanted in chosen else ""
        samples = tuple(dict.fromkeys(text_of(row[index])[:60] for row in rows[:50] if row[index] is not None))
        found.columns.append(
            Column(
                heading,
                None if code == "period" else code,
                bool(meaning and meaning.guess and code),
                samples[:_SAMPLES],
                "неделя" if code == "period" else note,
                said=index in layout.said,
            )
        )


def _assemble(
    layout: Layout,
    values: dict[str, list[Any]],
    rows: list[list[Cell]],
    numbers: list[int],
    schools: list[str],
    found: PeopleTable,
) -> None:
    empty: list[Any] = [None] * len(rows)
    names = _names(values, len(rows), _first_name_leads(layout))
    facts = {code: column for code, column in values.items() if code in FACT and not FACT[code].identity}
    codes, columns = list(facts), list(facts.values())
    sheet = layout.table.name
    vk_ids, roles, classes, own = (values.get(c, empty) for c in ("vk_id", "role", "classes", "school"))
    periods = values.get("period")
    found.periods = [] if periods else None
    carried = ""
    others = 0
    for index, number in enumerate(numbers):
        name, vk_id = names[index], vk_ids[index]
        if name is None and vk_id is None:
            _reject(layout, rows[index], number, values, index, found)
            continue
        known = {code: column[index] for code, column in zip(codes, columns, strict=True) if column[index] is not None}
        if not is_of_staff(roles[index] or ""):
            others += 1
            continue
        carried = own[index] or carried  # a school that is named once for the rows below it
        school = carried or schools[index]
        found.people.append(
            PersonRow(number, sheet, vk_id, name, roles[index] or "", classes[index] or "", school, known)
        )
        if periods and found.periods is not None:
            found.periods.append(periods[index] or "")
    if others:
        found.warnings.append(f"Ученики и родители пропущены (строк: {others}): бот пишет только сотрудникам.")


def _first_name_leads(layout: Layout) -> bool:
    return any(_FIRST_LEADS.search(heading) for heading in layout.headings)


def _names(values: dict[str, list[Any]], count: int, first_name_leads: bool) -> list[Name | None]:
    if "full_name" in values and "last_name" not in values:
        parsed = {text: parse_name(text) for text in set(values["full_name"]) if text}
        if first_name_leads:
            parsed = {text: name and surname_first(name) for text, name in parsed.items()}
        return [parsed.get(text) for text in values["full_name"]]
    if "last_name" not in values:
        return [None] * count
    empty = [""] * count
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
    reason = "это не похоже на ФИО" if text else "нет ни ФИО, ни номера VK"
    found.rejected.append(Rejected(number, heading, text[:80], reason, layout.table.name))
