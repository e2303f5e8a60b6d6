"""The months, the days of the week and small numbers as they are written: the one list that all readers share."""

import re
from collections.abc import Sequence
from typing import Final

MONTHS: Final = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
WEEKDAYS: Final = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_WEEKDAY_STEMS: Final = ("понед", "вторн", "сред", "четве", "пятни", "суббо", "воскр")
_WEEKDAYS_SHORT: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
# So many days from today.
_NEAR: Final = {"послезавтр": 2, "позавчер": -2, "сегодн": 0, "седня": 0, "завтр": 1, "вчера": -1}
# What days are counted in; a month is thirty of them where nobody reckons more closely.
_UNITS: Final = {"недел": 7, "нед": 7, "месяц": 30, "день": 1, "денек": 1, "дн": 1, "суток": 1, "сутки": 1}
# «Когда?» — «в понедельник».
WEEKDAYS_TO: Final = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")

# Beginnings that tell the months apart. «ма» alone is March's as well, so March goes first.
_STEMS: Final = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
# A month in any case or shortened; the full stop of «дек.» is for whoever uses it.
MONTH: Final = (
    r"(?:янв(?:ар[а-я]*)?|фев(?:р|рал[а-я]*)?|мар(?:т[а-я]*)?|апр(?:ел[а-я]*)?|ма[йяею]|мае[а-я]*|июн[а-я]*|июл[а-я]*|"
    r"авг(?:уст[а-я]*)?|сен(?:т|тябр[а-я]*)?|окт(?:ябр[а-я]*)?|ноя(?:б|бр[а-я]*)?|дек(?:абр[а-я]*)?)"
)
# A month in any case, not shortened.
WHOLE_MONTH: Final = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[ьйяаеую]?"
# Any word that begins like a month: for texts where only months begin so, such as headings and names of files.
LOOSE_MONTH: Final = r"(?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"

_ORDINALS: Final = (
    *("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"),
    *("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат"),
    *("восемнадцат", "девятнадцат", "двадцат"),
)
_THIRTIETH: Final = "тридцат"
_ORDINAL: Final = re.compile(r"([а-я]+?)(?:ого|его|ьего|ое|ье|ому|ьему)")
_CARDINALS: Final = {
    **dict.fromkeys(("один", "одну", "одного"), 1),
    **dict.fromkeys(("два", "две", "двух", "пару"), 2),
    **dict.fromkeys(("три", "трех"), 3),
    **dict.fromkeys(("четыре", "четырех"), 4),
    **{word: number for number, word in enumerate(("пять", "шесть", "семь", "восемь", "девять", "десять"), 5)},
    **{"одиннадцать": 11, "двенадцать": 12, "четырнадцать": 14, "пятнадцать": 15, "двадцать": 20, "тридцать": 30},
}


def month_number(word: str) -> int:
    """The month a small-lettered word is, or begins like; 0 for any other."""
    return next((number for number, stem in enumerate(_STEMS, 1) if word.startswith(stem)), 0)


def month_meant(word: str) -> int:
    """Of a small-lettered word that is a month, in any case, shortened or misspelt («синтября»); January is 1."""
    return month_number(word) or 1 + _nearest(word, MONTHS)


def weekday_number(word: str) -> int:
    """Of a small-lettered word that is a day of the week, in any case or shortened; Monday is 0."""
    named = next((number for number, stem in enumerate(_WEEKDAY_STEMS) if word.startswith(stem)), None)
    if named is not None:
        return named
    return _WEEKDAYS_SHORT.index(word[:2]) if word[:2] in _WEEKDAYS_SHORT else _nearest(word, WEEKDAYS)


def _nearest(word: str, names: Sequence[str]) -> int:
    """«Читверг», «пятнецу»: the place of the one that has the fewest other letters."""
    from rapidfuzz.distance import OSA

    return min(range(len(names)), key=lambda place: OSA.distance(word, names[place]))


def near_days(word: str) -> int | None:
    """«послезавтра», «вчерашний»: so many days from today; None for any other word."""
    return next((days for stem, days in _NEAR.items() if word.startswith(stem)), None)


def unit_days(word: str) -> int:
    """«недели», «дней»: the days of one; 0 for a word that counts none."""
    return next((days for stem, days in _UNITS.items() if word.startswith(stem)), 0)


def cardinal(word: str) -> int:
    """«две» is 2; 0 for a word that is no number."""
    return _CARDINALS.get(word, 0)


def ordinal(word: str) -> int:
    """«двенадцатого» is 12; 0 for a word that is no number. «двадцать пятого» are two words."""
    match = _ORDINAL.fullmatch(word)
    stem = match[1] if match else ""
    return _ORDINALS.index(stem) + 1 if stem in _ORDINALS else 30 if stem == _THIRTIETH else 0
