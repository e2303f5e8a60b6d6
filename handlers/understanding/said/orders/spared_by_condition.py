"""«Исключи тех, кто звонил, но без чата», «не трогай до пятницы тех, у кого нет журнала»: who is to be left in peace
where only what they have or lack tells it.

Own patterns: where the condition begins, and which words beside it are days.
"""

import re
from datetime import date
from typing import NamedTuple

from handlers.understanding.reading.tokens import Token, tokens_of
from handlers.understanding.said.orders.thinking_better import thinks_better
from nudges.dates import find_own_days

_SPEAKS = ("write", "send", "remind", "touch")
_THOSE = re.compile(
    r"\b(?:тех|всех|тем|всем|учител(?:ей|ям)|педагог(?:ов|ам)|коллег(?:ам)?)\b,?\s{1,3}"
    r"(?P<clause>(?:кто|кому|у\s{1,3}кого|у\s{1,3}которых|которые|без)\b.{1,300})$",
    re.IGNORECASE | re.DOTALL,
)
_DAYS_BEGIN = re.compile(r"(?<!\w)(?:до|по|на|с|со)\s", re.IGNORECASE)
_AS_ASKED = ((re.compile(r"^которые\b", re.I), "кто"), (re.compile(r"^у\s+которых\b", re.I), "у кого"))


class Spared(NamedTuple):
    """`asked`: who they are, as a question for them would say it; `until`: the days that are named, in their words."""

    asked: str
    until: str


def spared_by_condition(text: str, today: date) -> Spared | None:
    """None where it is no such order, or not the whole of it."""
    found = _THOSE.search(text)
    if found is None or "?" in text or ":" in text or thinks_better(text):
        return None
    before, clause = text[: found.start()], found["clause"].strip(" .!,")
    until = _days_in(before, today)
    said = [one for one in tokens_of(before.replace(until, "")) if one.kind != "mark" and one.norm != "не"]
    orders = [one for one in said if not one.is_filler]
    if len(orders) != 1 or not _spares(orders[0]):
        return None
    for begins in _DAYS_BEGIN.finditer(clause):
        if not until and _is_days(clause[begins.start() :], today):
            clause, until = clause[: begins.start()].rstrip(" ,"), clause[begins.start() :]
            break
    for pattern, instead in _AS_ASKED:
        clause = pattern.sub(instead, clause)
    return Spared(f"кто {clause}" if clause.lower().startswith("без") else clause, until)


def _spares(token: Token) -> bool:
    is_order = token.form in ("imp", "inf")
    return is_order and ((token.means("exempt") and not token.denied) or (token.denied and token.means(*_SPEAKS)))


def _days_in(before: str, today: date) -> str:
    """«Не трогай ‹до пятницы› тех …»."""
    said = (before[begins.start() :].strip(" ,") for begins in _DAYS_BEGIN.finditer(before))
    return next((one for one in said if _is_days(one, today)), "")


def _is_days(words: str, today: date) -> bool:
    found = find_own_days(words, today)
    return found is not None and bool(found.spans) and not found.unread and not found.rest.strip(" ,.")
