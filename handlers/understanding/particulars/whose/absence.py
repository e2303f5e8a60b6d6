"""Whose absence a teacher tells of: her own, or that of somebody she stands in for."""

from itertools import pairwise

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import REASONS, Sentence

_OTHERS = ("напарни", "коллег", "директор", "завуч", "замеща", "заменя", "подмен", "муж")
_STANDS_IN = ("нее", "него")  # «я за неё»
_OWN_VERBS = ("сижу", "лежу", "ухожу", "уехала", "уехал", "уезжаю", "беру", "болею", "заболела", "заболел", "меня")
_NEAR = 3  # words between «я» and what she is absent for


_SOME = frozenset(
    {"один", "одна", "двое", "трое", "четверо", "пятеро", "половина", "несколько", "многие", "часть", "кто-то"}
    | {"некоторые"}
)
_OWN = frozenset({"я", "меня", "у", "сижу", "дома"})


def is_of_some(sentence: Sentence) -> bool:
    """«Один в санатории до декабря», «половина класса болеет», «трое на карантине»: of those who were spoken of; not
    «ещё один день на больничном», which is a number of days."""
    tokens = sentence.tokens
    reasons = [place for place, one in enumerate(tokens) if one.means(*REASONS) and not one.denied]
    clauses = [[tokens[at] for at in clause_around(tokens, place, place)] for place in reasons]
    return bool(clauses) and all(
        any(one.norm in _SOME and one.entity != "days" for one in clause)
        and _OWN.isdisjoint(one.norm for one in clause)
        for clause in clauses
    )


def is_of_another(sentence: Sentence) -> bool:
    """«Напарница на больничном, я одна на два класса», «математик в декрете, я за неё»."""
    tokens = sentence.tokens
    norms = [one.norm for one in tokens]
    if is_of_some(sentence):
        return True
    stands_in = any(lead == "за" and norm in _STANDS_IN for lead, norm in pairwise(norms))
    if not (stands_in or any(one.startswith(_OTHERS) for one in norms)):
        return False
    reasons = [place for place, one in enumerate(tokens) if one.means(*REASONS)]
    own = any("я" in norms[max(0, place - _NEAR) : place] for place in reasons)
    return bool(reasons) and not own and not any(one in _OWN_VERBS for one in norms)
