"""Whether a message itself says «не», and not only a clause that tells whom or until when."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.tokens import Token, tokens_of

_LEADS = ("пока", "кто", "кого", "кому", "котор", "если", "чтоб")
_NEED = frozenset({"надо", "нужно", "стоит"})
_NEAR = 3  # words between what leads to a clause and its «не»


def denies(text: str) -> bool:
    """«Не напоминай всем», «пока не надо»; not «останови, пока не скажу», «… тех, кто не звонил»."""
    tokens = tokens_of(text)
    said = [place for place, one in enumerate(tokens) if one.norm == "не" and _stands_alone(tokens, place)]
    return any(_is_of_order(tokens, place) or not _is_led_to(tokens, place) for place in said)


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    """Not the beginning of «неподтверждённые»."""
    return place + 1 == len(tokens) or tokens[place + 1].start > tokens[place].end


def _is_of_order(tokens: Sequence[Token], place: int) -> bool:
    behind = tokens[place + 1 : place + 1 + _NEAR]
    return any((one.denied and one.form == "imp") or one.norm in _NEED for one in behind)


def _is_led_to(tokens: Sequence[Token], place: int) -> bool:
    first = clause_around(tokens, place, place).start
    return any(one.norm.startswith(_LEADS) for one in tokens[max(first, place - _NEAR) : place])


def refuses_to_wait(text: str) -> bool:
    """«Не жди файла»."""
    return any(one.denied and one.norm.startswith("жд") for one in tokens_of(text))


def supposes(text: str) -> bool:
    """«А если не успею?»"""
    return "?" in text and any(one.norm == "если" for one in tokens_of(text))


_MISTAKEN = ("ошиб", "перепут", "оговор", "описал", "напут", "опечат")
_LEADS_TO_DAY = frozenset({"с", "со", "до", "по"})


def puts_right(text: str) -> bool:
    """«Ошиблась, с 14-го, а не с 7-го», «не Павлова, а Носова»: what was said before is said to be otherwise."""
    tokens = tokens_of(text)
    slips = any(one.norm.startswith(_MISTAKEN) and not one.denied for one in tokens)
    norms = [one.norm for one in tokens]
    of_day = any(one == "не" and other in _LEADS_TO_DAY for one, other in pairwise(norms))
    return slips or of_day or ("не" in norms and "а" in norms[norms.index("не") :])
