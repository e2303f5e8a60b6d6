"""«До четверга не пишите», «оставьте меня в покое до 25-го», «пишите с понедельника»: what somebody asks of the bot
for themselves, read from their message's own words."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.manner import DISTURB
from handlers.understanding.reading.tokens import Token, tokens_of


class Asks(Enum):
    NOTHING = auto()
    NOT_THEN = auto()
    """Nothing is to come on the days that are named."""
    NOT_BEFORE = auto()
    """What comes is to come from the named day on."""


_WRITES = ("write", "remind", "send", "touch", "stop_me", "excused_q")
_ASKED_FORMS = ("imp", "inf")
_STOPS = ("leave_me", "leave_me_alone", "enough_word")
_SILENT = ("помолч", "замолч", "молчит")
_DISTRACTS = re.compile(rf"{DISTURB}|отвлека|надоеда|звон")
_LETTERS = ("писем", "напоминан", "сообщен", "уведомлен")
# Who else may be written to, or may write.
_OTHERS = frozenset({"ему", "ей", "им", "его", "ее", "их", "всем", "всех", "никому", "никого", "нему", "ней", "ними"})
_ELSEWHERE = ("chat", "pupil", "parent_all", "parents_word", "staff", "says")


def asks_of(text: str) -> Asks:
    """Of what is a question, or told of others, of the past or of oneself («не могу писать»), nothing is asked."""
    if "?" in text:
        return Asks.NOTHING
    tokens = tokens_of(text)
    for place, token in enumerate(tokens):
        clause = [tokens[at] for at in clause_around(tokens, place, place)]
        if _is_of_others(clause) or token.quoted:
            continue
        if _leaves_alone(token, clause):
            return Asks.NOT_THEN
        if token.form == "imp" and token.means("write", "remind", "touch", "send") and not token.denied:
            return Asks.NOT_BEFORE
    return Asks.NOTHING


def _leaves_alone(token: Token, clause: Sequence[Token]) -> bool:
    is_bother = token.means(*_WRITES) or _DISTRACTS.match(token.norm) is not None
    if token.denied and is_bother and token.form in _ASKED_FORMS:
        return token.form == "imp" or not any(one.means("cannot") or one.norm == "буду" for one in clause)
    stops = token.means(*_STOPS) or token.norm.startswith(_SILENT)
    if stops and token.form in ("imp", "third") and not token.denied:  # «хватит»
        return (
            not token.means("enough_word")
            or any(one.means(*_WRITES) and one.form == "inf" for one in clause)
            or (token.means("leave_me", "leave_me_alone"))
        )
    without = any(one.norm == "без" for one in clause)
    return without and token.norm.startswith(_LETTERS)


def _is_of_others(clause: Sequence[Token]) -> bool:
    mine = any(one.means("me") for one in clause)
    others = any(one.norm in _OTHERS for one in clause) and not mine
    return others or any(one.means(*_ELSEWHERE) for one in clause)
