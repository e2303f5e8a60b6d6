"""What is meant where a turn of phrase makes another wish of what the words are like."""

import re
from collections.abc import Collection, Iterator

from handlers.understanding.codes import TAKES
from handlers.understanding.judging.turns.announcing import CHANGES_ANNOUNCEMENT
from handlers.understanding.judging.turns.officers import OFFICERS
from handlers.understanding.judging.turns.teachers import TEACHERS
from handlers.understanding.reading.found import Sentence


def turned(sentence: Sentence, *, is_officer: bool) -> Iterator[tuple[Collection[str], str, float]]:
    """The codes that are not meant, each with what is, and how likely that is at least."""
    text = _plain(sentence.text)
    for one in OFFICERS if is_officer else TEACHERS:
        if one.fits(sentence, text):
            yield one.codes.split() or TAKES, one.instead, one.likely


def said_by_turn(sentence: Sentence, code: str, *, is_officer: bool) -> frozenset[str]:
    """The words that make it that wish: none of them is left over."""
    text = _plain(sentence.text)
    turns = [one for one in (OFFICERS if is_officer else TEACHERS) if one.whole and one.instead == code]
    found = [one.pattern.search(text) for one in turns if one.fits(sentence, text)]
    return frozenset(word for one in found if one is not None for word in re.findall(r"\w+", _whole_words(text, one)))


def _whole_words(text: str, found: re.Match[str]) -> str:
    """«не да» is found in «не дали»."""
    rest = re.match(r"\w*", text[found.end() :])
    return found[0] + (rest[0] if rest is not None else "")


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").replace("-", " ").split())


def changes_announcement(text: str) -> bool:
    """What was announced is to say, or be, something else."""
    return CHANGES_ANNOUNCEMENT.pattern.search(_plain(text)) is not None


def speaks_of_announcement(text: str) -> bool:
    return "объявлени" in text.lower()
