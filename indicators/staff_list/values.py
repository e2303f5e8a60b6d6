"""The cells of one column of a list to values: yes or no, counts, days, VK numbers."""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from indicators.catalogue import FACT, QUOTAS, FactType
from indicators.cells.ago import days_ago
from indicators.cells.bounds import UNDECIDED, Bounds, bounds_in, is_count
from indicators.cells.marks import TICKS, answers_in
from indicators.cells.max_ids import read_max_id
from indicators.cells.slashes import parts_in_words
from indicators.cells.values import (
    PART,
    BadValue,
    is_dash,
    is_unknown,
    is_yes,
    read_date,
    read_flag,
    read_number,
    text_of,
)
from indicators.cells.vk_ids import read_vk_id
from indicators.headings.column.fact_codes import OF_CLASS
from indicators.headings.column.looks import is_of_registration
from indicators.reading.tables import Cell
from indicators.russian.rules import listed

_MOST: Final = {"group_messages": 20_000, "calls": 5_000, "group_chats": 5_000}
_MOST_PUPILS = 2_000
_FLAGS_AS_NUMBERS: Final = frozenset({"calls", "group_chats"})
_SIGNS: Final = TICKS - frozenset("vV")  # also with something behind them
_PARTS_OF_CLASS: Final = OF_CLASS - {"pupils_total"}
# What a count is compared with; a bound is worth something only beside these.
_NORMS: Final = {"group_messages": (3, 10), "calls": (1,), "group_chats": (1,)}

_RUNNING: Final = frozenset({"registered", "group_chats", "journal_linked"})
_ONLY_NEW: Final = re.compile(
    r"\bза (?:эту |прошедшую |отч[её]тную |текущую )?недел|\bза (?:отч[её]тный )?период|\bнов(?:ы[ехй]|ая|ое)\b",
    re.IGNORECASE,
)

# A norm that is closed is met.
_CLOSED: Final = re.compile(r"\s*(не\s+)?закры", re.IGNORECASE)

_Reader = Callable[[Cell], Any]


@dataclass(slots=True)
class ColumnValues:
    """`values` one a row, some of them perhaps `Bounds`; `bad` and `bounds` by the cell that says so."""

    values: list[Any]
    bad: dict[Cell, str] = field(default_factory=dict)
    bounds: dict[Cell, Bounds] = field(default_factory=dict)
    open_marks: list[Cell] = field(default_factory=list)

    def turn(self) -> None:
        """The opposite of what was read; a count is then only some or none."""
        self.values = [None if value is None else _opposite(value) for value in self.values]

    def told(self, heading: str) -> list[str]:
        """How the bounds of the column were understood."""
        said = [f"«{text_of(cell)}» — {bounds.words}" for cell, bounds in self.bounds.items()]
        told = [f"«{heading}»: не число, а граница. Понято так: {listed(said)}."] if said else []
        if marks := sorted({text_of(cell) for cell in self.open_marks}):
            shown = listed([f"«{one}»" for one in marks])
            told.append(f"«{heading}»: не видно, «да» или «нет» значит {shown}. Такие клетки не взяты.")
        return told


def _opposite(value: Any) -> bool | int:
    return not value if isinstance(value, bool) else int(not value)


def _may_be_marked(code: str) -> bool:
    return code in _FLAGS_AS_NUMBERS or (code in FACT and FACT[code].type is FactType.FLAG)


@dataclass(frozen=True, slots=True)
class Days:
    """`told_on` is the day from which «вчера» counts, where one is known."""

    today: date
    told_on: date | None


def read_column(code: str, cells: Sequence[Cell], days: Days, plus: bool) -> ColumnValues:
    """The values of one column; equal cells are read once."""
    different = dict.fromkeys(cells)
    marked = _may_be_marked(code)
    answers = answers_in(different if marked else ())
    plain = {cell: answers.plain(cell) if marked else cell for cell in different}
    norms = (QUOTAS[code],) if code in QUOTAS else _NORMS.get(code, ())
    parts = parts_in_words(different, norms) if norms or code in _PARTS_OF_CLASS else {}
    plain |= parts
    read = reader_of(code, dict.fromkeys(plain.values()).keys(), days, plus)
    known: dict[Cell, Any] = {}
    bad: dict[Cell, str] = {}
    for cell, in_words in plain.items():
        try:
            known[cell] = read(in_words)
        except BadValue as error:
            known[cell] = None
            bad[cell] = error.reason
    bounds = {cell: value for cell, value in known.items() if isinstance(value, Bounds)}
    return ColumnValues([known[cell] for cell in cells], bad, bounds, answers.open)


def reader_of(code: str, cells: AbstractSet[Cell], days: Days, plus: bool) -> _Reader:
    """How the cells of a column are read.

    «-» means «нет» where the column also has «+» or a tick, and in a column of nothing but dashes
    when other columns of the table say «+» (`plus`). Otherwise it means that nothing is known.
    """
    fact = FACT.get(code)
    if fact is None or fact.type is FactType.TEXT:
        return text_of
    if fact.type is FactType.VK_ID:
        return read_vk_id
    if fact.type is FactType.MAX_ID:
        return read_max_id
    if fact.type is FactType.DATE:
        return partial(_day_of_visit, days=days)
    dash_is_no = any(isinstance(cell, str) and (cell.strip()[:1] in _SIGNS or cell in TICKS) for cell in cells) or (
        plus and all(is_dash(cell) or is_unknown(cell) for cell in cells)
    )
    if fact.type is FactType.FLAG:
        return _flag_reader(code, cells, dash_is_no)
    return _number_reader(code, cells, dash_is_no)


def _day_of_visit(cell: Cell, *, days: Days) -> date | None:
    if days.told_on is None and isinstance(cell, str) and days_ago(text_of(cell)) is not None:
        raise BadValue("не видно, от какого дня считать")
    return read_date(cell, today=days.today, told_on=days.told_on)


def _flag_reader(code: str, cells: AbstractSet[Cell], dash_is_no: bool) -> _Reader:
    norm = QUOTAS.get(code)
    counted = norm is not None and any(is_count(cell) for cell in cells)
    threshold = norm if norm is not None and counted else 1  # a column of 1 and 0 is a flag already

    def read(cell: Cell) -> bool | None:
        bounds = bounds_in(cell) if norm is not None else None
        if norm is not None and isinstance(cell, str) and (closed := _CLOSED.match(cell)):
            return not closed[1]
        if norm is not None and isinstance(cell, str) and PART.fullmatch(cell.strip().lower()):  # of the norm
            return (read_number(cell, most=_MOST["group_messages"], of_norm=True) or 0) >= norm
        if bounds is None or norm is None:
            return read_flag(cell, dash_is_no=dash_is_no, threshold=threshold)
        reached = bounds.reaches(norm)
        if reached is None:
            raise BadValue(UNDECIDED)
        return reached

    return read


def _number_reader(code: str, cells: AbstractSet[Cell], dash_is_no: bool) -> _Reader:
    norms = _NORMS.get(code, ())
    most, flags, of_norm = _MOST.get(code, _MOST_PUPILS), code in _FLAGS_AS_NUMBERS, code in _MOST
    no_is_zero = not any(is_yes(cell) for cell in cells)  # beside «да» it says less than that

    def read(cell: Cell) -> int | Bounds | None:
        bounds = bounds_in(cell)
        if bounds is None:
            return read_number(
                cell, most=most, dash_is_no=dash_is_no, flags=flags, no_is_zero=no_is_zero, of_norm=of_norm
            )
        if all(bounds.reaches(norm) is None for norm in norms):
            raise BadValue(UNDECIDED if norms else "нужно точное число")
        return bounds

    return read


def combined(code: str, columns: Sequence[list[Any]], *, alike: bool = False) -> list[Any]:
    """What several columns for one fact say together, where they leave no doubt.

    Counts may be parts of a whole, or one of them the whole: the truth lies between the largest and the sum.
    With headings that are `alike` one may also be an older copy: then only what all of them say is sure.
    """
    told = [column for column in columns if any(value is not None for value in column)] or list(columns[:1])
    if all(column == told[0] for column in told):
        return told[0]
    together = _undisputed if alike else _ways_together.get(code, _undisputed)
    return [together(values) for values in zip(*told, strict=True)]


def _undisputed(values: Sequence[Any]) -> Any:
    given = [value for value in values if value is not None]
    return given[0] if given and all(value == given[0] for value in given) else None


def _any_reached(values: Sequence[Any]) -> bool | None:
    """Each chat may be below the quota and all of them together above it."""
    return True if True in values else None


def _between(values: Sequence[Any]) -> int | Bounds | None:
    """Counts and bounds of the parts; an empty cell may hide any number."""
    given = [value if isinstance(value, Bounds) else Bounds(value, value) for value in values if value is not None]
    if not given:
        return None
    ends = [bounds.most for bounds in given if bounds.most is not None]
    least = max(bounds.least for bounds in given)
    most = sum(ends) if len(ends) == len(values) else None
    return least if most == least else Bounds(least, most)


_ways_together: Final[dict[str, Callable[[Sequence[Any]], Any]]] = {
    **dict.fromkeys(_NORMS, _between),
    **dict.fromkeys(QUOTAS, _any_reached),
    "last_activity": lambda values: max((value for value in values if value is not None), default=None),
}


def without_news(code: str, heading: str, values: list[Any]) -> list[Any]:
    """«Создано чатов за неделю: 0» does not say that there is none: a running total knows only what was added."""
    if code not in _RUNNING or not _ONLY_NEW.search(heading.rpartition(" / ")[2]):
        return values
    return [value if value else None for value in values]


def settle_bounds(values: dict[str, list[Any]]) -> None:
    """Bounds to facts: messages to the flags for 3 and for 10, chats and calls to whether there is any."""
    for code in ("calls", "group_chats"):
        if code in values:
            values[code] = [_least_sure(value) if isinstance(value, Bounds) else value for value in values[code]]
    messages = values.get("group_messages", [])
    if not any(isinstance(value, Bounds) for value in messages):
        return
    own = {code: values.get(code) or [None] * len(messages) for code in QUOTAS}
    values |= {code: list(flags) for code, flags in own.items()}
    for row, value in enumerate(messages):
        if isinstance(value, Bounds):
            for code, flag in _agreed({code: own[code][row] for code in QUOTAS}, value).items():
                values[code][row] = flag
    values["group_messages"] = [None if isinstance(value, Bounds) else value for value in messages]


def _least_sure(bounds: Bounds) -> int | None:
    if bounds.least:
        return bounds.least
    return 0 if bounds.most == 0 else None


def _agreed(own: dict[str, bool | None], bounds: Bounds) -> dict[str, bool | None]:
    """The flags' own columns and a bound together; nothing at all when they contradict each other."""
    reached = {code: bounds.reaches(norm) for code, norm in QUOTAS.items()}
    if any(None not in (own[code], reached[code]) and own[code] != reached[code] for code in own):
        return dict.fromkeys(own)
    return {code: own[code] if reached[code] is None else reached[code] for code in own}


def split_status(values: dict[str, list[Any]], cells: Sequence[Cell]) -> None:
    """«Не зарегистрирован» in a column of statuses is about the registration, not about the profile; and beside it
    whoever's profile is «активен» or «не активен» has one."""
    about = [isinstance(cell, str) and is_of_registration(text_of(cell)) for cell in cells]
    if any(about):
        told = list(zip(values["profile_active"], about, strict=True))
        values["registered"] = [flag if here else None if flag is None else True for flag, here in told]
        values["profile_active"] = [None if here else flag for flag, here in told]
