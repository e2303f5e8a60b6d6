"""Why somebody is left in peace, as people say it and as it is kept."""

import re

FOR_EVER = "без срока"
NO_REASON = "по решению ответственного"
_LONGEST = 80
# What the words of a reason begin with, and how the reason is kept. «Более» is no illness.
REASONS = {
    "больнич": "больничный",
    "больн": "больничный",
    "болез": "больничный",
    "болен": "больничный",
    "болею": "больничный",
    "болеет": "больничный",
    "болел": "больничный",
    "заболе": "больничный",
    "отпуск": "отпуск",
    "декрет": "декрет",
    "совмест": "совместитель",
    "командир": "командировка",
    "учеб": "учёба",
    "обуч": "учёба",
    "курс": "курсы",
    "семейн": "семейные обстоятельства",
}
_BEGINNING = re.compile(rf"\b({'|'.join(REASONS)})")


def usual_reason(words: str) -> str | None:
    """The usual reason that is named first; None when none is."""
    found = _BEGINNING.search(words.lower().replace("ё", "е"))
    return REASONS[found[1]] if found is not None else None


_OF_SCHOOL_YEAR = re.compile(r"\bучебн\w+")


def reasons_in(words: str) -> list[str]:
    """All usual reasons that are named: «кто на больничном и в декрете»."""
    said = _OF_SCHOOL_YEAR.sub("", words.lower().replace("ё", "е"))
    return list(dict.fromkeys(REASONS[found[1]] for found in _BEGINNING.finditer(said)))


def reason_of(words: str) -> str:
    """The reason in one word where it is a usual one, otherwise as it was written."""
    tidy = " ".join(words.lower().replace("включительно", " ").replace(FOR_EVER, " ").split()).strip(" ,.;()")
    return usual_reason(words) or tidy[:_LONGEST] or NO_REASON


def is_usual(reason: str) -> bool:
    """Whether it is one of the usual reasons, or none was given."""
    return reason == NO_REASON or usual_reason(reason) is not None
