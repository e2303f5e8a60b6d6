"""Days that are told from the day of the file: «вчера в 18:20», «был(а) в сети 3 дня назад», «только что»."""

import re
from typing import Final

from indicators.russian.calendar_words import cardinal, near_days, unit_days

_SEEN: Final = re.compile(r"(?:(?:был|заходил)\S*\s+|последний (?:вход|визит)\s+)(?:в сети\s+)?|в сети\s+(?!сейчас)")
_AGO: Final = re.compile(r"(?:(\d{1,3}|[а-я]+)\s+)?([а-я]+)\.?\s+(?:тому\s+)?назад")
_HOUR: Final = r"(?:[\s,]+(?:в\s+)?\d{1,2}[:.]\d\d(?::\d\d)?)?"
_NEAR: Final = re.compile(rf"(сегодня|вчера|позавчера){_HOUR}")
_NOW: Final = re.compile(
    r"только что|(?:сейчас )?(?:в сети|онлайн|online)(?: сейчас)?|(?:(?:\d+|пару) )?(?:сек\w*|мин\w*|час\w*)\.? назад"
)


def days_ago(text: str) -> int | None:
    """So many days before; None where no such thing is said."""
    word = text.lower().replace("ё", "е").strip(" .;,!")
    if seen := _SEEN.match(word):
        word = word[seen.end() :]
    if _NOW.fullmatch(word):
        return 0
    if near := _NEAR.fullmatch(word):
        return -(near_days(near[1]) or 0)
    told = _AGO.fullmatch(word)
    unit = unit_days(told[2]) if told else 0
    if told is None or not unit:
        return None
    count = 1 if told[1] is None else int(told[1]) if told[1].isdecimal() else cardinal(told[1])
    return count * unit if count else None
