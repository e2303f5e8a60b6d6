"""Who is named and is on no list: rather said to be nobody here than left away, so that others would be meant."""

import re
from collections.abc import Sequence

from handlers.understanding.particulars.addressing import asks_to_say
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.people.strangers import SURE_SURNAME, Stranger, is_relative, surnames
from handlers.understanding.reading.tokens import Token
from indicators.russian.name_endings import SURNAME

_OF_STRANGERS = frozenset({"code", "merge", "give_role", "left", "detach"})
_OF_WRITTEN_SO = frozenset({"exempt", "restore"})  # where a capital letter says that it is a name
_OF_ONE = frozenset({"got", "answered", "schedule", "leaflets"})
_ADJECTIVE = re.compile(r".{3,}(?:ая|ой|ую|ый|ий|ого|ому)")
_ROW = ([","], ["и"], [",", "и"], ["а", "также"], [",", "а", "также"])


def not_listed(sentence: Sentence, code: str, persons: Sequence[Named]) -> list[Stranger]:
    """Beside the `persons` who are meant, or where there are none."""
    if code in _OF_STRANGERS and (not persons or code == "merge"):
        return surnames(sentence.tokens)
    if persons:
        return in_row(sentence, persons) if code in _OF_WRITTEN_SO else []
    if sentence.groups or sentence.classes:
        return []
    if code in _OF_WRITTEN_SO:
        return _of_peace(sentence)
    written = [one for one in surnames(sentence.tokens) if _is_name(sentence.tokens, one)]
    if code == "announce" and not sentence.says_all:
        return [one for one in written if _is_told(sentence, one.places[0])]
    return written if code in _OF_ONE else []


def in_row(sentence: Sentence, persons: Sequence[Named]) -> list[Stranger]:
    """«Их трое: Тестова, Переменкина, Скрепкина»."""
    ends = {at for one in persons for at in one.places}
    found: list[Stranger] = []
    for one in surnames(sentence.tokens):
        place = one.places[0]
        before = next((at for at in range(place - 1, -1, -1) if sentence.tokens[at].entity == "who" or at in ends), -1)
        joined = before in ends and [token.norm for token in sentence.tokens[before + 1 : place]] in _ROW
        if joined and _is_name(sentence.tokens, one) and SURE_SURNAME.fullmatch(sentence.tokens[place].norm):
            found.append(one)
            ends.add(place)
    return found


def _of_peace(sentence: Sentence) -> list[Stranger]:
    tokens = sentence.tokens
    written = [(one, tokens[one.places[0]]) for one in surnames(tokens)]
    if len(written) == 1 and all(one.is_filler or one.concepts or one is written[0][1] for one in sentence.words):
        return [one for one, token in written if SURE_SURNAME.fullmatch(token.norm) and not token.concepts]
    return [one for one, token in written if token.text[:1].isupper() and _looks_like_surname(tokens, one.places[0])]


def _looks_like_surname(tokens: Sequence[Token], place: int) -> bool:
    """«Заречная» too, not «Северную школу»."""
    word, following = tokens[place].norm, tokens[place + 1 : place + 2]
    if SURNAME.match(word):
        return True
    opens = not place or tokens[place - 1].norm in ".!?\n"
    of_noun = any(one.form == "noun" and not one.is_filler for one in following)
    return not (opens or of_noun) and _ADJECTIVE.fullmatch(word) is not None


def _is_name(tokens: Sequence[Token], one: Stranger) -> bool:
    """Written with a capital letter, with no other meaning, and nobody's child."""
    token = tokens[one.places[0]]
    before = tokens[one.places[0] - 1 : one.places[0]]
    written = token.text[:1].isupper() and token.text[1:].islower()
    return written and _looks_like_surname(tokens, one.places[0]) and not any(map(is_relative, before))


def _is_told(sentence: Sentence, place: int) -> bool:
    """«Скажи Ковалёвой …», «пусть Фёдоров …»: beside the verb of saying, and before its words begin."""
    tokens = sentence.tokens
    words = sentence.manner.tells or next((at for at, one in enumerate(tokens) if one.norm == ":"), len(tokens))
    clause = clause_around(tokens, place, place)
    lets = place > 0 and tokens[place - 1].norm in ("пусть", "пускай")
    return lets or (place < words and any(asks_to_say(tokens[at]) for at in clause))
