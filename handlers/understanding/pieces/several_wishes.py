"""Several wishes in one message: which of its pieces are wishes of their own, and what a later one takes from before.

A piece that says no deed and asks nothing belongs to the one before it: «исключи Петрову, она болеет» is one wish.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from handlers.understanding.pieces.apart import PARALLEL, SURE_WHOLE, go_apart
from handlers.understanding.pieces.going_on import ReadAs, gone_on
from handlers.understanding.pieces.left_out import is_left_out_by, is_of_nobody_else
from handlers.understanding.pieces.piece import COURTEOUS, TOLD, Piece
from handlers.understanding.pieces.taking_on import taking_on
from handlers.understanding.wish import Reading, Wish

# Who says this says nothing else with it.
_OF_ITSELF = frozenset({"parent", "not_me", "two_schools", "my_class"})
_ALONE = 0.4
_SHOWN = frozenset({"list", "lagging", "summary", "card", "done_list", "indicator", "dynamics", "preview", "progress"})
_NOTHING_SENT = re.compile(
    r"(?:никому|ничего|никого|пока)\b.*\bне\b.*(?:сыла|правля|пиш|пис|шл|напомин)", re.IGNORECASE
)
_NOT_SENT = re.compile(r"(?:не,? )?не (?:надо )?(?:рассыла|отправля|шли|посыла|спеши)\w*$", re.IGNORECASE)
# Told or asked before an order: «почему ей пришло?! Убери её».
_STORY_TEXT = "got card why_listed complain answered smalltalk audit exemptions list ask howto merge"
_STORY = frozenset(_STORY_TEXT.split())
_ORDERED, _SURELY_ORDERED = 0.6, 0.8
_FEW_WORDS = 4
Read = Callable[[str], Reading]


def several_wishes(whole: Reading, pieces: Sequence[Piece], read: Read, read_as: ReadAs) -> Reading:
    """The wishes of the pieces where they are several, otherwise the whole as it was read."""
    if _is_all_thanks(whole, pieces):
        return whole  # «отчёт сдала вовремя, спасибо»
    kept = [one for one in pieces if not one.is_courtesy]
    thanks = [one.reading for one in pieces if one.is_courtesy]
    if kept and thanks and not whole.denies:
        pieces = kept
        whole = read(", ".join(one.text for one in pieces)) if len(pieces) > 1 else pieces[0].reading
    others = [one for one in pieces if not is_of_nobody_else(one, pieces)]
    if 0 < len(others) < len(pieces):
        return several_wishes(read(", ".join(one.text for one in others)), others, read, read_as)
    if len(pieces) > 1 and sum(not is_left_out_by(whole, one) for one in pieces) == 1:
        return whole  # «Исаеву дай передышку, остальным напомни»
    first, last = pieces[0], pieces[-1]
    if len(pieces) > 1 and first.wish and _is_shown(first.wish) and _NOTHING_SENT.search(last.text):
        return several_wishes(first.reading, pieces[:-1], read, read_as)  # «покажи …, но никому ничего не отправляй»
    if len(pieces) > 1 and _ends_of_itself(pieces[:-1], last):  # «… с 19 по 25, потом верни»
        rest = read(", ".join(one.text for one in pieces[:-1]))
        return several_wishes(rest, pieces[:-1], read, read_as)
    if len(pieces) == 2 and last.wish and last.wish.code in _SHOWN and _NOT_SENT.match(first.text):
        return last.reading  # «не рассылай, сначала тексты покажи»
    if thanks and _asks_nothing(whole, pieces, thanks[0]):
        return thanks[0]  # «спасибо, не знала»
    if len(pieces) > 1 and _is_ordered_at_last(whole, pieces):
        ordered = read_as(", ".join(one.text for one in pieces), last.wish.code if last.wish else "")
        return replace(ordered, nearest=(*ordered.wishes, *whole.nearest))
    own, pieces = pieces, gone_on(pieces, read_as)
    are_some = sum(one.stands_alone for one in pieces) > 1
    segments = _segments(pieces, whole, read, read_as) if are_some else []
    if len(segments) < 2 or not _are_several(whole, segments):
        return _each_of_their_own(whole, own, read_as) or _as_sure_as_said(whole, pieces)
    wishes: list[Wish] = []
    for one in segments:
        wishes += [replace(taking_on(wish, one.text, wishes), said=one.text) for wish in one.reading.wishes]
    return Reading(tuple(wishes), all(one.is_sure for one in segments), whole.nearest, False)


def _is_shown(wish: Wish) -> bool:
    """«Покажи отчёт, но никому не отправляй»."""
    return wish.code in _SHOWN or wish.code == "report" or not wish.acts


_TOO = re.compile(r"\b(?:тоже|также)\b", re.IGNORECASE)
_LEAST_ORDERED = 0.2


def _each_of_their_own(whole: Reading, pieces: Sequence[Piece], read_as: ReadAs) -> Reading | None:
    """«Исаева убери, Петрова верни»: one deed of both was never ordered."""
    meant = whole.wishes[0] if whole.wishes else None
    if meant is None or not meant.acts or len(pieces) < 2 or not all(one.reading.says_deed for one in pieces):
        return None
    wishes: list[Wish] = []
    for one in pieces:
        goes_on = _TOO.search(one.text) is not None and bool(wishes)
        own = read_as(one.text, wishes[-1].code).wishes[0] if goes_on else one.wish
        if own is None or not own.acts or not own.people or own.likely < _LEAST_ORDERED:
            return None
        wishes.append(replace(own, said=one.text))
    people = [number for one in wishes for number in one.people]
    are_apart = len(people) == len(set(people)) and set(people) <= set(meant.people)
    if not are_apart or len({one.code for one in wishes}) < 2:
        return None
    return Reading(tuple(wishes), True, whole.nearest, False)


def _as_sure_as_said(whole: Reading, pieces: Sequence[Piece]) -> Reading:
    """«Включай обратно, учебный год начался»: one clause says it surely, and the others ask for nothing."""
    told = [one for one in pieces if one.stands_alone]
    if whole.sure or not whole.plain or len(told) != 1 or len(whole.wishes) != 1:
        return whole
    meant, said, wish = whole.wishes[0], told[0].reading, told[0].wish
    if wish is None or wish.code != meant.code or not (said.sure and said.plain) or wish.likely < PARALLEL:
        return whole
    if wish.code == "away":  # whose absence it is, the other clauses tell: «замещаю Омарову, она на больничном»
        return whole
    if any(one.reading.says_deed or (one.wish is not None and one.wish.people) for one in pieces if one is not told[0]):
        return whole
    sure = replace(meant, likely=wish.likely)
    return replace(whole, wishes=(sure,), sure=True, nearest=(sure, *whole.nearest[1:]))


_BACK = frozenset({"restore", "resume", "undo"})
_ENDS = ("to", "until", "days")
_LATER = re.compile(r"\b(?:потом|затем|после (?:этого|чего)|дальше)\b", re.IGNORECASE)


def _ends_of_itself(before: Sequence[Piece], last: Piece) -> bool:
    """What was said to last until a day ends then, and must not be ended now; «… до пятницы и сними паузу», «…, верни
    остальных» are other wishes."""
    if last.wish is None or last.wish.code not in _BACK or not _LATER.search(last.text):
        return False
    if "who" in last.wish.keys and not last.wish.people:
        return False
    ending = [
        one.wish
        for one in before
        if one.wish is not None and one.wish.code in ("exempt", "pause") and any(key in one.wish.keys for key in _ENDS)
    ]
    return any(set(last.wish.people) <= set(one.people) for one in ending)


def _is_all_thanks(whole: Reading, pieces: Sequence[Piece]) -> bool:
    top = whole.wishes[0] if whole.wishes else None
    tells = any(one.wish is not None and one.wish.code in TOLD and one.reading.sure for one in pieces)
    return whole.sure and top is not None and top.code == "thanks" and top.likely >= SURE_WHOLE and not tells


def _asks_nothing(whole: Reading, pieces: Sequence[Piece], courtesy: Reading) -> bool:
    words = sum(len(one.text.split()) for one in pieces)
    thanks = courtesy.wishes[0].code == "thanks" or words <= _FEW_WORDS
    return thanks and not whole.sure and not any(one.reading.says_deed or one.reading.asks for one in pieces)


def _is_ordered_at_last(whole: Reading, pieces: Sequence[Piece]) -> bool:
    """«Почему ей пришло?! Она в декрете, убери её»: what the last words order, and nobody else did before."""
    *others, last = pieces
    top = whole.wishes[0] if whole.wishes else None
    if last.wish is None or not last.begins_with_deed or not last.reading.plain or last.wish.code in COURTEOUS:
        return False
    if any(_counts_beside(one, last.wish) for one in others):
        return False
    is_told = (
        last.wish.code == "announce" and top is not None and not top.acts
    )  # «чаты … одинаково, передайте классным»
    is_story = top is None or top.code in _STORY or is_told
    is_same = top is not None and top.code == last.wish.code
    likely = last.wish.likely >= (_ORDERED if is_story or is_same else _SURELY_ORDERED)
    return likely and (not whole.sure or (is_story and top is not None and not is_same))


def _counts_beside(one: Piece, ordered: Wish) -> bool:
    """Whether a piece is an order or a question of its own, not the story that leads to what is ordered."""
    if one.begins_with_deed or one.reading.denies or (one.begins_by_asking and "who" not in ordered.keys):
        return True
    if not one.stands_alone or one.wish is None:
        return False
    asks = one.reading.asks and one.wish.keys.get("who") != ordered.keys.get("who")
    return asks or one.reading.says_deed or (one.wish.acts and one.wish.code != ordered.code)


def _segments(pieces: Sequence[Piece], whole: Reading, read: Read, read_as: ReadAs) -> list[Piece]:
    """Pieces joined to those that they belong to."""
    found: list[Piece] = []
    top = whole.wishes[0] if whole.wishes else None
    for piece in pieces:
        before = found[-1] if found else None
        alone = piece.stands_alone and not (before is not None and _only_names(piece, before))
        if before is None or (alone and before.stands_alone and go_apart(before, piece, top)):
            found.append(piece)
        else:
            text = f"{before.text}, {piece.text}"
            joined = read(text)
            if _is_spoilt(before, joined):  # «цель по чатам 85, остальное не трогай»
                joined = read_as(text, before.wish.code if before.wish else "")
            found[-1] = Piece(text, joined)
    return found if all(one.wish is not None for one in found) else []


def _only_names(piece: Piece, before: Piece) -> bool:
    """«У Ежовой две должности, ещё социальный педагог»: a name behind a deed is no list of those people."""
    reading, wish = piece.reading, piece.wish
    shown = wish is not None and not wish.acts and set(wish.keys) == {"who"} and not wish.people
    says_more = reading.says_deed or reading.asks or reading.tells or piece.begins_by_asking
    return shown and not says_more and before.wish is not None and before.wish.acts


def _is_spoilt(before: Piece, joined: Reading) -> bool:
    """What is told beside a wish makes no other deed of it."""
    if before.wish is None or not before.stands_alone or not joined.wishes:
        return False
    read = joined.wishes[0]
    return read.acts and read.code != before.wish.code and not (read.code in TOLD and read.people)


def _are_several(whole: Reading, segments: Sequence[Piece]) -> bool:
    wishes = [one.wish for one in segments if one.wish is not None]
    codes = [one.code for one in wishes]
    top = whole.wishes[0] if whole.wishes else None
    if set(codes) & (COURTEOUS | _OF_ITSELF) or any(one.reading.denies for one in segments):
        return False
    if _are_each_of_somebody(wishes):
        return True
    if min(one.likely for one in wishes) < _ALONE or (whole.sure and not all(one.is_sure for one in segments)):
        return False
    return top is None or top.code in codes or top.likely < SURE_WHOLE


def _are_each_of_somebody(wishes: Sequence[Wish]) -> bool:
    """«Сними права с Исаева, пусть Петров будет ответственный»: one deed of both would be nobody's wish."""
    people = [set(one.people) for one in wishes]
    apart = all(people) and not any(one & other for one, other in combinations(people, 2))
    return (
        apart and len({one.code for one in wishes}) > 1 and all(one.acts and one.likely >= _ORDERED for one in wishes)
    )
