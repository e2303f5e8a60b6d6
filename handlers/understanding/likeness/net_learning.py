"""Grows the nets from the examples: `python -m handlers.understanding.likeness.net_learning` (or `make nets-learn`).

A few examples more are the linear model's alone; the nets, which tell what is like them, are grown anew when a label
comes or goes, or when a twentieth of the examples did (`tests/understanding/test_net.py` says so).
Plain gradients by hand and AdamW, in numpy: backwards through labels, ears, kernel and vectors. Words are forgotten by
chance, so that their pieces and neighbours must tell as well, and a label is believed only almost.
"""

import gzip
import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handlers.understanding.likeness.features import Word, key, word_by_word
from handlers.understanding.likeness.learning import SIDES, examples, read
from handlers.understanding.likeness.net import FILE, FINE, SIDEWAYS

Rows = Sequence[tuple[Sequence[Word], str]]  # the words of an example, and its label

_SIZE, _EARS = 32, 128
_ROUNDS, _AT_ONCE, _RATE, _WARMING, _DECAY = 20, 64, 0.004, 0.3, 0.02
_FORGOTTEN_WORDS, _UNHEARD_WORDS, _DEAF_EARS, _DOUBT = 0.4, 0.2, 0.4, 0.05
_LEAST = 2  # examples of a feature
_SEEDS = (7, 8)
_MOMENTUM, _SPREAD = 0.9, 0.999


@dataclass
class Grown:
    """`places`: the row of `vectors` for each feature. `labels` by side, `said` has a column for each of all labels."""

    places: dict[str, int]
    labels: dict[str, list[str]]
    weights: dict[str, Any]

    def columns(self, side: str) -> slice:
        """Where a side's labels stand among all."""
        before = 0
        for one, labels in self.labels.items():
            if one == side:
                break
            before += len(labels)
        return slice(before, before + len(self.labels[side]))

    def likely(self, words: Sequence[Word], side: str) -> Any:
        batch = _Batch.of([[[self.places[one] for one in word if one in self.places] for word in words]])
        sums = (_Pass(self.weights, batch).heard @ self.weights["said"] + self.weights["base"])[0, self.columns(side)]
        chances = np.exp(sums - sums.max())
        return chances / chances.sum()


def several(sides: Mapping[str, Rows]) -> list[Grown]:
    """They begin otherwise and are wrong about different sentences."""
    return [grown(sides, seed) for seed in _SEEDS]


def grown(sides: Mapping[str, Rows], seed: int = _SEEDS[0]) -> Grown:
    counts = Counter(one for rows in sides.values() for words, _ in rows for word in words for one in word)
    places = {one: place for place, one in enumerate(sorted(one for one, count in counts.items() if count >= _LEAST))}
    labels = {side: sorted({label for _, label in rows}) for side, rows in sides.items()}
    net = Grown(places, labels, _at_first(places, sum(map(len, labels.values())), seed))
    known = [
        ([[places[one] for one in word if one in places] for word in words], label, side)
        for side, rows in sides.items()
        for words, label in rows
    ]
    chance, steps = np.random.RandomState(seed), _Steps(net.weights, len(known))
    is_word = np.array([one.startswith("w:") for one in places], dtype=bool)
    is_piece = np.array([one.startswith("l:") for one in places], dtype=bool)
    order = np.arange(len(known))
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for start in range(0, len(order), _AT_ONCE):
            chosen = [known[one] for one in order[start : start + _AT_ONCE]]
            batch = _Batch.of([words for words, _, _ in chosen]).forgetting(chance, is_word, is_piece)
            steps.take(_slopes(net, batch, [(label, side) for _, label, side in chosen], chance))
    return net


def _at_first(places: Mapping[str, int], labels: int, seed: int) -> dict[str, Any]:
    chance = np.random.RandomState(seed)
    spread = np.array([0.05 if one.startswith(("w:", "l:")) else 0.2 for one in places])[:, None]
    weights = {
        "vectors": chance.randn(len(places), _SIZE) * spread,
        "kernel": chance.randn(SIDEWAYS, _SIZE, _EARS) * (SIDEWAYS * _SIZE) ** -0.5,
        "silence": np.zeros(_EARS),
        "said": chance.randn(2 * _EARS, labels) * (2 * _EARS) ** -0.5,
        "base": np.zeros(labels),
    }
    return {name: one.astype(np.float32) for name, one in weights.items()}


@dataclass
class _Batch:
    """Messages one after another, a place without a word before, between and behind them. `features` and the place
    of the word that each belongs to; the place where each message begins, and how many words it has."""

    features: Any
    at: Any
    begins: Any
    lengths: Any

    @classmethod
    def of(cls, rows: Sequence[Sequence[Sequence[int]]]) -> "_Batch":
        lengths = np.array([max(len(row), 1) for row in rows])
        begins = np.cumsum(lengths + 1) - lengths
        words = [(one, begin + place) for row, begin in zip(rows, begins, strict=True) for place, one in enumerate(row)]
        features = np.array([one for word, _ in words for one in word], dtype=int)
        at = np.array([place for word, place in words for _ in word], dtype=int)
        return cls(features, at, begins, lengths)

    @property
    def places(self) -> int:
        return int(self.begins[-1] + self.lengths[-1]) + 1

    def forgetting(self, chance: Any, is_word: Any, is_piece: Any) -> "_Batch":
        """Without some words, and without the stems of others, or their letters."""
        stems, pieces = (chance.rand(self.places) < _FORGOTTEN_WORDS for _ in range(2))
        kept = chance.rand(self.places) >= _UNHEARD_WORDS
        stay = kept[self.at] & ~(is_word[self.features] & stems[self.at])
        stay &= ~(is_piece[self.features] & pieces[self.at])
        return _Batch(self.features[stay], self.at[stay], self.begins, self.lengths)


class _Pass:
    """What is heard of a batch: forwards at once, and `back`."""

    def __init__(self, weights: Mapping[str, Any], batch: _Batch) -> None:
        self.weights, self.batch = weights, batch
        kernel = weights["kernel"]
        self.words = np.zeros((batch.places, kernel.shape[1]), np.float32)
        if len(batch.at):
            first = np.flatnonzero(np.diff(batch.at, prepend=-1))
            self.words[batch.at[first]] = np.add.reduceat(weights["vectors"][batch.features], first)
        self.loud = self.words @ kernel[1] + weights["silence"]
        self.loud[1:] += self.words[:-1] @ kernel[0]
        self.loud[:-1] += self.words[1:] @ kernel[2]
        np.maximum(self.loud, 0, out=self.loud)
        self.loud[[0, *(batch.begins + batch.lengths)]] = 0
        self.share = (1 / np.sqrt(batch.lengths))[:, None].astype(np.float32)
        self.greatest = np.maximum.reduceat(self.loud, batch.begins)
        self.heard = np.concatenate([np.add.reduceat(self.loud, batch.begins) * self.share, self.greatest], 1)

    def back(self, slope: Any) -> dict[str, Any]:
        """From the slope of what is heard to those of kernel, silence and vectors; of the latter as rows and slopes."""
        batch, kernel, words = self.batch, self.weights["kernel"], self.words
        ears = kernel.shape[2]
        message = np.repeat(np.arange(len(batch.lengths)), batch.lengths + 1)
        loud = np.zeros_like(self.loud)
        loud[1:] = (slope[:, :ears] * self.share)[message]
        loud[1:] += slope[:, ears:][message] * (self.loud[1:] == self.greatest[message])
        loud *= self.loud > 0
        of_words = loud @ kernel[1].T
        of_words[:-1] += loud[1:] @ kernel[0].T
        of_words[1:] += loud[:-1] @ kernel[2].T
        order = np.argsort(batch.features, kind="stable")
        features = batch.features[order]
        first = np.flatnonzero(np.diff(features, prepend=-1))
        vectors = np.add.reduceat(of_words[batch.at[order]], first) if len(first) else of_words[:0]
        return {
            "kernel": np.stack([words[:-1].T @ loud[1:], words.T @ loud, words[1:].T @ loud[:-1]]),
            "silence": loud.sum(0),
            "vectors": (features[first], vectors),
        }


def _slopes(net: Grown, batch: _Batch, meant: Sequence[tuple[str, str]], chance: Any) -> dict[str, Any]:
    passed = _Pass(net.weights, batch)
    hears = (chance.rand(*passed.heard.shape) >= _DEAF_EARS).astype(np.float32) / (1 - _DEAF_EARS)
    heard = passed.heard * hears
    sums = heard @ net.weights["said"] + net.weights["base"]
    off = np.zeros_like(sums)
    for row, (label, side) in enumerate(meant):
        columns = net.columns(side)
        chances = np.exp(sums[row, columns] - sums[row, columns].max())
        off[row, columns] = chances / chances.sum() - _DOUBT / len(chances)
        off[row, columns.start + net.labels[side].index(label)] -= 1 - _DOUBT
    off /= len(meant)
    slopes = passed.back((off @ net.weights["said"].T) * hears)
    return slopes | {"said": heard.T @ off, "base": off.sum(0)}


class _Steps:
    """AdamW: the rate rises, then falls along a cosine. Of the vectors only those move that were seen."""

    def __init__(self, weights: dict[str, Any], examples: int) -> None:
        self.weights = weights
        self.slopes = {name: np.zeros_like(one) for name, one in weights.items()}
        self.squares = {name: np.zeros_like(one) for name, one in weights.items()}
        self.count, self.total = 0, -(-examples // _AT_ONCE) * _ROUNDS

    def take(self, slopes: Mapping[str, Any]) -> None:
        self.count += 1
        gone = self.count / self.total
        rises = gone / _WARMING
        rate = _RATE * (rises if rises < 1 else (1 + np.cos(np.pi * (gone - _WARMING) / (1 - _WARMING))) / 2)
        for name, found in slopes.items():
            rows, slope = found if isinstance(found, tuple) else (slice(None), found)
            mean = _MOMENTUM * self.slopes[name][rows] + (1 - _MOMENTUM) * slope
            square = _SPREAD * self.squares[name][rows] + (1 - _SPREAD) * slope * slope
            self.slopes[name][rows], self.squares[name][rows] = mean, square
            step = mean / (1 - _MOMENTUM**self.count) / (np.sqrt(square / (1 - _SPREAD**self.count)) + 1e-8)
            self.weights[name][rows] -= rate * (step + _DECAY * self.weights[name][rows])


def packed(nets: Sequence[Grown], count: int) -> bytes:
    """As `net.unpacked` reads them: a head, the features' hashes, and each one's weights."""
    hashes = {key(feature): place for feature, place in nets[0].places.items()}
    keys = sorted(hashes)
    told, bodies = zip(*(_small(net, [hashes[one] for one in keys]) for net in nets), strict=True)
    head: dict[str, Any] = {"examples": count, "keys": len(keys), "size": _SIZE, "ears": _EARS}
    head |= {"labels": nets[0].labels, "nets": told}
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + array("I", keys).tobytes() + b"".join(bodies)


def _small(net: Grown, order: Sequence[int]) -> tuple[dict[str, Any], bytes]:
    """Weights in steps of a 127th of the greatest, and what the steps are worth."""
    steps, small = {}, {}
    for name in ("vectors", "kernel", "said"):
        steps[name] = float(np.abs(net.weights[name]).max()) / 127
        small[name] = np.rint(net.weights[name] / steps[name]).astype(np.int8)
    step, worth = steps["vectors"] * steps["kernel"], steps["said"] / FINE
    base = np.rint(net.weights["base"] / worth).astype(int)
    told = {
        "base": {side: base[net.columns(side)].tolist() for side in net.labels},
        "silence": np.rint(net.weights["silence"] / step).astype(int).tolist(),
        "step": step,
        "worth": worth,
    }
    said = [small["said"][:, net.columns(side)].tobytes() for side in net.labels]
    return told, b"".join([small["vectors"][order].tobytes(), small["kernel"].tobytes(), *said])


def main() -> None:
    sides = {side: [(word_by_word(sentence), label) for sentence, label in read(examples(side))] for side in SIDES}
    FILE.write_bytes(gzip.compress(packed(several(sides), sum(map(len, sides.values()))), mtime=0))


if __name__ == "__main__":
    main()
