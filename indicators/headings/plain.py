"""Which headings are the same, however they are spelled."""

import re
from typing import Final

from indicators.lexicon.spelling import spelled, words_of

# «Класс → в Сферуме»: what stands before it is an upper line.
ARROW: Final = re.compile(r"\s*(?:→|⇒|➔|›|->|=>)\s*")
# «: да / нет», «— 1/0»: what may be answered, and no lines of the heading.
ANSWERS: Final = re.compile(
    r"(?:\s*[:,;–—-])?\s+(?:да|есть|имеется|yes|1|\+)\s*(?:/|\||,|или|либо)\s*"
    r"(?:нет|не имеется|отсутствует|no|0|[-–—])\W*$",
    re.IGNORECASE,
)
# «Звонки: всего»: so is what stands before a colon, where the columns beside it are parts of one thing.
_PARTED: Final = re.compile(rf":\s+|{ARROW.pattern}")


def lines_above(heading: str) -> str:
    """All lines of a heading but the last; empty where it has one only."""
    return _parted(heading).rpartition(" / ")[0]


def last_line(heading: str) -> str:
    return _parted(heading).rpartition(" / ")[2]


def _parted(heading: str) -> str:
    return _PARTED.sub(" / ", ANSWERS.sub("", heading))


def plain_heading(text: str) -> str:
    """Small letters, usual abbreviations written out, signs dropped: what two spellings have in common."""
    return " ".join(word.text for word in words_of(spelled(text)) if word.text not in "()[]")
