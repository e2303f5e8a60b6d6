"""Which of the words that a wish has no place for could change it: a person, a day, a number, a condition.

Why it is wished, how politely, and what somebody feels about it changes nothing, and is not told of as left out.

Own patterns: the endings by which a word of no reader says whom somebody means.
"""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.exceptions.but_for import EXCEPT
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

# Behind these stands by what somebody is chosen, or left out.
_CHOOSING = EXCEPT | {"без", "только", "лишь", "если", "из", "среди", "тем", "тех", "те", "кроме", "кто", "которые"}
_REACH = 2
_POLITE = ("трудн", "сложн", "можн", "возможн", "получит", "затрудн", "против", "что", "поздн", "обид", "лен")
_ABOUT_THEM = ("их", "ых", "им", "ым", "ого", "ему", "ому")
_OF_STAFF = ("who", "group", "class")
_EVERYBODY = ("личн", "уважаем", "дорог", "наш", "сво", "педагогическ", "милы")
_TO_MANY = ("ам", "ям")
_HOW = ("о", "е", "и", "ы")  # «спокойно», «по-доброму»


def could_change_it(sentence: Sentence, unused: Sequence[Token]) -> tuple[str, ...]:
    places = {id(one): place for place, one in enumerate(sentence.tokens)}
    return tuple(one.text for one in unused if one.norm != "зато" and _matters(sentence, places[id(one)]))


def _matters(sentence: Sentence, place: int) -> bool:
    tokens, one = sentence.tokens, sentence.tokens[place]
    if one.entity or one.kind != "word":
        return True
    is_name = one.text[:1].isupper() and place > 0 and tokens[place - 1].kind == "word" and not one.concepts
    return is_name or _is_chosen_by(tokens, place) or _says_whom(tokens, place)


def _is_chosen_by(tokens: Sequence[Token], place: int) -> bool:
    clause = clause_around(tokens, place, place)
    lead = next(
        (at for at in range(place - 1, max(place - _REACH, clause.start) - 1, -1) if tokens[at].norm in _CHOOSING), None
    )
    return lead is not None and not (tokens[lead].norm == "если" and tokens[place].norm.startswith(_POLITE))


def _says_whom(tokens: Sequence[Token], place: int) -> bool:
    """«Напомни активным учителям», «напомни танкистам»; not «личный состав»."""
    one, behind = tokens[place], tokens[place + 1 : place + 2]
    if one.norm.startswith(_EVERYBODY):
        return False
    beside = any(each.entity in _OF_STAFF or each.means("staff", "all_word") for each in behind)
    clause = clause_around(tokens, place, place)
    is_ordered = any(tokens[at].form == "imp" for at in clause)
    if is_ordered and not one.concepts and one.form == "noun" and not one.norm.endswith(_HOW):  # «напомни клр про чаты»
        return True
    return (beside and one.norm.endswith(_ABOUT_THEM)) or (
        is_ordered and not one.concepts and one.norm.endswith(_TO_MANY)
    )
