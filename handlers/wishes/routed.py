"""A command as a wish starts it: with what a button would carry, and the words it reads by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.understanding.reading import manner
from handlers.understanding.wish import Wish
from nudges.gaps import GAP
from nudges.letters.announcement import ANNOUNCE
from services.lists import EITHER, HAVE, TOGETHER, gaps_in
from services.selection import Selection


@dataclass(frozen=True, slots=True)
class Routed:
    """A command's code, what comes with it as with a button, and the words it reads by itself."""

    code: str
    given: Mapping[str, Any] = field(default_factory=dict)
    rest: str = ""


def selection(wish: Wish) -> str:
    """`subject:математика+-id:5`: the people of a wish as `services.selection` writes them."""
    said = wish.keys.get("who", "").split("+")
    groups = [one for one in said if ":" in one and "state:" not in one]
    return "+".join([*groups, *(f"id:{one}" for one in wish.people), *(f"-id:{one}" for one in wish.excepted)])


def names_group(wish: Wish) -> bool:
    """Whether a group is meant, alone or beside people who are named: «всех кроме Алиевой» are one, too."""
    meant = Selection.parse(selection(wish))
    return any(not one.startswith("id:") for one in meant.chosen) or bool(meant.left_out and not meant.chosen)


def people(wish: Wish) -> dict[str, Any]:
    if len(wish.people) == 1:
        return {"p": wish.people[0]}
    return {"ps": ",".join(map(str, wish.people))} if wish.people else {}


def whom(wish: Wish) -> dict[str, Any]:
    return {"who": found} if (found := selection(wish)) else {}


def moment(wish: Wish) -> dict[str, Any]:
    return {"at": wish.keys["at"]} if "at" in wish.keys else {}


_KNOWN = {
    "no_max": "not_in_max",
    "parent_chats": "no_parent_chat_with_teacher+no_parent_chat_without_teacher",
}
APART = ";"  # between gaps of which each is shown by itself


def gap_of(wish: Wish, *, apart: str = EITHER) -> dict[str, Any]:
    """Several gaps are joined as they were said to be; where nothing tells, by `apart`."""
    gaps = wish.keys.get("gap", "").split("+")
    held = "".join(f"{TOGETHER}{HAVE}{one}" for one in wish.keys.get("have", "").split("+") if one in GAP)
    if gaps == ["few_messages"] and wish.below:
        return {"gap": f"few_messages{held}", "below": str(wish.below)}
    renamed = [_KNOWN.get(one, one) for one in gaps]
    known = [one for name in renamed for one in name.split("+") if one in GAP or one == "all"]
    if held and (known or wish.code == ANNOUNCE):  # «тем, кто звонил, но без чата»; «тем, кто звонил: спасибо»
        return {"gap": f"{TOGETHER.join(dict.fromkeys(known))}{held}" if known else HAVE + held[1:].replace(HAVE, "")}
    joint = {manner.BOTH: TOGETHER, manner.EITHER: EITHER}.get(wish.manner.joined, apart)
    return {"gap": joint.join(dict.fromkeys(known))} if known else {}


def with_people(code: str) -> Callable[[Wish, str], Routed]:
    return lambda wish, text: Routed(code, people(wish), "" if wish.people else wish.rest)


def with_text(code: str) -> Callable[[Wish, str], Routed]:
    return lambda wish, text: Routed(code, {}, text)


def with_gap(code: str, *, several: bool = False) -> Callable[[Wish, str], Routed]:
    def make(wish: Wish, text: str) -> Routed:
        gap = str(gap_of(wish).get("gap", ""))
        return Routed(code, {"gap": gap} if gap and (several or len(gaps_in(gap)) < 2) else {}, text)

    return make


def done(wish: Wish, text: str) -> Routed:
    """Who has come to MAX may be answering an invitation."""
    made = with_gap("done", several=True)(wish, text)
    return replace(made, code="came_to_max") if made.given.get("gap") == "not_in_max" else made


def asked(code: str) -> Callable[[Wish, str], Routed]:
    """A question with everything that was said of it; of whom as `services.selection` writes it."""
    return lambda wish, text: Routed(code, {**wish.keys, "who": selection(wish)})
