"""Data classes as JSON and back, many at a time and column by column.

Nothing but plain values crosses, and each is checked against the type it should have: a child that a
file has taken over can say nothing harmful.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_DAY = "day"


def packed(value: Any) -> bytes:
    return json.dumps(value, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")


def unpacked(kind: type[T], content: bytes) -> T:
    """Raises ValueError when the content holds anything else."""
    return revived(kind, json.loads(content.decode("utf-8", "surrogatepass")))


def revived(kind: type[T], value: Any) -> T:
    """The same of what is JSON no more."""
    (found,) = _read(kind, [value])
    return found  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    kind: Any = type(value)
    return _values(kind)(value)


@cache
def _values(kind: type) -> Callable[[Any], Sequence[Any]]:
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: [get(value)]


@cache
def _types(kind: type) -> Sequence[Any]:
    hints = get_type_hints(kind)
    return [hints[field.name] for field in fields(kind)]


def _read(kind: Any, values: Sequence[Any]) -> Sequence[Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _read_records(kind, values)
    if origin in (Union, UnionType):
        return _read_union(inner, values)
    if origin is Literal:
        return _checked(values, lambda value: value in inner)
    if origin in (list, tuple):
        _check_types(values, {list})
        return [origin(part) for part in _regrouped(_read(inner[0], [*chain.from_iterable(values)]), values)]
    if origin is dict:
        _check_types(values, {dict})
        told = _regrouped(_read(inner[1], [*chain.from_iterable(map(dict.values, values))]), values)
        return [dict(zip(one, part, strict=True)) for one, part in zip(values, told, strict=True)]
    if kind is date:
        _check_types(values, {dict})
        return [date.fromisoformat(value[_DAY]) for value in values]
    _check_types(values, {kind, int} if kind is float else {kind})
    return values


def _read_records(kind: Any, values: Sequence[Any]) -> Sequence[Any]:
    _check_types(values, {list})
    columns = list(zip(*values, strict=True))
    types = _types(kind)
    if values and len(columns) != len(types):
        raise ValueError("a record of another length")
    return list(map(kind, *(_read(one, column) for one, column in zip(types, columns, strict=True)))) if values else []


def _read_union(kinds: Sequence[Any], values: Sequence[Any]) -> Sequence[Any]:
    """Plain values stay; what is no plain value is read as the one kind of the union that is none."""
    plain = {kind for kind in kinds if kind in (NoneType, bool, int, float, str)}
    (other,) = [kind for kind in kinds if kind not in plain] or [None]
    places = [index for index, value in enumerate(values) if type(value) not in plain]
    if not places:
        return values
    if other is None:
        raise ValueError("a value of another type")
    found = list(values)
    for index, value in zip(places, _read(other, [values[index] for index in places]), strict=True):
        found[index] = value
    return found


def _regrouped(items: Iterable[Any], groups: Sequence[Any]) -> Iterable[list[Any]]:
    items = iter(items)
    return (list(islice(items, len(group))) for group in groups)


def _check_types(values: Sequence[Any], allowed: set[type]) -> None:
    if not allowed.issuperset(map(type, values)):
        raise ValueError("a value of another type")


def _checked(values: Sequence[Any], right: Callable[[Any], bool]) -> Sequence[Any]:
    if not all(map(right, values)):
        raise ValueError("a value that cannot be")
    return values
