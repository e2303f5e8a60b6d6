"""Pieces of a message that say of whom nothing is wished."""

from collections.abc import Sequence

from handlers.understanding.codes import OF_EVERYBODY
from handlers.understanding.pieces.piece import Piece
from handlers.understanding.reading.exceptions import is_spared
from handlers.understanding.reading.found import Sentence

_BEGINS = frozenset({"тех", "те", "всех", "больных", "кто"})


def with_left_out(parts: Sequence[str], sentence: Sentence) -> list[str]:
    """The parts, with «и тех, кто на больничном» in the one whose exception goes on so."""
    found: list[str] = []
    for part in parts:
        begins = sentence.text.find(part)
        own = [one for one in sentence.tokens if begins <= one.start < begins + len(part)] if begins >= 0 else []
        left = any(one.entity == "state" and set(one.about) <= set(sentence.excepted_states) for one in own)
        if found and left and own[0].norm in _BEGINS and not any(one.form == "imp" and one.concepts for one in own):
            found[-1] += f" и {part}"
        else:
            found.append(part)
    return found if len(found) > 1 else []


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
