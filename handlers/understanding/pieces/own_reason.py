"""Why somebody is let off, in the officer's own words: «Исаевой не напоминай про звонок, она без микрофона»."""

import re
from dataclasses import replace

from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Wish
from indicators.russian.names import comparable

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
    why = next(part for part in found.groups() if part).strip(" ,")
    words = comparable(why).split()
    orders = any(one.form == "imp" and not one.denied and comparable(one.text) in words for one in sentence.tokens)
    days = any(one.entity == "days" and comparable(one.text) in words for one in sentence.tokens)
    if orders or days or any(letter.isdigit() for letter in why):
        return wish
    unused = tuple(one for one in wish.unused if comparable(one) not in words)
    return replace(wish, because=why, unused=unused, share=wish.share if unused else 1.0)
