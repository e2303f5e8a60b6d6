"""What a lone mark under an opposite means, by what other columns say of the same people: whoever is marked under «Нет
звонков» and is not registered has surely made none, and the mark is no «есть»."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from indicators.catalogue import FACT, QUOTAS, FactType
from indicators.cells.marks import answers_in
from indicators.cells.values import BadValue, is_dash, is_unknown, number_in, read_flag, says_yes_or_no
from indicators.reading.tables import Cell

# Where the first is so, the second is, too.
_IMPLIED: Final = frozenset(
    [
        *((doing, "registered") for doing in ("group_messages", "calls", "group_chats", "messages_3", "messages_10")),
        *(("profile_active", "registered"), ("last_activity", "registered"), ("journal_linked", "registered")),
        *(("messages_10", "messages_3"), ("max_active_week", "max_registered"), ("max_id", "max_registered")),
    ]
)
_SURE = 2

Truths = Sequence[bool | None]


@dataclass(frozen=True, slots=True)
class Marked:
    """A column of lone marks: of each row, whether it bears one."""

    code: str
    rows: Sequence[bool]

    def truths(self, *, turned: bool) -> Truths:
        return [marked != turned for marked in self.rows]


def say_the_heading(marked: Sequence[Marked], known: Sequence[tuple[str, Truths]]) -> bool | None:
    """Whether a mark says that its heading is so; False where it says that the fact is; None where nobody is excluded
    by either, or somebody by both. The hand that filled in all columns meant one thing."""
    as_heading, as_fact = (
        sum(_excluded([(one.code, one.truths(turned=turned)) for one in marked], known)) for turned in (True, False)
    )
    if as_heading == 0 and as_fact >= _SURE:
        return True
    return False if as_fact == 0 and as_heading >= _SURE else None


def _excluded(meant: Sequence[tuple[str, Truths]], known: Sequence[tuple[str, Truths]]) -> Iterator[int]:
    """How many rows no two columns can both be right of."""
    pairs = [*combinations(meant, 2), *((one, other) for one in meant for other in known)]
    for (one, own), (other, others) in pairs:
        if (one, other) in _IMPLIED:
            yield sum(a is True and b is False for a, b in zip(own, others, strict=True))
        if (other, one) in _IMPLIED:
            yield sum(b is True and a is False for a, b in zip(own, others, strict=True))
        if one == other:
            yield sum(None not in (a, b) and a is not b for a, b in zip(own, others, strict=True))


def known_of_people(
    codes: Mapping[int, str], turned: set[int], cells: Callable[[int], Sequence[Cell]]
) -> Iterator[tuple[str, Truths]]:
    """What the columns that are understood say of each row; of a count also which thresholds it reaches."""
    for index, code in codes.items():
        if code not in FACT:
            continue
        column = cells(index)
        if code == "group_messages":
            for quota_code, quota in QUOTAS.items():
                yield quota_code, [_reaches(cell, quota) for cell in column]
        answers = answers_in(set(column))
        told = [_is_so(answers.plain(cell), code) for cell in column]
        yield code, [None if one is None else one != (index in turned) for one in told]


def _reaches(cell: Cell, quota: int) -> bool | None:
    number = number_in(cell)
    return None if number is None else number >= quota


def _is_so(cell: Cell, code: str) -> bool | None:
    if is_unknown(cell) or is_dash(cell):
        return None
    if FACT[code].type not in (FactType.FLAG, FactType.NUMBER):
        return says_yes_or_no(cell) is not False  # «никогда» under «Последний вход»
    if (number := number_in(cell)) is not None:
        return number > 0
    try:
        return read_flag(cell)
    except BadValue:
        return None
