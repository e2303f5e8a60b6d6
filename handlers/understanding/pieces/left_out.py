"""Pieces of a message that say of whom nothing is wished."""

import re
from collections.abc import Sequence

from handlers.understanding.codes import OF_EVERYBODY
from handlers.understanding.pieces.piece import Piece
from handlers.understanding.reading.exceptions.letting_be import is_spared
from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Reading

_BEGINS = frozenset({"тех", "те", "всех", "больных", "кто"})


def with_left_out(parts: Sequence[str], sentence: Sentence) -> list[str]:
    """The parts, with «и тех, кто на больничном» in the one whose exception goes on so."""
    found: list[str] = []
    parts = [one for at, one in enumerate(parts) if not (at and _tells_why(one, parts[at - 1], sentence))]
    for part in parts:
        begins = sentence.text.find(part)
        own = [one for one in sentence.tokens if begins <= one.start < begins + len(part)] if begins >= 0 else []
        left = any(one.entity == "state" and set(one.about) <= set(sentence.excepted_states) for one in own)
        if found and left and own[0].norm in _BEGINS and not any(one.form == "imp" and one.concepts for one in own):
            found[-1] += f" и {part}"
        else:
            found.append(part)
    return found if len(found) > 1 else []


_OF_THE_ONE = re.compile(r"(?:она|он|они|у н(?:его|е[её]|их))\s[^?]+", re.IGNORECASE)


def _tells_why(part: str, before: str, sentence: Sentence) -> bool:
    """«Список, но без Аминат, она в декрете»: why somebody is left out of what is asked for."""
    names = [sentence.tokens[at].text for one in sentence.excepted for at in one.places[:1]]
    ordered = any(one.form == "imp" and one.concepts and one.text in part.split() for one in sentence.tokens)
    told = _OF_THE_ONE.fullmatch(part) is not None and not (ordered or _SAYS_DAYS.search(part))
    return told and _LEAVES_OUT.search(before) is not None and any(name in before for name in names)


_SAYS_DAYS = re.compile(r"\b(?:до|с|со|по)\s|\d|недел|месяц", re.IGNORECASE)  # that is an absence to be kept
_LEAVES_OUT = re.compile(r"\b(?:без|кроме|исключая|помимо)\s", re.IGNORECASE)


def is_left_out_by(whole: Reading, one: Piece) -> bool:
    """«Исаеву дай передышку, остальным напомни»: who is let be, for this order only, is left out of it."""
    wishes = one.reading.wishes or one.reading.nearest[:1]
    order = whole.wishes[0] if whole.sure and len(whole.wishes) == 1 else None
    if order is None or order.code not in OF_EVERYBODY or not order.excepted or len(wishes) != 1:
        return False
    [let_be] = wishes
    is_for_now = let_be.code == "exempt" and not {"from", "to", "days", "reason", "gap"} & let_be.keys.keys()
    return is_for_now and bool(let_be.people) and set(let_be.people) <= set(order.excepted)


def is_of_nobody_else(one: Piece, pieces: Sequence[Piece]) -> bool:
    """«Исаеву звонить не надо, Петрову напомни про чат»: the first is not written to, and asks for nothing; where the
    order names nobody, he is left out of it."""
    if not is_spared(one.text) or one.wish is None:
        return False
    names = [wish.people for wish in (*one.reading.wishes, *one.reading.nearest) if wish.people]
    ordered = [
        each.wish.people
        for each in pieces
        if each is not one and each.wish is not None and each.wish.code in OF_EVERYBODY and each.reading.says_deed
    ]
    return bool(names) and bool(ordered) and all(people and not set(people) & set(names[0]) for people in ordered)
