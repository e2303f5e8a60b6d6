"""What the linear model and the nets make of a message together.

They are wrong about different sentences: the linear one knows what was said before, the nets what is like it.
"""

from handlers.understanding.likeness import net
from handlers.understanding.likeness.features import features, hashes, word_by_word
from handlers.understanding.likeness.model import model
from handlers.understanding.reading.found import Sentence

# Each one's chances are taken to this power and multiplied. So they are as sure as the linear model alone was, and
# righter (measured on examples that neither had learned): what `doubt` and `pieces` are held to stays.
LINEAR, NETS = 0.6, 0.55
_SURE = 0.98  # of the linear model alone: the nets do not change what comes first
_LEAST = 1e-6


def likely(sentence: Sentence, side: str, *, at_length: bool) -> dict[str, float]:
    """Each label with its probability. The nets are asked `at_length` only, and where the linear model is not sure."""
    kept = sentence.likened
    if not kept.features:
        kept.features = hashes(features(sentence))
    linear = model(side).likely(kept.features)
    if not at_length or max(linear.values()) > _SURE:
        return linear
    if not kept.heard:
        kept.heard = net.heard(word_by_word(sentence))
    return joined(linear, net.said(kept.heard, side))


def joined(linear: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    powers = {
        label: (one + _LEAST) ** LINEAR * (other.get(label, 0.0) + _LEAST) ** NETS for label, one in linear.items()
    }
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}
