"""Who is denied beside somebody else: «не Алиева, а Доскина», «Исаев, вернее Петров»."""

from collections.abc import Sequence

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.exceptions.leaving_out import mean_others
from handlers.understanding.reading.exceptions.letting_be import is_spared, lets_be
from handlers.understanding.reading.exceptions.naming import NAMING, PREPOSITIONS
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token


def leave_out_contrasted(sentence: Sentence) -> None:
    """«Не Логопедова, а психолог», «классным, а не предметникам»: who is denied is not meant, if somebody else is."""
    tokens = sentence.tokens
    denied = [one for one in sentence.persons if _is_told_apart(tokens, one.places[0])]
    named = [place for place, one in enumerate(tokens) if one.about and one.entity != "state"]
    apart = [place for place in named if _is_told_apart(tokens, place)]
    if len(denied) + len(apart) == len(sentence.persons) + len(named):
        return
    mean_others(sentence, {*(one.places[0] for one in denied), *apart})


_POINTING = frozenset({"всем", "та", "тот", "ту", "того", "той", "тому", "которая", "который", "которую", "которого"})
_SLIPS = frozenset({"ой", "тьфу", "вернее", "точнее", "пардон"})
_ADDS = frozenset({"и", "еще", "забыла", "забыл", "также"})


def _is_put_right(tokens: Sequence[Token], place: int) -> bool:
    """«Мариночка … ой, Мадиночка», «Исаев, вернее Петров»: not who was said first; «ой, и Петров» is one more, and
    «вернее, Исаева не надо» is nobody instead."""
    kind, last = tokens[place].entity, place
    if kind not in ("who", "class"):
        return False
    while last + 1 < len(tokens) and tokens[last + 1].entity == kind:
        last += 1
    behind = range(last + 1, len(tokens))
    slip = next((at for at in behind if tokens[at].norm in _SLIPS or tokens[at].entity == kind), last)
    instead = next((at for at in range(slip + 1, min(slip + 4, len(tokens))) if tokens[at].entity == kind), None)
    if instead is None or tokens[slip].norm not in _SLIPS:
        return False
    said = [tokens[at] for at in clause_around(tokens, instead, instead) if at > slip]
    is_one_more = any(one.norm in _ADDS for one in tokens[slip + 1 : slip + 4])
    return not (is_one_more or any(map(lets_be, said)) or is_spared(" ".join(one.norm for one in said)))


def _is_told_apart(tokens: Sequence[Token], place: int) -> bool:
    """«не 5б», «не у физиков», «не химикам и биологам»."""
    if _is_put_right(tokens, place):
        return True
    before = place - 1
    while before >= 0 and (tokens[before].norm in PREPOSITIONS or tokens[before].norm in _POINTING):
        before -= 1
    if before > 0 and tokens[before].norm == "и" and tokens[before - 1].entity in NAMING:
        first = before - 1
        while first > 0 and tokens[first - 1].entity == tokens[first].entity:
            first -= 1
        return _is_told_apart(tokens, first)
    return before >= 0 and tokens[before].norm == "не"
