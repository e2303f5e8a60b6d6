"""«Не пишите до четверга», «не беспокойте меня до 25 ноября»: those very days are offered, and kept.

Own patterns: the answer to its own question, other days and nothing besides.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people import own_absence
from handlers.people.own_time import HOURS, YOU
from handlers.people.reasons import usual_reason
from handlers.people.resting import day_said, days_words
from handlers.understanding.around import people_spoken_of
from handlers.understanding.pieces.left_alone import Asks, asks_of
from handlers.understanding.reading.people.leaving import comes_back, leaves_after, says_works_from
from handlers.understanding.reading.time.own_time import own_wish
from handlers.understanding.reading.time.own_week import asks_for_letters, promises
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.peace import number_until
from handlers.understanding.said.slips import says_until
from handlers.understanding.said.teachers.beginning import begins_on
from indicators.weeks import Week
from nudges.dates import Span, find_own_days
from nudges.periods import day_words
from services.staff.own_time import LONGEST_PEACE, set_days_off, set_hours
from storage.tables import School

OFFER = (
    "Простите, если не вовремя. Не писать вам {days}? Ни напоминаний, ни объявлений в эти дни не будет, дальше — как "
    "обычно."
)
TOO_LONG = (
    "Так надолго сам замолчать не могу: дни назовите в пределах восьми недель. Если вас не будет в школе, напишите "
    "об этом: «я в отпуске до …», — передам ответственному."
)
NO_END = (
    "С {day} — а до какого дня? Назовите оба, пожалуйста: «не пишите с 14 по 31 декабря», запомню в пределах восьми "
    "недель. Если уходите из школы, передам ответственному."
)
UNREAD = "Не понял, до какого дня. Назовите его, пожалуйста, числом: «до 14 января»."
BACK = "Хорошо, пишу как обычно."
OVER = "Эти дни уже прошли. Если нужны другие, назовите их."
KEPT = "Хорошо, {days} вам не напишу. Дальше — как обычно."
_UNTIL = "до {} включительно"
FROM = "own_peace_from"  # a day, and until when was asked
OFFERED, SILENT_UNTIL = "own_peace_offered", "own_peace_kept"  # what the answer is about: other days may be named then
_SLIPS = frozenset(
    ["ой", "нет", "не", "ну", "точнее", "вернее", "лучше", "давайте", "простите", "извините", "тогда", "а"]
)
_EARLIEST, _LATEST = 7, 19  # «до 5», «до 20»: hours at which a school is asleep


async def named(talk: Talk, asked: Continuation | None) -> bool:
    """Of somebody who is reminded and says nothing of being away; what is being asked has the word before where days
    may be its answer. A question that only buttons answer is over by it."""
    if (
        talk.who.is_linked
        and not talk.who.members
        and says_until(talk.text)
        and not find_own_days(talk.text, talk.now.date())
    ):
        about = await talk.said_before_about()
        if about == OFFERED or about.startswith(SILENT_UNTIL):
            talk.say(UNREAD, about=about)
            return True
    if (
        (asked is not None and asked.answers and not (asked.free and asked.lasts))
        or not talk.who.is_linked
        or talk.who.members
        or not talk.who.wants_nudges
        or ((asks := asks_of(talk.text)) is Asks.NOTHING and not _are_other_days(talk.text, talk.now.date()))
        or usual_reason(talk.text) is not None
    ):
        return False
    school = await talk.school_of(talk.who.persons[0])
    today = talk.today(school)
    kept, first = "", None
    if asks is Asks.NOTHING:  # other days in the place of those before; «и с 25 по 27 не пишите» is of more
        asks, before = Asks.NOT_THEN, await talk.said_before_about()
        kept = before.removeprefix(SILENT_UNTIL).strip() if before.startswith(SILENT_UNTIL) else ""
        if not kept and before != OFFERED and not before.startswith(FROM):
            return False
        first = _day(before.removeprefix(FROM).strip()) if before.startswith(FROM) else None
    is_dated = find_own_days(talk.text, today) is not None  # «уроки до двух, пишите потом» names no day
    if asks is not Asks.NOTHING and is_dated and leaves_after(talk.text):
        await own_absence.not_here(talk, "")
        return True
    if asks is Asks.NOT_THEN and (since := _from_then_on(talk.text, today)) is not None:
        gone = button("Ухожу из школы", "not_here", rest=f"с {since:%d.%m.%Y} здесь не работаю")
        ways = under([gone], [button("Не напоминать", "mute")])
        talk.say(NO_END.format(day=day_words(since)), ways, about=f"{FROM} {since}")
        return True
    span = _span(talk.text, today, asks)
    if span is not None and first is not None:
        span = replace(span, starts_on=max(first, span.starts_on))
    if span is None or span.ends_on is None or await _names_others(talk, school):
        return False
    if asked is not None and not asked.lasts:
        await talk.end()
    if (span.ends_on - today).days >= LONGEST_PEACE:
        talk.say(TOO_LONG, under([button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]))
        return True
    label, carried = days_words([(span.starts_on, span.ends_on)], today), f"{span.starts_on}..{span.ends_on}"
    instead = {"was": kept} if kept else {}
    yes = good(f"Не писать {label}", "own_peace", d=carried, **instead)
    others = [button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]
    hour = _hour_said(talk.text)
    by_hour = [[button(f"Каждый день после {hour}:00", "own_hours", h=hour)]] if hour is not None else []
    days = _words(span.starts_on, span.ends_on, today)
    talk.say(OFFER.format(days=days), under([yes], *by_hour, others), about=OFFERED)
    return True


async def not_before(talk: Talk) -> bool:
    """«Больничный закрыла, начните с понедельника» of somebody whom nobody leaves in peace: till then nothing."""
    if not talk.who.persons or not talk.text:
        return False
    today = talk.today(await talk.school_of(talk.who.persons[0]))
    since = begins_on(talk.text, today)
    if since is None or (since - today).days >= LONGEST_PEACE:
        return False
    last = since - timedelta(days=1)
    yes = good(f"Не писать {days_words([(today, last)], today)}", "own_peace", d=f"{today}..{last}")
    talk.say(OFFER.format(days=_words(today, last, today)), under([yes], [button("Не нужно", "cancel")]), about=OFFERED)
    return True


def _are_other_days(text: str, today: date) -> bool:
    """«Ой, до четверга» behind «не писать вам до среды?»: days, and nothing besides."""
    found = find_own_days(text, today)
    return found is not None and all(one.norm in _SLIPS or one.kind == "mark" for one in tokens_of(found.rest))


async def _names_others(talk: Talk, school: School) -> bool:
    """«Борисову не пишите до четверга»."""
    mine = {one.id for one in talk.who.persons}
    roster = (await people_spoken_of(talk, school)).without(mine)
    return any(0 in one.parts and not one.guessed for one in roster.named(tokens_of(talk.text, roster.has_surname)))


def _span(text: str, today: date, asks: Asks) -> Span | None:
    """Days that go on; one day alone, and «на этой неделе», have ways of their own, and so have hours."""
    if own_wish(text, today) is not None and not _is_day(text):
        return None
    found = find_own_days(text, today)
    if found is None or found.unread or len(found.spans) != 1 or _are_of_deeds(text, today):
        return None
    [span] = found.spans
    if asks is Asks.NOT_BEFORE:  # «пишите с понедельника»: till then nothing
        is_ahead = span.ends_on is None and span.starts_on > today
        return Span(today, span.starts_on - timedelta(days=1)) if is_ahead else None
    if span.ends_on is None or span.ends_on < today:
        return None
    is_this_week = span == Span(today, Week.of(today).sunday) and any(
        one.means("this_week") and following.means("week") for one, following in pairwise(tokens_of(text))
    )
    return None if is_this_week else span


def _from_then_on(text: str, today: date) -> date | None:
    """«С 14 декабря не пишите»: a day from which on, and none until which."""
    found = find_own_days(text, today)
    if found is None or found.unread or len(found.spans) != 1 or own_wish(text, today) is not None:
        return None
    [span] = found.spans
    if (
        begins_on(text, today) is not None or says_works_from(text) or comes_back(text)
    ):  # «с понедельника выхожу, а пока не беспокойте»
        return None
    return span.starts_on if span.ends_on is None and span.starts_on > today else None


def _are_of_deeds(text: str, today: date) -> bool:
    """«Позвоню в четверг, не напоминайте»: the days of what the speaker will do, and none of peace."""
    is_deed, found = False, []
    for clause in text.lower().replace("ё", "е").split(","):
        if promises(clause):
            is_deed = True
        elif asks_for_letters(clause):
            is_deed = False
        if find_own_days(clause, today) is not None:
            found.append(is_deed)
    return bool(found) and all(found)


def _is_day(text: str) -> bool:
    number = number_until(text)
    return number is not None and not _EARLIEST <= number <= _LATEST


def _hour_said(text: str) -> int | None:
    """«До 5» may be five in the afternoon all the same."""
    number = number_until(text)
    return number + 12 if number is not None and 0 < number < _EARLIEST else None


def _words(first: date, last: date, today: date) -> str:
    return _UNTIL.format(day_said(last, today)) if first == today else days_words([(first, last)], today)


async def keep(talk: Talk, rest: str) -> None:
    """The button of the offer, and with `off` the one that takes it back."""
    days, is_back = _days_of(talk.word("d")), bool(talk.word("off"))
    was = [day for day in _days_of(talk.word("was")) if day not in days]
    said = OVER
    for person in talk.who.persons:
        today = talk.today(await talk.school_of(person))
        if left := [day for day in days if day >= today]:
            actor = actor_at(talk, person.school_id)
            if was:  # named by mistake
                await set_days_off(talk.session, actor, person.id, was, talk.now, off=False)
            await set_days_off(talk.session, actor, person.id, left, talk.now, off=not is_back)
            said = BACK if is_back else KEPT.format(days=_words(left[0], left[-1], today))
    undo = way_back("Отменить", "own_peace", d=talk.word("d"), off="1")
    is_kept = said not in (OVER, BACK)
    about = f"{SILENT_UNTIL} {talk.word('d')}" if is_kept else ""
    talk.say(said, under([undo]) if is_kept else None, about=about)


def _day(said: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(said)
    return None


def _days_of(said: str) -> list[date]:
    """A button can be forged."""
    with suppress(ValueError):
        first, last = map(date.fromisoformat, said.split(".."))
        return [first + timedelta(days=number) for number in range(min((last - first).days + 1, LONGEST_PEACE))]
    return []


async def keep_hours(talk: Talk, rest: str) -> None:
    """«До 5» was an hour."""
    hour, zone = talk.number("h"), talk.services.default_zone
    if not _LATEST >= hour > 0:
        return
    mine = [one.id for one in talk.who.persons]
    await set_hours(talk.session, actor_at(talk, None), mine, time(hour), None, talk.now, default_zone=zone)
    back = way_back("В любые часы школы", "own_hours_back", p=talk.who.persons[0].id)
    talk.say(HOURS.format(whom=YOU, hours=f"с {hour}:00"), under([back]))


ROUTES = (
    Route("own_peace", Right.LINKED, keep, Does.OWN, bare_yes=True),
    Route("own_hours", Right.LINKED, keep_hours, Does.OWN),
)
