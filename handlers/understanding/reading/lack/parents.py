"""Parents: whether the chats that are named are theirs, or they stand beside them, or alone for their own chats."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import ABOUT, stand_beside
from handlers.understanding.reading.tokens import Token


def are_apart(tokens: Sequence[Token]) -> bool:
    """«Чаты и родители»: they stand beside the chats, and the chats are not theirs."""
    chats = [place for place, token in enumerate(tokens) if token.means("chat") and not token.means("parent")]
    parents = [place for place, token in enumerate(tokens) if token.means("parent")]
    return any(stand_beside(tokens, *sorted((chat, one))) for chat in chats for one in parents)


def lonely_parents(tokens: Sequence[Token], found: dict[int, str]) -> int | None:
    """Parents of whom no chat is named: «про звонки и родителей», «чаты и родители»."""
    if any(thing.startswith("parent") for thing in found.values()):
        return None
    return next((place for place, token in enumerate(tokens) if token.means("parent")), None)


# «Родительские есть?», and not «родительское собрание».
_CHATS_OF = ("родительские", "родительских", "родительскими", "родительским")
_NO_CHAT = ("собрани", "комитет", "согласи", "встреч", "патрул", "контрол", "взнос", "деньг", "день", "дни")


def are_spoken_of(tokens: Sequence[Token], place: int, found: dict[int, str]) -> bool:
    """«Напомни про родителей», «звонки и родители»: their chats are meant, and nobody is written to."""
    if place and tokens[place - 1].norm in ABOUT | {"по"}:
        return True
    if tokens[place].norm in _CHATS_OF:
        return not any(one.norm.startswith(_NO_CHAT) for one in tokens[place + 1 : place + 2])
    return any(stand_beside(tokens, *sorted((place, one))) for one in found)
