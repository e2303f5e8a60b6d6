"""Which things of the figures are named, and where: not those that only go with another, or are put aside."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import ABOUT, clause_around
from handlers.understanding.reading.lack.beside_thing import (
    are_of_classes,
    are_pupils,
    is_linked_with,
    is_of_one_class,
    is_where,
)
from handlers.understanding.reading.lack.parents import are_apart, are_spoken_of, lonely_parents
from handlers.understanding.reading.things.of_word import norm_at, thing_of
from handlers.understanding.reading.tokens import Token

_NEAR, _FAR = 5, 7  # words beside where somebody corrects themselves
_WRITTEN_THERE = ("кнопк", "вкладк", "ошибк", "надпис", "пишет", "написано", "выдает", "показывает", "появля", "только")


def _is_written_there(tokens: Sequence[Token], place: int) -> bool:
    """«Кнопки „создать чат“ нет», «пишет „нет доступа к журналу“»: a device's words in quotes."""
    if not tokens[place].quoted:
        return False
    first = next((at for at in range(place, -1, -1) if not tokens[at].quoted), -1)
    said = [tokens[at].norm for at in range(max(0, first - 2), first + 1)]
    return any(one.startswith(_WRITTEN_THERE) and one != "пишете" for one in said)


def things_named(tokens: Sequence[Token]) -> dict[int, str]:
    """Place → thing. Parents' chats and pupils' journals are told by what stands beside them."""
    parents = any(token.means("parent") for token in tokens)
    of_parents = parents and not are_apart(tokens)
    pupils = any(are_pupils(tokens, place) for place in range(len(tokens)))
    pupils = pupils or is_of_one_class(tokens) or are_of_classes(tokens)
    apart = any(token.means("teacher_less") for token in tokens)
    beside = any(token.means("with_teacher") for token in tokens)
    found: dict[int, str] = {}
    for place, token in enumerate(tokens):
        if (token.entity and token.entity not in ("thing",)) or _is_written_there(tokens, place):
            continue
        thing = thing_of(tokens, place, parents=of_parents, pupils=pupils, apart=apart, beside=beside)
        if thing and thing not in found.values():
            found[place] = thing
    _only_the_named(found, tokens)
    if {"message_3", "message_10"} & set(found.values()):
        found = {place: one for place, one in found.items() if one != "message"}
    lonely = lonely_parents(tokens, found) if parents else None
    if lonely is not None and (apart or beside or are_spoken_of(tokens, lonely, found)):
        found[lonely] = "parent_without" if apart else "parent_with" if beside else "parent"
    return dict(sorted(found.items()))


def _only_the_named(found: dict[int, str], tokens: Sequence[Token]) -> None:
    """«Зарегистрирована в макс», «подключила мою школу», «чат есть, написала»: a word that goes with another thing."""
    for place in [at for at, thing in found.items() if thing == "chat" and is_where(tokens, at, found)]:
        del found[place]
    things = set(found.values())
    counted = any(one.means("count_q", "share") for one in tokens)
    for place, thing in list(found.items()):
        token = tokens[place]
        beside = {found.get(at) for at in clause_around(tokens, place, place)} & {"max", "my_school"}
        joins = thing == "register" and beside and not token.means("in_sferum", "sferum")
        others = (
            {"max", "my_school"} if any(one.means("journal") for one in tokens) else {"max", "my_school", "register"}
        )
        ties = thing in ("journal", "pupils_journal") and not token.means("journal") and things & others
        said = thing == "message" and token.means("write") and len(things) > 1 and not (token.denied or counted)
        where = thing == "profile" and "journal" in things and is_linked_with(tokens, place)
        if joins or ties or said or where:
            del found[place]
    for place in _refused(found, tokens):
        del found[place]
    if _corrected(tokens):
        mark = _corrected(tokens)
        if any(place < mark for place in found) and any(mark < place <= mark + _NEAR for place in found):
            for place in [one for one in found if mark - _FAR <= one < mark]:
                del found[place]


_LED_BY = ABOUT | {"по", "за", "без", "с"}
_NOUNS = ("noun", "first", "second")


def _refused(found: dict[int, str], tokens: Sequence[Token]) -> list[int]:
    """«Не звонки, а чаты», «по звонкам, а не по чатам»: what is named only to be put aside."""
    refused = []
    for place in found:
        first = place - 1 - (norm_at(tokens, place - 1) in _LED_BY)
        if norm_at(tokens, first) != "не" or tokens[place].form not in _NOUNS:
            continue
        at = place + 1 + (norm_at(tokens, place + 1) == ",")
        behind = at + 1 + (norm_at(tokens, at + 1) in _LED_BY)
        instead = norm_at(tokens, at) == "а" and behind in found
        against = norm_at(tokens, first - 1) == "а" and any(one < first for one in found)
        if instead or against:
            refused.append(place)
    return refused


_TAKEN_BACK = (("то", "есть"), ("ой",), ("вернее",), ("точнее",), ("тьфу",), ("нет", "не"))


def _corrected(tokens: Sequence[Token]) -> int:
    """Where somebody corrects themselves: «по журналу, ой, по звонкам»; 0 for nowhere."""
    norms = [token.norm for token in tokens]
    return next(
        (
            place
            for place in range(1, len(norms))
            for words in _TAKEN_BACK
            if tuple(norms[place : place + len(words)]) == words
        ),
        0,
    )
