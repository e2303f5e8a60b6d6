"""The best way of parting a message, of all ways together."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from handlers.understanding.parting.stretches import Stretch

Span = tuple[int, int]
_Key = tuple[int, Span | None]


class Weights(Protocol):
    def get(self, key: str, default: float, /) -> float: ...


class Way(NamedTuple):
    """The stretches that are wishes, by the numbers of their places; what is between is none."""

    score: float
    spans: tuple[Span, ...]


def weighed(found: Mapping[Span, Stretch], weights: Weights) -> dict[Span, float]:
    return {span: sum(weights.get(one, 0.0) for one in stretch.told) for span, stretch in found.items()}


def aside(found: Mapping[Span, Stretch], weights: Weights) -> list[float]:
    """What speaks for each smallest stretch's being no wish."""
    size = max(end for _, end in found)
    return [sum(weights.get(one, 0.0) for one in no_wish(found, place, size)) for place in range(size)]


def no_wish(found: Mapping[Span, Stretch], place: int, size: int) -> list[str]:
    where = "first" if not place else "last" if place == size - 1 else "mid"
    return [f"O:{one}" for one in (*found[place, place + 1].told, where)]


def following(one: Stretch, other: Stretch) -> tuple[str, ...]:
    """What is told of two wishes that stand beside each other."""
    return f"T:{one.code}>{other.code}", f"T:{'same' if one.code == other.code else 'other'}", "T"


def best(
    found: Mapping[Span, Stretch], scores: Mapping[Span, float], none: list[float], weights: Weights, count: int = 0
) -> Way:
    """The way with the highest score; with `count`, of those with so many wishes."""
    size = len(none)
    ways: list[dict[_Key, Way]] = [{} for _ in range(size + 1)]  # to a place, by the number of wishes and the last one
    ways[0][0, None] = Way(0.0, ())
    for place in range(size):
        for (wishes, last), way in ways[place].items():
            _keep(ways[place + 1], (wishes, last), Way(way.score + none[place], way.spans))
            if count and wishes == count:
                continue
            for span in [(place, end) for end in range(place + 1, size + 1) if (place, end) in scores]:
                score = way.score + scores[span]
                if last is not None:
                    score += sum(weights.get(one, 0.0) for one in following(found[last], found[span]))
                _keep(ways[span[1]], (wishes + 1 if count else 0, span), Way(score, (*way.spans, span)))
    done = [way for (wishes, _), way in ways[size].items() if way.spans and (not count or wishes == count)]
    return max(done, key=lambda one: one.score, default=Way(float("-inf"), ()))


def _keep(ways: dict[_Key, Way], key: _Key, way: Way) -> None:
    if key not in ways or ways[key].score < way.score:
        ways[key] = way
