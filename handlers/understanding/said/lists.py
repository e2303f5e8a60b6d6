"""Which list is asked for, where the wish alone does not say it."""

import re
from datetime import date

from handlers.understanding.reading.clauses import clause_around, is_post
from handlers.understanding.reading.tokens import tokens_of
from indicators.russian.calendar_words import WHOLE_MONTH, month_number

_WHO_REACH = 4  # words behind «кто»
_TEACHES = ("учит", "ведет", "преподает")
_EVERYBODY = frozenset({"всем", "всех", "никому", "никого"})
_DONE = ("сдела", "выполн", "готов")
_COUNTS = ("сколько", "процент", "доля")


def asks_who_teaches(text: str) -> bool:
    """«Кто у нас ведёт физику»."""
    tokens = tokens_of(text)
    who = next((place for place, one in enumerate(tokens) if one.norm == "кто"), len(tokens))
    return any(one.norm in _TEACHES and not one.denied for one in tokens[who + 1 : who + 1 + _WHO_REACH])


def asks_posts(text: str) -> bool:
    """«Список всех сотрудников с должностями и классами»."""
    return any(is_post(one) for one in tokens_of(text))


def nothing_done(text: str) -> bool:
    """«Кто ничего не сделал», «не сделал вообще ничего»."""
    tokens = tokens_of(text)
    done = [place for place, one in enumerate(tokens) if one.denied and one.norm.startswith(_DONE)]
    return any(tokens[at].norm == "ничего" for place in done for at in clause_around(tokens, place, place))


_NAMELESS = re.compile(
    r"\b(?:без|не\s+называ\w+)\s+(?:\w+\s+)?(?:им[её]н|фамили|фио\b|персонал)|\bобезличен|\bне\s+называя\b|\bанонимн"
    r"|\b(?:только|одни|просто|лишь)\s+(?:общ\w+\s+)?(?:цифр|процент|итог|числа)",
    re.IGNORECASE,
)


def without_names(text: str) -> bool:
    """«Только без имён», «одни проценты»: it is shown to others."""
    return _NAMELESS.search(text) is not None


def counts(text: str) -> bool:
    """«Сколько нас не позвонило», «какой процент»."""
    return "%" in text or any(one.norm.startswith(_COUNTS) for one in tokens_of(text))


def asks_for_day(text: str) -> bool:
    """«Сколько осталось до срока по звонкам», «сколько дней до цели»: not how many people."""
    tokens = tokens_of(text)
    return any(one.means("deadline", "deadline_word") or one.norm in ("дней", "день", "дня") for one in tokens)


def is_of_target(indicators: str, text: str) -> bool:
    """By when is asked of a target: of registration only where a target is spoken of."""
    named = [one for one in indicators.split("+") if one]
    speaks_of_it = any(one.means("target") for one in tokens_of(text))
    return any(one != "teachers_total" for one in named) or (bool(named) and speaks_of_it)


def asks_who_did(text: str) -> bool:
    """«Кто исключил Зозулю»: of whom it was done, and not what they did."""
    return any(one.means("who_q") for one in tokens_of(text))


def begins_with_everybody(text: str) -> bool:
    return any(one.norm in _EVERYBODY for one in tokens_of(text)[:1])


_WHO_GETS = re.compile(
    r"^\W*(?:(?:а|и|ну|так)\s+)?(?:(?:кому|кто|каким|покажи\w*|полный|весь|дай|все)\b)(?=.*\b(?:уйд"
    r"|получ|прид|отправ|разош|имен|список"
    r"|всех|адресат|поимённ|поименн|полностью|целиком)\w*)",
    re.IGNORECASE,
)
_OF_ELSE = re.compile(
    r"\b(?:без|звон|чат|журнал|эжд|ответил|напомин|не получ|рассылк|сводк|отч[её]т|классн|учител)\w*", re.IGNORECASE
)
_FEW_WORDS = 7


def asks_who_gets(text: str) -> bool:
    """«Кому это уйдёт?», «полный список» under what is shown before it goes."""
    few = len(text.split()) <= _FEW_WORDS
    return few and _WHO_GETS.match(text) is not None and _OF_ELSE.search(text) is None


_COMPARES = re.compile(r"\b(?:хуже|слабее|самые)\b.*(?:\?|\bправда\b|\bтак ли\b)", re.IGNORECASE | re.DOTALL)


def compares(text: str) -> bool:
    """«Математики хуже всех, это так?»: of others nothing is said by a list of them."""
    return _COMPARES.search(text) is not None


def asks_of_today(text: str) -> bool:
    return re.search(r"\bсегодня\b", text, re.IGNORECASE) is not None


_SENT_IN = re.compile(rf"\bсколько\b.*\b(?:в|за)\s+(?P<month>{WHOLE_MONTH})(?=[\s?.!]*$|\s)", re.IGNORECASE | re.DOTALL)


def month_counted(text: str, today: date) -> tuple[int, int] | None:
    """«Сколько разослал в ноябре»: the year and the month, the newest that has begun."""
    found = _SENT_IN.search(text)
    month = month_number(found["month"]) if found is not None else None
    return (today.year - (month > today.month), month) if month else None


_SIDE_BY_SIDE = re.compile(
    r"^\W*(?:сравни|сопоставь)(?:те)?\s[^.?!]{2,40}?\s(?:с|со|и)\s+(?!прошл|пред|т[ое][йм]|эт|недел|месяц|школ|област|город|"
    r"район|норм|цел|план|средн|други|остальн|янв|фев|мар|апр|ма[йея]|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)


def sets_side_by_side(text: str) -> bool:
    """«Сравни 5-е с 9-ми по звонкам»."""
    return _SIDE_BY_SIDE.match(text) is not None
