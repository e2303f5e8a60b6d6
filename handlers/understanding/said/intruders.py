"""«Кто-то чужой вошёл по моему коду», «это не я перешла в MAX»: somebody else is there in the speaker's place."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.reading.tokens import Token, tokens_of

_CAME = (
    *("шел", "шла", "шли", "зашел", "зашл", "вошел", "вошл", "перешел", "перешл", "пришел", "пришл", "вел", "ввел"),
    *("воспользовал", "пользовал", "использовал", "подключил", "зарегистрировал", "переходил", "заходил", "входил"),
    *("сидит", "сидет", "пишет"),
)
_CAME_MYSELF = ("зашел", "зашл", "вошел", "вошл", "перешел", "перешл")
_NOT_YET = (*_CAME_MYSELF, "переходил", "заходил", "входил", "регистрировал")
_STRANGERS = (  # not the speaker
    "чуж",
    "посторонн",
    "незнаком",
    "мошенник",
    "другой",
    "другая",
    "другие",
    "другое",
    "кто-то",
    "кто-нибудь",
)
_MINE = frozenset({"моему", "моей", "моим", "моем", "мой"})
_THINGS = ("код", "ссылк", "приглашени", "имен", "фамили", "аккаунт")


def somebody_else_came(text: str) -> bool:
    """By what is the speaker's own; not «чужой по моему коду не входил»."""
    tokens = tokens_of(text)
    came = any(one.norm.startswith(_CAME) and not one.denied for one in tokens)
    return came and _names_stranger(tokens) and _by_mine(tokens)


def it_was_not_me(text: str) -> bool:
    """«Не я зашла», «я ещё не переходила»."""
    tokens = tokens_of(text)
    not_i = any(one.norm == "я" and one.denied for one in tokens)
    came = any(one.norm.startswith(_CAME_MYSELF) for one in tokens)
    return (not_i and came) or _not_yet_i(tokens)


def _names_stranger(tokens: Sequence[Token]) -> bool:
    some = any((one.norm, other.norm) in (("кто", "то"), ("кто", "нибудь")) for one, other in pairwise(tokens))
    not_i = any(one.norm == "я" and one.denied for one in tokens)
    return some or not_i or any(one.norm.startswith(_STRANGERS) for one in tokens)


def _by_mine(tokens: Sequence[Token]) -> bool:
    words = [one.norm for one in tokens if not one.norm.startswith("личн")]
    mine = any(one in _MINE and other.startswith(_THINGS) for one, other in pairwise(words))
    return mine or ("вместо", "меня") in pairwise(words)


def _not_yet_i(tokens: Sequence[Token]) -> bool:
    me = next((place for place, one in enumerate(tokens) if one.norm == "я"), len(tokens))
    return any(one.denied and one.norm.startswith(_NOT_YET) for one in tokens[me : me + 4])
