"""Learns where the wishes of a long message part: `python -m tests.parting_learning` (or `make parting-learn`).

From messages with their wishes (`understanding/parted.tsv`, in the form of `phrases_measure`), which do not say where
one ends: of all ways of parting a message the one is taken for right that reads as its label and is the best by what
is known so far, and what speaks for it against the way that is best without knowing the label is learned (a perceptron
with hidden parts). The examples of one wish are among those of the likeness: they are read by a model that is learned
without them. Minutes; the same numbers on every machine.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from handlers.understanding.likeness import learning, model
from handlers.understanding.parting.joint import Span, Weights, aside, best, following, no_wish, weighed
from handlers.understanding.parting.stretches import Stretch, places, stretches
from handlers.understanding.parting.weights import keep
from handlers.understanding.pieces.taking_on import taking_on
from handlers.understanding.reader import OFFICER, Around, Message
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.wish import Reading, Wish
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, parse, roster_of, same

_ROUNDS, _DROP, _RATE, _ORDERS, _SEEN = 8, 0.4, 0.3, (1, 2), 3
_NEAR = 0.04  # how likely a stretch is at least that is read
_LIKE, _SAME = 1, 3  # how well a stretch reads as a wish of the label: by its code, by all
_Meaning = list[tuple[str, dict[str, str]]]
_Key = tuple[int, Span | None]
_Way = tuple[float, float, tuple[Span, ...]]  # how well it reads, its score, its wishes


@dataclass(slots=True)
class Row:
    """A message with its stretches; `reads`: how well each is a wish of the label, by meaning and number."""

    found: dict[Span, Stretch]
    size: int
    wanted: list[int]
    reads: dict[tuple[Span, int, int], int]


def rows(said: Sequence[tuple[str, str]], roster: Roster) -> list[Row]:
    return [row for text, label in said if (row := _row(text, label, roster)) is not None]


def _row(text: str, label: str, roster: Roster) -> Row | None:
    message = Message(text, Around(roster, TODAY, NEWEST, CLOCK))
    sentence = message.taken_apart(text)
    at = places(sentence)
    found = stretches(sentence, OFFICER, at)
    meanings = [parse(one) for one in label.split(" ~ ")]
    codes = {code for meaning in meanings for code, _ in meaning}
    if meanings[0][0][0] == "ask":
        return None
    reads: dict[tuple[Span, int, int], int] = {}
    for span, one in found.items():
        if not any(one.chances.get(code, 0.0) > _NEAR for code in codes):
            continue
        part = text[sentence.tokens[one.first].start : sentence.tokens[one.last - 1].end]
        reading = message.part(part, OFFICER)
        for number, meaning in enumerate(meanings):
            for place in range(len(meaning)):
                if how := _reads_as(reading, part, meaning, place, roster):
                    reads[span, number, place] = how
    return Row(found, len(at), [len(one) for one in meanings], reads)


def _reads_as(reading: Reading, part: str, meaning: _Meaning, place: int, roster: Roster) -> int:
    if not reading.wishes or reading.wishes[0].code != meaning[place][0]:
        return 0
    wish = reading.wishes[0]
    before = [Wish(*meaning[place - 1])] if place else []
    either = (wish, taking_on(wish, part, before))
    return (
        _SAME
        if any(same(roster, meaning[place : place + 1], [(one.code, dict(one.keys))]) for one in either)
        else _LIKE
    )


def wanted(row: Row, scores: Mapping[Span, float], none: Sequence[float], weights: Weights) -> tuple[Span, ...]:
    """The way that reads as the label, the best of such; nothing where no way does."""
    found: _Way = (0.0, 0.0, ())
    for number, count in enumerate(row.wanted):
        ways: list[dict[_Key, _Way]] = [{} for _ in range(row.size + 1)]
        ways[0][0, None] = (0, 0.0, ())
        for place in range(row.size):
            for (wishes, last), (how, score, spans) in ways[place].items():
                _better(ways[place + 1], (wishes, last), (how, score + none[place], spans))
                for end in range(place + 1, row.size + 1):
                    span = (place, end)
                    if reads := row.reads.get((span, number, wishes), 0):
                        beside = following(row.found[last], row.found[span]) if last is not None else ()
                        more = scores[span] + sum(weights.get(one, 0.0) for one in beside)
                        _better(ways[end], (wishes + 1, span), (how + reads, score + more, (*spans, span)))
        done = [(how / count, score, spans) for (wishes, _), (how, score, spans) in ways[-1].items() if wishes == count]
        found = max([found, *done])
    return found[2]


def _better(ways: dict[_Key, _Way], key: _Key, way: _Way) -> None:
    if key not in ways or ways[key][:2] < way[:2]:
        ways[key] = way


def _told(row: Row, spans: Sequence[Span]) -> Counter[str]:
    """All that is told of a way."""
    said = Counter(one for span in spans for one in row.found[span].told)
    said.update(one for first, other in pairwise(spans) for one in following(row.found[first], row.found[other]))
    inside = {place for first, end in spans for place in range(first, end)}
    said.update(one for place in range(row.size) if place not in inside for one in no_wish(row.found, place, row.size))
    return said


@dataclass(frozen=True, slots=True)
class _Some:
    """The weights without those that are left out by chance, so that no single one is relied upon."""

    weights: Weights
    out: set[str]

    def get(self, key: str, default: float, /) -> float:
        return default if key.removeprefix("O:") in self.out else self.weights.get(key, default)


def learn(known: Sequence[Row]) -> dict[str, float]:
    """The mean of what several orders teach."""
    several = [_learn(known, order) for order in _ORDERS]
    return {one: sum(each.get(one, 0.0) for each in several) / len(several) for one in set().union(*several)}


def _learn(known: Sequence[Row], order: int) -> dict[str, float]:
    chance, rest = random.Random(order), list(known)
    seen = Counter(one for row in known for one in {told for stretch in row.found.values() for told in stretch.told})
    weights, sums = defaultdict[str, float](float), defaultdict[str, float](float)
    squares, step = defaultdict[str, float](lambda: 0.1), 1
    for _ in range(_ROUNDS):
        chance.shuffle(rest)
        for row in rest:
            said = sorted({told for stretch in row.found.values() for told in stretch.told})
            some = _Some(weights, {one for one in said if chance.random() < _DROP or seen[one] < _SEEN})
            scores, none = weighed(row.found, some), aside(row.found, some)
            right = wanted(row, scores, none, some)
            if not right:
                continue
            step += 1
            off = _told(row, right)
            off.subtract(_told(row, best(row.found, scores, none, some).spans))
            for one, much in off.items():
                if much and one.removeprefix("O:") not in some.out:
                    squares[one] += much * much
                    change = _RATE * much / squares[one] ** 0.5
                    weights[one] += change
                    sums[one] += step * change
    return {one: (weight - sums[one] / step) * (1 - _DROP) for one, weight in weights.items()}


def said(file: Path = HERE / "parted.tsv") -> list[tuple[str, str]]:
    lines = (line.partition("\t") for line in file.read_text("utf-8").splitlines())
    return [(text, label.strip()) for text, _, label in lines if label.strip()]


def main() -> None:
    messages = said()
    known = {_row_of(text) for text, _ in messages}
    others = [(text, label) for text, label in learning.examples(OFFICER) if _row_of(text) not in known]
    with TemporaryDirectory() as folder:
        model.FILE = Path(folder) / "weights.gz"
        learning.write({OFFICER: learning.learn(learning.read(others))}, model.FILE)
        roster = roster_of((HERE / "staff.txt").read_text("utf-8").splitlines())
        keep(learn(rows(messages, roster)))


def _row_of(text: str) -> str:
    return " ".join(text.replace(" · ", " ").split())


if __name__ == "__main__":
    main()
