"""Whether somebody has enough of the reminders, wants them again, or speaks of themselves."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from handlers.understanding.reading.tokens import Token, tokens_of
from nudges.dates import find_own_days

_LATER = re.compile(r"\b(?:после (?:моего )?(?:ухода|увольнени)|(?:когда|как) (?:я )?(?:уйду|уволюсь|перейду))", re.I)
_OFF = ("выкл", "откл")
_ENOUGH = ("спам", "выключ", "отключ", "отпиш", "отпис", "рассылк", "отказыва", "согласи", "заблокир", "прекрат")
_ENOUGH_WHOLE = frozenset({"против", "хватит", "ненадо", "неинтересно"})
_FOREIGN = frozenset({"unsubscribe", "stop", "off", "cancel"})
_UNWANTED = ("надо", "нуж", "интерес")  # behind «не»
_OF_CLASS = ("классн", "веду", "руковожу")  # «больше не классный»
_NOW = frozenset({"пока", "сейчас", "временно"})
_ABOUT = frozenset({"про", "о", "об", "насчет"})
_PARTS_OF_TIME = ("вечер", "ноч", "выходн")
_GOING = ("отгул", "отъезд", "увол", "уйд", "ушл", "ушел", "уход", "ухож", "уез", "уех", "поехал")
_SENDING = ("remind", "write", "send", "touch")
_ORDERS = ("remind", "write", "send", "turn_on", "resume", "mute_back")
_ABSENCES = ("sick", "vacation", "maternity", "trip")
_MYSELF = frozenset({"мне", "меня", "мои"})
_BEFORE_TEXT = """
    ладно хорошо ок да ну уж уже все таки можете можно можешь опять снова передумал передумала тогда так и быть мне
    давайте пожалуйста бог с вами
"""
_BEHIND_TEXT = "мне снова опять дальше уж тогда ладно пожалуйста как раньше прежде"
_BEFORE, _BEHIND = frozenset(_BEFORE_TEXT.split()), frozenset(_BEHIND_TEXT.split())
_GO_ON = frozenset(
    ["пиши", "пишите", "напоминай", "напоминайте", "присылай", "присылайте", "шли", "шлите", "писать", "напоминать"]
)


def has_enough(text: str) -> bool:
    """Words of somebody who has enough of it, whatever else is not understood around them; not «я не против»."""
    tokens = tokens_of(text)
    if any(map(_says_enough, tokens)) or not _FOREIGN.isdisjoint(text.lower().replace(".", " ").split()):
        return True
    follows = pairwise([*tokens, Token("", "", 0, 0)])
    return any(
        (one.norm == "не" and (following.norm == "хочу" or following.norm.startswith(_UNWANTED)))
        or (one.norm == "в" and following.norm == "покое")
        or (one.norm.startswith("черн") and following.norm.startswith("спис"))
        or (
            one.norm == "больше"
            and following.norm == "не"
            and not (_is_of_class(tokens, following) or _is_asked(tokens, following))
        )
        for one, following in follows
    )


def _says_enough(token: Token) -> bool:
    return not token.denied and (token.norm.startswith(_ENOUGH) or token.norm in _ENOUGH_WHOLE)


def _is_of_class(tokens: Sequence[Token], denial: Token) -> bool:
    return any(one.start > denial.start and one.denied and one.norm.startswith(_OF_CLASS) for one in tokens)


def _is_asked(tokens: Sequence[Token], denial: Token) -> bool:
    """«Если напишу десять, больше не напомните?»: whether it will be so, and not that it be so."""
    verbs = [one for one in tokens if one.start > denial.start and one.denied and one.kind == "word"]
    asks = any(one.norm == "?" for one in tokens)
    return asks and any(one.norm in ("если", "ли") or one.means("if_word") for one in tokens) and bool(verbs)


def is_for_later(text: str, today: date) -> bool:
    """«После ухода удалите», «когда уволюсь», «с 14 декабря»: not now."""
    found = find_own_days(text, today)
    return _LATER.search(text) is not None or (found is not None and any(one.starts_on > today for one in found.spans))


def is_for_now(text: str) -> bool:
    """For some time, or about one matter only."""
    said = [one.norm for one in tokens_of(text)]
    return any(one in _NOW or one in _ABOUT or one.startswith(_PARTS_OF_TIME) for one in said)


def switches_off(text: str) -> bool:
    """«Выключи» looks like a misspelt «включи»; «не отключайте» and «без напоминаний забываю, включите» switch nothing
    off."""
    tokens = tokens_of(text)
    if any(one.norm.startswith(_OFF) and not one.denied for one in tokens):
        return True
    if any(one.denied and one.means(*_SENDING) for one in tokens):
        return True
    orders = any(one.form in ("imp", "inf") and one.means(*_ORDERS) and not one.denied for one in tokens)
    stays_on = orders or any(one.norm.startswith(_OFF) for one in tokens)
    return not stays_on and any(one.norm in ("не", "без") for one in tokens)


def speaks_of_going(text: str) -> bool:
    """«Мне отпуск не дали», «я не увольняюсь»: what is denied is no reminder."""
    return any(one.norm.startswith(_GOING) or _is_absence(one) for one in tokens_of(text))


def _is_absence(token: Token) -> bool:
    return token.means(*_ABSENCES) and not (token.guessed or token.is_filler)


def goes_on(text: str) -> bool:
    """A bare «пишите» of somebody who asked for silence takes that back: «ладно, пишите»."""
    words = [one.norm for one in tokens_of(text) if one.kind != "mark"]
    verbs = [place for place, one in enumerate(words) if one in _GO_ON]
    return len(verbs) == 1 and _BEFORE.issuperset(words[: verbs[0]]) and _BEHIND.issuperset(words[verbs[0] + 1 :])


def of_myself(text: str) -> bool:
    """«Мне», «меня»."""
    return any(one.norm in _MYSELF for one in tokens_of(text))


def says_i(text: str) -> bool:
    return any(one.norm == "я" for one in tokens_of(text))


def number_until(text: str) -> int | None:
    """Of «до 5», where nothing says whether it is a day or an hour."""
    tokens = tokens_of(text)
    for before, number, *after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        follows = after[0] if after else None
        is_counted = follows is not None and (follows.means("hour", "month_name") or follows.norm in ("-", ".", ":"))
        if before.norm == "до" and number.norm.isdecimal() and not is_counted:
            return number.value
    return None
