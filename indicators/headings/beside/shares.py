"""Whose share of a whole a column holds: «Звонки: всего / свои / чужие». The person's own share is the fact, the whole
is none; where no part is the person's own, the whole is asked about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from indicators.headings.beside.one_chat import is_one_chat
from indicators.headings.beside.relations import figures_of
from indicators.headings.column.fact_codes import is_measured
from indicators.headings.lines import last_line, lines_above
from indicators.headings.needs import PASSIVE, concepts
from indicators.headings.wording.mentions import mentions_of
from indicators.lexicon.reading import Mention
from indicators.reading.tables import Cell

Whose = Literal["own", "to_others", "others", ""]
_CHILDREN: Final = frozenset(concepts("@others"))
_PEOPLE: Final = _CHILDREN | {"teacher", "person_word", "user"}
_PLACES: Final = frozenset({"chat", "group", "grouped", "class"})
_TO_ONE: Final = ("у", "ю")
_TO_MANY: Final = ("ам", "ям")
_COLLEAGUE: Final = "коллег"
_TO_PERSON: Final = frozenset({"ему", "ей", "мне", "вам", "нему", "него", "неё", "нее"})
_WHOLE: Final = PASSIVE | {"total", "count", "week", "period", "current", "platform"}
_OF_MANY: Final = ("ов", "ей", "ы", "и", "ах", "ях")
_LEAST_ROWS = 3
_FURTHEST = 3


@dataclass(frozen=True, slots=True)
class _Thing:
    """Concepts: the `thing` itself with what may be said beside it, what is the person's own deed, what is not."""

    thing: frozenset[str]
    own: frozenset[str]
    others: frozenset[str]


_NOT_OWN: Final = frozenset({"incoming", "missed", "contact"})
_THINGS: Final = {
    "calls": _Thing(
        frozenset({"call", "file", "voice"}),
        frozenset({"make", "outgoing", "self", "create"}),
        _NOT_OWN | {"member", "attend"},
    ),
    "group_messages": _Thing(
        frozenset({"message", "grouped", "group", "chat"}),
        frozenset({"write", "send", "make", "outgoing", "self", "create"}),
        _NOT_OWN | {"view"},
    ),
    "group_chats": _Thing(
        frozenset({"chat", "grouped", "group"}),
        frozenset({"create", "set_up", "make", "self"}),
        _NOT_OWN | {"member", "attend", "add", "access"},
    ),
}
_ANY_THING: Final = frozenset().union(*(one.thing for one in _THINGS.values()))


@dataclass(frozen=True, slots=True)
class Shares:
    """`whole` is the column of all together; `own` are those of the person, none when nobody can tell; `others` are no
    fact of theirs, `places` only say how much of it was in one chat."""

    code: str
    whole: int
    own: tuple[int, ...]
    others: tuple[int, ...]
    places: tuple[int, ...] = ()


def shares_in(
    headings: Sequence[str], codes: Mapping[int, str], cells: Callable[[int], list[Cell]]
) -> Iterator[Shares]:
    """`codes` is what each column means by itself."""
    for whole, code in codes.items():
        if code in _THINGS and _is_whole(headings[whole], _THINGS[code]):
            others = frozenset(i for i, own in codes.items() if own != code and is_measured(own))
            found = _shares_of(whole, code, _Beside(headings, others), cells)
            if found:
                yield found


@dataclass(frozen=True, slots=True)
class _Beside:
    """The headings of the table; `others` are columns that mean another fact by themselves."""

    headings: Sequence[str]
    others: frozenset[int]


def _shares_of(whole: int, code: str, beside: _Beside, cells: Callable[[int], list[Cell]]) -> Shares | None:
    headings = beside.headings
    thing, near = _THINGS[code], list(_parts_of(whole, beside))
    whose = {index: _whose(last_line(headings[index]), thing) for index in near}
    own, others, aimed = ([i for i in near if whose[i] == kind] for kind in ("own", "others", "to_others"))
    unnamed = [i for i in near if not whose[i] and _says_nothing(headings[i])]
    if own:
        others += _rest(whole, [*own, *others], unnamed, cells)  # «свои» and «остальные»
    if others and not own:
        own = aimed or _rest(whole, others, unnamed, cells)
    elif not others and (len(own) != 1 or not lines_above(headings[whole])):
        return None  # «написал в чате класса», «написал в чате педагогов» together are the whole
    if not own and not lines_above(headings[whole]):
        return None
    if not all(_is_plain(headings[index], thing) for index in own if whose[index]):
        if not others:
            return None
        own, others = [], [*others, *own]  # «своих за месяц», «исходящих в WhatsApp»
    told = {*own, *others}
    places = tuple(i for i in near if i not in told and is_one_chat(last_line(headings[i])))
    return Shares(code, whole, tuple(own), tuple(others), places)


def _parts_of(whole: int, beside: _Beside) -> Iterator[int]:
    """The columns under the same upper line; where there is none, the nearest ones, but for «Чатов создано» beside
    «Сообщений всего»."""
    headings = beside.headings
    upper = lines_above(headings[whole])
    for index in range(len(headings)):
        near = upper or (abs(index - whole) <= _FURTHEST and index not in beside.others)
        if index != whole and headings[index] and near and lines_above(headings[index]) == upper:
            yield index


def _is_whole(heading: str, thing: _Thing) -> bool:
    said = {mention.code for mention in mentions_of(last_line(heading))}
    return "total" in said and "percent" not in said and said <= _WHOLE | thing.thing | {"write", "make"}


def _is_plain(heading: str, thing: _Thing) -> bool:
    said = {mention.code for mention in mentions_of(last_line(heading))}
    return said <= _WHOLE - {"total"} | thing.thing | thing.own | _PEOPLE | _PLACES


def _says_nothing(heading: str) -> bool:
    """«Остальные», «прочее»: «в чате педагогов» would say where."""
    said = {mention.code for mention in mentions_of(last_line(heading))}
    return said <= _WHOLE - {"total"} | {"unknown", "call", "message"}


def _whose(line: str, thing: _Thing) -> Whose:
    said = mentions_of(line)
    if any(m.code in _ANY_THING - thing.thing for m in said):
        return ""  # of something else
    if any(m.code in thing.others or m.text in _TO_PERSON or (m.negated and m.code in thing.own) for m in said):
        return "others"
    place = next((m.start for m in said if m.governed and m.code in _PLACES), len(line))
    people = [_of_people(m) for m in said if m.code in _PEOPLE and m.start < place]  # «в чате учеников» is where
    if "others" in people:
        return "others"
    if "own" in people or any(m.code in thing.own for m in said):
        return "own"
    return people[0] if people else ""


def _of_people(mention: Mention) -> Whose:
    """«От педагога», «педагогом» are that person's, «педагогу» is what came to them; «ученикам» went to others."""
    if mention.negated:
        return ""
    children = mention.code in _CHILDREN or mention.text.startswith(_COLLEAGUE)
    if mention.text.endswith(_TO_MANY) or (children and mention.text.endswith(_TO_ONE)):
        return "to_others"
    if children or mention.text.endswith(_TO_ONE):
        return "others"
    return "" if mention.text.endswith(_OF_MANY) else "own"


def _rest(whole: int, known: list[int], unnamed: list[int], cells: Callable[[int], list[Cell]]) -> list[int]:
    """The one column that makes the whole full, beside those of which it is known whose they are."""
    figures = {index: figures_of(cells(index)) for index in (whole, *known, *unnamed)} if unnamed else {}
    fitting = [index for index in unnamed if _adds_up(figures[whole], [figures[i] for i in (*known, index)])]
    return fitting if len(fitting) == 1 else []


def _adds_up(whole: Sequence[float | None], parts: Sequence[Sequence[float | None]]) -> bool:
    rows = [row for row in zip(whole, *parts, strict=True) if None not in row]
    told = [[value for value in row if value is not None] for row in rows]
    return len(told) >= _LEAST_ROWS and any(row[0] for row in told) and all(row[0] == sum(row[1:]) for row in told)
