"""Hours: «в 10», «в 14:30», «часика в два», «к половине девятого», «с 8 до 15», «после 15», «через час»."""

import re
from datetime import date, datetime, time, timedelta

from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.manner import says_quiet
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import SINCE, UNTIL, Words

_WRITTEN = re.compile(r"([01]?\d|2[0-3])([:.-])([0-5]\d)")
# «В 25 часов», «в 10:75»: an hour that no day has.
NO_HOUR = re.compile(r"\bв\s+(?:(?:2[4-9]|[3-9]\d)(?:\s*час(?:ов|а|у)?\b|:\d\d\b)|\d{1,2}:[6-9]\d\b)", re.IGNORECASE)
_SPAN = re.compile(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?[-–]([01]?\d|2[0-3])(?:[:.]([0-5]\d))?")
_NINE = 9
_NOON, _EARLIEST = 12, 8  # «в два» is in the afternoon
_MONTHS = range(1, 13)
_LEADS = frozenset({"в", "к", "до", "после", "с", "на", "раньше", "позже"})
_HALF_TEXT = """
    второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого
"""
_HALVES = {f"пол{stem}": hour for hour, stem in enumerate(_HALF_TEXT.split(), 1)}
_OF_HOURS = ("round", "hours", "time_or_day", "hours_span", "write", "send", "touch", "set", "remind", "night_off")

_OF_NO_HOUR = ("ых", "ые", "ый", "ий")  # «напомни в четвёртый раз»
_NAMING_TIME = ("завтра", "послезавтра", "сегодня", "час", "вечер", "утром")
_SPEAKING = ("разговар", "переписк", "общат", "общай")  # «с учителями разговаривай с двух до шести»
_OF_DAYS = ("vacation", "sick", "trip", "courses")  # «поставьте мне отпуск с 7 по 20»


def read_clocks(words: Words, when: When, now: datetime) -> None:
    refused = ordered = False
    for place in range(len(words)):
        if words.entity(place) or _hours(words, when, place) or _later(words, when, place, now):
            continue
        found = _moment(words, place)
        if found is None:
            continue
        moment, first, last = found
        side, denied = _side(words, first), words.norm(first - 1) == "не"
        if refused or (side and denied and not when.side):  # «пишешь в шесть утра, не раньше девяти!»
            when.clock = moment
        refused = denied and not side  # «не в шесть, а в девять»
        if when.clock and not when.side and not side and _is_set_to(words, first):
            when.clock = moment
        if when.clock and not when.side and not ordered and _is_ordered(words, first):
            when.clock = moment
        ordered = ordered or _is_ordered(words, first)
        when.side = when.side or side
        when.clock = when.clock or moment
        words.take(first, last, "clock")
    _sides(words, when)


_SETS = ("постав", "ставь", "став", "перенос", "перенес", "сдвин", "сдвиг", "передвин", "переставь", "давай")


def _is_set_to(words: Words, first: int) -> bool:
    """«В 7:15 неприемлемо, ставьте на 13:40»: the hour that is asked for, behind one that is only told."""
    before = [words.tokens[at] for at in clause_around(words.tokens, first, first) if at < first]
    sets = any(one.form == "imp" and one.norm.startswith(_SETS) and not one.denied for one in before)
    told_before = not any(
        one.form == "imp" and one.norm.startswith(_SETS) for one in words.tokens[: first - len(before)]
    )
    return words.norm(first) == "на" and sets and told_before


def _is_ordered(words: Words, first: int) -> bool:
    """«В 7:20 она на ногах, пиши в 9», «хватит в 7 утра, давай к 9:20»: where the order stands."""
    clause = [words.tokens[at] for at in clause_around(words.tokens, first, first) if at < first]
    orders = [one for one in clause if one.form == "imp" and not one.denied]
    return any(one.norm.startswith(_SETS) or one.means("write", "send", "remind") for one in orders)


def _side(words: Words, first: int) -> str:
    lead = words.norm(first)
    if lead in ("после", "до"):
        return lead
    if lead in ("раньше", "позже") and words.tokens[first].denied:
        return "после" if lead == "раньше" else "до"
    return ""


def _sides(words: Words, when: When) -> None:
    """«Не раньше девяти и не позже шести»: two hours that were told apart."""
    found: dict[str, time] = {}
    for place, token in enumerate(words.tokens):
        if token.entity == "clock" and (side := _side(words, place)):
            hour = _hour(words, place + 1)
            if hour is not None:
                late = _NOON if side == "до" and hour[0].hour < _EARLIEST else 0
                found.setdefault(side, hour[0].replace(hour=hour[0].hour + late))
    if len(found) < 2:
        return
    begins, ends = found["после"], found["до"]
    if ends < begins and (says_quiet(words.tokens) or any(one.denied for one in words.tokens)):
        begins, ends = ends, begins  # «до восьми утра и после пяти вечера не беспокоить»
    if begins < ends:
        when.hours = (f"{begins:%H:%M}", f"{ends:%H:%M}")


def _hours(words: Words, when: When, place: int) -> bool:
    """«рассылка с 8 до 15», «часы с 9:00 до 18:00», «09:00-18:00»."""
    span, since = _SPAN.fullmatch(words.norm(place)), words.norm(place) in SINCE
    if span is None and not since:
        return False
    of_days = words.any_means(*_OF_DAYS) and not words.any_means("hours", "time_or_day", "hours_span")
    of_days = of_days and not _is_spoken_hour(words, place + 1)
    speaks = says_quiet(words.tokens) or any(one.norm.startswith(_SPEAKING) for one in words.tokens)
    if not (words.any_means(*_OF_HOURS) or speaks) or when.hours or of_days:
        return False
    if span is not None and not words.counts(place + 1) and not words.means(place + 1, "month_name"):
        first, last = time(int(span[1]), int(span[2] or 0)), time(int(span[3]), int(span[4] or 0))
        if first < last and (span[2] or words.any_means("hours", "time_or_day", "hours_span")):
            when.hours = (f"{first:%H:%M}", f"{last:%H:%M}")
            words.take(place, place, "clock")
            return True
    if not since or (begin := _hour(words, place + 1)) is None:
        return False
    if words.means(place - 1, "month_name") or (
        words.norm(begin[1] + 1) == "по" and not any(_says_hour(one.norm) for one in words.tokens)
    ):
        return False  # «в декабре с 14 по 18»
    joint = begin[1] + 1
    joint += words.norm(joint) in ("и", ",")
    end = _hour(words, joint + 1) if words.norm(joint) in UNTIL else None
    if end is None or words.means(end[1] + 1, "month_name", "day_unit") or words.norm(end[1] + 1) in ("-", "числа"):
        return False
    first, last = begin[0], end[0]
    if first.hour < _EARLIEST - 1 and "утр" not in words.norm(begin[1]):  # «с двух до шести»
        first = first.replace(hour=first.hour + _NOON)
    if last < first and _is_of_peace(words):
        first, last = last, first
    if last <= first and last.hour < _NOON:  # «с восьми до пяти»
        last = last.replace(hour=last.hour + _NOON)
    if first >= last:
        return False
    when.hours = (f"{first:%H:%M}", f"{last:%H:%M}")
    words.take(place, end[1], "clock")
    return True


def _is_spoken_hour(words: Words, place: int) -> bool:
    """«С одиннадцати до четырёх»: of days one says «с одиннадцатого»."""
    return words.value(place) is not None and not words.norm(place)[0].isdigit() and not words.tokens[place].ordinal


def _is_of_peace(words: Words) -> bool:
    """«Тихие часы с 19 до 8», «не пишите с девяти вечера до восьми утра»: what is left is when one may write."""
    return any(
        one.norm.startswith(("тих", "тиш")) or (one.denied and one.means("write", "touch", "send"))
        for one in words.tokens
    )


def _hour(words: Words, place: int) -> tuple[time, int] | None:
    """The hour that is written here, as it is written, and the place of its last word."""
    norm, value = words.norm(place), words.value(place)
    if (found := _WRITTEN.fullmatch(norm)) is not None:
        if found[2] == "." and words.norm(place - 1) != "в" and int(found[3]) in _MONTHS:
            return None  # «до 12.01» is a day, «до 15.00» and «до 11.30» are hours
        return time(int(found[1]), int(found[3])), place
    if norm.startswith("половин") and (words.value(place + 1) or 0) in range(1, 13):
        return time(((words.value(place + 1) or 1) - 1), 30), place + 1
    if norm == "пол" and (words.value(place + 1) or 0) in range(1, 13):
        return time(((words.value(place + 1) or 1) - 1), 30), place + 1
    if norm in _HALVES:
        return time(_HALVES[norm], 30), place
    if norm in ("полдень", "полудня"):
        return time(_NOON), place
    if norm == "час" and words.norm(place + 1) in ("дня", "ночи"):
        return time(1 + _NOON * (words.norm(place + 1) == "дня")), place + 1
    if value is None or not 0 < value < 24 or (words.tokens[place].ordinal and norm.endswith(_OF_NO_HOUR)):
        return None
    last = place + (_says_hour(words.norm(place + 1)) or words.norm(place + 1) == "ч")
    last += words.norm(last + 1) in ("утра", "вечера", "дня", "ночи")
    part = words.norm(last)
    if part in ("дня", "вечера") and value < _NOON:
        value += _NOON
    if part == "ночи" and value >= _NINE:  # «в двенадцать ночи» is a day's end, «в одиннадцать» its evening
        value = value + _NOON if value < _NOON else 0
    return time(value), last


def _moment(words: Words, place: int) -> tuple[time, int, int] | None:
    """The moment with the places of its first and last word."""
    found = _hour(words, place)
    if found is None:
        return None
    moment, last = found
    lead = words.norm(place - 1)
    first = place - 1 if lead in _LEADS else place
    written = _WRITTEN.fullmatch(words.norm(place))
    if written is not None:
        apart = (
            words.norm(place - 1) == "," or words.entity(place - 1) == "days" or words.means(place - 1, "month_name")
        )
        is_date = written[2] == "." and 1 <= int(written[3]) <= 12 and lead not in ("в", "к", "после")
        sure = written[2] == ":" or (lead in _LEADS and written[2] == "." and not is_date) or lead in ("в", "к")
        return (moment, first, last) if sure or (apart and written[2] != "-") else None
    said = words.norm(place)
    if said.startswith("пол"):
        early = moment.hour < _EARLIEST - 1 and not said.startswith("полд")
        return (moment.replace(hour=moment.hour + _NOON) if early else moment, first, last)
    if words.norm(last + 1).startswith(("урок", "смен")):  # «после шестого урока»
        return None
    told = last > place
    days_long = words.norm(place + 1) == "дня" and lead not in ("в", "к", "после", "до")
    hours_long = _says_hour(words.norm(place + 1)) and lead not in (*_LEADS, "час", "часов")
    if days_long or (hours_long and lead != "где-то"):
        return None
    if not told and not _is_hour(words, place, lead):
        return None
    part, before = words.norm(last), words.norm(first - 1)
    late = moment.hour < _EARLIEST or (
        moment.hour < _NOON and (before.startswith("вечер") or _is_of_bedtime(words, place, lead))
    )  # «вечером в девять»
    if late and not part.startswith(("утр", "ноч")) and not before.startswith("утр"):
        moment = moment.replace(hour=moment.hour + _NOON)
    if _says_hour(words.norm(first - 1)):  # «часика в два»
        first -= 1
    return moment, first, last


def _says_hour(norm: str) -> bool:
    """«часов», «часика», and not «часто»."""
    return norm.startswith("час") and not norm.startswith("част")


_BEDTIME = ("сплю", "спит", "спят", "ложусь", "ложит", "уклады", "засып")


def _is_of_bedtime(words: Words, place: int, lead: str) -> bool:
    """«Вечером не пиши, я сплю в восемь»."""
    clause = clause_around(words.tokens, place, place)
    return lead in ("в", "после", "с") and any(words.norm(at).startswith(_BEDTIME) for at in clause)


_TO_THEM = ("ам", "ям", "ым", "им")  # «в 10 учителям»: nobody counts so


def _is_hour(words: Words, place: int, lead: str) -> bool:
    """«в 10»: an hour where nothing is counted by the number and nothing else is named by it."""
    told_to = lead == "в" and words.norm(place + 1).endswith(_TO_THEM) and words.entity(place + 1) != "class"
    if (
        (words.counts(place + 1) and not told_to)
        or words.means(place + 1, "month_name")
        or words.norm(place + 1) in ("-", "числа", "%")
    ):
        return False
    if lead == "после":
        return True
    if lead in ("раньше", "позже"):
        return True
    if lead == "в" and _is_of_bedtime(words, place, lead):
        return True
    if lead not in ("в", "к"):
        return False
    if _says_hour(words.norm(place - 2)) or words.entity(place - 2) == "days":
        return True
    near = [words.norm(one) for one in range(place - 4, place + 4)]
    timely = any(one.startswith(_NAMING_TIME) for one in near)
    weekday = any(words.means(one, "weekday", "month_name") for one in range(place - 4, place))
    following = words.tokens[place + 1] if place + 1 < len(words) else None
    alone = following is None or following.kind == "mark" or following.is_filler or following.form == "imp"
    asked = words.any_means("remind", "send", "tell", "write", "round", "start") and lead == "в"
    return timely or weekday or (alone and asked)


def _later(words: Words, when: When, place: int, now: datetime) -> bool:
    """«через час», «через полчаса», «через 20 минут»."""
    if words.norm(place) != "через":
        return False
    following, value = words.norm(place + 1), words.value(place + 1)
    last = place + 1
    if following in ("час", "часик"):
        minutes = 60
    elif following == "полчаса":
        minutes = 30
    elif value is not None and words.norm(place + 2).startswith(("час", "минут")):
        minutes = value * (60 if words.norm(place + 2).startswith("час") else 1)
        last = place + 2
    elif words.norm(place + 2).startswith("час") and following == "пару":
        minutes, last = 120, place + 2
    else:
        return False
    moment = now + timedelta(minutes=minutes)
    when.clock = moment.time().replace(second=0, microsecond=0)
    when.days.append(date(moment.year, moment.month, moment.day))
    words.take(place, last, "clock")
    return True
