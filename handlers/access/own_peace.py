"""«Не пишите до четверга», «не беспокойте меня до 25 ноября»: those very days are offered, and kept."""

import re
from contextlib import suppress
from datetime import date, timedelta

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.reasons import usual_reason
from handlers.people.resting import day_said, days_words
from handlers.understanding.reading.time.own_time import own_wish
from indicators.weeks import Week
from nudges.dates import Span, find_own_days
from services.staff.own_time import LONGEST_PEACE, set_days_off

OFFER = (
    "Простите, если не вовремя. Не писать вам {days}? Ни напоминаний, ни объявлений в эти дни не будет, дальше — как "
    "обычно."
)
TOO_LONG = (
    "Так надолго сам замолчать не могу: дни назовите в пределах восьми недель. Если вас не будет в школе, напишите "
    "об этом: «я в отпуске до …», — передам ответственному."
)
BACK = "Хорошо, пишу как обычно."
OVER = "Эти дни уже прошли. Если нужны другие, назовите их."
KEPT = "Хорошо, {days} вам не напишу. Дальше — как обычно."
_UNTIL = "до {} включительно"
_LEAVE_ME = re.compile(
    r"\bне\s+(?:надо\s+|нужно\s+|стоит\s+)?(?:(?:мне|меня|больше|пока|ничего)\s+)*"
    r"(?:пиш|писать|тревож|беспоко|напомин|трога|шли|слать|присыла)\w*"
)
_THIS_WEEK = re.compile(r"\bэт\w+\s+недел")


async def named(talk: Talk, asked: Continuation | None) -> bool:
    """Of somebody who is reminded and says nothing of being away; what is being asked has the word before."""
    if (
        (asked is not None and not (asked.free and asked.lasts))
        or not talk.who.is_linked
        or talk.who.members
        or not talk.who.wants_nudges
        or "?" in talk.text
        or _LEAVE_ME.search(talk.text.lower()) is None
        or usual_reason(talk.text) is not None
    ):
        return False
    today = talk.today(await talk.school_of(talk.who.persons[0]))
    span = _span(talk.text, today) if own_wish(talk.text, today) is None else None
    if span is None or span.ends_on is None:
        return False
    if (span.ends_on - today).days >= LONGEST_PEACE:
        talk.say(TOO_LONG, under([button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]))
        return True
    label, carried = days_words([(span.starts_on, span.ends_on)], today), f"{span.starts_on}..{span.ends_on}"
    yes = good(f"Не писать {label}", "own_peace", d=carried)
    others = [button("Не на этой неделе", "not_now"), button("Не напоминать", "mute")]
    talk.say(OFFER.format(days=_words(span.starts_on, span.ends_on, today)), under([yes], others))
    return True


def _span(text: str, today: date) -> Span | None:
    """Days that go on; one day alone, and «на этой неделе», have ways of their own."""
    found = find_own_days(text, today)
    if found is None or found.unread or len(found.spans) != 1:
        return None
    [span] = found.spans
    if span.ends_on is None or span.ends_on < today:
        return None
    is_this_week = span == Span(today, Week.of(today).sunday) and _THIS_WEEK.search(text.lower()) is not None
    return None if is_this_week else span


def _words(first: date, last: date, today: date) -> str:
    return _UNTIL.format(day_said(last, today)) if first == today else days_words([(first, last)], today)


async def keep(talk: Talk, rest: str) -> None:
    """The button of the offer, and with `off` the one that takes it back."""
    days, is_back = _days_of(talk.word("d")), bool(talk.word("off"))
    said = OVER
    for person in talk.who.persons:
        today = talk.today(await talk.school_of(person))
        if left := [day for day in days if day >= today]:
            actor = actor_at(talk, person.school_id)
            await set_days_off(talk.session, actor, person.id, left, talk.now, off=not is_back)
            said = BACK if is_back else KEPT.format(days=_words(left[0], left[-1], today))
    undo = button("Отменить", "own_peace", d=talk.word("d"), off="1")
    talk.say(said, under([undo]) if said not in (OVER, BACK) else None)


def _days_of(said: str) -> list[date]:
    """A button can be forged."""
    with suppress(ValueError):
        first, last = map(date.fromisoformat, said.split(".."))
        return [first + timedelta(days=number) for number in range(min((last - first).days + 1, LONGEST_PEACE))]
    return []


ROUTES = (Route("own_peace", Right.LINKED, keep, Does.OWN, bare_yes=True),)
