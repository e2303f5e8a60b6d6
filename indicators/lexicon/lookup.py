"""One word in the tables of the lexicon."""

from typing import Final

from indicators.lexicon.lexicon import lexicon
from indicators.russian.stems import stem
from indicators.russian.word_forms import names_somebody

_NUMBERS: Final = {"1": "n1", "3": "n3", "10": "n10"}
_BOUNDS: Final = {"минимум": "atleast", "менее": "below", "предел": "upto"}
# Whoever does it for a living is somebody: «связист», «регистратор».
_DEEDS: Final = frozenset({"link", "register", "connect", "authorise"})
_SIGNS: Final = {"№": "number", "%": "percent", "δ": "change"}
_SHORTEST_BEGINNING = 3
_SHORTEST_DENIAL = 6


def of_word(text: str) -> tuple[str, bool] | None:
    """The concept of a word that stands in the tables, and whether the word itself denies it."""
    if text.isdecimal():
        return _NUMBERS.get(text, "other_number"), False
    code = _BOUNDS.get(text) or _SIGNS.get(text) or plainly(text)
    if code:
        return code, False
    if text.startswith("недо") and plainly(text[4:]):  # «недописано»
        return "opposite", False
    denied = plainly(text[2:]) if text.startswith("не") and _may_be_denied(text) else None
    return (denied, True) if denied else None


def _may_be_denied(text: str) -> bool:
    """«незарегистрирован», «неакт»; «нежн» and «неон» deny nothing."""
    return len(text) > _SHORTEST_DENIAL or (len(text) == _SHORTEST_DENIAL - 1 and text[2:] in lexicon().exact)


def plainly(text: str) -> str | None:
    """Exactly this word, else a beginning that says more than the stem does, else the stem, else a beginning."""
    own = stem(text)
    return (
        lexicon().exact.get(text)
        or _by_beginning(text, len(own) + 1)
        or lexicon().phrases.get((own,))
        or _by_beginning(text, _SHORTEST_BEGINNING)
    )


def stands_in_tables(text: str) -> bool:
    """Whether the word itself does, not only a beginning of it."""
    return text in lexicon().exact or (stem(text),) in lexicon().phrases or text in lexicon().beginnings


def _by_beginning(text: str, least: int) -> str | None:
    for length in range(len(text), least - 1, -1):
        if code := lexicon().beginnings.get(text[:length]):
            return None if code in _DEEDS and names_somebody(text) else code
    return None
