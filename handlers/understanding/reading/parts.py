"""Where one wish of a message ends and the next begins."""

import re
from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token

_JOINS = re.compile(
    r"\s*([;\n]|[.!?](?=\s)|,\s*(?:а|и|но)?\s+|\s(?:и|а|но|потом|затем|плюс)\s(?:заодно|еще|ещё|также|потом|отдельно)?)\s*",
    re.IGNORECASE,
)
# After a comma these go on with what was said: «напомни тем, кто без звонка».
_GOES_ON = ("кто ", "у кого ", "тем ", "чтобы ", "что ", "котор", "если ", "когда ", "тех ", "где ")
_MOST = 3


def parts_of(text: str, tokens: Sequence[Token]) -> list[str]:
    """The pieces that may each be a wish; none when the message is one piece, or too many."""
    pieces = _JOINS.split(text)
    found = [pieces[0].strip()]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        following = piece.strip()
        if not following:
            continue
        if mark.strip() == "," and following.lower().startswith(_GOES_ON):
            found[-1] += f", {following}"
        else:
            found.append(following)
    return found if 1 < len(found) <= _MOST and all(found) else []
