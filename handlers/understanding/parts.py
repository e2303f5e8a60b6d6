"""Where one wish of a message ends and the next begins."""

import re
from collections.abc import Sequence

from handlers.understanding.tokens import Token

_JOINS = re.compile(
    r"\s*(?:[;\n]|[.!?](?=\s)|,\s*(?:а|и|но)?\s+|\s(?:и|а|но|потом|затем|плюс)\s(?:заодно|еще|ещё|также|потом|отдельно)?)\s*",
    re.IGNORECASE,
)
_DEEDS = [
    "remind",
    "show",
    "send",
    "report",
    "exempt",
    "touch",
    "restore",
    "remove",
    "leave",
    "pause",
    "resume",
    "set",
    "change",
    "tell",
    "add",
    "make",
    "print",
    "cancel",
    "write",
]
_MOST = 3


def parts_of(text: str, tokens: Sequence[Token]) -> list[str]:
    """The pieces that may each be a wish; one when the message has no second deed in it."""
    pieces = [piece.strip() for piece in _JOINS.split(text) if piece and piece.strip()]
    if 1 < len(pieces) <= _MOST:
        return pieces
    return []
