"""What of the figures a message speaks of: what somebody lacks, or the thing itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.understanding.reading.clauses import follow_on
from handlers.understanding.reading.lack.lacking import lacks
from handlers.understanding.reading.things.named import things_named
from handlers.understanding.reading.tokens import Token

# The thing, what one who lacks it has as a gap, and the indicator that counts it.
GAP_OF = {
    "register": "not_registered",
    "profile": "profile_inactive",
    "chat": "no_group_chat",
    "message": "few_messages",
    "message_3": "few_messages",
    "message_10": "few_messages",
    "call": "no_call",
    "journal": "journal_not_linked",
    "my_school": "my_school_inactive",
    "parent_with": "no_parent_chat_with_teacher",
    "parent_without": "no_parent_chat_without_teacher",
    "parent": "parent_chats",
    "pupils_journal": "pupils_journal_not_linked",
    "max": "no_max",
}
INDICATOR_OF = {
    "register": "teachers_total",
    "profile": "profile",
    "chat": "teachers_created_chats",
    "message": "messages",
    "message_3": "teachers_3_messages",
    "message_10": "teachers_10_messages",
    "call": "teachers_called",
    "journal": "teachers_journal_linked",
    "pupils_journal": "pupils_journal_linked",
    "my_school": "my_school",
    "max": "max",
    "pupil": "pupils_total",
}
_NEAR, _FAR = 5, 7


@dataclass(slots=True)
class Figures:
    """`lacking`: the gaps that are named as such; `said`: what is spoken of at all, by its place."""

    lacking: list[str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)

    @property
    def things(self) -> list[str]:
        return list(dict.fromkeys(self.said.values()))

    @property
    def gaps(self) -> list[str]:
        """What is lacking, as gaps; where nothing is named as lacking, what is spoken of."""
        return [GAP_OF[one] for one in self.lacking or self.things if one in GAP_OF]

    @property
    def indicators(self) -> list[str]:
        return [INDICATOR_OF[one] for one in self.things if one in INDICATOR_OF]


def read_figures(tokens: Sequence[Token]) -> Figures:
    found = things_named(tokens)
    lacking = [place for place, token in enumerate(tokens) if lacks(tokens, place, token)]
    figures = Figures(said=found)
    for place, thing in found.items():
        if thing in GAP_OF and any(_about(found, tokens, lack, place) for lack in lacking):
            figures.lacking.append(thing)
    if figures.lacking:  # «без звонка и журнала», «по звонкам и чатам кто должник»
        pairs = [one for one in pairwise(found) if follow_on(tokens, *one)]
        for first, second in pairs:
            if found[first] in figures.lacking:
                figures.lacking.append(found[second])
        for first, second in reversed(pairs):
            if found[second] in figures.lacking:
                figures.lacking.append(found[first])
    figures.lacking = [one for one in figures.things if one in figures.lacking and one in GAP_OF]
    return figures


def _about(found: dict[int, str], tokens: Sequence[Token], lack: int, thing: int) -> bool:
    """Whether a word of lack speaks of the thing: the nearest one behind it, otherwise the nearest before."""
    if lack == thing:
        return True
    before_only = tokens[lack].norm in ("без", "ни", "меньше", "менее")
    after = [place for place in found if lack <= place <= lack + _NEAR and found[place] in GAP_OF]
    if after and not _ends_clause(tokens, lack, after[0]):
        return thing == after[0]
    if before_only and tokens[lack].norm in ("без", "ни"):
        return False
    before = [place for place in found if lack - _FAR <= place < lack and found[place] in GAP_OF]
    return bool(before) and thing == before[-1]


def _ends_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(token.norm in (".", "?", ";", "но", "а") for token in tokens[first + 1 : last])
