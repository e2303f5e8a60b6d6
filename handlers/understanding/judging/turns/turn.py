"""A turn of phrase: what is said, and what is meant by it."""

import re
from dataclasses import dataclass
from functools import cached_property

from handlers.understanding.reading.found import Sentence

ALONE = 0.96  # there is no other wish beside it


@dataclass(frozen=True)
class Turn:
    """`codes` (none: whatever it is like) are meant as `instead` where `said` is found. `of_somebody`: a colleague or a
    group is named; `asked`: it is a question; None: either way. `likely`: how likely it is at least, said so. `whole`:
    the words that are found say that and nothing else."""

    said: str
    codes: str
    instead: str
    of_somebody: bool | None = None
    asked: bool | None = None
    likely: float = 0.0
    whole: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.said)

    def fits(self, sentence: Sentence, text: str) -> bool:
        facts = (bool(sentence.persons or sentence.groups), "?" in text)
        as_said = all(one in (None, fact) for one, fact in zip((self.of_somebody, self.asked), facts, strict=True))
        return as_said and self.pattern.search(text) is not None
