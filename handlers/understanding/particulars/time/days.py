"""From which day till which, or on which: of an absence, of days off, of what somebody leaves on."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.time.going_on import goes_on_that_day, is_till_monday
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.manner import AHEAD
from handlers.understanding.reading.people.leaving import LAST_DAY_AT_WORK
from indicators.days import in_year, month_end
from indicators.weeks import Week
from nudges.dates import find_days
from nudges.periods import span_words

_SATURDAY = 5
_LONG = timedelta(days=150)  # «с сентября» was last September
_ABSENCE = frozenset({"exempt", "away"})
_SINGLE = frozenset({"set_break", "set_workday"})
_NO_SPAN = frozenset({"set", "audit", "schedule", "preview", "loads"})
_ONE = timedelta(days=1)
_WEEK = timedelta(days=7)  # «вт, ср и чт», said on a Tuesday
_NEARLY_A_YEAR = timedelta(days=300)


def days(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if code in ("left", "not_here") and not _is_to_leave(sentence):
        return {}
    if code == "left" and when.starts and not when.ends and when.starts > sentence.today + _LONG:
        return {}
    if when.week == "current" and code in ("exempt", "away", "not_now"):
        return {"from": str(sentence.today), "to": str(Week.of(sentence.today).sunday)}
    span = (
        _whole_month(when.week, sentence.today)
        if code in _ABSENCE and not (when.starts or when.ends or when.days)
        else {}
    )
    found = span or (_of_single(sentence, code) if when.days and not (when.starts or when.ends) else {})
    if when.starts:
        found["from"] = str(_begun(when.starts, sentence) if code in _ABSENCE and not when.ends else when.starts)
    if code == "exempt" and found.get("from", "9") < str(sentence.today) and not _is_absent(sentence):
        found.pop("from", None)  # «с октября должник, освободи его до пятницы»
    if when.ends:
        till_monday = code == "exempt" and not (when.starts or sentence.reason) and is_till_monday(sentence.tokens)
        found["to"] = str(when.ends - _ONE if till_monday else when.ends)
    if when.returns and code in _ABSENCE and not when.ends:
        found["to"] = str(when.returns - _ONE)
    if code in _ABSENCE and not found and _TILL_EVENING.search(sentence.text):
        found["to"] = str(sentence.today)
    if code == "set_break" and _is_sometime(sentence, found):
        return {}
    if found.get("to", "9") < found.get("from", ""):  # «приедут в воскресенье, в понедельник отсыпаются»
        del found["from"]
    return found


def _is_sometime(sentence: Sentence, found: Keys) -> bool:
    """«Дополнительные каникулы в феврале»: on some days of it, which have to be asked for; no break is a month."""
    in_month = any(lead.norm == "в" and one.means("month_name") for lead, one in pairwise(sentence.tokens))
    first, last = found.get("from", ""), found.get("to", "")
    whole = first.endswith("-01") and last == str(month_end(date.fromisoformat(first)))
    return in_month and whole and not any(one.kind == "number" and one.entity == "days" for one in sentence.tokens)


_TILL_EVENING = re.compile(r"\bдо (?:самого )?(?:вечера|ночи|конца (?:рабочего )?дня)\b", re.IGNORECASE)


def _begun(first: date, sentence: Sentence) -> date:
    """«В декрете с первого октября»: the one that has been, unless it is far behind."""
    been = in_year(first, first.year - 1)
    is_nearer = sentence.today - been < first - sentence.today
    if not _is_absent(sentence) and sentence.today - been > _LONG:  # «с 25 мая не трогаем»
        return first
    return been if is_nearer and not sentence.when.has_year and sentence.manner.tense != AHEAD else first


def _is_to_leave(sentence: Sentence) -> bool:
    """«Увольняется с 1 декабря», not «в пятницу проводили», «с первого числа у нас его больше нет»."""
    leaves = any(one.means("leave") and one.form in ("third", "inf") for one in sentence.tokens)
    return leaves or LAST_DAY_AT_WORK.search(sentence.text) is not None


_NEAR_REASON = 4  # words between what somebody has and since when
_GONE = ("был", "нет", "отсутств", "уехал", "уезжа", "леж", "дома", "больниц", "будет")


def _is_absent(sentence: Sentence) -> bool:
    return bool(sentence.reason) or any(one.norm.startswith(_GONE) for one in sentence.tokens)


def _since(sentence: Sentence, day: date) -> bool:
    """«Больничный открыла вчера»: the day stands beside what somebody is absent for."""
    tokens = sentence.tokens
    days = [place for place, one in enumerate(tokens) if one.entity == "days"]
    reasons = [place for place, one in enumerate(tokens) if one.means(*REASONS) and not one.denied]
    return day < sentence.today and any(abs(one - other) <= _NEAR_REASON for one in days for other in reasons)


def _of_single(sentence: Sentence, code: str) -> Keys:
    named = sorted(dict.fromkeys(sentence.when.days))
    if code in _ABSENCE:
        named = [one for one in named if not goes_on_that_day(sentence, one)] or named
        named = [one for one in named if one <= sentence.today or not _has_been(sentence, one)]
    if not named:
        return {}
    if code == "set_workday" and not _are_listed(sentence, named):  # «в субботу 28-го, за пятницу»
        named = [one for one in named if one.weekday() >= _SATURDAY] or named
    if code in _SINGLE:
        return {"days": "+".join(map(str, named))}
    if code in _NO_SPAN:
        return {}
    if code in _ABSENCE and len(named) == 1 and _is_when_over(sentence, named[0]):
        return {"to": str(named[0] - _ONE)}
    if code == "exempt" and named[-1] < sentence.today:
        return {"from": str(named[-1])} if len(named) == 1 and _since(sentence, named[0]) else {}
    if len(named) == 1 and code not in _ABSENCE:
        return {"from": str(named[0])}
    if all(later - one == _ONE for one, later in pairwise(named)) and code in _ABSENCE:
        return {"from": str(named[0]), "to": str(named[-1])}
    return {"days": "+".join(map(str, named))}


def _are_listed(sentence: Sentence, days: Sequence[date]) -> bool:
    """«6 и 7 декабря»: in one row, so that all of them are meant."""
    places = sorted(place for day in days if (place := sentence.when.places.get(day)) is not None)
    between = sentence.tokens[places[0] : places[-1]] if len(places) == len(days) else []
    return bool(between) and all(one.entity == "days" or one.norm in (",", "и") for one in between)


_BEGINS = ("ух", "уезж", "еду", "едет", "лож", "ляг", "начин", "начн", "поед", "буд")


def _is_when_over(sentence: Sentence, day: date) -> bool:
    """«Температура, давайте через неделю», «болею, напишите в понедельник»; «через неделю ложусь» begins then."""
    place = sentence.when.places.get(day)
    if place is None:
        return False
    said = [sentence.tokens[at] for at in clause_around(sentence.tokens, place, place)]
    if any(one.form == "imp" and not one.denied and one.means("write", "remind") for one in said):
        return True
    return sentence.tokens[place].norm == "через" and not any(
        one.means(*REASONS) or one.norm.startswith(_BEGINS) for one in said
    )


def _has_been(sentence: Sentence, day: date) -> bool:
    """«Операция была в пятницу»: the last one, which is no day of absence."""
    place = sentence.when.places.get(day)
    if place is None:
        return False
    lead = [one.norm for one in sentence.tokens[max(0, place - 2) : place]]
    done = any(one.form == "past" and not one.denied and one.entity == "" for one in sentence.tokens[:place])
    if "еще" in lead and done:  # «всё сделала ещё в субботу»
        return True
    return any(
        sentence.tokens[at].norm in ("был", "была", "было", "были") and not sentence.tokens[at].denied
        for at in clause_around(sentence.tokens, place, place)
    )


def _whole_month(week: str, today: date) -> Keys:
    """«весь декабрь»: weeks of statistics are never ahead, an absence is."""
    first, _, last = week.partition("..")
    if last and date.fromisoformat(last) < today - _NEARLY_A_YEAR:  # «первые две недели декабря», in November
        first, last = (str(in_year(one, one.year + 1)) for one in map(date.fromisoformat, (first, last)))
    if last and last < str(today):  # «ушла в декрет ещё в сентябре»
        return {}
    return {"from": first, "to": last} if last else {}


def other_spans(sentence: Sentence, keys: Keys) -> tuple[str, ...]:
    """«С 1 по 5 декабря и с 10 по 12 декабря»: one absence is written down, and the other days are said."""
    named = find_days(sentence.text.lower(), sentence.today)
    spans = [one for one in named.spans if one.ends_on is not None] if named is not None else []
    kept, today = [one for one in spans if str(one.ends_on) == keys["to"]], str(sentence.today)
    if len(spans) < 2 or not kept:
        return ()
    others = [one for one in spans if one not in kept and str(one.starts_on - _WEEK) != keys.get("from", today)]
    return tuple(span_words(one.starts_on, one.ends_on or one.starts_on) for one in others)
