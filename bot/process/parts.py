"""The parts of the program's work, and which of them a process does."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.errors import UsageError
from indicators.russian.rules import enumerated


class Part(StrEnum):
    EVENTS = "events"
    DELIVERY = "delivery"
    CLOCK = "clock"
    WEB = "web"


_CALLED = {
    Part.EVENTS: "события",
    Part.DELIVERY: "доставку",
    Part.CLOCK: "расписание",
    Part.WEB: "веб-страницы",
}
STANDS_BY = {
    Part.EVENTS: "На сообщения отвечает другой процесс: жду и возьмусь, когда он остановится.",
    Part.DELIVERY: "Рассылает другой процесс: жду и возьмусь, когда он остановится.",
}
HERE_NOW = {
    Part.EVENTS: "Теперь на сообщения отвечает этот процесс.",
    Part.DELIVERY: "Теперь рассылает этот процесс.",
}
_UNKNOWN = "Нет такой части программы: «{word}». После --only назовите {known}."
_NONE = "Какую часть программы вести? После --only назовите {known}."


@dataclass(frozen=True, slots=True)
class Parts:
    """All of them, for a program that is alone with its database; or those that were named, where other processes do
    the rest, or stand by to do the same."""

    named: frozenset[Part] | None = None

    def __contains__(self, part: Part) -> bool:
        return self.named is None or part in self.named

    @property
    def is_whole(self) -> bool:
        return self.named is None

    @property
    def shares_rate(self) -> bool:
        """Do others make requests with the same keys?"""
        return not (Part.EVENTS in self and Part.DELIVERY in self)

    @property
    def words(self) -> str:
        return enumerated(f"{_CALLED[part]} ({part})" for part in Part if part in self)


def parts_of(words: Sequence[str]) -> Parts:
    """What was said behind `--only`, each by itself or with commas; nothing at all means the whole program.

    Raises:
        UsageError: there is no such part.
    """
    if not words:
        return Parts()
    said = [one for word in words for one in word.lower().replace(",", " ").split()]
    *most, last = Part
    known = f"{', '.join(most)} или {last}"
    for one in said:
        if one not in list(Part):
            raise UsageError(_UNKNOWN.format(word=one, known=known))
    if not said:
        raise UsageError(_NONE.format(known=known))
    return Parts(frozenset(map(Part, said)))
