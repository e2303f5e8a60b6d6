"""Which rows of a list are about people; the others are headings again, totals, notes, and names of sections."""

import re
from dataclasses import dataclass, field
from typing import Final

from indicators.catalogue import ACCOUNTS, FACT
from indicators.cells.values import text_of
from indicators.headings.layout.heading_rows import is_numbering
from indicators.headings.layout.layout import Layout
from indicators.reading.tables import Cell
from indicators.rows import is_note, is_total, lone_text, looks_like_school, without_document
from indicators.russian.names import Name, parse_name, plain_name

_SIGNING: Final = re.compile(r"ответственн|директор|зам\b|заместител|руководител|координатор|куратор", re.IGNORECASE)
_MAYBE_SCHOOL: Final = re.compile(r"[\d«\"“]|школ|гимн|лице|[оО][уУ]\b|интернат|кадет", re.IGNORECASE)


@dataclass(slots=True)
class DataRows:
    """Rows about people, their numbers in the file, and the school of the section they stand in. `names`: what was
    looked at on the way is not looked at twice."""

    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    schools: list[str] = field(default_factory=list)
    names: dict[str, Name | None] = field(default_factory=dict)


def data_rows(layout: Layout, codes: dict[int, str], section: str) -> DataRows:
    found = DataRows()
    name_column = next((index for index, code in codes.items() if code in ("full_name", "last_name")), None)
    first = layout.table.first_row
    facts = [index for index, code in codes.items() if code in ACCOUNTS or (code in FACT and not FACT[code].identity)]
    who = _Names(name_column, _accounts(layout, codes), found.names)
    gap = False
    for number, row in enumerate(layout.table.rows[layout.start :], layout.start + first):
        filled = len(row) - row.count(None)
        if filled == 0:
            gap = bool(found.rows)
            continue
        kind = _oddity(row, filled, layout, who)
        apart = kind is None and filled < 4 and bool(facts) and all(row[index] is None for index in facts)
        if (apart and gap) or (kind is None and filled < 4 and _is_signature(row, codes, facts)):
            kind = ""  # signatures stand below the table
        if kind is not None:
            section = kind or section
            continue
        gap = False
        found.rows.append(row)
        found.numbers.append(number)
        found.schools.append(section)
    return found


def _is_signature(row: list[Cell], codes: dict[int, str], facts: list[int]) -> bool:
    """«Ответственный за Сферум | Иванова А.П.», «Директор школы | | Орлов П.И.»: an office, and no figures."""
    first = next((index for index, cell in enumerate(row) if cell is not None), 0)
    office = row[first]
    if not isinstance(office, str) or not _SIGNING.match(office.strip()) or parse_name(office) is not None:
        return False
    if codes.get(first) not in (None, "full_name", "last_name"):
        return False
    told = [row[index] for index in facts if row[index] is not None]
    return all(isinstance(cell, str) and parse_name(cell) is not None for cell in told)


@dataclass(frozen=True, slots=True)
class _Names:
    """The columns that say who a row is about, and the names that were looked at."""

    column: int | None
    accounts: frozenset[int]
    known: dict[str, Name | None]


def _oddity(row: list[Cell], filled: int, layout: Layout, who: _Names) -> str | None:
    """`None` for a row about a person; a school's name for its section; empty for what is to be skipped."""
    name = row[who.column] if who.column is not None else None
    if filled > 3 and isinstance(name, str) and _is_plainly_somebody(row, filled, name, who.known):
        return None
    text = lone_text(row)
    if (school := _school_over(row, name)) and not _has_account(row, who.accounts):
        return school
    if text:
        if looks_like_school(text):
            return without_document(text)
        alone = next(cell for cell in row if cell is not None)
        return "" if isinstance(alone, str) and not (filled == 1 and name is not None and _full(name)) else None
    if is_total(row) or is_numbering(row) or _repeats_heading(row, layout):
        return ""
    if filled < 4 and (is_note(row) or (name is None and not _has_account(row, who.accounts))):
        return "" if is_note(row) or filled < 2 else None
    return None


def _is_plainly_somebody(row: list[Cell], filled: int, name: str, names: dict[str, Name | None]) -> bool:
    """Nine rows of ten: a full name among the first texts, and something else beside it."""
    texts = [cell for cell in row[:4] if isinstance(cell, str)]
    if name not in texts[:2] or row.count(name) >= filled:
        return False
    if name not in names:
        names[name] = plain_name(name)
    return names[name] is not None


def _school_over(row: list[Cell], name: Cell) -> str:
    """A school's own row over its people, perhaps with their number and totals: it stands where the names do."""
    written = name if name is not None else next((cell for cell in row if isinstance(cell, str)), "")
    if not isinstance(written, str) or not _MAYBE_SCHOOL.search(written):  # a look at every row: it has to be quick
        return ""
    text = text_of(written)
    return without_document(text) if looks_like_school(text) and not is_total(row) and parse_name(text) is None else ""


def _full(name: Cell) -> bool:
    text = text_of(name)
    parsed = parse_name(text)
    return parsed is not None and bool(parsed.first) and all(word[0].isupper() for word in text.split()[:2])


def _accounts(layout: Layout, codes: dict[int, str]) -> frozenset[int]:
    """The columns of accounts: «Профиль ВК» is one by its cells, whatever its heading promised."""
    promised = {index for index, meaning in enumerate(layout.meanings) if meaning and meaning.code in ACCOUNTS}
    return frozenset(promised | {index for index, code in codes.items() if code in ACCOUNTS})


def _has_account(row: list[Cell], accounts: frozenset[int]) -> bool:
    return any(row[index] is not None for index in accounts)


def _repeats_heading(row: list[Cell], layout: Layout) -> bool:
    """The headings again, as on every printed page."""
    first = next((index for index, cell in enumerate(row) if cell is not None), 0)
    if not isinstance(row[first], str) or text_of(row[first]) not in layout.headings[first].split(" / "):
        return False
    texts = [text_of(cell) for cell in row]
    same = sum(
        1
        for text, heading in zip(texts, layout.headings, strict=True)
        if text and (text == heading or (len(text) > 1 and text in heading.split(" / ")))
    )
    return same * 2 > sum(1 for text in texts if text)
