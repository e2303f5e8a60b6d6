"""Several wishes in one message: which of its pieces are wishes of their own, and what a later one takes from before.

A piece that says no deed and asks nothing belongs to the one before it: «исключи Петрову, она болеет» is one wish.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.understanding.codes import TAKES
from handlers.understanding.reading.figures import GAP_OF, INDICATOR_OF
from handlers.understanding.reading.forms import form
from handlers.understanding.wish import Reading, Wish

# Said beside a wish, and none that has to be answered.
_COURTEOUS_TEXT = "yes no greet thanks complain smalltalk ask cancel start"
COURTEOUS = frozenset(_COURTEOUS_TEXT.split())
_DROPPED = frozenset({"greet", "thanks"})
# Who says this says nothing else with it.
_OF_ITSELF = frozenset({"parent", "not_me", "two_schools", "my_class"})
# What is wished by telling how things are; elsewhere it tells why something is asked for.
_TOLD_TEXT = "exempt left restore correct done away not_here name_change add_person set_pupils unmute prefer set_break"
_TOLD = frozenset(_TOLD_TEXT.split())
_FAMILIES = (
    frozenset({"mute", "not_now", "away", "hours"}),
    frozenset({"undo", "undo_load"}),
    frozenset({"undo", "cancel_round"}),
    frozenset({"exempt", "pause"}),
    frozenset({"exempt", "cancel_round"}),
    frozenset({"howto", "who_helps"}),
    frozenset({"list", "card"}),
    frozenset({"done", "mistake"}),
    frozenset({"prefer", "mute"}),
    frozenset({"set_break", "set_hours"}),
    frozenset({"set_break", "pause"}),
    frozenset({"unmute", "away"}),
    frozenset({"unmute", "mute"}),
    frozenset({"unmute", "mistake"}),
    frozenset({"unmute", "withdraw"}),
    frozenset({"howto", "explain"}),
    frozenset({"card", "explain"}),
    frozenset({"set_target", "set"}),
    frozenset({"exemptions", "deadline"}),
    frozenset({"restore", "resume"}),
)
_ALONE, _BESIDE, _WITH_VERB, _ASKED = 0.4, 0.7, 0.4, 0.4
_SURE_WHOLE, _LIKELY_WHOLE, _PARALLEL = 0.95, 0.8, 0.85
_OF_ONE = frozenset({"exempt", "restore", "left", "correct", "detach", "answer_dispute", "merge"})
_SENT = frozenset({"remind", "announce", "list", "retry", "leaflets"})
_SHOWN = frozenset({"list", "lagging", "summary", "card", "done_list", "indicator", "dynamics", "preview", "progress"})
# Said by a noun: «… и сведения об освобождённых», «… и антитоп 3».
_NAMED_ALONE = frozenset({"exemptions", "lagging", "done_list", "summary", "dynamics", "breaks", "targets"})
_NOTHING_SENT = re.compile(
    r"(?:никому|ничего|никого|пока)\b.*\bне\b.*(?:сыла|правля|пиш|пис|шл|напомин)", re.IGNORECASE
)
_NOT_SENT = re.compile(r"(?:не,? )?не (?:надо )?(?:рассыла|отправля|шли|посыла|спеши)\w*$", re.IGNORECASE)
_OF_IT = frozenset({"без", "ни"})  # «напомни тем, кто без чата и без звонка»
_LEANS = re.compile(
    r"\b(?:в эт[ои]т?\w* (?:дни|время|день|период)|до этого|на это время|эту неделю|до тех пор)\b",
    re.IGNORECASE,
)
_EACH = frozenset({"at", "from", "to", "days", "reason", "gap", "value", "ind", "format", "field", "week", "role"})
_TAKES_GAP = frozenset({"remind", "list", "preview"})
_QUESTIONS = frozenset(
    {"что", "как", "кто", "где", "когда", "сколько", "почему", "зачем", "куда", "кому", "чем", "какой"}
)
_ONE = frozenset({"ему", "его", "нему", "нем", "ней", "ей", "ее", "она", "он"})
_THEM = _ONE | frozenset({"им", "их", "них", "ними", "ним", "тем", "этим", "таким"})
_INDICATOR_OF_GAP = {gap: INDICATOR_OF[thing] for thing, gap in GAP_OF.items() if thing in INDICATOR_OF}
Read = Callable[[str], Reading]


@dataclass(slots=True)
class Piece:
    """A part of a message that may be a wish, with what it would be by itself."""

    text: str
    reading: Reading

    @property
    def wish(self) -> Wish | None:
        return self.reading.wishes[0] if self.reading.wishes else None

    @property
    def asks_for_something(self) -> bool:
        """A verb asks for it, or a question."""
        speaks = self.reading.says_deed or self.reading.asks or self.begins_by_asking
        return self.wish is not None and self.wish.code not in COURTEOUS and speaks

    @property
    def is_courtesy(self) -> bool:
        return self.wish is not None and self.wish.code in _DROPPED and self.reading.sure

    @property
    def first_word(self) -> str:
        return next(iter(self.text.lower().split()), "")

    @property
    def leans(self) -> bool:
        """«…, напиши по шагам»: a verb without anything of its own; «и напомни им» has its people."""
        of_whom = self.wish is not None and "who" in self.wish.keys
        return self.reading.bare and not of_whom and not set(self.text.lower().split()) & _THEM

    @property
    def begins_by_asking(self) -> bool:
        return self.first_word in _QUESTIONS

    @property
    def begins_with_deed(self) -> bool:
        return self.reading.says_deed and form(self.first_word.strip(".,!")) in ("imp", "inf")

    @property
    def stands_alone(self) -> bool:
        """Whether it says what it wants by itself."""
        if self.wish is None or self.wish.code in COURTEOUS or (self.wish.code == "hours" and not self.wish.keys):
            return False
        says = self.reading.has_words or (self.wish.code in _NAMED_ALONE and self.reading.sure)
        if not says or self.reading.denies:
            return False
        if (
            self.reading.tells
            and not self.reading.asks
            and not (self.reading.says_deed or self.begins_by_asking)
            and self.wish.code not in _TOLD
        ):
            return False
        reading, asks = self.reading, self.reading.asks or self.begins_by_asking
        return self.wish.likely >= (_WITH_VERB if reading.says_deed else _ASKED if asks else _BESIDE)


def several_wishes(whole: Reading, pieces: Sequence[Piece], read: Read) -> Reading:
    """The wishes of the pieces where they are several, otherwise the whole as it was read."""
    kept = [one for one in pieces if not one.is_courtesy]
    if kept and len(kept) < len(pieces) and not whole.denies:
        pieces = kept
        whole = read(", ".join(one.text for one in pieces)) if len(pieces) > 1 else pieces[0].reading
    first, last = pieces[0], pieces[-1]
    if len(pieces) > 1 and first.wish and first.wish.code in _SHOWN and _NOTHING_SENT.search(last.text):
        return several_wishes(first.reading, pieces[:-1], read)  # «покажи …, но никому ничего не отправляй»
    if len(pieces) == 2 and last.wish and last.wish.code in _SHOWN and _NOT_SENT.match(first.text):
        return last.reading  # «не рассылай, сначала тексты покажи»
    are_some = sum(one.stands_alone for one in pieces) > 1
    segments = _segments(pieces, whole, read) if are_some else []
    if len(segments) < 2 or not _are_several(whole, segments):
        return whole
    wishes: list[Wish] = []
    for one in segments:
        wishes += [replace(_taking_on(wish, one.text, wishes), said=one.text) for wish in one.reading.wishes]
    return Reading(tuple(wishes), all(one.reading.sure for one in segments), whole.nearest, False)


def _segments(pieces: Sequence[Piece], whole: Reading, read: Read) -> list[Piece]:
    """Pieces joined to those that they belong to."""
    found: list[Piece] = []
    top = whole.wishes[0] if whole.wishes else None
    for piece in pieces:
        before = found[-1] if found else None
        if before is None or (piece.stands_alone and before.stands_alone and _go_apart(before, piece, top)):
            found.append(piece)
        else:
            text = f"{before.text}, {piece.text}"
            found[-1] = Piece(text, read(text))
    return found if all(one.wish is not None for one in found) else []


def _are_several(whole: Reading, segments: Sequence[Piece]) -> bool:
    wishes = [one.wish for one in segments if one.wish is not None]
    codes = [one.code for one in wishes]
    top = whole.wishes[0] if whole.wishes else None
    if set(codes) & (COURTEOUS | _OF_ITSELF) or any(one.reading.denies for one in segments):
        return False
    if min(one.likely for one in wishes) < _ALONE or (whole.sure and not all(one.reading.sure for one in segments)):
        return False
    return top is None or top.code in codes or top.likely < _SURE_WHOLE


def _go_apart(one: Piece, other: Piece, whole: Wish | None) -> bool:
    first, second = one.wish, other.wish
    if first is None or second is None or _LEANS.search(other.text) or other.leans or other.first_word in _OF_IT:
        return False
    if first.code == "announce":  # the rest is what is to be said, unless a verb asks for a deed
        return second.code != "announce" and second.acts and other.begins_with_deed and second.likely >= _LIKELY_WHOLE
    if first.code == second.code:
        return _differ(first, second, by_verb=other.reading.says_deed, told=not one.reading.says_deed)
    if any({first.code, second.code} <= family for family in _FAMILIES) and not _are_plainly_two(one, other):
        return False
    if first.code in _SENT and second.code == "exempt" and not _EACH & set(second.keys):
        return False  # «напомни всем, только Петрову не трогай»
    asks_more = first.code == "correct" and second.code != "correct" and other.begins_with_deed
    if not asks_more and {first.code, second.code} <= _OF_ONE and "who" in first.keys and "who" not in second.keys:
        return False  # «была в отпуске, вернулась, возвращай»
    by_itself = other.reading.says_deed or other.reading.asks or other.begins_by_asking
    of_first = whole is not None and whole.code == first.code and whole.likely >= _LIKELY_WHOLE
    parallel = second.likely >= _PARALLEL and not other.reading.tells
    return by_itself or not of_first or parallel or (other.reading.tells and second.code in _TOLD)


def _are_plainly_two(one: Piece, other: Piece) -> bool:
    """«Кто в 7 параллели не в MAX и карточку Сафиуллиной»: of different people, and each is sure."""
    first, second = one.wish, other.wish
    if first is None or second is None or {first.code, second.code} != {"list", "card"}:
        return False
    each = [wish.likely >= _PARALLEL and "who" in wish.keys for wish in (first, second)]
    return all(each) and first.keys["who"] != second.keys["who"]


def _differ(one: Wish, other: Wish, *, by_verb: bool, told: bool) -> bool:
    """The same deed of two: «Исаеву отпуск с 23-го, Тетрадкиной больничный», «справку в pdf и таблицу в xlsx»."""
    each, own = _EACH & set(one.keys), _EACH & set(other.keys)
    who, another = one.keys.get("who", ""), other.keys.get("who", "")
    if who and another and who.split()[0] != another.split()[0]:
        differ = bool(own & each) or (by_verb and told) or (by_verb and bool(own) and bool(each))
        return differ or one.code in ("restore", "answer_dispute", "left")
    apart = [key for key in each & own if one.keys[key] != other.keys[key]]
    if one.code == "remind":
        return "gap" in apart and "at" in apart
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
        one = len(named.split("+")) > 1 and bool(words & _ONE)  # the one who was named last
        keys["who"] = named.split("+")[-1] if one else named
        people = last.people[-1:] if one else last.people
    elif "who" in takes and "who" not in keys and named and words & (_THEM - _ONE):
        keys["who"] = named
    if "ind" in takes and "ind" not in keys and gap in _INDICATOR_OF_GAP and wish.code == "indicator":
        keys["ind"] = _INDICATOR_OF_GAP[gap]
    return replace(wish, keys=keys, people=people) if keys != dict(wish.keys) else wish
