"""Several wishes in one message: which of its pieces are wishes of their own, and what a later one takes from before.

A piece that says no deed and asks nothing belongs to the one before it: «исключи Петрову, она болеет» is one wish.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.understanding.codes import TAKES
from handlers.understanding.reading.figures import GAP_OF, INDICATOR_OF
from handlers.understanding.wish import Reading, Wish

# Said beside a wish, and none that has to be answered.
_COURTEOUS_TEXT = "yes no greet thanks complain smalltalk ask cancel start help who_are_you"
COURTEOUS = frozenset(_COURTEOUS_TEXT.split())
_DROPPED = frozenset({"greet", "thanks"})
# Who says this says nothing else with it.
_OF_ITSELF = frozenset({"parent", "not_me", "two_schools", "prefer", "my_class", "forget_me"})
# What is wished by telling how things are; elsewhere it tells why something is asked for.
_TOLD = frozenset({"exempt", "left", "restore", "correct", "done", "away", "not_here", "name_change", "add_person"})
_FAMILIES = (
    frozenset({"mute", "not_now", "away", "hours"}),
    frozenset({"undo", "undo_load", "cancel_round"}),
    frozenset({"exempt", "pause", "cancel_round"}),
    frozenset({"howto", "where_button", "who_helps"}),
    frozenset({"list", "why_listed", "card"}),
    frozenset({"done", "mistake"}),
)
_ALONE, _BESIDE, _WITH_VERB, _ASKED = 0.55, 0.8, 0.5, 0.7
_SURE_WHOLE, _LIKELY_WHOLE = 0.97, 0.9
_EACH = frozenset({"from", "to", "days", "reason", "gap", "value", "ind", "format", "field", "week", "role"})
_TAKES_GAP = frozenset({"remind", "list", "leaflets", "code"})
_THEM = frozenset({"им", "их", "них", "ними", "тем", "этим", "таким", "ему", "его", "нему", "ей", "ее", "её", "ней"})
_ONE = frozenset({"ему", "его", "нему", "ей", "ее", "её", "ней"})
_INDICATOR_OF_GAP = {gap: INDICATOR_OF[thing] for thing, gap in GAP_OF.items() if thing in INDICATOR_OF}
Read = Callable[[str], Reading]


@dataclass(slots=True)
class _Piece:
    text: str
    reading: Reading

    @property
    def wish(self) -> Wish | None:
        return self.reading.wishes[0] if self.reading.wishes else None

    @property
    def is_courtesy(self) -> bool:
        return self.wish is not None and self.wish.code in _DROPPED and self.reading.sure

    @property
    def stands_alone(self) -> bool:
        """Whether it says what it wants by itself."""
        if self.wish is None or self.wish.code in COURTEOUS or not self.reading.has_words or self.reading.denies:
            return False
        if self.reading.tells and not self.reading.asks and not self.reading.says_deed and self.wish.code not in _TOLD:
            return False
        reading = self.reading
        return self.wish.likely >= (_WITH_VERB if reading.says_deed else _ASKED if reading.asks else _BESIDE)


def several_wishes(whole: Reading, texts: Sequence[str], read: Read) -> Reading:
    """The wishes of the pieces where they are several, otherwise the whole as it was read."""
    pieces = [_Piece(one, read(one)) for one in texts]
    if any(one.is_courtesy for one in pieces) and not whole.denies:
        kept = [one for one in pieces if not one.is_courtesy]
        if not kept:
            return whole
        if len(kept) < len(pieces):
            pieces = kept
            whole = pieces[0].reading if len(pieces) == 1 else read(", ".join(one.text for one in pieces))
            if len(pieces) == 1:
                return whole
    segments = _segments(pieces, read)
    if len(segments) < 2 or not _are_several(whole, segments):
        return whole
    wishes: list[Wish] = []
    for one in segments:
        for wish in one.reading.wishes:
            wishes.append(_taking_on(wish, one.text, wishes))
    return Reading(tuple(wishes), all(one.reading.sure for one in segments), whole.nearest, False)


def _segments(pieces: Sequence[_Piece], read: Read) -> list[_Piece]:
    """Pieces joined to those that they belong to."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if not groups or (piece.stands_alone and any(one.stands_alone for one in groups[-1])):
            groups.append([piece])
        else:
            groups[-1].append(piece)
    joined = [one[0] if len(one) == 1 else _joined(one, read) for one in groups]
    return joined if all(one.wish is not None for one in joined) else []


def _joined(group: Sequence[_Piece], read: Read) -> _Piece:
    text = ", ".join(one.text for one in group)
    return _Piece(text, read(text))


def _are_several(whole: Reading, segments: Sequence[_Piece]) -> bool:
    wishes = [one.wish for one in segments if one.wish is not None]
    codes = [one.code for one in wishes]
    top = whole.wishes[0] if whole.wishes else None
    if set(codes) & (COURTEOUS | _OF_ITSELF) or any(one.reading.denies for one in segments):
        return False
    if "announce" in codes[:-1] or (top is not None and top.code == "announce" and codes[0] == "announce"):
        return False  # the rest is what is to be said
    if min(one.likely for one in wishes) < _ALONE or (whole.sure and not all(one.reading.sure for one in segments)):
        return False
    for (one, first), (other, second) in zip(
        zip(segments, wishes, strict=True), zip(segments[1:], wishes[1:], strict=True), strict=False
    ):
        if not _go_apart(one, first, other, second, top):
            return False
    return top is None or top.code in codes or top.likely < _SURE_WHOLE


def _go_apart(one: _Piece, first: Wish, other: _Piece, second: Wish, whole: Wish | None) -> bool:
    if first.code == second.code:
        return _differ(first, second, by_verb=other.reading.says_deed)
    if any({first.code, second.code} <= family for family in _FAMILIES):
        return False
    by_itself = other.reading.says_deed or other.reading.asks
    of_first = whole is not None and whole.code == first.code and whole.likely >= _LIKELY_WHOLE
    return by_itself or not of_first or (other.reading.tells and second.code in _TOLD)


def _differ(one: Wish, other: Wish, *, by_verb: bool) -> bool:
    """The same deed of two: «Исаеву отпуск с 23-го, Тетрадкиной больничный», «справку в pdf и таблицу в xlsx»."""
    each, own = _EACH & set(one.keys), _EACH & set(other.keys)
    if one.keys.get("who", "") and other.keys.get("who", "") and one.keys["who"] != other.keys["who"]:
        return bool(own & each) or (by_verb and bool(own)) or one.code in ("restore", "answer_dispute", "left")
    apart = [key for key in each & own if one.keys[key] != other.keys[key]]
    if one.code in ("report", "posters"):
        return "format" in apart
    return one.code == "set_target" and "ind" in apart and "value" in other.keys


def _taking_on(wish: Wish, text: str, before: Sequence[Wish]) -> Wish:
    """«… и напомни им»: of whom and about what is as in the wish before."""
    if not before:
        return wish
    words = set(text.lower().replace("ё", "е").split())
    last, keys = before[-1], dict(wish.keys)
    takes = TAKES.get(wish.code, frozenset())
    gap, named = last.keys.get("gap", ""), last.keys.get("who", "")
    people = wish.people
    if wish.code in _TAKES_GAP and gap and "gap" not in keys and ("who" not in keys or words & _THEM):
        keys["gap"] = gap
    if "who" in takes and "who" not in keys and named and (words & _THEM) and ":" not in named:
        keys["who"] = named
        people = last.people
    elif "who" in takes and "who" not in keys and named and words & (_THEM - _ONE):
        keys["who"] = named
    if "ind" in takes and "ind" not in keys and gap in _INDICATOR_OF_GAP and wish.code == "indicator":
        keys["ind"] = _INDICATOR_OF_GAP[gap]
    return replace(wish, keys=keys, people=people) if keys != dict(wish.keys) else wish

