"""Until when: what is put off, what is set, a target."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.settings import is_about_saturday
from handlers.understanding.particulars.time.going_on import goes_on_that_day, is_till_monday
from handlers.understanding.reading.clauses import is_refused
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.time.when import When
from indicators.days import month_end
from indicators.russian.calendar_words import month_meant
from indicators.weeks import Week

_ONE = timedelta(days=1)


def until(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = replace(sentence.when, days=[one for one in sentence.when.days if not goes_on_that_day(sentence, one)])
    if when.week == "current" and when.any_day is None:  # «на этой неделе никого не трогай»
        return {"until": str(Week.of(sentence.today).sunday)}
    if code == "pause" and (ahead := _first_day_ahead(sentence, when)):
        last = when.ends or (max(when.days) if when.days else None)
        return {"from": str(ahead)} | ({"until": str(last)} if last else {})
    day = when.returns or when.ends or when.any_day
    if day and _is_of_going_on(sentence):
        day += _ONE
    return {"until": str(day)} if day else {}


def last_of_peace(sentence: Sentence, keys: Keys) -> date | None:
    """«До пятницы» has the Friday in it; of «на неделю», «до декабря» the day of going on is named."""
    if "until" not in keys:
        return None
    day = date.fromisoformat(keys["until"])
    over_weekend = is_till_monday(sentence.tokens)
    goes_on = sentence.when.returns or ("from" not in keys and (_is_of_going_on(sentence) or over_weekend))
    return day - _ONE if goes_on else day


def _is_of_going_on(sentence: Sentence) -> bool:
    when = sentence.when
    return not when.returns and (when.before_month or when.lasts)


def _first_day_ahead(sentence: Sentence, when: When) -> date | None:
    """«31 декабря не пиши», «с 1 по 5 декабря»: a pause that begins later than today."""
    if when.returns or (when.ends and not when.starts) or _says_till(sentence):
        return None
    first = when.starts or (min(when.days) if when.days else None)
    return first if first and first > sentence.today else None


def _says_till(sentence: Sentence) -> bool:
    """«До понедельника, 7 декабря»."""
    return not sentence.when.starts and any(
        one.norm == "до" and following.entity == "days" for one, following in pairwise(sentence.tokens)
    )


def last_day(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "set" and (is_about_saturday(sentence) or _is_of_norm(sentence)):
        return {}
    if code == "set_target" and _is_denied(sentence):
        return {}
    when = sentence.when
    if code == "set" and when.clock and not (when.ends or when.returns):  # «на вт на 13:20»: when, and not till when
        return {}
    day = when.ends or when.returns or (when.days[0] if when.days else None)  # «с декабря» is no end
    day = day or (_end_of_named_month(sentence) if code == "set_target" else None)
    return {"to": str(day)} if day else {}


def _is_denied(sentence: Sentence) -> bool:
    """«Девяносто мы до нового года не вытянем»: until when it is not to be."""
    tokens = sentence.tokens
    return any(is_refused(tokens, place) for place, one in enumerate(tokens) if one.entity == "days")


def _end_of_named_month(sentence: Sentence) -> date | None:
    """«Цель на ноябрь», «к декабрю 80»."""
    for lead, one in pairwise(sentence.tokens):
        if lead.norm in ("на", "к") and one.means("month_name") and (number := month_meant(one.norm)):
            year = sentence.today.year + (number < sentence.today.month)
            first = date(year, number, 1)
            return first if lead.norm == "к" else month_end(first)
    return None


def _is_of_norm(sentence: Sentence) -> bool:
    """«Порог сообщений подними до 12»: a number, and no day."""
    has_month = any(one.means("month_name") for one in sentence.tokens)
    return not has_month and any(one.norm.startswith(("порог", "норм")) for one in sentence.tokens)
