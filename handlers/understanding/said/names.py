"""Whether somebody says who they are, or that they are not."""

import re

from handlers.understanding.reading.spelling import plain

_I_AM = re.compile(
    r"^\W*(?:(?:здравствуйте|добрый день|доброе утро|добрый вечер|привет)\W+)?(?:это\W+)?"
    r"(?:я|меня\s+зовут|мое\s+имя|мо[еи]\s+фио)\b"
)
_NOT_ME = re.compile(r"\b[Яя] не [А-ЯЁ][а-яё]+|\b[Ээ]то не я\b|\b[Вв]ы ошиблись")  # a capital letter says it is a name


def introduces_self(text: str) -> bool:
    """«Здравствуйте, я Рябинина Людмила Аркадьевна»."""
    return _I_AM.search(plain(text)) is not None


def says_not_me(text: str) -> bool:
    """«Я не Иванова», «это не я»."""
    return _NOT_ME.search(text) is not None
