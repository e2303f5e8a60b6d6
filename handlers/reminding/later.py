"""«Отправь завтра в 10», «в пятницу в 9:30»: another moment for what is shown and waits for a yes.

Own patterns: the answer to what is shown and waits is a day and an hour, and no sentence.
"""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.engine.buttons import button, under
from handlers.engine.routes import Continuation, Right
from handlers.engine.talk import Talk
from handlers.understanding.around import taken_apart, understand
from handlers.understanding.particulars.time.moment import moment
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.reading.sentence import take_apart
from handlers.understanding.said.days_off import bare_day, told_day
from handlers.understanding.said.slips import hour_alone, tells_moment_alone
from indicators.weeks import Week
from nudges.dates import find_span
from storage.tables import School

AFTER = "announce_after"
NO_DAYS_OFF = (
    "Когда они кончатся, не знаю: впереди ничего такого не записано, поэтому пока никому не передаю. В какой день "
    "передать? Например: «12 января в 10»."
)
_LATER = re.compile(
    r"^\W{0,5}(?:отправ\w{1,8}|пошли|лучше)?\s{0,3}(?P<when>\S.{0,60}?)\s{1,3}"
    r"в\s{1,3}(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\W{0,5}$"
)


def said_moment(talk: Talk, school: School) -> datetime | None:
    """The moment that was said, in the school's zone; None when none was."""
    found = _LATER.match(talk.text.lower())
    if found is None or int(found["h"]) > 23 or int(found["m"] or 0) > 59:
        return _in_other_words(talk, school)
    today = talk.today(school)
    near = {"сегодня": today, "завтра": today + timedelta(days=1), "послезавтра": today + timedelta(days=2)}
    day = near.get(found["when"].strip())
    if day is None:
        span = find_span(found["when"], today)
        if span is None:
            return _in_other_words(talk, school)
        day = span.span.starts_on if span.span.ends_on is None else span.span.ends_on
    return datetime.combine(day, time(int(found["h"]), int(found["m"] or 0)), talk.services.zone_of(school))


def _in_other_words(talk: Talk, school: School) -> datetime | None:
    """«Перенеси его на четверг, 10 утра»; of a day or an hour alone the other stays as it was shown."""
    zone, today = talk.services.zone_of(school), talk.today(school)
    said = take_apart(talk.text, Roster(()), today, Week.of(today).shift(-1))
    at = moment(said, "remind", {}).get("at", "") if tells_moment_alone(said) else ""
    if not at and tells_moment_alone(said) and (hour := hour_alone(said)) is not None:
        at = f"{today}T{hour:02}:00"
    if not at:
        return None
    kept = str(talk.who.dialogue.state.get("at") or "") if talk.who.dialogue is not None else ""
    return in_place_of(
        datetime.fromisoformat(kept) if kept else None, at, zone, names_day=said.when.any_day is not None
    )


def in_place_of(before: datetime | None, at: str, zone: ZoneInfo, *, names_day: bool) -> datetime:
    """Of a day or an hour alone the other stays as it was."""
    new = datetime.fromisoformat(at).replace(tzinfo=zone)
    if before is None:
        return new
    old = before.astimezone(zone)
    return datetime.combine(new.date() if names_day else old.date(), new.time() if "T" in at else old.time(), zone)


def asked_moment(talk: Talk, school: School) -> datetime | None:
    """The moment that came with the wish, as `at`; «сегодня» without an hour is now."""
    said = talk.word("at")
    if not said or said == talk.today(school).isoformat():
        return None
    at = datetime.fromisoformat(said)
    return at.replace(tzinfo=talk.services.zone_of(school)) if at.tzinfo is None else at


async def moment_in(talk: Talk, school: School, words: str) -> datetime | None:
    """«11 января в 9»: words that are a moment and nothing else."""
    at = await at_in(talk, words)
    return datetime.fromisoformat(at).replace(tzinfo=talk.services.zone_of(school)) if at else None


async def at_in(talk: Talk, words: str) -> str:
    """Such words as `asked_moment` has them."""
    reading = await understand(talk, f"передай всем {words}: слова")
    return reading.wishes[0].keys.get("at", "") if reading.wishes else ""


async def ask_for_day(talk: Talk) -> None:
    """«Передай всем после каникул: …» where no holidays are written down."""
    await talk.ask(AFTER, NO_DAYS_OFF, under([button("Отмена", "cancel")]), said=talk.text)


async def told_day_of(talk: Talk) -> bool:
    """A day in the place of the holidays: the order is read once more, with it. Whatever else is said is no answer."""
    said = talk.who.dialogue.state.get("said") if talk.who.dialogue is not None else None
    words = bare_day(talk.text)
    await talk.end()
    if isinstance(said, str) and tells_moment_alone(await taken_apart(talk, words)) and await at_in(talk, words):
        talk.spelt = told_day(said, words)
    return False


CONTINUATIONS = (Continuation(AFTER, Right.CHANGER, told_day_of, hears_all=True),)
