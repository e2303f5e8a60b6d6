"""What a school calls its electronic journal, in a sentence that says so."""

import re

_SAYS_SO = re.compile(
    r"\b(?:журнал\w*\b[^.!?«]{0,40}?\bназыва\w+|названи\w+\s+(?:\w+\s+)?журнала)"
    r"(?:\s*[:—–-]|\s+(?:это|теперь|будет|не\s+\w+,?\s+а))*\s+(?:[«\"](?P<quoted>[^»\"]+)[»\"]|(?P<name>[^,.!?«]+))",
    re.IGNORECASE,
)
# «Журнал у нас «Школьник»»: what stands in its marks needs no «называется».
_IN_MARKS = re.compile(
    r"^\s*(?:(?:наш|у\s+нас|в\s+школе|электронный)\s+)*журнал(?:\s+(?:наш|у\s+нас|в\s+школе|это|теперь))*\s*[:—–-]?\s*"
    r"[«\"](?P<quoted>[^»\"]+)[»\"][\s.!]*$",
    re.IGNORECASE,
)
_NO_MORE_OF_IT = re.compile(r"\s+(?:а\s+не|вместо|так\s+и)\b.*$|[\s,]*\bпожалуйста\b[\s.!]*$", re.IGNORECASE)


def journal_name(text: str) -> str:
    """«Журнал у нас называется Сетевой город, а не ЭЖД»: what the school calls it."""
    if (named := _IN_MARKS.search(text)) is not None:
        return named["quoted"].strip()
    found = _SAYS_SO.search(text)
    return (found["quoted"] or _NO_MORE_OF_IT.sub("", found["name"])).strip() if found is not None else ""
