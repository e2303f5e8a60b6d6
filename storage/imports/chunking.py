"""Long lists in pieces that fit a statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

IN_QUERY = 900  # values of one IN (…)
IN_INSERT = 2_000  # rows handed to the driver at once; others are answered in between


def chunks(items: Iterable[T], size: int = IN_QUERY) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
