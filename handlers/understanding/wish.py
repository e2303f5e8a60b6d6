"""What a message means: wishes in their order, each a deed or a question with its particulars."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from handlers.understanding.reading.manner import PLAIN, Manner

_PLAIN_SHARE, _PLAIN_LIKELY = 0.95, 0.9
_CERTAIN, _MOST_BESIDE = 0.98, 2
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wish:
    """`keys` say of whom, about what, when and how much; `people` are the ids behind a `who`.

    `unused` are the words that the reading had no place for, `share` how much of what was said it explains.
    `acts`: somebody else would notice it.
    `known`: those are the words of an example, whatever names and days stand in them; `ordered`: those of a command
    as the guide writes it: such a deed is done at once, any other sentence about it is shown first.
    `left_over` are those of them that could change it: somebody, a day, a number, a condition.
    `narrowed` are words that narrow it to fewer people than it can choose: «три недели подряд», `trait` those
    by which nobody is chosen at all: «пенсионеры».
    `said` is its own part of a message of several wishes.
    `last` is the last day of a pause, the school's or a teacher's.
    `manner`: how it is said, which no key tells.
    `below`: of how many messages whoever has fewer is meant, where it is not the usual mark.
    `because`: why somebody is let off, in words of the officer's own.
    `unclear`: by each name that is to be left out and is not one person's those who may be meant; `strange` are the
    names that are nobody's, `is_for_strangers` where it is for them and they are not to be left out.
    """

    code: str
    keys: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    people: tuple[int, ...] = ()
    excepted: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    share: float = 1.0
    likely: float = 0.0
    acts: bool = False
    rest: str = ""
    known: bool = False
    ordered: bool = False
    unclear: tuple[tuple[int, ...], ...] = ()
    narrowed: tuple[str, ...] = ()
    said: str = ""
    last: date | None = None
    trait: str = ""
    manner: Manner = PLAIN
    below: int = 0
    because: str = ""
    strange: tuple[str, ...] = ()
    is_for_strangers: bool = False
    left_over: tuple[str, ...] = ()

    @property
    def dropped(self) -> tuple[str, ...]:
        """What was said, has no place in it and could change it: whole phrases where they are known."""
        known = " ".join(self.narrowed).split()
        return (*self.narrowed, *(word for word in self.left_over if word in self.unused and word not in known))

    @property
    def is_plain(self) -> bool:
        """Said so that no word is left over and nothing else is meant by such words."""
        return self.ordered or (not self.unused and self.share > _PLAIN_SHARE and self.likely > _PLAIN_LIKELY)

    @property
    def is_known(self) -> bool:
        """In the very words of an example, and nothing is left over: said so, it is no matter of likeness."""
        return self.ordered or (self.known and not self.unused)

    @property
    def is_certain(self) -> bool:
        return self.ordered or self.known or self.likely > _CERTAIN

    @property
    def is_said_alone(self) -> bool:
        """Without any particulars: a command's own words and no more."""
        return not self.keys

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{key}={value}" for key, value in self.keys.items())])


class Matter(NamedTuple):
    """What is asked that is no wish, and how likely it is that."""

    code: str
    likely: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The wishes, and whether they are sure; the nearest readings are for buttons.

    `denies`: a deed is named that is not to be done, `refuses`: that is how it begins. `says_deed`: a verb asks for
    something; `asks`: a question; `tells`: how things are; `bare`: a verb alone; `plain`: nothing of it is only
    supposed, asked or denied. `stranger`: it is about somebody who
    is not on the list, and says no more. `unheard`: what clauses wish that have no place in the wishes. `matters`: what
    it may be that is no wish.
    """

    wishes: tuple[Wish, ...] = ()
    sure: bool = False
    nearest: tuple[Wish, ...] = ()
    denies: bool = False
    has_words: bool = True
    says_deed: bool = False
    asks: bool = False
    tells: bool = False
    bare: bool = False
    plain: bool = False
    refuses: bool = False
    stranger: str = ""
    unheard: tuple[Wish, ...] = ()
    matters: tuple[Matter, ...] = ()

    @property
    def beside(self) -> tuple[Wish, ...]:
        """What else it may be, for buttons beside the answer: nothing where it is as good as certain."""
        if not self.sure or len(self.wishes) != 1 or self.wishes[0].is_certain:
            return ()
        return tuple(one for one in self.nearest if one.code != self.wishes[0].code)[:_MOST_BESIDE]

    def __str__(self) -> str:
        return " | ".join(map(str, self.wishes))
