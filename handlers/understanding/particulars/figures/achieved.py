"""What somebody says to have done."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.reading.figures import GAP_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_WILL_NOT = frozenset({"буду", "будем", "стану", "будет"})
_LACKING = frozenset({"нет", "нету", "пока", "увы", "отсутствует", "осталось", "остался"})


def achieved(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """What is told to be done: not what is still lacking, is for later, or is left out by «кроме»."""
    tokens, places = sentence.tokens, list(sentence.figures.said)
    done = []
    for order, (place, thing) in enumerate(sentence.figures.said.items()):
        until = places[order + 1] if order + 1 < len(places) else len(tokens)
        before = tokens[max(0, place - 2) : place]
        after = _own_words(tokens[place + 1 : until])
        said = [*before, *after]
        later = any(one.means("future_self") or one.norm in ("завтра", "потом", "будет", "позже") for one in after)
        later = later or _is_ahead(sentence, place, until)
        left = any(one.norm in ("кроме", "без") for one in before)
        lacks = (
            not any(one.norm == "есть" for one in after)
            and any(one.denied or one.norm in _LACKING for one in said)
            and not _is_whole_denial(said)
        )
        lacks = lacks or any(lead.norm == "не" and one.norm in _WILL_NOT for lead, one in pairwise(after))
        lacks = lacks or any(one.means("inactive", "trouble") for one in (tokens[place], *after))
        if not (later or left or lacks):
            done.append(thing)
    found = [GAP_OF[one] for one in done if one in GAP_OF]
    if not found and any(one.norm == "кроме" for one in tokens):
        return {}
    if not found and done != list(sentence.figures.said.values()):  # «всё, только журнал — увы»
        return {}
    if not found and sentence.has("sferum", "in_sferum"):  # «в Сферум таки зашла»
        found = ["not_registered"]
    found = found or sentence.figures.gaps
    return {"gap": "+".join(dict.fromkeys(found))} if found else {}


def _is_ahead(sentence: Sentence, place: int, until: int) -> bool:
    """«Звонок только в пятницу», «звонок в четверг»; not «созвонились в четверг»."""
    after = _own_words(sentence.tokens[place + 1 : until])
    days = [day for day, at in sentence.when.places.items() if place < at <= place + len(after)]
    is_done = any(one.form in ("past", "part") and not one.norm.startswith("заплан") for one in after)
    names = sentence.tokens[place].form == "noun" and not is_done
    only = any(one.norm == "только" for one in after) and any(one.entity == "days" for one in after)
    return only or (names and any(day > sentence.today for day in days))


def _own_words(tokens: Sequence[Token]) -> list[Token]:
    """Up to the next sentence; of several clauses the ones that go on with the same."""
    ends = next((place for place, one in enumerate(tokens) if one.norm in (".", ";", ",", "а", "но")), len(tokens))
    return list(tokens[:ends])


def _is_whole_denial(said: Sequence[Token]) -> bool:
    return any(one.means("nothing_wrong") for one in said)
