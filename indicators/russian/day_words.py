"""The words of a text that speak of days, one after the other: what they mean together is for the caller to say.

Dates, days of the week, «завтра», «конца месяца», «две недели», and the small words between them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from indicators.russian.calendar_words import (
    MONTH,
    cardinal,
    month_number,
    near_days,
    ordinal,
    unit_days,
    weekday_number,
)


class Kind(StrEnum):
    DATE = "date"
    NUMBER = "number"
    WEEKDAY = "weekday"
    NEAR = "near"  # so many days from today
    END = "end"  # of a week, a month, a year
    WEEK = "week"  # so many weeks from this one
    LASTING = "lasting"  # so many days
    SINCE = "since"
    UNTIL = "until"
    BACK = "back"  # the day named is the first that is no more among them: «вернусь 5 мая»
    DASH = "dash"
    ON = "on"
    AND = "and"
    INCLUSIVE = "inclusive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DayWord:
    """`number` is the number, weekday, distance or length in days; `day`, `month` and `year` are a date's, the
    year 0 where it is not said. `text` is the word itself, in small letters; `start` and `end` its place."""

    kind: Kind
    start: int
    end: int
    text: str
    number: int = 0
    day: int = 0
    month: int = 0
    year: int = 0


_WEEKDAY_FORMS: Final = (
    "понедельник(?:а|у|ом|е)?|пн",
    "вторник(?:а|у|ом|е)?|вт",
    "сред(?:а|ы|у|е|ой)|ср",
    "четверг(?:а|у|ом|е)?|чт",
    "пятниц(?:а|ы|у|е|ей)|пт",
    "суббот(?:а|ы|у|е|ой)|сб",
    "воскресень(?:е|я|ю|ем)|вс",
)

BACK: Final = (
    r"\b(?:верн(?:усь|[её]тся|утся)|выйд(?:у|ет|ут)|выхо(?:жу|дит|дят))\b"
    r"(?:\s+(?:только|уже|примерно|на\s+работу|из\s+\w+|с\s+больничного)\b)*(?:\s+(?:во?|со?|к)\b)?"
)

_LEXER: Final = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("iso", r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)"),
            ("dotted", r"(?<![\d./])\d{1,2}[./]\d{1,2}(?:[./](?:20\d\d|\d\d))?(?![./]?\d)"),
            ("year", r"\b20\d\d\b(?:\s*г(?:од[а-я]*\b|\.|\b))?"),
            ("number", r"(?<![\w./№])\d{1,3}(?:-?(?:го|ого|ое|е|ый|й)\b|\b)(?![./]\d)"),
            ("inclusive", r"\bвключительно\b"),
            (
                "end",
                r"\bстар(?:ого|ому|ый)\s+нов(?:ого|ому|ый)\s+год[ау]?\b|"
                r"\bконц[аеу]\s+(?:эт[а-я]+\s+)?(?:недел|месяц|год)[а-я]*|\bновый\s+год\b|\bновому\s+году\b|"
                r"\bнового\s+года\b",
            ),
            ("week", r"\b(?:эт(?:ой|у|а|и)|следующ[а-я]+|будущ[а-я]+)\s+недел[а-я]+"),
            ("near", r"\b(?:послезавтра|позавчера|(?:сегодня|завтра|вчера)(?:шн[а-я]+(?:\s+дн[а-я]+)?)?)\b"),
            (
                "weekday",
                r"\b(?:(?:следующ|ближайш|эт|прошл|минувш)[а-я]+\s+)?"
                rf"(?:{'|'.join(f'(?:{form})' for form in _WEEKDAY_FORMS)})\b",
            ),
            ("unit", r"\b(?:недел[юиья]|недельку|дн(?:я|ей)|день|месяц(?:а|ев)?|сутки|суток)\b"),
            ("month", rf"\b{MONTH}\b\.?"),
            ("back", BACK),
            ("since", r"\b(?:начиная\s+с|со?|от)\b"),
            ("until", r"\b(?:до|по)\b"),
            ("on", r"\b(?:на|во?|всю)\b"),
            ("and", r"\bи\b|[,;]"),
            ("dash", r"[-–—]"),
            ("other", r"[^\W_]+"),
        )
    )
)


def day_words(text: str) -> list[DayWord]:
    """All words of a small-lettered text, those of no concern as `OTHER`. A number with its month, or with what it
    counts, is one word."""
    found: list[DayWord] = []
    for word in _numbers_joined(_scanned(text)):
        joined = _joined(found[-1], word) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(word)
    return found


def _joined(last: DayWord, word: DayWord) -> DayWord | None:
    """The two as one, where they are one."""
    if word.month and not word.day and last.kind is Kind.NUMBER:
        return replace(word, kind=Kind.DATE, day=last.number, start=last.start)
    if word.year and not word.month and last.kind is Kind.DATE and not last.year:
        return replace(last, year=word.year, end=word.end)
    if word.kind is Kind.LASTING and last.kind is Kind.NUMBER:
        return replace(word, number=word.number * last.number, start=last.start)
    return None


def _numbers_joined(words: Iterator[DayWord]) -> Iterator[DayWord]:
    """«двадцать пятого» is one number."""
    tens: DayWord | None = None
    for word in words:
        is_number = word.kind is Kind.NUMBER
        if tens is not None and is_number and word.number < 10 and ordinal(word.text):
            yield replace(word, number=tens.number + word.number, start=tens.start)
            tens = None
            continue
        if tens is not None:
            yield tens
        tens = word if is_number and word.number in (20, 30) and cardinal(word.text) else None
        if tens is None:
            yield word
    if tens is not None:
        yield tens


def _scanned(text: str) -> Iterator[DayWord]:
    for match in _LEXER.finditer(text):
        name, said = match.lastgroup or "", match[0]
        yield _READERS.get(name, _as_it_is)(DayWord(_KINDS.get(name, Kind.OTHER), match.start(), match.end(), said))


def _as_it_is(word: DayWord) -> DayWord:
    return word


def _iso(word: DayWord) -> DayWord:
    year, month, day = map(int, word.text.split("-"))
    return replace(word, day=day, month=month, year=year)


def _dotted(word: DayWord) -> DayWord:
    day, month, *rest = map(int, re.split(r"[./]", word.text))
    year = rest[0] if rest else 0
    return replace(word, day=day, month=month, year=2000 + year if 0 < year < 100 or rest == [0] else year)


def _number(word: DayWord) -> DayWord:
    return replace(word, number=int(re.match(r"\d+", word.text)[0]))  # type: ignore[index]


def _year(word: DayWord) -> DayWord:
    return replace(word, year=int(word.text[:4]))


def _month(word: DayWord) -> DayWord:
    return replace(word, month=month_number(word.text))


def _near(word: DayWord) -> DayWord:
    return replace(word, number=near_days(word.text) or 0)


def _weekday(word: DayWord) -> DayWord:
    return replace(word, number=weekday_number(word.text.split()[-1]))


def _week(word: DayWord) -> DayWord:
    return replace(word, number=0 if word.text.startswith("эт") else 1)


def _unit(word: DayWord) -> DayWord:
    return replace(word, number=unit_days(word.text))


def _spelled(word: DayWord) -> DayWord:
    number = ordinal(word.text) or cardinal(word.text)
    return replace(word, kind=Kind.NUMBER, number=number) if number else word


_KINDS: Final = {
    **dict.fromkeys(("iso", "dotted"), Kind.DATE),
    "unit": Kind.LASTING,
    **{kind.value: kind for kind in Kind if kind is not Kind.OTHER},
}
_READERS: Final[dict[str, Callable[[DayWord], DayWord]]] = {
    "iso": _iso,
    "dotted": _dotted,
    "number": _number,
    "year": _year,
    "month": _month,
    "near": _near,
    "weekday": _weekday,
    "week": _week,
    "unit": _unit,
    "other": _spelled,
}


def plain_days(text: str) -> str:
    """Small letters without ё, of the same length, so that places found there are places here."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).replace("ё", "е").replace("\u00a0", " ")
