"""A piece of a message that says of whom nothing is wished."""

from collections.abc import Sequence

from handlers.understanding.pieces.piece import Piece
from handlers.understanding.reading.exceptions import is_spared

SENT = frozenset({"remind", "announce", "list", "retry", "leaflets"})


def is_of_nobody_else(one: Piece, pieces: Sequence[Piece]) -> bool:
    """«Исаеву звонить не надо, Петрову напомни про чат»: the first is not written to, and asks for nothing; where the
    order names nobody, he is left out of it."""
    if not is_spared(one.text) or one.wish is None:
        return False
    names = [wish.people for wish in (*one.reading.wishes, *one.reading.nearest) if wish.people]
    ordered = [
        each.wish.people
        for each in pieces
        if each is not one and each.wish is not None and each.wish.code in SENT and each.reading.says_deed
    ]
    return bool(names) and bool(ordered) and all(people and not set(people) & set(names[0]) for people in ordered)
