"""Where the headings of a table stand, and what each column is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from indicators.cells.values import text_of
from indicators.headings.definitions import IGNORED, PERIODS
from indicators.headings.layout.bands import tell_bands
from indicators.headings.layout.body import Body
from indicators.headings.layout.heading_rows import (
    IDENTITY,
    SEARCHED_ROWS,
    TALLEST,
    continues,
    distinct,
    headings_at,
    is_numbering,
)
from indicators.headings.layout.institutions import in_words_of_schools, is_no_school
from indicators.headings.layout.joining import UNIT, are_remarks, is_merged, may_be_remarks, reaches, texts_of
from indicators.headings.layout.layout import Layout
from indicators.headings.layout.legends import in_full
from indicators.headings.layout.making import day_of_making
from indicators.headings.layout.of_them import column_meaning
from indicators.headings.layout.parts import tell_parts, tell_pupils
from indicators.headings.layout.week_columns import tell_weeks, week_of_title
from indicators.headings.lines import with_lines
from indicators.headings.plain import plain_heading
from indicators.headings.scoring import Meaning
from indicators.headings.series import places_in
from indicators.reading.tables import Cell, Table
from indicators.russian.names import is_person
from indicators.weeks import Week

_OF_PERIOD = 0.5
_REMARKS = 5.0
_REPEATED = 3.0
_SEARCHED_VALUES = 40
_SEARCHED_ABOVE_NAMES = 12
_NAMES_BELOW = 12
_LEAST_NAMES = 3
_OF_NAMES = 0.6
_MOST_REMARKS = 3
_MUCH = 1.0  # half a fact
_GROUPED = 2
_OF_MERGED = 1.5  # with what any repetition costs, more than its fact is worth: the row below tells the columns apart


def find_layout(
    table: Table, mapping: Mapping[str, str | None], today: date, week: Week | None = None
) -> Layout | None:
    """The rows that look most like headings, or `None` when nothing in the table does."""
    said = {plain_heading(heading): code for heading, code in mapping.items()}
    best: tuple[float, int, int] | None = None
    found: Layout | None = None
    body = Body(table)
    for top in range(min(len(table.rows), SEARCHED_ROWS)):
        for height in range(1, TALLEST + 1):
            headings = headings_at(table, body, top, height)
            if headings is None or _is_part_of_taller(table, body, top, height):
                continue
            layout = _better(table, body, _layout(table, top, height, headings, said), said)
            cost = _cost_of_remarks(table, body, top, top + height) + _cost_of_values(table, top + height)
            rank = (_score(layout) - cost, -height, -top)
            if rank[0] > 0 and (best is None or rank > best):
                best, found = rank, layout
    if found:
        named = week_of_title(found, today)
        found.today = max(today, named.sunday) if named else today
        found.told_on = day_of_making(found, week or named, today)
        found.start += _remarks_below(table, body, found.top, found.start)
        found.start = _after_numbering(table, found.start)
        tell_weeks(found, today, week)
    return found


def _better(table: Table, body: Body, layout: Layout, said: Mapping[str, str | None]) -> Layout:
    """The rows as groups and their parts, where that says much more than as broken lines: «Общение», «создал чатов»."""
    height = layout.start - layout.top
    parted = headings_at(table, body, layout.top, height, parted=True) if height == _GROUPED else None
    if parted is None or parted == layout.headings:
        return layout
    other = _layout(table, layout.top, height, parted, said)
    return other if _score(other) > _score(layout) + _MUCH else layout


def layout_above_names(table: Table, today: date) -> Layout | None:
    """The row right above names, where no heading says anything: «Список», «Прим. 2», or numbers only."""
    body = Body(table)
    for top, row in enumerate(table.rows[:_SEARCHED_ABOVE_NAMES]):
        headings = [""] * len(row) if is_numbering(row) else headings_at(table, body, top, 1)
        below = table.rows[top + 1 : top + 1 + _NAMES_BELOW]
        if headings and any(_are_names([text_of(other[index]) for other in below]) for index in range(len(row))):
            layout = _layout(table, top, 1, headings, {})
            layout.today = layout.told_on = today
            return layout
    return None


def _are_names(texts: list[str]) -> bool:
    """From the first on, each another."""
    different = len(texts) >= _LEAST_NAMES and len(set(texts)) == len(texts)
    return different and is_person(texts[0]) and sum(map(is_person, texts)) > _OF_NAMES * len(texts)


def _layout(table: Table, top: int, height: int, headings: list[str], said: Mapping[str, str | None]) -> Layout:
    places = places_in([heading.rpartition(" / ")[2] for heading in headings])
    lined = with_lines(["" if index in places else heading for index, heading in enumerate(headings)])
    short, lined = lined, in_full(lined, table, top + height)
    written = lined
    if is_no_school(text for row in table.rows[: top + height] for text in row if isinstance(text, str)):
        lined = in_words_of_schools(lined)
    layout = Layout(table, top, top + height, headings, lined, [])
    for index, heading in enumerate(headings):
        names = (plain_heading(heading), plain_heading(heading.rpartition(" / ")[2])) if said else ()
        plain = next((name for name in names if name and name in said), None)
        if plain is not None:
            layout.said.add(index)
            code = said[plain]
            layout.meanings.append(Meaning(code) if code else Meaning(IGNORED))
        else:
            meaning = column_meaning(layout.lined, index)
            if meaning and lined[index] != written[index]:
                meaning = replace(meaning, why=("группа здесь — то же, что класс в школе",))
            elif meaning and lined[index] != short[index]:
                meaning = replace(meaning, why=(f"под таблицей: «{lined[index].rpartition(' / ')[2]}»",))
            layout.meanings.append(meaning)
    tell_bands(layout.lined, layout.meanings, layout.said)
    tell_parts(layout.lined, layout.meanings, layout.said)
    tell_pupils(layout.lined, layout.meanings, layout.said)
    return layout


def _score(layout: Layout) -> float:
    codes: dict[str, float] = {}
    for meaning in layout.meanings:
        if meaning and meaning.turned:
            codes.setdefault(meaning.turned, 1.0)
        elif meaning and meaning.code != IGNORED:
            worth = _OF_PERIOD if meaning.code in PERIODS else 2 * meaning.score
            codes[meaning.code] = max(worth, codes.get(meaning.code, 0))
    if not codes and not layout.said:
        return 0
    known = sum(1 for meaning in layout.meanings if meaning)
    filled = [heading for heading in layout.headings if heading]
    repeated = len(filled) - len(set(filled))  # a heading over several columns leaves the rest to the row below
    return (
        sum(codes.values())
        + 2 * bool(codes.keys() & IDENTITY)
        + len(layout.said)
        + 0.1 * min(known, 9)
        - repeated
        - _OF_MERGED * sum(1 for left, right in pairwise(filled) if left == right)
        + 0.5 * _has_groups(layout.headings)
    )


def _is_part_of_taller(table: Table, body: Body, top: int, height: int) -> bool:
    if height == TALLEST:
        return False
    start = top + height
    remarks = _remarks_below(table, body, top, start)
    for first in range(max(0, start - TALLEST), top + 1):
        for end in range(start, first + TALLEST + 1):
            if (first, end) == (top, start) or not body.begins_at(end, first):
                continue
            if (first, end) == (top, start + remarks) or headings_at(table, body, first, end - first) is None:
                continue
            return True
    return _goes_on_above(table, body, top, height) or (not remarks and _goes_on_below(table, body, top, height))


def _remarks_below(table: Table, body: Body, top: int, start: int) -> int:
    """How many rows between the headings and the data only say how the columns are filled in."""
    above = texts_of(table.rows[start - 1])
    for rows in range(1, _MOST_REMARKS + 1):
        row = start + rows - 1
        if row >= len(table.rows) or not (
            is_numbering(table.rows[row]) or may_be_remarks(above, texts_of(table.rows[row]))
        ):
            return 0
        if body.begins_at(start + rows, top):
            return rows
    return 0


def _cost_of_remarks(table: Table, body: Body, top: int, start: int) -> float:
    """What it costs to leave out rows of headings as remarks: nothing where they look like units or are numbered."""
    above = texts_of(table.rows[start - 1])
    rows = table.rows[start : start + _remarks_below(table, body, top, start)]
    sure = all(is_numbering(row) or are_remarks(above, texts_of(row)) for row in rows)
    return 0 if sure else _REMARKS


def _cost_of_values(table: Table, start: int) -> float:
    """What comes again and again in its column is a value, and no heading: «есть в MAX», «3 и более сообщений»."""
    row = table.rows[start - 1]
    near = table.rows[max(0, start - _SEARCHED_VALUES) : start + _SEARCHED_VALUES]
    others = [other for other in near if other != row]
    again = (sum(other[index] == cell for other in others) for index, cell in enumerate(row) if isinstance(cell, str))
    return _REPEATED * sum(times >= _LEAST_NAMES for times in again)


def _goes_on_above(table: Table, body: Body, top: int, height: int) -> bool:
    """Whether the row above belongs to these headings, which are broken over rows or stand below groups."""
    if top == 0 or headings_at(table, body, top - 1, height + 1) is None:
        return False
    above, below = table.rows[top - 1 : top + 1]
    return _are_groups(above, below) or _go_on(above, below)


def _goes_on_below(table: Table, body: Body, top: int, height: int) -> bool:
    """Whether the row below belongs to these headings: it goes on with them, or names their parts."""
    if headings_at(table, body, top, height + 1) is None:
        return False
    above, below = table.rows[top + height - 1 : top + height + 1]
    return _are_parts(above, below) or _go_on(above, below)


def _are_groups(above: list[Cell], below: list[Cell]) -> bool:
    """«План», «WhatsApp» over several columns say what those below are about."""
    upper, lower = texts_of(above), texts_of(below)
    return is_merged(upper) or _reaches_over(upper, lower)


def _are_parts(above: list[Cell], below: list[Cell]) -> bool:
    """The row below fills what is empty to the right of the headings above, and only that."""
    upper, lower = texts_of(above), texts_of(below)
    single = [i for i, text in enumerate(upper) if text and (i + 1 == len(upper) or upper[i + 1])]
    return not any(lower[i] for i in single) and _reaches_over(upper, lower)


def _reaches_over(upper: list[str], lower: list[str]) -> bool:
    return any(reaches(upper, lower, index) for index in range(1, len(upper)))


def _go_on(above: list[Cell], below: list[Cell]) -> bool:
    """All of the row below that is written under something goes on with that, as the title's row does not."""
    under = [(one, other) for one, other in zip(above, below, strict=True) if one is not None and other is not None]
    alone = sum(1 for one, other in zip(above, below, strict=True) if one is None and other is not None)
    if sum(1 for _, other in under if UNIT.fullmatch(str(other))) * 2 > len(under):
        return False
    going = sum(1 for one, other in under if continues(one, other))
    return going > 0 and (going * 2 > len(under) if not alone else going * 3 >= len(under) * 2)


def _has_groups(headings: list[str]) -> bool:
    """«Ученики / всего» beside «Ученики / с ЭЖД»: the upper row says what the lower one is about."""
    above = [heading.split(" / ")[0] for heading in headings if " / " in heading]
    return any(left == right for left, right in pairwise(above))


def _after_numbering(table: Table, start: int) -> int:
    for row in range(start, min(start + 3, len(table.rows))):
        if is_numbering(table.rows[row]):
            return row + 1
        if distinct(table.rows[row]):
            break
    return start
