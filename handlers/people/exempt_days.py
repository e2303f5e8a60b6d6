"""From when until when somebody is left in peace: read from words, and said.

Own patterns: the answer to «до какого дня» is a day, or a time that is no day of the calendar.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from handlers.engine.talk import Talk
from handlers.people.exempt_buttons import SINCE
from handlers.people.reasons import FOR_EVER, usual_reason
from handlers.people.resting import day_said
from indicators.russian.rules import enumerated
from nudges.dates import Span, find_own_days
from nudges.periods import span_words

_SINCE = re.compile(r"\bсо?\s+\d.*\bпо\b")
# A time that is no day of the calendar: kept «пока не вернёте», its end would be lost without a word.
SOME_TIME = re.compile(
    r"\b(?:до|по|на|с)\s+(?:[а-яё]+\s+){0,2}?"
    r"(?:(?:пол)?год[ау]?|лет[аоу]?|весн[аыу]|осен[иь]|зим[аыу]|каникул[а-яё]*|четверт[а-яё]+|полугоди[а-яё]|экзамен[а-яё]*|"
    r"суток|месяц[а-яё]*|недел[а-яё]+)\b"
)
HOW_TO_DATE = "Напишите так: «до 12.01», «до пятницы», «28.12–11.01» или «на две недели»."
BAD_DATE = f"Не понял дату. {HOW_TO_DATE}"


def says_when(text: str, today: date) -> bool:
    return find_own_days(text, today) is not None or FOR_EVER in text.lower() or usual_reason(text) is not None


def since_said(talk: Talk, spans: Sequence[Span], today: date) -> Sequence[Span]:
    """Where the answer tells the end alone, it begins with the day that they named."""
    since = day_of(talk.word(SINCE))
    if since is None or len(spans) != 1 or spans[0].starts_on != today:
        return spans
    ends_on = spans[0].ends_on
    return spans if ends_on is not None and ends_on < since else (Span(since, ends_on),)


def day_of(said: str) -> date | None:
    """A button can be forged."""
    with suppress(ValueError):
        return date.fromisoformat(said)
    return None


def meant(spans: Sequence[Span], today: date, words: str) -> Sequence[Span]:
    """One day alone is the last one, unless its beginning is said. Of several spans those that are over say nothing
    any more."""
    if len(spans) == 1:
        [only] = spans
        is_last = only.starts_on == only.ends_on and only.starts_on > today and not _SINCE.search(words.lower())
        return [Span(today, only.ends_on)] if is_last else spans
    return [span for span in spans if span.ends_on is None or span.ends_on >= today] or spans


def until_words(spans: Sequence[Span], today: date) -> str:
    if len(spans) > 1:
        days = (
            f"с {day_said(one.starts_on, today)}" if one.ends_on is None else span_words(one.starts_on, one.ends_on)
            for one in spans
        )
        return f" {enumerated(days)}"
    [span] = spans
    word = "по" if span.starts_on > today else "до"
    until = f" {word} {day_said(span.ends_on, today)} включительно" if span.ends_on is not None else ", пока не вернёте"
    return f" с {day_said(span.starts_on, today)}{until}" if span.starts_on > today else until
