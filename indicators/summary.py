"""A table of schools with the order's indicators, upright or turned on its side."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from indicators.catalogue import INDICATOR
from indicators.headings import IGNORED, SUMMARY, is_percent, meaning_of
from indicators.layout import Layout, is_numbering
from indicators.periods import Period, period_in
from indicators.rows import (
    Column,
    Rejected,
    SummaryRow,
    SummaryValue,
    is_note,
    is_total,
    lone_text,
    looks_like_school,
)
from indicators.tables import Cell, Table
from indicators.values import BadValue, read_share, text_of

_MOST = 1_000_000
_SAMPLES = 3
_WHOLES: Final = frozenset({"teachers_count", "pupils_count"})


@dataclass(slots=True)
class SummaryTable:
    columns: list[Column] = field(default_factory=list)
    rows: list[SummaryRow] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    periods: list[str] | None = None
    """What stands in the column of weeks, one text a row, when there is such a column."""
    labels: list[str] = field(default_factory=list)
    """Headings of the columns of a table that is turned on its side."""


@dataclass(frozen=True, slots=True)
class _Use:
    """What a column of a summary gives: `part` is value, total or percent of the indicator `code`."""

    code: str
    part: str


def summary_code(code: str) -> str | None:
    return code if code in INDICATOR else SUMMARY.get(code)


def summary_columns(layout: Layout) -> dict[int, _Use]:
    """Column index → use. «Всего педагогов» beside «зарегистрировано педагогов» is its whole."""
    uses: dict[int, _Use] = {}
    meant = {meaning.code for meaning in layout.meanings if meaning}
    before: _Use | None = None
    for index, meaning in enumerate(layout.meanings):
        heading = layout.headings[index]
        code = summary_code(meaning.code) if meaning and not layout.other_week(index) else None
        if meaning is None and before and is_percent(heading) and len(heading) < 25:
            uses[index] = _Use(before.code, "percent")
            continue
        if code is None or meaning is None:
            before = None
            continue
        uses[index] = before = _Use(code, _part(meaning.code, heading, meant))
    return _one_each(uses, layout)


def _part(code: str, heading: str, meant: set[str]) -> str:
    if code in ("teachers_count", "full_name") and meant & {"teachers_in", "registered"}:
        return "total"
    if code == "pupils_count" and "pupils_in" in meant:
        return "total"
    return "percent" if is_percent(heading) else "value"


def _one_each(uses: dict[int, _Use], layout: Layout) -> dict[int, _Use]:
    taken: set[_Use] = set()
    kept: dict[int, _Use] = {}
    for index in sorted(uses, key=lambda i: (i not in layout.said, i)):
        if uses[index] not in taken:
            taken.add(uses[index])
            kept[index] = uses[index]
    return dict(sorted(kept.items()))


def indicators_in(uses: dict[int, _Use]) -> set[str]:
    return {use.code for use in uses.values()} & set(INDICATOR)


def read_summary(layout: Layout, uses: dict[int, _Use], section: str) -> SummaryTable:
    found = SummaryTable()
    fractions = {index for index in uses if _is_fraction(layout.column(index), layout.headings[index])}
    school = next((index for index, use in uses.items() if use.code == "school"), None)
    period = next((index for index, use in uses.items() if use.code == "period"), None)
    found.periods = [] if period is not None else None
    first = layout.table.first_row
    for number, row in enumerate(layout.table.rows[layout.start :], layout.start + first):
        if _is_no_school(row, layout):
            continue
        name = text_of(row[school]) if school is not None else ""
        values = _values(row, number, uses, layout, fractions, found)
        if not any(value.value is not None or value.percent is not None for value in values.values()):
            continue
        if school is not None and not name:
            found.rejected.append(
                Rejected(number, layout.headings[school], name, "не названа школа", layout.table.name)
            )
            continue
        found.rows.append(SummaryRow(number, layout.table.name, name or section, values))
        if period is not None and found.periods is not None:
            found.periods.append(text_of(row[period]))
    _describe(layout, uses, found)
    return found


def _is_no_school(row: list[Cell], layout: Layout) -> bool:
    if not any(cell is not None for cell in row) or is_total(row) or is_note(row) or is_numbering(row):
        return True
    if lone_text(row) and isinstance(next(cell for cell in row if cell is not None), str):
        return True
    above = layout.table.rows[layout.start - 1] if layout.start else []
    return row == above or [text_of(cell) for cell in row] == layout.headings


def _is_fraction(cells: list[Cell], heading: str) -> bool:
    """A spreadsheet keeps 85,3 % as 0.853: so do columns with numbers between 0 and 1."""
    numbers = [number for cell in cells if (number := _number(cell)) is not None]
    if not numbers or max(numbers) > 1.5:
        return False
    return any(not float(number).is_integer() for number in numbers) or is_percent(heading)


def _number(cell: Cell) -> float | None:
    try:
        return read_share(cell)[0]
    except BadValue:
        return None


def _values(
    row: list[Cell],
    number: int,
    uses: dict[int, _Use],
    layout: Layout,
    fractions: set[int],
    found: SummaryTable,
) -> dict[str, SummaryValue]:
    values: dict[str, SummaryValue] = {}
    for index, use in uses.items():
        if use.code not in INDICATOR:
            continue
        try:
            said = _said(row[index], use, index in fractions)
        except BadValue as error:
            found.rejected.append(
                Rejected(number, layout.headings[index], text_of(row[index])[:80], error.reason, layout.table.name)
            )
            continue
        values[use.code] = _merged(values.get(use.code), said)
    return with_wholes({code: value for code, value in values.items() if value != SummaryValue(None)})


def _said(cell: Cell, use: _Use, fraction: bool) -> SummaryValue:
    number, whole, percent = read_share(cell)
    if number is not None and percent is None and whole is None:
        if fraction:
            return SummaryValue(None, None, _percent(round(number * 100, 2)))
        if use.part == "percent" or not float(number).is_integer():
            return SummaryValue(None, None, _percent(number))
    if percent is not None:
        percent = _percent(percent)
    if number is not None and not (0 <= number <= _MOST and float(number).is_integer()):
        raise BadValue("число меньше нуля" if number < 0 else "неправдоподобное число")
    if whole is not None and number is not None and number > whole:
        raise BadValue("часть больше целого")
    value = int(number) if number is not None else None
    return SummaryValue(None, value, percent) if use.part == "total" else SummaryValue(value, whole, percent)


def _percent(percent: float) -> float:
    if not 0 <= percent <= 100.5:
        raise BadValue("процент должен быть от 0 до 100")
    return percent


def _merged(before: SummaryValue | None, now: SummaryValue) -> SummaryValue:
    if before is None:
        return now
    return SummaryValue(
        before.value if before.value is not None else now.value,
        before.total if before.total is not None else now.total,
        before.percent if before.percent is not None else now.percent,
    )


def with_wholes(values: dict[str, SummaryValue]) -> dict[str, SummaryValue]:
    """Take the whole from the indicator it is a part of, and work out a value that is said in percent."""
    full: dict[str, SummaryValue] = {}
    for code, said in values.items():
        of = INDICATOR[code].of
        whole = values.get(of) if of else None
        total = said.total if said.total is not None else (whole.value if whole else None)
        value = said.value
        if value is None and said.percent is not None and total is not None:
            value = round(total * said.percent / 100)
        full[code] = SummaryValue(value, total, said.percent)
    return full


def _describe(layout: Layout, uses: dict[int, _Use], found: SummaryTable) -> None:
    for index, heading in enumerate(layout.headings):
        if not heading:
            continue
        use = uses.get(index)
        meaning = layout.meanings[index]
        samples = tuple(dict.fromkeys(text_of(cell)[:60] for cell in layout.column(index)[:50] if cell is not None))
        fact = use.code if use and use.code != "period" else None
        found.columns.append(
            Column(
                heading,
                fact,
                bool(meaning and meaning.guess and use),
                samples[:_SAMPLES],
                "неделя" if use and use.code == "period" else "",
                use.part if use else "value",
                index in layout.said,
            )
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
        Column(text_of(table.rows[row][column]), code, samples=_across_samples(table.rows[row], column))
        for row, code in codes.items()
    ]
    weeks = {i: period for i, label in enumerate(labels) if (period := _week(label, i, column, today))}
    schools = {i for i, label in enumerate(labels) if i > column and looks_like_school(label)}
    found.periods = [] if weeks else None
    across = sorted(schools or weeks)
    if across:
        for index in across:
            _add_across(table, codes, {index: "value"}, labels[index] if schools else section, found)
            if found.periods is not None and len(found.periods) < len(found.rows):
                found.periods.append(labels[index])
    else:
        _add_across(table, codes, _parts(labels, column), section, found)
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
    return tuple(text_of(cell) for cell in row[column + 1 :] if cell is not None)[:_SAMPLES]


def _add_across(table: Table, codes: dict[int, str], parts: dict[int, str], school: str, found: SummaryTable) -> None:
    values: dict[str, SummaryValue] = {}
    fractions = {
        i: _is_fraction([table.rows[row][i] for row in codes], "%" if part == "percent" else "")
        for i, part in parts.items()
    }
    for row, code in codes.items():
        for index, part in parts.items():
            cell = table.rows[row][index]
            try:
                said = _said(cell, _Use(code, part), fractions[index])
            except BadValue as error:
                heading = text_of(table.rows[row][0])
                found.rejected.append(
                    Rejected(row + table.first_row, heading, text_of(cell)[:80], error.reason, table.name)
                )
                continue
            if said != SummaryValue(None):
                values[code] = _merged(values.get(code), said)
    if values:
        found.rows.append(SummaryRow(min(codes) + table.first_row, table.name, school, with_wholes(values)))
