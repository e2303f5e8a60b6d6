"""A summary turned on its side: indicators down, schools, weeks or the parts of one figure across."""

from datetime import date

from indicators.catalogue import INDICATOR
from indicators.cells.values import BadValue, text_of
from indicators.headings.about import is_percent
from indicators.headings.definitions import IGNORED
from indicators.headings.meaning import meaning_of
from indicators.reading.tables import Cell, Table
from indicators.rows import Column, Rejected, SummaryRow, SummaryValue, looks_like_school
from indicators.russian.names import parse_name
from indicators.russian.periods import Period, period_in
from indicators.summary.table import SAMPLES, SummaryTable, Use, is_fraction, merged, said_by, summary_code, with_wholes

_PEOPLE_ACROSS = (
    "Люди в таблице стоят по столбцам: поверните её (в Excel это «Специальная вставка», «Транспонировать») "
    "и пришлите ещё раз."
)


def sideways(table: Table) -> tuple[int, dict[int, str]] | None:
    """The column that lists indicators, and indicator by row; `None` when no column does."""
    best: tuple[int, dict[int, str]] | None = None
    width = len(table.rows[0]) if table.rows else 0
    for column in range(min(width, 6)):
        found: dict[int, str] = {}
        for row, cells in enumerate(table.rows[:200]):
            meaning = meaning_of(text_of(cells[column])) if isinstance(cells[column], str) else None
            code = summary_code(meaning.code) if meaning and meaning.code not in (IGNORED, "full_name") else None
            if code in INDICATOR and len(cells) - cells.count(None) > 1 and len(text_of(cells[column])) > 4:
                found[row] = str(code)
        distinct = len(set(found.values()))
        if distinct >= 2 and (best is None or distinct > len(set(best[1].values()))):
            best = (column, found)
    return best


def read_sideways(table: Table, column: int, codes: dict[int, str], section: str, today: date) -> SummaryTable:
    """Indicators down; across are schools, weeks, or the parts of one school's figure."""
    found = SummaryTable(columns=[])
    top = min(codes)
    labels = [_label(table, top, index) for index in range(len(table.rows[0]))]
    found.columns = [
        Column(heading, code, samples=_across_samples(table.rows[row], column), why=meaning.why if meaning else ())
        for row, code in codes.items()
        for heading in [text_of(table.rows[row][column])]
        for meaning in [meaning_of(heading)]
    ]
    weeks = {i: period for i, label in enumerate(labels) if (period := _week(label, i, column, today))}
    schools = {i for i, label in enumerate(labels) if i > column and looks_like_school(label)}
    found.periods = [] if weeks else None
    across = sorted(schools or weeks)
    if not across and sum(map(_is_person, labels[column + 1 :])) > 1:
        found.warnings.append(_PEOPLE_ACROSS)
        return found
    parts = dict.fromkeys(across, "value") if across else _parts(labels, column)
    fractions = _fractions(table, codes, parts)
    if across:
        for index in across:
            _add_across(table, codes, {index: "value"}, fractions, labels[index] if schools else section, found)
            if found.periods is not None and len(found.periods) < len(found.rows):
                found.periods.append(labels[index])
    else:
        _add_across(table, codes, parts, fractions, section, found)
    if schools:
        found.periods = None
    found.labels = [label for label in labels if label]
    return found


def _label(table: Table, top: int, index: int) -> str:
    texts = [text_of(row[index]) for row in table.rows[:top] if len(row) - row.count(None) > 1]
    return next((text for text in reversed(texts) if text), "")


def _week(label: str, index: int, column: int, today: date) -> Period | None:
    return period_in(label, today) if index > column and label and not looks_like_school(label) else None


def _parts(labels: list[str], column: int) -> dict[int, str]:
    parts: dict[int, str] = {}
    for index in range(column + 1, len(labels)):
        meaning = meaning_of(labels[index])
        if meaning and meaning.code == IGNORED:
            continue
        part = "percent" if is_percent(labels[index]) else "value"
        if part not in parts.values():
            parts[index] = part
    return parts


def _across_samples(row: list[Cell], column: int) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in row[column + 1 :] if cell is not None)[:SAMPLES]


def _is_person(label: str) -> bool:
    name = parse_name(label)
    return name is not None and (name.initials or bool(name.patronymic))


def _fractions(table: Table, codes: dict[int, str], parts: dict[int, str]) -> set[tuple[int, int]]:
    """The cells (row, column) that hold parts of one: 85 % is kept as 0.85, also among the counts of other rows."""
    found = set()
    for index, part in parts.items():
        if is_fraction([table.rows[row][index] for row in codes], "%" if part == "percent" else ""):
            found |= {(row, index) for row in codes}
    figures = [index for index, part in parts.items() if part == "value"]
    for row in codes:
        if is_fraction([table.rows[row][index] for index in figures], ""):
            found |= {(row, index) for index in figures}
    return found


def _add_across(
    table: Table,
    codes: dict[int, str],
    parts: dict[int, str],
    fractions: set[tuple[int, int]],
    school: str,
    found: SummaryTable,
) -> None:
    values: dict[str, SummaryValue] = {}
    for row, code in codes.items():
        for index, part in parts.items():
            cell = table.rows[row][index]
            try:
                said = said_by(cell, Use(code, part), (row, index) in fractions)
            except BadValue as error:
                heading = text_of(table.rows[row][0])
                found.rejected.append(
                    Rejected(row + table.first_row, heading, text_of(cell)[:80], error.reason, table.name)
                )
                continue
            if said != SummaryValue(None):
                values[code] = merged(values.get(code), said)
    if values:
        found.rows.append(SummaryRow(min(codes) + table.first_row, table.name, school, with_wholes(values)))
