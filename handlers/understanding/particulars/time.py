"""When: what of the days, weeks and hours of a message is meant by the wish."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.settings import is_about_saturday
from handlers.understanding.reading.clauses import clause_around, is_refused
from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.manner import AHEAD, says_quiet
from handlers.understanding.reading.people.leaving import LAST_DAY_AT_WORK
from handlers.understanding.reading.time.when import When
from indicators.days import in_year, month_end
from indicators.russian.calendar_words import month_meant
from indicators.weeks import Week

_SATURDAY = 5
_LONG = timedelta(days=150)  # «с сентября» was last September
_ABSENCE = frozenset({"exempt", "away"})
_SINGLE = frozenset({"set_break", "set_workday"})
_OF_ONE_DAY = frozenset({"summary", "indicator"})  # «какая была цифра 1 октября»
_NO_SPAN = frozenset({"set", "audit", "schedule", "preview", "loads"})
_ONE, _SOON = timedelta(days=1), timedelta(days=31)
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
        found["to"] = str(when.ends)
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
        named = [one for one in named if not _is_allowed(sentence, one)] or named
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


def _is_allowed(sentence: Sentence, day: date) -> bool:
    """«Завтра можно», «в среду напомните», «перенесите ему на четверг»: the day on which it goes on."""
    place = sentence.when.places.get(day)
    said = [sentence.tokens[at] for at in clause_around(sentence.tokens, place, place)] if place is not None else []
    written = any(one.form == "imp" and not one.denied and one.means("write", "remind") for one in said)
    return written or any(one.norm in ("можно", "пожалуйста") or one.norm.startswith(_PUT_OFF) for one in said)


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


_PUT_OFF = ("перенес", "перенос", "отлож", "сдвин", "передвин")


def _whole_month(week: str, today: date) -> Keys:
    """«весь декабрь»: weeks of statistics are never ahead, an absence is."""
    first, _, last = week.partition("..")
    if last and date.fromisoformat(last) < today - _NEARLY_A_YEAR:  # «первые две недели декабря», in November
        first, last = (str(in_year(one, one.year + 1)) for one in map(date.fromisoformat, (first, last)))
    if last and last < str(today):  # «ушла в декрет ещё в сентябре»
        return {}
    return {"from": first, "to": last} if last else {}


def until(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = replace(sentence.when, days=[one for one in sentence.when.days if not _is_allowed(sentence, one)])
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
    goes_on = sentence.when.returns or ("from" not in keys and _is_of_going_on(sentence))
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


def week(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if code == "done":  # «всё сделала ещё в октябре»: since when, and of no week
        return {}
    if when.week:
        return {"week": when.week}
    ahead = when.starts is not None and when.starts > sentence.today and when.starts <= sentence.today + _SOON
    if when.starts and when.ends and not ahead and not {"from", "to"} & set(keys) and code not in ("done", "not_now"):
        return {"week": _as_week(*_in_the_past(when.starts, when.ends, sentence.today))}
    if code in _OF_ONE_DAY and len(when.days) == 1 and not (when.starts or when.ends):
        day, _ = _in_the_past(when.days[0], when.days[0], sentence.today)
        return {"week": str(Week.of(day))} if day < Week.of(sentence.today).monday else {}
    return {}


def _in_the_past(first: date, last: date, today: date) -> tuple[date, date]:
    """Weeks of statistics have been: «с 1 сентября» is of this school year."""
    if first <= today + _SOON:
        return first, last
    return in_year(first, first.year - 1), last if last <= today else in_year(last, last.year - 1)


def _as_week(first: date, last: date) -> str:
    year, number, weekday = first.isocalendar()
    return f"{year}-W{number:02}" if weekday == 1 and (last - first).days == 6 else f"{first}..{last}"


def hours(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if when.hours:
        return {"value": "-".join(when.hours)}
    if not when.clock and (bare := bare_hour(sentence)):
        return {"value": bare}
    if not when.clock:
        part = next((said for stem, said in _PARTS if _is_named(stem, sentence)), "")
        return {"value": part} if part else {}
    side = when.side or ("после" if any(one.norm == "раньше" and one.denied for one in sentence.tokens) else "")
    place = next((place for place, one in enumerate(sentence.tokens) if one.entity == "clock"), 0)
    if when.side and _is_hour_denied(sentence, place):
        side = "до" if side == "после" else "после"
    return {"value": f"{side + ' ' if side else ''}{when.clock:%H:%M}"}


def _is_hour_denied(sentence: Sentence, place: int) -> bool:
    """«Не пишите до 12», «не пишите, пожалуйста, после 18»: the other side of that hour is left; not «пишите после 18,
    днём не надо», «днём не пишите, лучше после 18»."""
    tokens = sentence.tokens
    clause = [tokens[at] for at in clause_around(tokens, place, place)]
    if says_quiet(clause):
        return True
    if any(one.norm in _NOT_THAT for one in clause):
        return False
    says = any(one.form in ("imp", "inf") or one.norm in ("надо", "нужно") for one in clause)
    if says:
        return any(one.denied for one in clause) and any(one.norm in _DENYING for one in clause)
    return any(one.denied for one in tokens[:place])


_DENYING = frozenset({"не", "ни", "ненадо", "нельзя", "хватит"})
_NOT_THAT = frozenset({"позже", "раньше", "только", "лучше", "можно"})


def bare_hour(sentence: Sentence) -> str:
    """«Не пиши ей до 11»: of hours that is no day, as «до 11-го» is; empty for none. «С понедельника до 12», «до 12
    включительно» are days, and so is «не пиши до 20»: from then on hardly anything is sent."""
    if _DAY_OF_MONTH.search(sentence.text) or sentence.when.starts or sentence.when.through:
        return ""
    tokens = sentence.tokens
    for place, (lead, one, following) in enumerate(zip(tokens, tokens[1:], [*tokens[2:], None], strict=False)):
        of_day = following is not None and (following.means("month_name") or following.norm in ("числа", "го"))
        is_bare = one.kind == "number" and one.text.isdigit() and not of_day
        after = (lead.norm == "после") != _is_hour_denied(sentence, place)  # «не пишите после 18» is till then
        last = _LAST_FIRST_HOUR if after else _LAST_HOUR
        if lead.norm in ("до", "после") and is_bare and _FIRST_HOUR <= (one.value or 0) <= last:
            return f"{'после' if after else 'до'} {one.value:02}:00"
    return ""


_DAY_OF_MONTH = re.compile(r"\d\s*-?\s*(?:го|му|е|ое)\b", re.IGNORECASE)
_FIRST_HOUR, _LAST_FIRST_HOUR, _LAST_HOUR = 7, 17, 21


def _is_named(stem: str, sentence: Sentence) -> bool:
    """«После уроков», and not «пять уроков подряд»."""
    said = pairwise(["", *(one.norm for one in sentence.tokens)])
    return any(norm.startswith(stem) and (stem != _LESSONS or lead == "после") for lead, norm in said)


_LESSONS = "уроков"
_PARTS = (("обед", "после обеда"), ("вечер", "вечером"), ("утр", "утром"), (_LESSONS, "после уроков"))
