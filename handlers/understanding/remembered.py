"""Readings of the same words: on a Friday every teacher writes «готово».

Only what depends on nothing but the words and the day is kept: words that are known, with no name, number or time among
them. What the list of a school was asked meanwhile is asked of the next list, too: where somebody is called Готов,
«готово» is another message.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Asked, Roster
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.tokens import Token
from handlers.understanding.wish import Reading
from indicators.weeks import Week

MOST = 256  # readings
_LONGEST = 80  # letters
_NO_TIME = When()


class Said(NamedTuple):
    text: str
    side: str
    today: date
    newest: Week


@dataclass(frozen=True, slots=True)
class _Kept:
    reading: Reading
    asked: Collection[Asked]


class Remembered:
    """The last readings of that kind."""

    def __init__(self) -> None:
        self._kept: dict[Said, _Kept] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def reading(self, said: Said, roster: Roster) -> Reading | None:
        kept = self._kept.get(said)
        if kept is None or any(roster.fitting(*one) for one in kept.asked):
            return None
        self._kept[said] = self._kept.pop(said)
        return kept.reading

    def keep(self, said: Said, reading: Reading, parts: Iterable[Sentence], roster: Roster) -> None:
        """`parts` is everything that was taken apart for it."""
        if len(said.text) > _LONGEST or any(roster.asked.values()) or not all(map(_is_of_words_alone, parts)):
            return
        self._kept[said] = _Kept(reading, tuple(roster.asked))
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]


def _is_of_words_alone(sentence: Sentence) -> bool:
    return sentence.when == _NO_TIME and all(map(_is_plain, sentence.tokens))


def _is_plain(token: Token) -> bool:
    is_known = bool(token.concepts) and not token.guessed and token.entity in ("", "thing")
    return token.kind == "mark" or (token.kind == "word" and is_known)
