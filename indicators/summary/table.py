"""A table of schools with the order's indicators, upright or turned on its side."""

import re
from dataclasses import dataclass, field
from typing import Final

from indicators.catalogue import INDICATOR
from indicators.cells.values import BadValue, read_share, text_of
from indicators.headings.about import is_percent
from indicators.headings.definitions import SUMMARY
from indicators.headings.layout.heading_rows import is_numbering
from indicators.headings.layout.layout import Layout
from indicators.headings.period_columns import PERIODS, week_texts
from indicators.headings.scoring import ASKED, TAKEN
from indicators.reading.tables import Cell
from indicators.rows import (
    Column,
    Rejected,
    SummaryRow,
    SummaryValue,
    is_district,
    is_note,
    is_total,
    lone_text,
)
from indicators.summary import classes

NOT_TOLD_APART: Final = "Строк с числами {rows}, а о ком каждая, не видно: взята первая."
_MOST = 1_000_000
SAMPLES = 3
_DIGIT: Final = re.compile(r"\d")
_PLAN: Final = re.compile(r"\bплан", re.IGNORECASE)
_OF_PLAN: Final = re.compile(r"выполнени|исполнени", re.IGNORECASE)


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
class Use:
    """What a column of a summary gives: `part` is value, total or percent of the indicator `code`."""

    code: str
    part: str


def summary_code(code: str) -> str | None:
    return code if code in INDICATOR else SUMMARY.get(code)


def summary_columns(layout: Layout) -> dict[int, Use]:
    """Column index → use. «Всего педагогов» beside «зарегистрировано педагогов» is its whole."""
    uses: dict[int, Use] = {}
    meant = {meaning.code for meaning in layout.meanings if meaning}
    planned = any(_PLAN.search(heading) for heading in layout.headings)
    before: Use | None = None
    for index, meaning in enumerate(layout.meanings):
        heading = layout.headings[index]
        code = summary_code(meaning.code) if meaning and not layout.other_week(index) else None
        if planned and _OF_PLAN.search(heading):
            code = None  # a share of the plan, not of the staff
        if meaning is None and before and is_percent(heading) and len(heading) < 25:
            uses[index] = Use(before.code, "percent")
            continue
        if (
            code is None
            or meaning is None
            or meaning.score < TAKEN
            or (code in INDICATOR and _holds_words(layout, index))
        ):
            before = None
            continue
        uses[index] = before = Use(code, _part(meaning.code, heading, meant))
    return _one_each(uses, layout)


def _holds_words(layout: Layout, index: int) -> bool:
    """Names under «Учитель» are whom to ask at a school, no number of teachers."""
    texts = [text for cell in layout.sample(index) if (text := text_of(cell))]
    return sum(1 for text in texts if not _DIGIT.search(text) and len(text) > 1) * 2 > len(texts)


def _part(code: str, heading: str, meant: set[str]) -> str:
    if code in ("teachers_count", "full_name") and meant & {"teachers_in", "registered"}:
        return "total"
    if code == "pupils_count" and "pupils_in" in meant:
        return "total"
    return "percent" if is_percent(heading) else "value"


def _one_each(uses: dict[int, Use], layout: Layout) -> dict[int, Use]:
    taken: set[Use] = set()
    kept: dict[int, Use] = {}
    for index in sorted(uses, key=lambda i: (i not in layout.said, i)):
        if uses[index] not in taken:
            taken.add(uses[index])
            kept[index] = uses[index]
    return dict(sorted(kept.items()))


def indicators_in(uses: dict[int, Use]) -> set[str]:
    return {use.code for use in uses.values()} & set(INDICATOR)


def read_summary(layout: Layout, uses: dict[int, Use], section: str) -> SummaryTable:
    found = SummaryTable()
    fractions = _fractions(layout, uses)
    school = next((index for index, use in uses.items() if use.code == "school"), None)
    periods = {use.code: index for index, use in uses.items() if use.code in PERIODS}
    found.periods = [] if periods else None
    first = layout.table.first_row
    for number, row in enumerate(layout.table.rows[layout.start :], layout.start + first):
        if _is_no_school(row, layout):
            continue
        name = text_of(row[school]) if school is not None else ""
        if is_district(name):
            continue
        values = _values(row, number, uses, layout, fractions, found)
        if not any(value.value is not None or value.percent is not None for value in values.values()):
            continue
        if school is not None and not name:
            found.rejected.append(
                Rejected(number, layout.headings[school], name, "не названа школа", layout.table.name)
            )
            continue
        found.rows.append(SummaryRow(number, layout.table.name, name or section, values))
        if found.periods is not None:
            told = ([text_of(row[periods[code]])] if code in periods else None for code in PERIODS)
            found.periods += week_texts(*told) or [""]
    _join_rows(found, layout, has_school=school is not None)
    _describe(layout, uses, found)
    return found


def _join_rows(found: SummaryTable, layout: Layout, *, has_school: bool) -> None:
    """Classes are added up; of other rows that nothing tells apart only the first is the school's, which is said."""
    column = classes.class_column(layout) if len(found.rows) > 1 else None
    if column is not None:
        table = layout.table
        names = [text_of(table.rows[row.row - table.first_row][column]) for row in found.rows]
        single = classes.single_rows(found.rows, names, found.periods)
        found.rows = [found.rows[place] for place in single]
        found.periods = found.periods and [found.periods[place] for place in single]
        sums, texts = classes.added_up(found.rows, found.periods)
        found.warnings += classes.words(found.rows, sums)
        found.rows, found.periods = sums, texts if found.periods is not None else None
    elif len(found.rows) > 1 and not has_school and found.periods is None:
        found.warnings.append(NOT_TOLD_APART.format(rows=len(found.rows)))


def _is_no_school(row: list[Cell], layout: Layout) -> bool:
    if not any(cell is not None for cell in row) or is_total(row) or is_note(row) or is_numbering(row):
        return True
    if lone_text(row) and isinstance(next(cell for cell in row if cell is not None), str):
        return True
    above = layout.table.rows[layout.start - 1] if layout.start else []
    return row == above or [text_of(cell) for cell in row] == layout.headings


def _fractions(layout: Layout, uses: dict[int, Use]) -> set[int]:
    """The columns whose figures are parts of one. Columns of percents are all counted in the same way."""
    found = {index for index in uses if is_fraction(layout.column(index), layout.headings[index])}
    percents = {index for index, use in uses.items() if use.part == "percent"}
    return found - percents if percents - found - _without_figures(layout, percents) else found


def _without_figures(layout: Layout, columns: set[int]) -> set[int]:
    return {index for index in columns if all(_number(cell) is None for cell in layout.column(index))}


def is_fraction(cells: list[Cell], heading: str) -> bool:
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
    uses: dict[int, Use],
    layout: Layout,
    fractions: set[int],
    found: SummaryTable,
) -> dict[str, SummaryValue]:
    values: dict[str, SummaryValue] = {}
    for index, use in uses.items():
        if use.code not in INDICATOR:
            continue
        try:
            said = said_by(row[index], use, index in fractions)
        except BadValue as error:
            found.rejected.append(
                Rejected(number, layout.headings[index], text_of(row[index])[:80], error.reason, layout.table.name)
            )
            continue
        values[use.code] = merged(values.get(use.code), said)
    return with_wholes({code: value for code, value in values.items() if value != SummaryValue(None)})


def said_by(cell: Cell, use: Use, fraction: bool) -> SummaryValue:
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


def merged(before: SummaryValue | None, now: SummaryValue) -> SummaryValue:
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


def _describe(layout: Layout, uses: dict[int, Use], found: SummaryTable) -> None:
    for index, heading in enumerate(layout.headings):
        if not heading:
            continue
        use = uses.get(index)
        meaning = layout.meanings[index]
        asked = summary_code(meaning.code) if use is None and meaning and ASKED <= meaning.score < TAKEN else None
        samples = tuple(dict.fromkeys(text_of(cell)[:60] for cell in layout.column(index)[:50] if cell is not None))
        fact = use.code if use and use.code not in PERIODS else None
        found.columns.append(
            Column(
                heading,
                fact,
                bool(meaning and meaning.guess and use),
                samples[:SAMPLES],
                "неделя" if use and use.code in PERIODS else "",
                use.part if use else "value",
                index in layout.said,
                index + layout.table.first_column,
                asked if asked in INDICATOR else None,
                _why(index, layout, uses),
            )
        )


def _why(index: int, layout: Layout, uses: dict[int, Use]) -> tuple[str, ...]:
    """What the decision rests on; of two columns for one figure the first is taken."""
    meaning, use = layout.meanings[index], uses.get(index)
    if meaning is None:
        return ("доля показателя, который стоит левее",) if use else ()
    code = summary_code(meaning.code)
    first = next((i for i, other in uses.items() if use is None and other.code == code), None)
    return (*meaning.why, f"об этом уже говорит «{layout.headings[first]}»") if first is not None else meaning.why
