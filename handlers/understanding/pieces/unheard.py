"""Clauses that wish something of their own and have no place in what was read: they are told of, never dropped."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.understanding.codes import OF_EVERYBODY
from handlers.understanding.pieces.piece import TOLD, Piece
from handlers.understanding.wish import Reading, Wish

_SPARED = frozenset({"exempt", "pause", "cancel_round"})
_HOW_MANY = "сколько"
_LIKELY, _SURELY = 0.6, 0.85


def unheard(found: Reading, pieces: Sequence[Piece]) -> tuple[Wish, ...]:
    """What such clauses are like, in their order, each with its own words; nothing where what was read is not sure."""
    if not found.sure or not found.wishes or found.denies:
        return ()
    codes = {one.code for one in found.wishes}
    if "announce" in codes:  # the other clauses are of its words
        return ()
    if codes & (OF_EVERYBODY | {"set_break"}):
        codes |= _SPARED  # whoever is left out of it
    own = [one for one in pieces if _wishes(one) and one.wish is not None and one.wish.code not in codes]
    if any("have" in one.keys for one in found.wishes):  # «кто с журналом, но без звонка» are clauses of one list
        own = [one for one in own if one.begins_with_deed or one.text.lower().startswith(_HOW_MANY)]
    if len(own) == len(pieces):  # they were read together as something else
        return ()
    return tuple(replace(one.wish, said=one.text) for one in own if one.wish is not None)


def _wishes(piece: Piece) -> bool:
    """Whether a clause orders, asks or tells of somebody so surely that it is no aside."""
    wish, reading = piece.wish, piece.reading
    if wish is None or wish.likely < _LIKELY or not piece.stands_alone or not reading.plain or reading.denies:
        return False
    orders = piece.begins_with_deed or (reading.says_deed and wish.acts)
    asks = piece.begins_by_asking and reading.asks
    tells = wish.code in TOLD and bool(wish.people) and wish.likely >= _SURELY
    return orders or asks or tells
