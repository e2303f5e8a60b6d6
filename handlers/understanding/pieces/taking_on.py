"""What a later wish of a message takes from the one before: «… и напомни им»."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.understanding.codes import CHOSEN_BY_GAP, OF_EVERYBODY, TAKES
from handlers.understanding.lexicon.words import lexicon
from handlers.understanding.pieces.going_on import FOR_GOOD
from handlers.understanding.pieces.parts import REST
from handlers.understanding.pieces.piece import ONE_OF_THEM, THEM
from handlers.understanding.reading.clauses import THOSE
from handlers.understanding.reading.figures import GAP_OF, INDICATOR_OF
from handlers.understanding.wish import Wish

_INDICATOR_OF_GAP = {gap: INDICATOR_OF[thing] for thing, gap in GAP_OF.items() if thing in INDICATOR_OF}
_DAY, _EVER = len("2026-11-17"), "9"


def beside_each_other(wishes: Sequence[Wish], today: date) -> tuple[Wish, ...]:
    """Nobody is written to, or listed, who is let off in the same breath."""
    return tuple(
        _without(one, [let_off for let_off in wishes[place + 1 :] if _lets_off(let_off, one, today)])
        if one.code in OF_EVERYBODY and not one.people
        else one
        for place, one in enumerate(wishes)
    )


def is_at_odds(wishes: Sequence[Wish]) -> bool:
    """Whoever is let off from now on and reminded in the same breath was told of once, and taken apart wrongly."""
    let_off = {
        number
        for one in wishes
        if one.code == "exempt" and not {"from", "gap"} & set(one.keys)
        for number in one.people
    }
    return any(one.code == "remind" and not one.keys.get("at") and let_off & set(one.people) for one in wishes)


def _lets_off(wish: Wish, sent: Wish, today: date) -> bool:
    """On the day of what is sent: «напомни про чаты, Борисов в отпуске с 1 декабря» reminds him as well."""
    day = sent.keys.get("at", str(today))[:_DAY]
    is_then = wish.keys.get("from", "") <= day <= wish.keys.get("to", _EVER)
    return wish.code == "exempt" and bool(wish.people) and "gap" not in wish.keys and is_then


def _without(wish: Wish, let_off: Sequence[Wish]) -> Wish:
    """«У кого нет звонка? Омарову не считай, она болеет»."""
    names = [f"-{name}" for one in let_off for name in one.keys["who"].split("+")]
    if not names:
        return wish
    named = [one for one in wish.keys.get("who", "").split("+") if one and one != "all"]
    who = "+".join(dict.fromkeys([*named, *names]))
    people = tuple(dict.fromkeys([*wish.excepted, *(number for one in let_off for number in one.people)]))
    return replace(wish, keys={**wish.keys, "who": who}, excepted=people)


_SPAN = frozenset({"from", "to", "days"})
_LATER = re.compile(r"\b(?:потом|затем|после (?:этого|чего)|снова|опять)\b", re.IGNORECASE)
_OF_SOMEBODY = frozenset({"announce", "card", "got", "why_listed", "answer_dispute", "correct", "restore", "code"})
_WHOM = frozenset({"all_word", "staff", "who_q", "whose", "debtors", "debt"})
_WORD = re.compile(r"[^\W\d_]+")
_WORKDAYS = 5


def _is_of_the_same(keys: Mapping[str, str], text: str, before: Wish) -> bool:
    """«Скажи Валиеву спасибо и напомни про звонок», «Исаев до субботы в отъезде, а в понедельник напомни про журнал»:
    no other is named, and whoever is let off is spoken of again when that is over. «Исаева не трогай, напомни про
    журнал» is to the others."""
    if _says_others(text) or not before.people or len(before.people) != len(before.keys.get("who", "").split("+")):
        return False
    is_over = before.code == "exempt" and "gap" not in before.keys and _is_later(keys.get("at", ""), before)
    return is_over or before.code in _OF_SOMEBODY


def _says_others(text: str) -> bool:
    """«Остальным», «всем», «тем, кто …»."""
    words = _WORD.findall(text.lower().replace("ё", "е"))
    return any(word in THOSE or word.startswith(REST) or lexicon().concepts(word) & _WHOM for word in words)


def _is_later(moment: str, absence: Wish) -> bool:
    last = absence.keys.get("to", "")
    return bool(last) and moment[:_DAY] > last


def _when_over(absence: Wish) -> dict[str, str]:
    """The first working day behind it."""
    if "to" not in absence.keys:
        return {}
    day = date.fromisoformat(absence.keys["to"]) + timedelta(days=1)
    while day.weekday() >= _WORKDAYS:
        day += timedelta(days=1)
    return {"at": str(day)}


_OF_ITS_OWN = re.compile(r"\b(?:тем|тех)(?=,?\s(?:кто|кого|кому|чей|чья|чьи|у кого|котор))")


def _pointing(text: str) -> set[str]:
    """The words that may point back; «тех, кто …» are told there and then."""
    return set(_OF_ITS_OWN.sub("", text.lower().replace("ё", "е")).split())


def taking_on(wish: Wish, text: str, before: Sequence[Wish]) -> Wish:
    """«… и напомни им»: of whom and about what is as in the wish before."""
    if not before:
        return wish
    words = _pointing(text)
    last, keys = before[-1], dict(wish.keys)
    takes = TAKES.get(wish.code, frozenset())
    gap, named = last.keys.get("gap", ""), last.keys.get("who", "")
    people = wish.people
    if wish.code in CHOSEN_BY_GAP and gap and "gap" not in keys and ("who" not in keys or words & THEM):
        keys["gap"] = gap
    out = [one[1:] for one in named.split("+") if one.startswith("-") and ":" not in one]
    if wish.code == "exempt" and "who" not in keys and last.excepted and out and words & THEM:
        keys["who"], people = "+".join(out), last.excepted  # «…, Петрова пропусти, он болеет»
    if "who" in takes and "who" not in keys and named and (words & THEM) and ":" not in named:
        one = len(named.split("+")) > 1 and bool(words & ONE_OF_THEM)  # the one who was named last
        keys["who"] = named.split("+")[-1] if one else named
        people = last.people[-1:] if one else last.people
    elif "who" in takes and "who" not in keys and named and words & (THEM - ONE_OF_THEM):
        keys["who"] = named
    if wish.code == last.code == "set_pupils" and named:
        keys.setdefault("who", named)
        people = people or last.people
    for_good = FOR_GOOD.search(text) is not None
    if wish.code == "exempt" and last.code == "set_break" and not (for_good or _SPAN & keys.keys()):
        keys |= {key: value for key, value in last.keys.items() if key in _SPAN}  # «карантин до 24-го, её не тронь»
    is_alone = keys.get("who", named) == named and not _says_others(text)
    if wish.code == "remind" and last.code == "exempt" and "at" not in keys and is_alone and _LATER.search(text):
        keys |= _when_over(last)
    if wish.code == "remind" and "who" not in keys and _is_of_the_same(keys, text, last):
        keys["who"], people = named, last.people
    if wish.code == "give_role" and last.code == "take_role" and "role" in last.keys:
        keys.setdefault("role", last.keys["role"])
    if wish.code == last.code == "indicator" and "who" in keys and "ind" in last.keys:  # «… в 5-9, сколько в 10-11»
        keys.setdefault("ind", last.keys["ind"])
    if "ind" in takes and "ind" not in keys and gap in _INDICATOR_OF_GAP and wish.code == "indicator":
        keys["ind"] = _INDICATOR_OF_GAP[gap]
    return replace(wish, keys=keys, people=people) if keys != dict(wish.keys) else wish
