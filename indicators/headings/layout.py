"""Where the headings of a table stand, and what each column is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, pairwise
from typing import Final

from indicators.catalogue import ACCOUNTS
from indicators.cells.values import is_flag, text_of
from indicators.headings.about import counts_people, is_of_others, says_written
from indicators.headings.definitions import IGNORED, PERIODS
from indicators.headings.meaning import meaning_of
from indicators.headings.parts import tell_parts
from indicators.headings.plain import ARROW, plain_heading
from indicators.headings.scoring import ASKED, TAKEN, Meaning
from indicators.headings.series import by_days, without_day
from indicators.reading.tables import Cell, Table
from indicators.rows import is_total
from indicators.russian.names import is_person, is_plain_name
from indicators.russian.periods import period_in
from indicators.weeks import Week

_SEARCHED_ROWS = 80
_TALLEST = 4
_LONGEST_HEADING = 300
_LONGEST_NAME = 60
_PAGE: Final = re.compile(r"\bvk\.(?:com|ru)/id\d|^@?id\d{4,}$")
_OF_PERIOD = 0.5
_OF_MERGED = 1.5  # with what any repetition costs, more than its fact is worth: the row below tells the columns apart
_FIGURE: Final = re.compile(r"[\d\s.,%+–—−/()-]*(?:из\s*\d.*)?")
_A_DAY: Final = r"(?:20\d\d-\d\d-\d\d|\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?)?\.?)"
_DAYS: Final = re.compile(
    rf"(?=.*(?:\d\.\d|\d/\d+\s*[-–—]|-\d\d-))\W*{_A_DAY}\s*(?:[-–—/…]|\.\.+)\s*(?<!\d\d\d-){_A_DAY}\W*"
)
# «02.11», «(2–8)», «№ 45»: what no bare figure looks like
_DAY: Final = re.compile(r"(?=.*(?:\d\s*[./–—…-]+\s*\d|№))[\d\s./–—…№()\[\]-]*\d[\d\s./–—…№()\[\]-]*")
_DAY_MONTH: Final = re.compile(r"(?<![\d.])\d{1,2}[./]\d{1,2}")
_YEAR: Final = re.compile(r"\d[./](?:20)?\d\d(?!\d)(?<=\d[./]\d\d[./]\d\d)|[./]20\d\d")
_OF_THEM: Final = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:из них|включая|среди них|в их числе|из общего|в том числе|в т\.?\s?ч|"
    r"во?\s+(?:личн|групп|гр\.|бесед|чат|канал|сообществ)|групповы[ехм]и?\W*$)",
    re.IGNORECASE,
)
_WRITTEN: Final = "Сообщений"
_NUMBERED: Final = re.compile(r"^\W*\d{1,2}[.)]\s*")
_IN_GROUPS: Final = re.compile(r"\b(?:во?|по)\s+(?:груп|гр\.|бесед|чат)|\bвключая\s+(?:груп|бесед|чат)", re.IGNORECASE)
_OF_WHOLE: Final = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:из|в том|в т\.?\s?ч)\b", re.IGNORECASE)
_OF_PEOPLE: Final = frozenset({"pupils_count", "pupils_in", "teachers_count", "teachers_in"})
_WHOLES: Final = _OF_PEOPLE | {"group_messages", "registered", "group_chats", "calls"}
_IDENTITY: Final = frozenset({"full_name", "last_name", "class_teacher"}) | ACCOUNTS
_ANCHORS: Final = _IDENTITY | {"school", "first_name", "patronymic"}


@dataclass(slots=True)
class Layout:
    """`top` to `start` are the heading rows (indexes into `table.rows`), data begins at `start`."""

    table: Table
    top: int
    start: int
    headings: list[str]
    meanings: list[Meaning | None]
    said: set[int] = field(default_factory=set)
    """Columns whose meaning was said by the officer."""
    weeks: dict[int, Week] = field(default_factory=dict)
    """Weeks that headings name, where columns of several weeks stand side by side."""
    single_days: set[int] = field(default_factory=set)
    """Columns that are a day of one week each."""
    today: date | None = None
    """Or the end of the week that the title names, where that is later."""
    week: Week | None = None
    """The week that is wanted, or the newest of `weeks`."""

    _rows: dict[int | None, list[list[Cell]]] = field(default_factory=dict, repr=False)

    def other_week(self, index: int) -> bool:
        return self.weeks.get(index, self.week) != self.week

    def column(self, index: int, most: int | None = None) -> list[Cell]:
        """The cells below the heading; «Итого» counts people and is no value of theirs, nor is a repeated heading."""
        if most not in self._rows:
            heads = self.table.rows[self.top : self.start]
            rows = islice(self.table.rows, self.start, most)
            self._rows[most] = [row for row in rows if not is_total(row) and row not in heads]
        return [row[index] for row in self._rows[most]]


def find_layout(
    table: Table, mapping: Mapping[str, str | None], today: date, week: Week | None = None
) -> Layout | None:
    """The rows that look most like headings, or `None` when nothing in the table does."""
    said = {plain_heading(heading): code for heading, code in mapping.items()}
    best: tuple[float, int, int] | None = None
    found: Layout | None = None
    for top in range(min(len(table.rows), _SEARCHED_ROWS)):
        for height in range(1, _TALLEST + 1):
            headings = _headings(table, top, height)
            if headings is None:
                break
            if _is_under_groups(table, top, height):
                continue
            layout = _layout(table, top, height, headings, said)
            rank = (_score(layout), -height, -top)
            if rank[0] > 0 and (best is None or rank > best):
                best, found = rank, layout
    if found:
        named = _week_of_title(found, today)
        found.today = max(today, named.sunday) if named else today
        found.start = _after_numbering(table, found.start)
        found._rows.clear()
        _tell_weeks(found, today, week)
    return found


def _tell_weeks(layout: Layout, today: date, week: Week | None) -> None:
    periods = {index: period_in(heading, today) for index, heading in enumerate(layout.headings)}
    layout.weeks = _in_one_year({i: p.week for i, p in periods.items() if p and p.kind == "week"}, layout.headings)
    weeks, layout.single_days = by_days(layout.headings, today)
    for index, told in weeks.items():
        if index not in layout.weeks:
            layout.weeks[index] = told
            if index not in layout.said:  # the day no longer says since when something is counted
                bare = [without_day(heading) if i == index else heading for i, heading in enumerate(layout.headings)]
                layout.meanings[index] = _meaning(bare, index)
    if layout.weeks:
        layout.week = _wanted_week(layout, week or _week_of_title(layout, today))


def _week_of_title(layout: Layout, today: date) -> Week | None:
    """The one week that stands above the headings."""
    texts = {text_of(cell) for row in layout.table.rows[: layout.top] for cell in row if isinstance(cell, str)}
    weeks = {told.week for text in texts if (told := period_in(text, today)) and told.kind == "week"}
    return weeks.pop() if len(weeks) == 1 else None


def _wanted_week(layout: Layout, week: Week | None) -> Week:
    """That of the file, also where a column of that week bears no date: then those with dates are earlier ones."""
    if week is None or week in layout.weeks.values():
        return week or max(layout.weeks.values())
    meant = {index: meaning.code for index, meaning in enumerate(layout.meanings) if meaning}
    dated = {meant[index] for index in layout.weeks if index in meant} - {IGNORED, *PERIODS}
    undated = any(code in dated for index, code in meant.items() if index not in layout.weeks)
    return week if undated else max(layout.weeks.values())


def _in_one_year(weeks: dict[int, Week], headings: list[str]) -> dict[int, Week]:
    """«17.11–23.11» beside «17.11.25-23.11.25» is the same week: one of them says its year."""
    days = {i: tuple(_DAY_MONTH.findall(headings[i])) for i in weeks}
    dated = {days[i]: week for i, week in weeks.items() if days[i] and _YEAR.search(headings[i])}
    return {i: dated.get(days[i], week) for i, week in weeks.items()}


def _layout(table: Table, top: int, height: int, headings: list[str], said: Mapping[str, str | None]) -> Layout:
    layout = Layout(table, top, top + height, headings, [])
    for index, heading in enumerate(headings):
        names = (plain_heading(heading), plain_heading(heading.rpartition(" / ")[2])) if said else ()
        plain = next((name for name in names if name and name in said), None)
        if plain is not None:
            layout.said.add(index)
            code = said[plain]
            layout.meanings.append(Meaning(code) if code else Meaning(IGNORED))
        else:
            layout.meanings.append(_meaning([ARROW.sub(" / ", text) for text in headings], index))
    tell_parts(headings, layout.meanings, layout.said)
    return layout


def _meaning(headings: list[str], index: int) -> Meaning | None:
    """«Из них в Сферуме» speaks of those in the column before, unless the line above says of whom."""
    heading = headings[index]
    found = meaning_of(heading) if heading else None
    upper, _, lower = heading.rpartition(" / ")
    known = found and found.code != IGNORED and (upper or (found.score >= TAKEN and not _OF_WHOLE.match(lower)))
    if known or not _OF_THEM.match(lower):
        return found
    in_groups = _IN_GROUPS.search(lower) is not None
    wholes = _OF_PEOPLE if counts_people(lower) else _WHOLES - {"group_chats"} if in_groups else _WHOLES
    whole = _whole(headings, index, upper, wholes)
    if not whole and in_groups and not is_of_others(upper):
        whole = _WRITTEN  # what is «в группах» of something unnamed is written there
    return (meaning_of(f"{whole} {_NUMBERED.sub('', lower)}") if whole else None) or found


def _whole(headings: list[str], index: int, upper: str, wholes: frozenset[str]) -> str:
    """The heading «из них» is a part of: a count under the same upper line, else the nearest one before it."""
    before = list(reversed(headings[:index]))
    near = [h for h in headings if h.rpartition(" / ")[0] == upper] if upper else before
    if wholes is _OF_PEOPLE and near and near[0] and is_of_others(near[0]):
        return near[0]  # «Родителей всего», which is no fact itself
    counts = [h for h in near if h and not _OF_THEM.match(h.rpartition(" / ")[2])]
    for heading in counts:
        if (meaning := meaning_of(heading)) and meaning.code in wholes:
            return heading
        if "group_messages" in wholes and says_written(heading):
            return _WRITTEN  # a whole that is none of the indicators: «Сообщений с личными»
    return ""


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
        + 2 * bool(codes.keys() & _IDENTITY)
        + len(layout.said)
        + 0.1 * min(known, 9)
        - repeated
        - _OF_MERGED * sum(1 for left, right in pairwise(filled) if left == right)
        + 0.5 * _has_groups(layout.headings)
    )


def _is_under_groups(table: Table, top: int, height: int) -> bool:
    """Whether the row above belongs to these headings: «План», «WhatsApp» over several says what they are about."""
    if top == 0 or height == _TALLEST:
        return False
    if _headings(table, top - 1, height + 1) is None:
        return False
    above, below = ([_one_line(cell) for cell in row] for row in table.rows[top - 1 : top + 1])
    return _is_merged(above) or any(_reaches(above, below, index) for index in range(1, len(above)))


def _has_groups(headings: list[str]) -> bool:
    """«Ученики / всего» beside «Ученики / с ЭЖД»: the upper row says what the lower one is about."""
    above = [heading.split(" / ")[0] for heading in headings if " / " in heading]
    return any(left == right for left, right in pairwise(above))


def _headings(table: Table, top: int, height: int) -> list[str] | None:
    """The texts of `height` rows joined per column; `None` when they cannot be one heading."""
    rows = table.rows[top : top + height]
    if len(rows) < height or not _may_be_heading(rows[0]):
        return None
    if not all(
        _may_be_heading(row) or _is_thresholds(row, above) or _are_days(row, above) for above, row in pairwise(rows)
    ):
        return None
    if height == 1:
        return [_one_line(cell) for cell in rows[0]]
    if any(len(distinct(row)) < 2 and not _names_things(row) for row in rows) or any(
        _holds_values(row) for row in rows[:-1]
    ):
        return None
    if is_numbering(rows[-1]) or _is_data(table.rows, top, height):
        return None
    texts = [[_one_line(cell) for cell in row] for row in rows]
    for above, below in pairwise(texts):
        if not _is_merged(above):
            _spread(above, below)
    if sum(map(bool, texts[0])) * 2 < sum(map(bool, texts[-1])) and not _names_things(rows[0]):
        return None  # a line of the title, it does not reach over the columns
    return [" / ".join(dict.fromkeys(filter(None, column))) for column in zip(*texts, strict=True)]


def _is_merged(above: list[str]) -> bool:
    """Merged cells come with the text in each of them: then it is known how far a heading reaches."""
    return any(left and left == right for left, right in pairwise(above))


def _names_things(row: list[Cell]) -> bool:
    """«Сообщения за неделю» over two of many columns; a title begins at the left edge and names no fact."""
    if row[0] is not None or (len(row) > 1 and row[1] is not None):
        return False
    return all(not isinstance(c, str) or ((m := meaning_of(_one_line(c))) and m.code != IGNORED) for c in row)


def _one_line(cell: Cell) -> str:
    text = text_of(cell)
    return re.sub(r"(?<=[а-яё])-\s(?=[а-яё])", "", text) if isinstance(cell, str) and "\n" in cell else text


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
    meaning = meaning_of(_one_line(cell))
    return meaning is None or meaning.score < ASKED


def _is_figure(text: str) -> bool:
    """«09.11–15.11» over columns is the week they are about."""
    return bool(_FIGURE.fullmatch(text)) and not _DAYS.fullmatch(text)


def _is_thresholds(row: list[Cell], above: list[Cell]) -> bool:
    """«3» and «10» under «Сообщений не менее»; beside them what is merged with the row above."""
    texts = {text_of(cell) for cell, upper in zip(row, above, strict=True) if cell is not None and cell != upper}
    return bool(texts) and texts <= {"1", "3", "10"} and "10" in texts


def _are_days(row: list[Cell], above: list[Cell]) -> bool:
    """A day under each part of a merged «Звонки»; beside them what is merged with the row above."""
    texts = [cell for cell, upper in zip(row, above, strict=True) if cell is not None and cell != upper]
    return len(texts) > 1 and len(set(map(text_of, texts))) == len(texts) and all(map(_is_day, texts))


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_DAY.fullmatch(cell.strip())))


def _holds_values(row: list[Cell]) -> bool:
    """Figures and «да» stand in rows of data, not over other headings."""
    return any(
        cell is not None and (not isinstance(cell, str) or _is_figure(cell) or (is_flag(cell) and cell not in "Nn"))
        for cell in row
    )


def distinct(row: list[Cell]) -> set[str]:
    return {text_of(cell) for cell in row if cell is not None}


def is_numbering(row: list[Cell]) -> bool:
    """The row of column numbers under the headings: 1, 2, 3 …, perhaps with letters before."""
    if any(isinstance(cell, str) and len(cell) > 6 for cell in row):
        return False
    texts = [text_of(cell).strip(".)( ") for cell in row if cell is not None]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 4]
    letters = [text for text in texts if len(text) == 1 and text.isalpha()]
    if len(numbers) < 3 or len(numbers) + len(letters) < len(texts) or numbers[0] > 2:
        return False
    return all(after - before == 1 for before, after in pairwise(numbers))


def _is_data(rows: list[list[Cell]], top: int, height: int) -> bool:
    """A lower row is no heading when it says something new under a heading such as «ФИО» or «Школа»."""
    for index, cell in enumerate(rows[top]):
        heading = meaning_of(_one_line(cell)) if isinstance(cell, str) else None
        if heading is None or heading.code not in _ANCHORS:
            continue
        for row in rows[top + 1 : top + height]:
            below = text_of(row[index])
            if below and below != text_of(cell) and not _continues(text_of(cell), row[index]):
                return True
    return False


def _continues(heading: str, below: Cell) -> bool:
    """«Учителя» over «всего по штату», or «ФИО» over «Фамилия»: together or alone they mean something new."""
    if not isinstance(below, str):
        return False
    if _OF_THEM.match(below):
        return True
    alone, above, both = meaning_of(below), meaning_of(heading), meaning_of(f"{heading} / {text_of(below)}")
    same = both is None or (above is not None and both.code == above.code)
    return (alone is not None and alone.code in _ANCHORS) or not same


def _spread(above: list[str], below: list[str]) -> None:
    """Without merge information: an upper heading goes on to the right over filled lower ones."""
    for index in range(1, len(above)):
        if _reaches(above, below, index):
            above[index] = above[index - 1]


def _reaches(above: list[str], below: list[str], index: int) -> bool:
    return bool(not above[index] and below[index] and above[index - 1] and below[index - 1])


def _after_numbering(table: Table, start: int) -> int:
    for row in range(start, min(start + 3, len(table.rows))):
        if is_numbering(table.rows[row]):
            return row + 1
        if distinct(table.rows[row]):
            break
    return start


def heading_texts(table: Table) -> set[str]:
    """Every text that could be called a heading: single cells and the joined ones of tall headings."""
    texts: set[str] = set()
    for top in range(min(len(table.rows), _SEARCHED_ROWS)):
        for height in range(1, _TALLEST + 1):
            headings = _headings(table, top, height)
            if headings is None:
                break
            texts.update(filter(None, headings))
    return texts
