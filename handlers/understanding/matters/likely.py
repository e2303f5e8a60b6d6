"""Which matters a message may be of, and how likely each is: a small linear model for each side, over what the wish
models look at and what their nets hear, which knows words that are like one another. What is answered stands in
`handlers/questions/matters`, under the same code."""

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from handlers.understanding.likeness import net
from handlers.understanding.likeness.features import features, hashes, word_by_word
from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Matter
from indicators.likeness.linear import Linear, shares, unpacked

HERE: Final = Path(__file__).parent
NONE_OF_THEM: Final = "other"
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Model:
    """`step`: what one step of a feature's weight is worth, where there is only that feature. `ends` weigh what the
    nets hear."""

    linear: Linear
    step: float
    ends: net.Ends

    def chances(self, found: Sequence[int], heard: Sequence[Sequence[int]]) -> list[float]:
        """How likely each label is. A long message has more features, and no more to say."""
        sums, known = self.linear.sums(found)
        step, spoken = self.step / math.sqrt(max(known, 1)), self.ends.sums(list(chain(*heard)))
        worth = self.ends.worth
        of_each = zip(self.linear.base, sums, spoken, strict=True)
        return shares([base + step * one + worth * (other - net.HALF) for base, one, other in of_each])


def file_of(side: str) -> Path:
    return HERE / f"{side}.gz"


@lru_cache(maxsize=2)
def model(side: str) -> Model:
    linear, (worths, weights) = unpacked(file_of(side))
    step, worth = array("d", worths)
    labels, steps = tuple(linear.labels), array("b", weights)
    rows = tuple(net.row(steps[at : at + len(labels)]) for at in range(0, len(steps), len(labels)))
    return Model(linear, step, net.Ends(labels, rows, net.shifted([0] * len(labels)), worth))


def matters_of(sentence: Sentence, side: str) -> tuple[Matter, ...]:
    """The likeliest of them."""
    kept, meant = sentence.likened, model(side)
    if not kept.features:
        kept.features = hashes(features(sentence))
    if not kept.heard:
        kept.heard = net.heard(word_by_word(sentence))
    chances = meant.chances(kept.features, kept.heard)
    return tuple(_likeliest(meant.linear.labels, chances))


def _likeliest(labels: Sequence[str], chances: Sequence[float]) -> Iterator[Matter]:
    found = sorted(zip(chances, labels, strict=True), reverse=True)
    yield from [Matter(code, chance) for chance, code in found if code != NONE_OF_THEM][:_MOST]
