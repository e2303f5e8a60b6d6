"""Which words of a message of several wishes are those of one of them, as they were written."""

import re
from collections.abc import Sequence

_JOINED = re.compile(
    r"(?:[\s,;.]+(?:и|а|но|потом|затем|плюс|заодно|также|сразу|ещ[её]|отдельно))*[\s,;]*$", re.IGNORECASE
)


def own_words(text: str, parts: Sequence[str], place: int) -> str:
    """From where this part begins to where the next one does; the part itself where it is not found as it stands."""
    start = text.find(_beginning(parts[place]))
    following = parts[place + 1] if place + 1 < len(parts) else ""
    if start < 0 or not following:
        return parts[place] if start < 0 else text[start:]
    end = text.find(_beginning(following), start + 1)
    return _JOINED.sub("", text[start:end]) if end > 0 else parts[place]


def _beginning(part: str) -> str:
    """Up to where pieces may have been joined."""
    return re.split(r"[,;.]", part)[0]
