"""Turns of phrase by which a deed that is named is taken back: «отпуск не дали», «никуда она не ушла»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.reading.found import Sentence


@dataclass(frozen=True)
class Turn:
    """`codes` are meant as `instead` where `said` is found, which says that and nothing else. `likely`: how likely
    that is at least. `asked`: whether it may be a question as well."""

    said: str
    codes: str
    instead: str
    likely: float
    asked: bool = True

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.said)

    def found(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if self.asked or "?" not in text else None


_ABSENCE = r"(?:отпуск|больничн|командировк|отъезд|декрет|отгул|отсутств)\w*"
# «Никуда она не ушла», «отпуск отменили», «снимите ему отъезд», «пусть опять получает»
_STAYS = (
    r"\bникуда (?:\w+ )?не (?:уш|уход|увол|уе[зх]|дел)|\b(?:увол\w+|ух\w+) передумал|\bпередумал\w* (?:увол|ух)"
    rf"|\b{_ABSENCE} (?:\w+ )?(?:отмен|не да|не состо|отозв)|\bне (?:уволил|уволена|поехал|уехал)"
    rf"|\b(?:отмен|сним|снят|убер|убра)\w* (?:\w+ ){{0,2}}{_ABSENCE}"
    r"|\bпусть (?:\w+ ){0,2}(?:опять|снова|по прежнему) (?:получ|работ)|\bпусть (?:все таки )?остается"
)
# «Мне отпуск не дали», «я не на больничном», «я не увольняюсь»
_HERE = rf"{_STAYS}|\bя (?:\w+ )?не (?:на|в) {_ABSENCE}|\bя (?:\w+ )?не увол\w+|\bв {_ABSENCE} не (?:от)?пус"
OFFICERS: tuple[Turn, ...] = (Turn(_STAYS, "exempt left take_role cancel no undo ask", "restore", 0.85),)
TEACHERS: tuple[Turn, ...] = (Turn(_HERE, "away not_here not_now mute name_change", "unmute", 0.96, asked=False),)


def turned(sentence: Sentence, *, is_officer: bool) -> Iterator[tuple[list[str], str, float]]:
    """The codes that are not meant, each with what is, and how likely that is at least."""
    text = _plain(sentence)
    for one in OFFICERS if is_officer else TEACHERS:
        if one.found(text) is not None:
            yield one.codes.split(), one.instead, one.likely


def said_by_turn(sentence: Sentence, code: str, *, is_officer: bool) -> frozenset[str]:
    """The words that make it that wish: none of them is left over."""
    text = _plain(sentence)
    found = [one.found(text) for one in (OFFICERS if is_officer else TEACHERS) if one.instead == code]
    return frozenset(word for one in found if one is not None for word in re.findall(r"\w+", _whole_words(text, one)))


def _whole_words(text: str, found: re.Match[str]) -> str:
    """«не да» is found in «не дали»."""
    rest = re.match(r"\w*", text[found.end() :])
    return found[0] + (rest[0] if rest is not None else "")


def _plain(sentence: Sentence) -> str:
    return " ".join(sentence.text.lower().replace("ё", "е").replace("-", " ").split())
