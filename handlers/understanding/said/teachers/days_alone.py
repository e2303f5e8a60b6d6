"""«До пятницы», «наверное, до 13 ноября, температура»: days of an absence, and nothing said beside them."""

import re
from datetime import date

from handlers.understanding.reading.people.leaving import says_works_from
from handlers.understanding.reading.tokens import tokens_of
from nudges.dates import find_own_days

_BESIDE = ("sick", "vacation", "maternity", "trip", "courses", "excused_q", "tell")
_NOT_HERE = frozenset({"меня", "не", "буду", "отсутствую"})
_NOT_ALL = frozenset({"только", "лишь", "можете", "можно"})


def has_nothing_beside_days(said: str, today: date) -> bool:
    """But a reason, a «передайте» or an everyday word; not «бываю только во вторник», «чат создавала в сентябре»."""
    found = find_own_days(said, today)
    if found is None or says_works_from(said):
        return False
    beside = [one for one in tokens_of(found.rest) if one.kind != "mark"]
    return not any(
        one.norm in _NOT_ALL or not (one.is_filler or one.means(*_BESIDE) or one.norm in _NOT_HERE) for one in beside
    )


_SLIP = re.compile(r"^(?:\s*(?:нет|ой|не|точнее|вернее|ошибся|ошиблась|извините|простите)\b[\s,.!]*)+", re.IGNORECASE)


def without_slip(said: str) -> str:
    """«Нет, с 5 декабря»."""
    return _SLIP.sub("", said)


_DAYS_ALONE = re.compile(r"\s*(?:нет[, ]+|а )?(?:с|со|до|по)\s", re.IGNORECASE)
_LITTLE = 2  # letters
_GREETING = re.compile(r"\bс (?:\w+ником|пятницей|субботой|средой|выходными)\b|^\s*до завтра\b", re.IGNORECASE)


def are_days_alone(said: str, today: date) -> bool:
    """«С 1 декабря», and no word of what is then; no question and no greeting."""
    if "?" in said or _DAYS_ALONE.match(said) is None or _GREETING.search(said) is not None:
        return False
    found = find_own_days(said, today)
    rest = [one for one in tokens_of(found.rest) if one.kind == "word"] if found is not None else []
    return found is not None and all(len(one.norm) <= _LITTLE or one.norm == "нет" for one in rest)
