"""Clauses of a message: from mark to mark, or from one «и» to the next where it joins no names."""

from collections.abc import Iterator, Sequence

from handlers.understanding.reading.tokens import Token

_TOO = frozenset({"чтоб", "чтобы", "что", "как", "если"})  # «чтобы и Книжкина поняла»
_BREAKS = frozenset({",", ".", ";", ":", "!", "?", "\n", "(", ")", "а", "но", "хотя"})


def clause_around(tokens: Sequence[Token], first: int, last: int) -> range:
    """The clause in which these words stand."""
    while first > 0 and not _breaks(tokens, first - 1):
        first -= 1
    while last + 1 < len(tokens) and not _breaks(tokens, last + 1):
        last += 1
    return range(first, last + 1)


def _breaks(tokens: Sequence[Token], place: int) -> bool:
    if tokens[place].norm == "и" and 0 < place < len(tokens) - 1:
        before = tokens[place - 1]
        return before.norm not in _TOO and not (before.entity and tokens[place + 1].entity)
    return tokens[place].norm in _BREAKS and tokens[place].entity != "class"


_LEADS = frozenset({",", ".", ";", ":", "!", "?", "\n", "-", "–", "—", "а", "но", "зато", "только", "однако"})


def clauses_of(tokens: Sequence[Token]) -> Iterator[range]:
    """All of them, each with the marks, «а» and «но» that lead to it; «и» leads to one by which something is
    forbidden: «убери Исаева и не добавляй Петрова»."""
    start, says = 0, False
    for place in range(len(tokens)):
        leads = leads_to_clause(tokens, place)
        if leads and says:
            yield range(start, place)
            start, says = place, False
        says = says or not leads
    yield range(start, len(tokens))


def leads_to_clause(tokens: Sequence[Token], place: int) -> bool:
    if tokens[place].norm == "и":
        behind = tokens[place + 1 : place + 3]
        return len(behind) > 1 and behind[0].norm == "не" and behind[1].form == "imp"
    return tokens[place].norm in _LEADS and tokens[place].entity != "class"


def is_refused(tokens: Sequence[Token], place: int) -> bool:
    """«Девяносто мы не вытянем», of the number; «не ниже 80» refuses nothing."""
    clause = [tokens[at] for at in clause_around(tokens, place, place)]
    return any(one.denied and not one.norm.endswith(COMPARED) for one in clause)


ABOUT = frozenset({"про", "о", "об", "обо", "насчет"})
WITH = frozenset({"с", "со", "за", "перед", "над", "между", "под"})  # «с Алиевым» is one, «Алиевым» may be several
THOSE = frozenset({"тем", "тех", "всем", "всех", "те"})  # «тем, кто молчит, напиши»
COMPARED = ("ше", "же", "ее")
_JOINTS = (["и"], [","], [",", "и"], ["или"])


def follow_on(tokens: Sequence[Token], first: int, second: int) -> bool:
    return [token.norm for token in tokens[first + 1 : second]] in _JOINTS


def stand_beside(tokens: Sequence[Token], first: int, second: int) -> bool:
    """«чат есть, родители есть»."""
    between = [token.norm for token in tokens[first + 1 : second]]
    return bool({"и", ","} & set(between)) and set(between) <= {"и", ",", "есть"}


def is_post(token: Token) -> bool:
    """«Должность», whose beginning is that of debts."""
    return token.norm.startswith("должност")
