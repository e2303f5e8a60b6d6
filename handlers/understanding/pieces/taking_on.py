"""What a later wish of a message takes from the one before: «… и напомни им»."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.understanding.codes import TAKES
from handlers.understanding.pieces.piece import ONE_OF_THEM, THEM
from handlers.understanding.reading.figures import GAP_OF, INDICATOR_OF
from handlers.understanding.wish import Wish

_TAKES_GAP = frozenset({"remind", "list", "preview"})
_INDICATOR_OF_GAP = {gap: INDICATOR_OF[thing] for thing, gap in GAP_OF.items() if thing in INDICATOR_OF}


def taking_on(wish: Wish, text: str, before: Sequence[Wish]) -> Wish:
    """«… и напомни им»: of whom and about what is as in the wish before."""
    if not before:
        return wish
    words = set(text.lower().replace("ё", "е").split())
    last, keys = before[-1], dict(wish.keys)
    takes = TAKES.get(wish.code, frozenset())
    gap, named = last.keys.get("gap", ""), last.keys.get("who", "")
    people = wish.people
    if wish.code in _TAKES_GAP and gap and "gap" not in keys and ("who" not in keys or words & THEM):
        keys["gap"] = gap
    if "who" in takes and "who" not in keys and named and (words & THEM) and ":" not in named:
        one = len(named.split("+")) > 1 and bool(words & ONE_OF_THEM)  # the one who was named last
        keys["who"] = named.split("+")[-1] if one else named
        people = last.people[-1:] if one else last.people
    elif "who" in takes and "who" not in keys and named and words & (THEM - ONE_OF_THEM):
        keys["who"] = named
    if wish.code == last.code == "set_pupils" and named:
        keys.setdefault("who", named)
        people = people or last.people
    if wish.code == "give_role" and last.code == "take_role" and "role" in last.keys:
        keys.setdefault("role", last.keys["role"])
    if "ind" in takes and "ind" not in keys and gap in _INDICATOR_OF_GAP and wish.code == "indicator":
        keys["ind"] = _INDICATOR_OF_GAP[gap]
    return replace(wish, keys=keys, people=people) if keys != dict(wish.keys) else wish
