"""Data classes as JSON and back, many at a time and column by column.

Nothing but plain values crosses, and each is checked against the type it should have: a child that a
file has taken over can say nothing harmful.
"""

import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_PLAIN = (NoneType, bool, int, float, str)


def packed(kind: type[T], value: T) -> bytes:
    return json.dumps(plain(kind, value), ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpacked(kind: type[T], content: bytes) -> T:
    """Raises ValueError when the content holds anything else."""
    return revived(kind, json.loads(content.decode("utf-8", "surrogatepass")))


def plain(kind: type[T], value: T) -> Any:
    """What JSON can write of it."""
    return _column(kind, [value])


def revived(kind: type[T], column: Any) -> T:
    """The same of what is JSON no more."""
    (found,) = _read(kind, column)
    return found  # type: ignore[no-any-return]


@cache
def _fields(kind: type) -> Sequence[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]


def _column(kind: Any, values: Sequence[Any]) -> Any:
    """All of them as one list, or a list of lists: `_read` is its other side."""
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return [_column(one, [*map(attrgetter(name), values)]) for name, one in _fields(kind)]
    if origin in (Union, UnionType):
        return _of_union(inner, values)
    if origin in (list, tuple):
        return [[*map(len, values)], _column(inner[0], [*chain.from_iterable(values)])]
    if origin is dict:
        told = [*chain.from_iterable(map(dict.values, values))]
        return [_numbered(list(map(tuple, values))), _column(inner[1], told)]
    if kind is str:
        return _numbered(values)
    if kind is date:
        days, numbers = _numbered(values)
        return [[day.isoformat() for day in days], numbers]
    return values  # as they are: JSON knows them


def _numbered(values: Sequence[Any]) -> Sequence[Any]:
    """Each different one once, and where they stand: thousands of rows have few schools, names of facts and days."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return [list(numbers), [*map(numbers.__getitem__, values)]]


def _read(kind: Any, column: Any) -> Sequence[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _records(kind, column)
    if origin in (Union, UnionType):
        return _read_union(inner, column)
    if origin in (list, tuple):
        lengths, told = column
        return [*map(origin, _parts(_read(inner[0], told), lengths))]
    if origin is dict:
        (shapes, numbers), told = column
        keys = _placed([_checked(shape, str) for shape in shapes], numbers)
        parts = _parts(_read(inner[1], told), [*map(len, keys)])
        return [dict(zip(own, part, strict=True)) for own, part in zip(keys, parts, strict=True)]
    if kind is str or kind is date:
        told, numbers = column
        texts = _checked(told, str)
        return _placed(texts if kind is str else [*map(date.fromisoformat, texts)], numbers)
    if origin is Literal:
        words = _checked(column, *map(type, inner))
        if not set(inner).issuperset(words):
            raise ValueError("a value that cannot be")
        return words
    return _checked(column, kind)


def _placed(values: Sequence[Any], numbers: Any) -> Sequence[Any]:
    """The other side of `_numbered`."""
    if not set(range(len(values))).issuperset(_checked(numbers, int)):
        raise ValueError("a number of nothing")
    return [*map(values.__getitem__, numbers)]


def _records(kind: Any, columns: Any) -> Sequence[Any]:
    read = [_read(one, column) for (_, one), column in zip(_fields(kind), columns, strict=True)]
    if len(set(map(len, read))) != 1:
        raise ValueError("columns of different lengths")
    return [*map(kind, *read)]


def _parts(items: Sequence[Any], lengths: Any) -> Iterable[Sequence[Any]]:
    if min(_checked(lengths, int), default=0) < 0 or sum(lengths) != len(items):
        raise ValueError("parts that are no whole")
    rest = iter(items)
    return (list(islice(rest, length)) for length in lengths)


def _of_union(kinds: Sequence[Any], values: Sequence[Any]) -> Any:
    """The plain values, with an empty list in the place of each that is none: those follow, all of one kind."""
    own, other = _apart(kinds)
    if other is None:
        return values
    others = [value for value in values if type(value) not in own]
    return [[value if type(value) in own else [] for value in values] if others else values, _column(other, others)]


def _read_union(kinds: Sequence[Any], column: Any) -> Sequence[Any]:
    own, other = _apart(kinds)
    if other is None:
        return _checked(column, *own)
    values, others = column
    found = list(_checked(values, *own, list))
    places = [place for place, value in enumerate(found) if type(value) is list]
    for place, value in zip(places, _read(other, others), strict=True):
        found[place] = value
    return found


@cache
def _apart(kinds: Sequence[Any]) -> tuple[AbstractSet[type], Any]:
    """The plain ones of a union, and the one that is not."""
    own = {kind for kind in kinds if kind in _PLAIN}
    (other,) = set(kinds) - own or {None}
    return own, other


def _checked(values: Any, *allowed: Any) -> Sequence[Any]:
    """All of exactly these types, and in a list."""
    kinds = {*allowed, int} if float in allowed else {*allowed}
    if type(values) is not list or not kinds.issuperset(map(type, values)):
        raise ValueError("a value of another type")
    return values
