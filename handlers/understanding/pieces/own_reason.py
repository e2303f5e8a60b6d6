"""Why somebody is let off, in the officer's own words: «Исаевой не напоминай про звонок, она без микрофона»."""

import re
from dataclasses import replace
from itertools import takewhile

from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Wish
from indicators.russian.names import comparable

_LEADS = frozenset({"без", "в", "во", "на", "с", "со", "до", "по", "у", "от", "из", "за", "для"})
_JOINED = r"(?:ведь|потому что|так как|т\.\s?к\.|поскольку|раз)"
_TELLS = re.compile(
    rf"(?:[,:;(—–.]|\s-)\s*(?:{_JOINED}\s+)?"
    r"(?:(?:она|он|они)\s+(?P<is>[^.;!?)]+)|(?P<has>(?:у не[ёе]|у него|у них|ей|ему|им|е[ёе]|его)\s+[^.;!?)]+))"
    rf"|\b(?:потому что|так как|поскольку)\s+(?P<because>[^.;!?)]+)",
    re.IGNORECASE,
)


def with_own_reason(wish: Wish, sentence: Sentence) -> Wish:
    """Where it is no usual reason, and neither days nor another order. Its words are left over no more."""
    found = _TELLS.search(sentence.text) if wish.code == "exempt" and "reason" not in wish.keys else None
    if found is None:
        return wish
    why = _without_orders(next(part for part in found.groups() if part), sentence).strip(" ,")
    words = comparable(why).split()
    if found["because"] is None and _is_remark(sentence, found):
        return wish
    orders = any(one.form == "imp" and comparable(one.text) in words for one in sentence.tokens)
    days = any(one.entity == "days" and comparable(one.text) in words for one in sentence.tokens)
    if not why or orders or days or any(letter.isdigit() for letter in why):
        return wish
    unused = tuple(one for one in wish.unused if comparable(one) not in words)
    return replace(wish, because=why, unused=unused, share=wish.share if unused else 1.0)


def _without_orders(why: str, sentence: Sentence) -> str:
    """«…, у неё нет интернета, пока её не трогай»: what is ordered is no part of the reason."""
    orders = {comparable(one.text) for one in sentence.tokens if one.form == "imp"}
    clauses = takewhile(lambda one: orders.isdisjoint(comparable(one).split()), why.split(","))
    return ",".join(clauses)


def _is_remark(sentence: Sentence, found: re.Match[str]) -> bool:
    """«Он мужчина обидчивый», «он человек новый»: what somebody is like, where a circumstance is told by a verb, with
    «без» and its like, or by what is not; and what is told before the order is told of its occasion."""
    said = [one for one in sentence.tokens if found.start() <= one.start < found.end()]
    orders = [one for one in sentence.tokens if one.form in ("imp", "inf") and one.concepts and not one.is_filler]
    if orders and all(one.start >= found.end() for one in orders):
        return True
    is_told = any(one.denied or one.form in ("third", "past") or one.norm in _LEADS for one in said)
    return found["is"] is not None and not is_told
