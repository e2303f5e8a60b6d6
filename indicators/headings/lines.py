"""The lines of a heading: those above say what the last one is of, and one that was broken over rows has but one."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from indicators.lexicon.spelling import spelled, unnumbered

# «Класс → в Сферуме»: what stands before it is an upper line.
_ARROW: Final = re.compile(r"\s*(?:→|⇒|➔|›|->|=>)\s*")
# «fct_msg.Групповые», «dwh.dim_class.Класс», «Педагоги[Звонки]»: the table of a column, and the column.
_TABLE: Final = re.compile(r"^\s*((?:[A-Za-z]\w*\.)*[A-Za-z]+_\w+)\.(?=\w)")
_OF_TABLE: Final = re.compile(r"^\s*'?([^\W\d][\w ]{2,40}?)'?\[(?=[^\[\]]*[^\W\d]{2})([^\[\]]+)\]\s*$")
# «: да / нет», «— 1/0»: what may be answered, and no lines of the heading.
ANSWERS: Final = re.compile(
    r"(?:\s*[:,;–—-])?\s+(?:да|есть|имеется|yes|1|\+)\s*(?:/|\||,|[–—-]|или|либо)\s*"
    r"(?:нет|не имеется|отсутствует|no|0|[-–—])\W*$",
    re.IGNORECASE,
)
# «(да / нет / не знаю)» is one line.
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
# «Звонки: всего»: so is what stands before a colon, where the columns beside it are parts of one thing.
_PARTED: Final = re.compile(rf":\s+|{_ARROW.pattern}")
# A line that ends so goes on in the next one.
_UNFINISHED: Final = re.compile(r"(?:\b(?:в|во|на|с|со|к|по|за|из|от|до|и|не|для|об?)|[,«(-])$", re.IGNORECASE)
_PREPOSITION: Final = re.compile(r"(?:в|во|на|с|со|к|по|за|из|от|и|или)\s", re.IGNORECASE)
# «Класс: в Сферуме», «Класс | учеников», «Класс (всего)»: an upper line where several columns begin so.
_LINES_PART: Final = re.compile(r"[:,;]\s|\||\s[–—>-]\s|\.\s|(?<=[а-яa-z]{3})\.(?=[А-ЯЁA-Z])")
_NOT_ABOVE: Final = frozenset(":(|>;,")
_HYPHEN: Final = re.compile(r"(?<=[а-яё])-\s(?=[а-яё])")
_LEAST_ABOVE: Final = 3  # letters of an upper line


def with_lines(headings: Sequence[str]) -> list[str]:
    """The headings with their upper lines told, also where those of one cell were written into the heading itself."""
    told = _unbroken([_ARROW.sub(" / ", _IN_BRACKETS.sub(_unparted, _under_its_table(_bare(one)))) for one in headings])
    flat = [_flat(ANSWERS.sub("", text)) if " / " not in text and says_something(text) else None for text in told]
    shared = Counter(upper for upper, _ in {lines for lines in flat if lines})
    return [
        " / ".join(lines) if lines and shared[lines[0]] > 1 else heading
        for heading, lines in zip(told, flat, strict=True)
    ]


def _bare(heading: str) -> str:
    """No line of it with the number of its column, behind which it may go on: «Звонки, ед.», «гр. 5 совершено»."""
    return " / ".join(unnumbered(line) or line for line in heading.split(" / "))


def _under_its_table(heading: str) -> str:
    return _OF_TABLE.sub(r"\1 / \2", _TABLE.sub(r"\1 / ", heading))


def _unparted(brackets: re.Match[str]) -> str:
    return brackets[0].replace(" / ", "/")


def _unbroken(headings: Sequence[str]) -> list[str]:
    """A heading that shares no line with its neighbours is broken over its rows: «Связан с / ЭЖД»."""
    lines = [heading.split(" / ") for heading in headings]
    grouped = any(
        _alike(*pair) and not _UNFINISHED.search(pair[0][0]) for pair in pairwise(lines) if pair[0] != pair[1]
    )
    continues = _surely_goes_on if grouped else goes_on
    found = []
    for place, own in enumerate(lines):
        near = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
        shared = max((_alike(own, other) for other in near), default=0)
        rest = own[shared:]
        broken = len(rest) > 1 and all(continues(*pair) for pair in pairwise(rest)) and says_something(rest[0])
        found.append(" / ".join([*own[:shared], unhyphenated(" ".join(rest))]) if broken else headings[place])
    return found


def says_something(line: str) -> bool:
    """«Показатель 3» is where a column stands, and no beginning of «Показатель 3 сообщений»."""
    return bool(spelled(line).strip())


def unhyphenated(text: str) -> str:
    """«Зарегистри-» and «рован» are one word."""
    return _HYPHEN.sub("", text)


def _alike(own: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, pair in enumerate(zip(own, other, strict=False)) if pair[0] != pair[1]), 0)


def goes_on(above: str, below: str) -> bool:
    """«Связан с», then «ЭЖД»; «Сообщений», then «в чатах»."""
    small = below[:1].islower() or below[:1] == "«"
    return small or _UNFINISHED.search(above) is not None or _PREPOSITION.match(below) is not None


def _surely_goes_on(above: str, below: str) -> bool:
    """Beside groups a small letter may begin the only part of one: «Общение», then «звонил, раз»."""
    return _UNFINISHED.search(above) is not None or _PREPOSITION.match(below) is not None


def _flat(heading: str) -> tuple[str, str] | None:
    """The upper line and the lower one, of a heading that may have both."""
    parts = _LINES_PART.search(heading, _LEAST_ABOVE)
    if parts is not None:
        dot = heading[parts.start()] == "."  # «Дет.» is cut short
        upper, lower = heading[: parts.start() + dot], heading[parts.end() :]
        if lower.strip() and not _NOT_ABOVE & set(upper):
            return upper.rstrip(), lower.lstrip()
    upper, _, lower = heading.partition(" (")
    closed = lower.endswith(")") and not {"(", ")"} & set(lower[:-1])
    if closed and len(lower) > 1 and len(upper) >= _LEAST_ABOVE and not _NOT_ABOVE & set(upper):
        return upper.rstrip(), lower[:-1]
    return None


def lines_above(heading: str) -> str:
    """All lines of a heading but the last; empty where it has one only."""
    return _parted(heading).rpartition(" / ")[0]


def last_line(heading: str) -> str:
    return _parted(heading).rpartition(" / ")[2]


def _parted(heading: str) -> str:
    return _PARTED.sub(" / ", ANSWERS.sub("", heading))
