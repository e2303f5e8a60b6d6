"""An order about one thing and not about another: «напомни про чат, а про звонок не надо», «не про чат, а про звонок».

What is not to be reminded of is taken out, and the rest is what is ordered."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from handlers.understanding.codes import REMINDERS
from handlers.understanding.pieces.parts import REST
from handlers.understanding.reading.clauses import ABOUT, clauses_of, follow_on, leads_to_clause
from handlers.understanding.reading.exceptions.letting_be import is_spared, lets_be
from handlers.understanding.reading.figures import GAP_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token
from handlers.understanding.wish import Reading

_LEAD = re.compile(r"^[\s,;–—-]*(?:(?:а|но|зато|только|однако)\s+)+", re.IGNORECASE)
_DENIES = frozenset({"не", "кроме", "исключая", "помимо"})
_ABOUT = ABOUT | {"по", "за"}
_NAMED = frozenset({"who", "group", "class", "stranger"})
_OF_OTHERS = ("all_word", "staff", "who_q", "nobody")
_NOUNS = ("noun", "first", "second")
_LASTING = frozenset({"больше", "никогда", "навсегда", "вообще", "совсем"})  # whoever is let off, now and later


class Parted(NamedTuple):
    """What is ordered, and what is not to be reminded of; `other`: something else is named that is. `lasting`: not now
    only, with whom that is about in it."""

    rest: str
    unasked: str
    other: bool
    lasting: str = ""


def parted(sentence: Sentence) -> Parted | None:
    """None where nothing is left out, or nothing is left."""
    things = [place for place, thing in sentence.figures.said.items() if thing in GAP_OF]
    cut = (
        {at for clause in clauses_of(sentence.tokens) for at in _unasked(sentence, clause, things)} if things else set()
    )
    if not cut:
        return None
    kept = [at for at in range(len(sentence.tokens)) if at not in cut]
    rest, unasked = _text_of(sentence, kept), _text_of(sentence, sorted(cut))
    lasts = any(sentence.tokens[at].norm in _LASTING or _is_day(sentence.tokens[at]) for at in cut)
    whose = " и ".join(" ".join(sentence.tokens[at].text for at in one.places) for one in sentence.persons)
    lasting = f"{whose} {unasked}" if lasts and whose else ""
    if not rest or (lasts and not lasting):
        return None
    return Parted(rest, unasked, not cut.issuperset(things), lasting)


def _text_of(sentence: Sentence, places: Sequence[int]) -> str:
    ends = [*(one.start for one in sentence.tokens[1:]), len(sentence.text)]
    text = "".join(sentence.text[sentence.tokens[at].start : ends[at]] for at in places)
    return _LEAD.sub("", text).strip(" ,;–—-\n")


def _unasked(sentence: Sentence, clause: range, things: Sequence[int]) -> Sequence[int]:
    """The places of what is not asked for: a clause, or «не про чат» in it."""
    tokens = sentence.tokens
    own = [place for place in things if place in clause]
    if not own:
        return ()
    denied = _denied(sentence, clause, own)
    said = [at for at in clause if not leads_to_clause(tokens, at)]
    if denied:
        return clause if list(denied) == said and clause.start else [*denied, *_marks_behind(tokens, denied[-1])]
    if " ".join(tokens[at].norm for at in said).endswith(_LATER):  # «…, а про журнал потом»
        return clause if clause.start else [*said, *_marks_behind(tokens, clause[-1])]
    named = [at for at in said if tokens[at].entity in _NAMED]
    if not _refuses(tokens, said) or (named and _is_of_others(tokens, clause)):
        return ()
    if not named and clause.start:
        return clause
    return [*(at for at in said if at not in named), *_marks_behind(tokens, clause[-1])]


def _denied(sentence: Sentence, clause: range, own: Sequence[int]) -> range:
    """«Не про чат», «не про чат и звонок», «…, не звонок»; not «не звонил», which says what is lacking."""
    tokens = sentence.tokens
    for place in own:
        first = place - 1
        while first in clause and tokens[first].norm in _ABOUT:
            first -= 1
        begins = first in clause and all(leads_to_clause(tokens, at) for at in range(clause.start, first))
        is_led = begins or first < place - 1 or (first in clause and tokens[first].norm != "не")
        if first in clause and _denies(sentence, first, begins=begins) and is_led and tokens[place].form in _NOUNS:
            last = place
            for other in own:
                last = other if other > last and follow_on(tokens, last, other) else last
            return range(first, last + 1)
    return range(0)


def _denies(sentence: Sentence, place: int, *, begins: bool) -> bool:
    """«Напомни Петровой про звонок, без чата»; of many «без» says who is meant."""
    word = sentence.tokens[place].norm
    of_many = sentence.groups or sentence.classes or sentence.has(*_OF_OTHERS)
    return word in _DENIES or (word == "без" and begins and bool(place and sentence.persons) and not of_many)


def _refuses(tokens: Sequence[Token], said: Sequence[int]) -> bool:
    if any(tokens[at].means("who_q") for at in said):  # «тем, кто пропустил звонок»
        return False
    words = " ".join(tokens[at].norm for at in said)
    denies = any(tokens[at].norm in ("не", "ни") for at in said)  # «напомни про чат, про звонок не надо»: not the first
    spares = any(lets_be(tokens[at]) and (denies or not tokens[at].denied) for at in said)
    return spares or is_spared(words) or words.endswith((" нет", " не обязательно"))


_LATER = (" потом", " позже", " попозже", " позднее", " не сейчас", " в другой раз")


def _is_day(token: Token) -> bool:
    return token.entity == "days" and token.norm != "пока"


def _is_of_others(tokens: Sequence[Token], clause: range) -> bool:
    """Whether somebody is named elsewhere, too: «…, остальным напомни»."""
    others = [one for at, one in enumerate(tokens) if at not in clause]
    return any(one.entity in _NAMED or one.means(*_OF_OTHERS) or one.norm.startswith(REST) for one in others)


def _marks_behind(tokens: Sequence[Token], last: int) -> list[int]:
    found: list[int] = []
    while last + 1 + len(found) < len(tokens) and leads_to_clause(tokens, last + 1 + len(found)):
        found.append(last + 1 + len(found))
    return found


def about_some(
    some: Parted, whole: Reading, read: Callable[[str], Reading], read_as: Callable[[str, str], Reading]
) -> Reading | None:
    """What was read of the rest, where that is an order to send; what is left out of everything is said to be."""
    asked = read(some.rest)
    if some.other and whole.sure and whole.wishes[0].code in REMINDERS and not asked.sure:
        return read_as(some.rest, whole.wishes[0].code)  # «Исаеву надо чат, звонить не надо»
    ordered = (asked.wishes or asked.nearest)[:1]
    if not any(one.code in REMINDERS for one in ordered):
        return None
    if some.lasting:
        return _with_peace(asked, read(some.lasting))
    if some.other:
        return asked
    if not asked.sure:
        return None
    said = tuple(replace(one, narrowed=(*one.narrowed, some.unasked)) for one in asked.wishes)
    return replace(asked, wishes=said)


def _with_peace(asked: Reading, let_off: Reading) -> Reading | None:
    """«…, про звонок больше не напоминай»: two wishes."""
    wish = let_off.wishes[0] if let_off.wishes else None
    if wish is None or wish.code != "exempt" or "gap" not in wish.keys or not asked.sure:
        return None
    return replace(asked, wishes=(*asked.wishes, wish))
