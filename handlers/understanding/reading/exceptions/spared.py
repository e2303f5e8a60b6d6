"""Who is let be beside an order for others: «напомни всем, а Мадине не надо», «Петрова не трогай, остальных пни»."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.reading.clauses import THOSE, clauses_of
from handlers.understanding.reading.exceptions.leaving_out import leave_out, leave_out_all
from handlers.understanding.reading.exceptions.letting_be import NO_NEED, is_spared, lets_be, words_of
from handlers.understanding.reading.exceptions.naming import named_in, strange_surnames
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token

_ASKED = ("who_q", "remind", "send", "tell", "write", "round", "list_noun", "show", "print", "leaflet", "announcement")
_LEFT_AS_IT_IS = ("остав", "остан")  # «Мелкову оставь, а Выдумкину исключи»


def leave_out_spared(sentence: Sentence) -> None:
    """A clause that says of somebody «не надо», after a clause that asks for something for all."""
    asked = exempts = False
    early: Sequence[int] = ()
    orders = any(_exempts(one) for one in sentence.tokens)
    for places in _with_rows(sentence):
        tokens = [sentence.tokens[place] for place in places]
        if any(one.means("reason_why") for one in tokens):  # «почему Исаева не тревожим»
            continue
        if asked and _chooses(sentence, places):
            continue
        spares = any(map(lets_be, tokens)) or any(
            one.norm in ("не", "нет") and other.norm in NO_NEED for one, other in pairwise(tokens)
        )
        named = named_in(sentence, places)
        strange = strange_surnames(sentence, places)
        somebody = bool(named or strange or any(one.about for one in tokens))
        spares = spares or (somebody and is_spared(words_of(tokens)))
        kept = orders and any(one.norm.startswith(_LEFT_AS_IT_IS) and one.form == "imp" for one in tokens)
        if kept and not any(map(_exempts, tokens)):
            leave_out(sentence, places)
        elif exempts and spares and not any(one.form in ("imp", "inf") for one in tokens):
            leave_out_all(sentence, places, strange)  # «исключи началку, а Образцову не надо»
            others = [one for one in sentence.persons if one.members not in [each.members for each in named]]
            sentence.persons = others or sentence.persons  # «исключи Исаева и Петрова, вернее, Исаева не надо»
        elif asked and spares and leave_out_all(sentence, places, strange):
            _remember_spared(sentence, named, tokens)
            for token in tokens:
                token.entity = token.entity or ("except" if token.kind == "word" else "")
        elif spares and somebody and not asked and not any(map(_orders, tokens)):
            early = places  # «Патимат не надо, напиши Руслану»
        asked = asked or (not spares and not kept and any(map(_asks, tokens)))
        exempts = exempts or any(map(_exempts, tokens))
    if early and asked:
        _leave_out_early(sentence, early)


def _chooses(sentence: Sentence, places: Sequence[int]) -> bool:
    """«Листовки тем, кому не могу писать»: whom it is for."""
    first = next((place for place in places if sentence.tokens[place].kind == "word"), places[0])
    before = [one for one in sentence.tokens[:first] if one.kind == "word"]
    return bool(before) and before[-1].norm in THOSE and sentence.tokens[first].means("who_q")


def _remember_spared(sentence: Sentence, named: Sequence[Named], said: Sequence[Token]) -> None:
    sentence.spared += named
    sentence.spared_said += [one for token in said for one in token.about]


def leave_out_before_the_rest(sentence: Sentence) -> None:
    """«Петрова не трогай, остальных физруков пни», «Борисовой дай продохнуть, остальным напоминай»: the rest are those
    without whoever is let be before."""
    tokens = sentence.tokens
    rest = next((place for place, one in enumerate(tokens) if one.norm.startswith("остальн") and not one.denied), 0)
    for places in clauses_of(tokens) if rest else ():
        said = [tokens[place] for place in places]
        spares = any(map(lets_be, said)) or is_spared(words_of(said))
        if places.stop > rest or not spares:
            continue
        named = named_in(sentence, places)
        if leave_out(sentence, places):
            _remember_spared(sentence, named, said)


_THEM = frozenset({"ему", "ей", "им", "его", "ее", "их", "него", "нее", "них"})


def _orders(token: Token) -> bool:
    """«Исаеву не пиши до среды» is an order of its own; «Исаеву звонить не надо», «Исаева оставь в покое» are none."""
    return (token.form == "imp" and not token.norm.startswith(_LEFT_AS_IT_IS)) or (
        token.form == "inf" and not token.denied
    )


def _leave_out_early(sentence: Sentence, places: Sequence[int]) -> None:
    named = named_in(sentence, places)
    if len(named) == len(sentence.persons) and not any(one.norm in _THEM for one in sentence.tokens[places[-1] + 1 :]):
        leave_out_all(sentence, places, strange_surnames(sentence, places))  # «Исаеву не надо, напомни всем про чат»
        for token in (sentence.tokens[place] for place in places):
            if token.norm.startswith(_LEFT_AS_IT_IS):
                token.entity = "except"
    elif len(named) < len(sentence.persons):
        sentence.persons = [one for one in sentence.persons if one not in named]


def _exempts(token: Token) -> bool:
    return token.means("exempt", "remove") and token.form == "imp" and not token.denied


def _asks(token: Token) -> bool:
    if token.means("who_q") and not token.entity:
        return True
    named = token.entity or token.is_filler or token.denied or token.kind != "word"
    return not named and (token.form == "imp" or token.means(*_ASKED))


def _with_rows(sentence: Sentence) -> list[range]:
    """«Напомни всем, Тестовой, Исаеву и Доскиной не надо»: nothing but names, after an order that names nobody, goes
    with what follows."""
    found: list[range] = []
    begun = -1
    for places in clauses_of(sentence.tokens):
        words = [sentence.tokens[place] for place in places if sentence.tokens[place].kind == "word"]
        rowed = bool(words) and all(one.entity == "who" or one.norm == "и" for one in words)
        before = any(one.places[0] < places.start for one in sentence.persons)
        if begun < 0 and rowed and not before and found:
            begun = places.start
        elif begun < 0 or not rowed:
            found.append(range(begun if begun >= 0 else places.start, places.stop))
            begun = -1
    return found if begun < 0 else [*found, range(begun, len(sentence.tokens))]
