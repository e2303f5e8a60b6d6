"""Which rows of a table may be its headings, and the text of each column in them."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from indicators.catalogue import ACCOUNTS
from indicators.cells.values import is_flag, text_of
from indicators.headings.about import is_of_others
from indicators.headings.definitions import IGNORED
from indicators.headings.layout.body import Body
from indicators.headings.layout.joining import joined_rows, one_line, texts_of
from indicators.headings.layout.of_them import is_of_them
from indicators.headings.lines import goes_on
from indicators.headings.meaning import meaning_of
from indicators.headings.scoring import TAKEN
from indicators.reading.tables import Cell, Table
from indicators.russian.names import is_person, is_plain_name

SEARCHED_ROWS = 80
TALLEST = 4
_LONGEST_HEADING = 300
_LONGEST_NAME = 60
_BEGINNINGS: Final = frozenset({"1", "3", "10", "не", "и", "есть", "имеется"})
_BOUND = "+≥⩾>= "
_LONGEST_NUMBER = 10
# «1», «[1]», «Г-01», «гр. 1»
_NUMBER: Final = re.compile(r"\[?([^\W\d_]{0,6})[\s.–-]*0{0,2}(\d{1,2})\]?")
_PAGE: Final = re.compile(r"\bvk\.(?:com|ru)/id\d|^@?id\d{4,}$")
_FIGURE: Final = re.compile(r"[\d\s.,%+–—−/()-]*(?:из\s*\d.*)?")
_A_DAY: Final = r"(?:20\d\d-\d\d-\d\d|\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?)?\.?)"
_DAYS: Final = re.compile(
    rf"(?=.*(?:\d\.\d|\d/\d+\s*[-–—]|-\d\d-))\W*{_A_DAY}\s*(?:[-–—/…]|\.\.+)\s*(?<!\d\d\d-){_A_DAY}\W*"
)
# «02.11», «(2–8)», «№ 45»: what no bare figure looks like
_DAY: Final = re.compile(r"(?=.*(?:\d\s*[./–—…-]+\s*\d|№))[\d\s./–—…№()\[\]-]*\d[\d\s./–—…№()\[\]-]*")
IDENTITY: Final = frozenset({"full_name", "last_name", "class_teacher"}) | ACCOUNTS
_ANCHORS: Final = IDENTITY | {"school", "first_name", "patronymic"}


def heading_texts(table: Table) -> set[str]:
    """Every text that could be called a heading: single cells and the joined ones of tall headings."""
    texts: set[str] = set()
    body = Body(table)
    for top in range(min(len(table.rows), SEARCHED_ROWS)):
        for height in range(1, TALLEST + 1):
            headings = headings_at(table, body, top, height)
            if headings is None:
                break
            texts.update(filter(None, headings))
    return texts


def headings_at(table: Table, body: Body, top: int, height: int, *, parted: bool = False) -> list[str] | None:
    """The texts of `height` rows joined per column; `None` when they cannot be one heading."""
    rows = table.rows[top : top + height]
    sure = height > 1 and body.begins_at(top + height, top)
    if len(rows) < height or not (sure or _may_be_headings(rows)):
        return None
    if height == 1:
        return texts_of(rows[0])
    if any(len(distinct(row)) < 2 and not _may_be_few(rows, at) for at, row in enumerate(rows)):
        return None
    if any(map(is_numbering, rows)) or (not sure and _are_data(rows)):
        return None
    texts = list(map(texts_of, rows))
    found = joined_rows(texts, parted=parted)
    few = sum(map(bool, texts[0])) * 2 < sum(map(bool, texts[-1]))
    if few and not _may_be_few(rows, 0):
        return None  # a line of the title, it does not reach over the columns
    return found


def _may_be_headings(rows: Sequence[list[Cell]]) -> bool:
    return _may_be_heading(rows[0]) and all(
        _may_be_heading(row) or _is_thresholds(row, above) or _are_days(row, above) for above, row in pairwise(rows)
    )


def _are_data(rows: Sequence[list[Cell]]) -> bool:
    """Whether one of the rows holds what stands below headings."""
    return any(_holds_values(row, below) for row, below in pairwise(rows)) or _says_new(rows)


def _may_be_few(rows: Sequence[list[Cell]], at: int) -> bool:
    return _names_things(rows[at]) or _is_broken(rows, at)


def _is_broken(rows: Sequence[list[Cell]], at: int) -> bool:
    """Whether the row holds pieces of headings that were broken over several rows: a small letter goes on."""
    row = rows[at]
    lower = rows[at + 1] if at + 1 < len(rows) else [None] * len(row)
    upper = rows[at - 1] if at else [None] * len(row)
    filled = [index for index, cell in enumerate(row) if cell is not None]
    if filled == [0] and not at:
        return False  # a title over «id», «должность»
    return bool(filled) and all(continues(upper[i], row[i]) or continues(row[i], lower[i]) for i in filled)


def continues(above: Cell, below: Cell) -> bool:
    return isinstance(above, str) and isinstance(below, str) and goes_on(above, below)


def _names_things(row: list[Cell]) -> bool:
    """«Сообщения за неделю» over two of many columns; a title begins at the left edge and names no fact."""
    if row[0] is not None or (len(row) > 1 and row[1] is not None):
        return False
    return all(not isinstance(cell, str) or _names_a_thing(one_line(cell)) for cell in row)


def _names_a_thing(text: str) -> bool:
    """«Родители, чел.» is no fact and says of whom its parts are."""
    meaning = meaning_of(text)
    of_others = len(text) <= _LONGEST_NAME and is_of_others(text)
    return meaning.code != IGNORED if meaning else of_others


def _may_be_heading(row: list[Cell]) -> bool:
    """Headings are texts; the only numbers among them are small ones such as «3» and «10»."""
    filled = [cell for cell in row if cell is not None]
    if not filled or any(isinstance(cell, str) and len(cell) > _LONGEST_HEADING for cell in filled):
        return False
    texts = sum(1 for cell in filled if isinstance(cell, str) and not _is_figure(cell))
    return texts * 2 >= len(filled) and not any(map(_is_of_somebody, filled))


def _is_of_somebody(cell: Cell) -> bool:
    """A name or a page stands below headings, never in them; «Фамилия И.О.» is no name."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_NAME:
        return False
    if _PAGE.search(cell) or is_plain_name(cell):
        return True
    if not is_person(cell):
        return False
    meaning = meaning_of(one_line(cell))  # «Степанов» is no slip in «степень», nor the «С.» of an initial a «с»
    return meaning is None or meaning.guess or meaning.code == IGNORED or meaning.score < TAKEN


def _is_figure(text: str) -> bool:
    """«09.11–15.11» over columns is the week they are about."""
    return bool(_FIGURE.fullmatch(text)) and not _DAYS.fullmatch(text)


def _is_thresholds(row: list[Cell], above: list[Cell]) -> bool:
    """«3» and «10», perhaps «20», under «Сообщений не менее»; beside them what is merged with the row above."""
    told = {text_of(cell) for cell, upper in zip(row, above, strict=True) if cell is not None and cell != upper}
    texts = {text.strip(_BOUND) for text in told}
    more = {"3", "10"} <= texts and all(text.isdecimal() for text in texts)
    return "10" in texts and (more or texts <= {"1", "3", "10"})


def _are_days(row: list[Cell], above: list[Cell]) -> bool:
    """A day under each part of a merged «Звонки»; beside them what is merged with the row above."""
    texts = [cell for cell, upper in zip(row, above, strict=True) if cell is not None and cell != upper]
    return len(texts) > 1 and len(set(map(text_of, texts))) == len(texts) and all(map(_is_day, texts))


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.fullmatch(cell.strip())))


def _holds_values(row: list[Cell], below: list[Cell]) -> bool:
    """Figures and «да» stand in rows of data, not over other headings; «10» may go on with «и более»."""
    return any(
        cell is not None
        and not (continues(text_of(cell), under) and text_of(cell).lower() in _BEGINNINGS)
        and (not isinstance(cell, str) or _is_figure(cell) or (is_flag(cell) and cell not in "Nn"))
        for cell, under in zip(row, below, strict=True)
    )


def distinct(row: list[Cell]) -> set[str]:
    return {text_of(cell) for cell in row if cell is not None}


def is_numbering(row: list[Cell]) -> bool:
    """The row of column numbers under the headings: 1, 2, 3 … or «гр. 1», «гр. 2» …, perhaps with letters before."""
    if any(isinstance(cell, str) and len(cell) > _LONGEST_NUMBER for cell in row):
        return False
    texts = [text_of(cell).strip(".)( ") for cell in row if cell is not None]
    told = [match for text in texts if (match := _NUMBER.fullmatch(text))]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    numbers = [int(match[2]) for match in told]
    if len(numbers) < 3 or len(numbers) + len(letters) < len(texts) or numbers[0] > 2:
        return False
    return len({match[1] for match in told}) == 1 and all(after - before == 1 for before, after in pairwise(numbers))


def _says_new(rows: Sequence[list[Cell]]) -> bool:
    """A lower row is no heading when it says something new under a heading such as «ФИО» or «Школа»."""
    for index, cell in enumerate(rows[0]):
        heading = meaning_of(one_line(cell)) if isinstance(cell, str) else None
        if heading is None or heading.code not in _ANCHORS:
            continue
        for row in rows[1:]:
            below = text_of(row[index])
            if below and below != text_of(cell) and not _means_more(text_of(cell), row[index]):
                return True
    return False


def _means_more(heading: str, below: Cell) -> bool:
    """«Учителя» over «всего по штату», or «ФИО» over «Фамилия»: together or alone they mean something new."""
    if not isinstance(below, str):
        return False
    if is_of_them(below):
        return True
    alone, above, both = meaning_of(below), meaning_of(heading), meaning_of(f"{heading} / {text_of(below)}")
    same = both is None or (above is not None and both.code == above.code)
    return (alone is not None and alone.code in _ANCHORS) or not same
