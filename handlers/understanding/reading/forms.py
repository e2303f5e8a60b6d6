"""The form of a verb, told by its ending: what is asked for, what was done, what is only named."""

import re
from functools import lru_cache

_NOUN = re.compile(r"(?:ни[еяюи]|нием|нию|ний|ниям\w*|ниях|нья|к[аиуе]|кой|ок|тель\w*|ость\w*)$")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("past", re.compile(r"[аеиоуыяю]л[аио]?(?:с[ья])?$|[шгксзрб](?:л[аио])(?:с[ья])?$|(?:рос|нес|вез|мог|лег)$")),
    ("inf", re.compile(r"(?:ть|ти|чь)(?:ся)?$")),
    ("part", re.compile(r"(?:нн?[аоы]?|нн(?:ый|ая|ое|ые|ого|ых|ой|ую|ым)|[яаеиоу]т[аоы]?)$")),
    ("second", re.compile(r"(?:ешь|ишь|ете)(?:с[ья])?$")),
    ("third", re.compile(r"(?:ет|ит|ут|ют|ат|ят)(?:ся)?$")),
    ("we", re.compile(r"(?:ем|им)(?:ся)?$")),
    ("imp", re.compile(r"(?:[иьй]|ите|ьте|йте)(?:с[ья])?$")),
    ("first", re.compile(r"[ую](?:сь)?$")),
)
# They look like the past and ask for something.
_ASKED = frozenset(
    ["удали", "разошли", "пошли", "пришли", "вышли", "шли", "перешли", "отошли", "раздели", "сними", "поздравь"]
)


@lru_cache(maxsize=4096)
def form(word: str) -> str:
    """`imp`, `inf`, `past`, `part`, `second`, `third`, `we`, `first`, or `noun`."""
    if word in _ASKED:
        return "imp"
    if _NOUN.search(word):
        return "noun"
    if word.endswith(("ет", "ит", "ут", "ют", "ат", "ят", "ется", "ится", "утся", "ются", "атся", "ятся")):
        return "third"
    return next((name for name, pattern in _FORMS if pattern.search(word)), "noun")
