"""«Вторую», «последний», «М. П.»: which of several that are shown somebody points at."""

import re

_PLACES = (r"перв\w+|1", r"втор\w+|2", r"трет\w+|3", r"четв[её]рт\w+|4")
_THAT = r"(?:т[уа]|тот|того)\s+"
_INITIALS = re.compile(r"^\W*(?:[а-яё]+\s+)?(?P<first>[а-яё])\.?\s*(?P<second>[а-яё])?\.?\W*$", re.IGNORECASE)


def place_pointed_at(text: str, count: int) -> int | None:
    """Among so many; None where it is none of them."""
    words = text.lower().strip(" .!")
    if re.fullmatch(rf"(?:{_THAT})?последн\w+", words):
        return count - 1
    return next((at for at, one in enumerate(_PLACES[:count]) if re.fullmatch(rf"(?:{_THAT})?(?:{one})", words)), None)


def initials_in(text: str) -> tuple[str, str] | None:
    """Of the first name and the patronymic, the second perhaps empty."""
    found = _INITIALS.match(text)
    return (found["first"].lower(), (found["second"] or "").lower()) if found is not None else None


_THEM = re.compile(r"\b(?:им|их|этим|этих)\b", re.IGNORECASE)


def points_at_them(text: str) -> bool:
    """«Напомни им», «не трогай этих»: those who were just shown."""
    return _THEM.search(text) is not None
