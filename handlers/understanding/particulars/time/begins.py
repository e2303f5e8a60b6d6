"""A span that a wish has no place for: «цель 80 % с 7 декабря», «сколько разослал в ноябре».

Own patterns: the names of months behind «с» and «в».
"""

import re

from handlers.understanding.reading.found import Sentence
from nudges.dates import find_days
from nudges.periods import day_words

_MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
_FROM_MONTH = re.compile(
    rf"\bсо? (?:{_MONTH}|нового (?:учебного )?года|(?:следующ|втор|треть|четв[её]рт)\w+ (?:месяца|четверти))",
    re.IGNORECASE,
)
_IN_SPAN = re.compile(
    rf"\b(?:(?:в|за) (?:прошл\w+ |весь |эт\w+ )?(?:{_MONTH}|месяц\w*|четверт\w+|полугоди\w+|(?:учебн\w+ )?год\w*)"
    r"|с начала (?:учебного )?(?:года|месяца|четверти)|за вс[её] время)\b",
    re.IGNORECASE,
)
# What they show is the newest.
OF_NEWEST = frozenset({"progress", "undelivered", "answered", "audit"})


def is_span(words: str) -> bool:
    return _IN_SPAN.fullmatch(words) is not None


def is_start(words: str) -> bool:
    """Whether it is what `begins_later` gave."""
    return words.startswith(("с ", "со "))


def begins_later(sentence: Sentence) -> tuple[str, ...]:
    """What is set is so from now on."""
    named = find_days(sentence.text.lower(), sentence.today)
    starts = [one.starts_on for one in named.spans if one.ends_on is None] if named is not None else []
    later = [f"с {day_words(one)}" for one in starts if one > sentence.today]
    if not later and (month := _FROM_MONTH.search(sentence.text)) is not None:
        later.append(month[0].lower())
    return tuple(later)


def months_named(sentence: Sentence) -> tuple[str, ...]:
    """Longer than the week of a round."""
    found = _IN_SPAN.search(sentence.text)
    return (found[0].lower(),) if found is not None else ()
