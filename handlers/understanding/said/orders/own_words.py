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


_SEPARATELY = re.compile(r"\b(?:и|а)\s+(?:ещё\s+|еще\s+)?отдельно\s+(?P<words>[^.!?]{8,})", re.IGNORECASE)
_SENT_TO_OTHER = re.compile(
    r"\b(?:ему|ей|им)\s+(?:тогда\s+|теперь\s+)?(?:вс[её]|сводк\w+|отч[её]т\w*)\s+"
    r"(?:присыла|слать|шли|отправля|пересыла)\w*",
    re.IGNORECASE,
)


def asked_separately(text: str) -> str:
    """«Отчёт за ноябрь, и отдельно ‹список, кто стоит на месте›»."""
    said = _SEPARATELY.search(text)
    return said["words"] if said is not None else ""


def sent_to_another(text: str) -> str:
    """«За неё Дятлов, ‹ему всё присылать›»."""
    said = _SENT_TO_OTHER.search(text)
    return said[0] if said is not None else ""


_DEADLINE = re.compile(
    r"\b(?:крайний\s+)?срок\s*[:—–-]?\s*(?:до\s+|в\s+|по\s+)?(?:понедельник|вторник|сред|четверг|пятниц|завтра|сегодня|\d)"
    r"[\w.]*(?:\s+(?:декабря|января|февраля|марта|апреля|мая|июня|сентября|октября|ноября))?",
    re.IGNORECASE,
)


def own_deadline(text: str) -> str:
    """«Напомни всем про сообщения, ‹срок пятница›»."""
    said = _DEADLINE.search(text)
    return said[0] if said is not None else ""
