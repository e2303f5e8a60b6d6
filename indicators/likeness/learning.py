"""Makes the model from the examples: `python -m indicators.likeness.learning` (or `make headings-learn`).

Run it after the examples changed; what the lexicon says is only one of the things it looks at, so a word more there
needs no learning.
"""

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from indicators.likeness.features import features, words_of
from indicators.likeness.model import FILE, word_key
from indicators.likeness.training import Way, learned

EXAMPLES: Final = Path(__file__).parent / "examples"
Rows = Sequence[tuple[str, str]]


def examples(folder: Path = EXAMPLES) -> Iterator[tuple[str, str]]:
    """(heading, fact or «-»): the fact, and headings parted by « · »."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            label, _, headings = line.partition(": ")
            yield from ((heading, label) for heading in headings.split(" · "))


def stamp() -> str:
    """What the model was made of."""
    files = [*sorted(EXAMPLES.glob("*.txt")), Path(__file__).with_name("features.py")]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()[:16]


def learn(rows: Rows) -> bytes:
    """The file of the model, with the words of its examples."""
    words = sorted({word_key(label, word) for heading, label in rows for word in words_of(heading)})
    told = [(features(heading), label) for heading, label in rows]
    return learned(told, stamp(), Way(), [array("I", words).tobytes()])


def main() -> None:
    FILE.write_bytes(learn(list(examples())))


if __name__ == "__main__":
    main()
