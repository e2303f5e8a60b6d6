"""Who is named beside an order that has somebody else for its object: by the clause, and by the case of the name."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.particulars.mentions import Mention, clause_of, is_subject
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.tokens import Token

_WRITTEN = frozenset({"remind", "announce", "preview"})
_OF_ONE_ASKED = frozenset({"card", "why_listed", "got", "answer_dispute"})
_THOSE_WHO = frozenset({"тем", "всем", "тех", "всех"})
_ALL_IS_WELL = ("есть", "порядк", "норм", "засчит", "хорошо", "стоит", "полн")
_GENITIVE = ("а", "я", "ы", "и", "ой", "ей")
_OBJECTS = ("imp", "inf", "we")
_AWAY = (*REASONS, "leave", "come_go", "touch")


def is_beside_order(sentence: Sentence, code: str, one: Mention, mentions: Sequence[Mention]) -> bool:
    tokens, clause = sentence.tokens, clause_of(sentence.tokens, one)
    others = [other for other in mentions if other is not one]
    if code == "exempt":
        is_here = any(other.first not in clause for other in others) and _is_here(tokens, clause)
        return _does_else(sentence, one, clause, others) or _is_lacking(tokens, one) or is_here
    if code == "restore":  # «Неизвестнову оставь, Глобусову верни»
        return bool(others) and any(tokens[at].norm.startswith("остав") and tokens[at].form == "imp" for at in clause)
    if code in _WRITTEN:
        return (
            (code != "announce" and _is_in_the_words(sentence, one, others))
            or _is_well(tokens, one, clause)
            or _is_owner(sentence, one, clause)
        )
    return code in _OF_ONE_ASKED and one.person is not None and _may_look(tokens, one, clause)


def _does_else(sentence: Sentence, one: Mention, clause: range, others: Sequence[Mention]) -> bool:
    """«Переменкину не трогай, Пеналова ведёт исправно», «Исаев болеет, Доскина всё сделала»: what she does is no
    absence, and the order has an object; where nothing is ordered, only what is done is surely none."""
    tokens = sentence.tokens
    said = [tokens[at] for at in clause if not tokens[at].entity]
    does = any(token.form in ("third", "past") and token.kind == "word" and not token.denied for token in said)
    if not (does and is_subject(tokens, one)) or any(token.means(*_AWAY) or token.denied for token in said):
        return False
    done = any(token.means("done_verb") for token in said) or not sentence.figures.said.keys().isdisjoint(clause)
    elsewhere = [other for other in others if other.first not in clause]
    return any(_is_object(tokens, other) or (done and _is_away(tokens, other)) for other in elsewhere)


def _is_here(tokens: Sequence[Token], clause: range) -> bool:
    """«Носова на курсах, Павлова на месте»."""
    norms = [tokens[at].norm for at in clause]
    away = any(tokens[at].means(*REASONS) or tokens[at].norm == "нет" for at in clause)
    return not away and any(one == "на" and other in _HERE and "не" not in norms for one, other in pairwise(norms))


_HERE = frozenset({"месте", "работе", "посту", "рабочем"})


def _is_away(tokens: Sequence[Token], one: Mention) -> bool:
    said = (tokens[at] for at in clause_of(tokens, one))
    return any(token.means(*REASONS) and not token.denied for token in said)


def _is_object(tokens: Sequence[Token], one: Mention) -> bool:
    """«Исаева не трогай», «Исаеву не пиши»: the order is about whoever stands beside its verb, and is no subject."""
    ordered = any(
        tokens[at].form in _OBJECTS and tokens[at].kind == "word" and not tokens[at].is_filler
        for at in clause_of(tokens, one)
    )
    return ordered and one.person is not None and not is_subject(tokens, one)


def _is_lacking(tokens: Sequence[Token], one: Mention) -> bool:
    """«Нет двух географов, Глобусова за троих»: who is not there at all."""
    before = [token for token in tokens[max(0, one.first - 2) : one.first] if token.value is None]
    return one.person is None and not one.is_class and [token.norm for token in before[-1:]] == ["нет"]


def _is_in_the_words(sentence: Sentence, one: Mention, others: Sequence[Mention]) -> bool:
    """«Напомни Хабибуллину, что он обещал собрать физиков»."""
    tells = sentence.manner.tells
    return bool(tells) and one.first > tells and any(other.first < tells for other in others)


def _is_well(tokens: Sequence[Token], one: Mention, clause: range) -> bool:
    """«… этих напомни, у остальной началки норм»."""
    rest = one.first > 0 and tokens[one.first - 1].norm.startswith("остальн")
    ordered = any(tokens[at].form in _OBJECTS and tokens[at].concepts for at in clause)
    return rest and not ordered and says_all_is_well(tokens, clause)


def says_all_is_well(tokens: Sequence[Token], clause: range) -> bool:
    """«У неё всё есть», «засчитано», «норм»; not «нет порядка», «не хорошо»."""
    said = [tokens[at] for at in clause]
    if any(token.norm in ("нет", "нету") for token in said):
        return False
    return any(token.norm.startswith(_ALL_IS_WELL) and not token.denied for token in said)


def _is_owner(sentence: Sentence, one: Mention, clause: range) -> bool:
    """«Ролик Звёздочкина хорош, скажи всем, у кого звонка нет»: whose it is."""
    tokens = sentence.tokens
    before = tokens[one.first - 1] if one.first else None
    if (
        not tokens[one.first].norm.endswith(_GENITIVE)
        or one.person is None
        or before is None
        or before.form != "noun"
        or before.entity
        or before.is_filler
    ):
        return False
    elsewhere = any(
        token.form == "imp" and token.concepts and not token.is_filler and at not in clause
        for at, token in enumerate(tokens)
    )
    those = any(token.norm in _THOSE_WHO and at not in clause for at, token in enumerate(tokens))
    return elsewhere and those and not any(tokens[at].form == "imp" and tokens[at].concepts for at in clause)


def _may_look(tokens: Sequence[Token], one: Mention, clause: range) -> bool:
    """«Указкин спорит, пусть Звёздочкин посмотрит»: who is to look into it."""
    lead = [tokens[at].norm for at in clause_around(tokens, one.first, one.first) if at < one.first]
    return lead[-1:] == ["пусть"] and is_subject(tokens, one) and any(tokens[at].form == "third" for at in clause)
