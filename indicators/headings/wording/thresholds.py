"""«Норматив 3 сообщения», «п. 3»: which numbers of a heading are thresholds, and which norms are said to be met."""

from typing import Final

from indicators.headings.needs import concepts
from indicators.headings.wording.tables import changed, said
from indicators.lexicon.reading import Mention

_THRESHOLDS: Final = frozenset(concepts("@thresholds"))
_OF_THRESHOLD: Final = (
    *("требован", "услов", "норм", "минимальн", "цел", "norm", "уров", "нижн", "верхн"),
    *("первый", "первая", "первое", "второй", "вторая", "второе"),
)
_BOUNDS: Final = (*_OF_THRESHOLD, "квот", "порог", "барьер", "рубеж", "ценз", "планк", "quota", "threshold", "ge")


def numbered(found: list[Mention]) -> list[Mention]:
    """«Инф. 3», «п. 3», «Сведения (3)»: behind one word that says nothing the number tells where the column stands."""
    if [m.code in _THRESHOLDS for m in found] != [False, True]:
        return found
    word = found[0]
    says_nothing = word.code in ("neutral", "unknown") and not word.text.startswith(_BOUNDS)
    return [] if says_nothing else found


def thresholds(found: list[Mention]) -> list[Mention]:
    """«Норматив 3 сообщения», «норма 10 сообщений выполнена»: met or not."""
    named = said(found)
    if not _THRESHOLDS & named:
        return found
    if {"achieved", "plan"} <= named:
        return [m for m in found if m.code != "plan"]
    return changed(found, "neutral", lambda m: m.text.startswith(_OF_THRESHOLD))


def norm_met(found: list[Mention]) -> list[Mention]:
    """«Норма звонков выполнена»: there was a call."""
    named = said(found)
    met = {"achieved", "plan"} <= named and named & {"call", "chat"} and not named & {"percent", "message"}
    return changed(found, "neutral", lambda m: m.code in ("plan", "achieved")) if met else found
