"""Which headings are the same, however they are spelled."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from indicators.lexicon.spelling import spelled, words_of

# «Класс → в Сферуме»: what stands before it is an upper line.
ARROW: Final = re.compile(r"\s*(?:→|⇒|➔|›|->|=>)\s*")
# «: да / нет», «— 1/0»: what may be answered, and no lines of the heading.
ANSWERS: Final = re.compile(
    r"(?:\s*[:,;–—-])?\s+(?:да|есть|имеется|yes|1|\+)\s*(?:/|\||,|[–—-]|или|либо)\s*"
    r"(?:нет|не имеется|отсутствует|no|0|[-–—])\W*$",
    re.IGNORECASE,
)
# «Звонки: всего»: so is what stands before a colon, where the columns beside it are parts of one thing.
_PARTED: Final = re.compile(rf":\s+|{ARROW.pattern}")


# A line that ends so goes on in the next one.
_UNFINISHED: Final = re.compile(r"(?:\b(?:в|во|на|с|со|к|по|за|из|от|до|и|не|для|об?)|[,«(-])$", re.IGNORECASE)
_PREPOSITION: Final = re.compile(r"(?:в|во|на|с|со|к|по|за|из|от|и|или)\s", re.IGNORECASE)
# «Класс: в Сферуме», «Класс | учеников», «Класс (всего)»: an upper line where several columns begin so.
_FLAT: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"([^:(|>;,]{3,}?)(?:[:,;]\s+|\s*\|\s*|\s+[–—>-]\s+|\.\s+)(\S.*)",
        r"([^:(|>;,]{3,}?)\s+\(([^()]+)\)",
    )
)


def with_lines(headings: Sequence[str]) -> list[str]:
    """The headings with their upper lines told, also where those of one cell were written into the heading itself."""
    told = _unbroken([ARROW.sub(" / ", heading) for heading in headings])
    flat = [None if " / " in heading else _flat(ANSWERS.sub("", heading)) for heading in told]
    shared = Counter(match[1] for match in flat if match)
    return [
        f"{match[1]} / {match[2]}" if match and shared[match[1]] > 1 else heading
        for heading, match in zip(told, flat, strict=True)
    ]


def _unbroken(headings: Sequence[str]) -> list[str]:
    """A heading that shares no line with its neighbours is broken over its rows: «Связан с / ЭЖД»."""
    lines = [heading.split(" / ") for heading in headings]
    found = []
    for place, own in enumerate(lines):
        near = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
        shared = max((_alike(own, other) for other in near), default=0)
        rest = own[shared:]
        broken = len(rest) > 1 and all(goes_on(*pair) for pair in pairwise(rest))
        found.append(" / ".join([*own[:shared], _joined(rest)]) if broken else headings[place])
    return found


def _joined(lines: Sequence[str]) -> str:
    """«Зарегистри-» and «рован» are one word."""
    return re.sub(r"(?<=[а-яё])-\s(?=[а-яё])", "", " ".join(lines))


def _alike(own: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, pair in enumerate(zip(own, other, strict=False)) if pair[0] != pair[1]), 0)


def goes_on(above: str, below: str) -> bool:
    """«Связан с», then «ЭЖД»; «Сообщений», then «в чатах»."""
    small = below[:1].islower() or below[:1] == "«"
    return small or _UNFINISHED.search(above) is not None or _PREPOSITION.match(below) is not None


def _flat(heading: str) -> re.Match[str] | None:
    return next((match for pattern in _FLAT if (match := pattern.fullmatch(heading))), None)


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
