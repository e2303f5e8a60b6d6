"""An announcement of the school, to all or some: shown first, sent only when that was confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import NotPossible
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.letters.announcement import ANNOUNCE, LONGEST
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.rounds.starting import GONE_BY
from services.schools import school_of
from storage.campaigns.announcing import audience, write_announcement, written_before
from storage.campaigns.outbox import count_rows
from storage.campaigns.rounds import find_campaign, next_kind
from storage.database.connection import Session
from storage.people.namesakes import told_apart
from storage.people.own_time import their_moments
from storage.schools.calendar import school_calendar
from storage.tables import School

TOO_LONG = f"Объявление длинновато: до {LONGEST} знаков, пожалуйста."
NO_WORDS = "Что передать? Например: «передай всем, что завтра педсовет в 14:00»."
NO_MOMENT = "В ближайшее время писать педагогам нельзя: дни отдыха. Какие, покажут «каникулы»."
ON_PAUSE = "Школа на паузе, поэтому никому не пишу. Снять паузу — «продолжить»; потом повторите, и отправлю."


@dataclass(frozen=True, slots=True)
class Announcement:
    """`people` limits it to some; `at` is when it may go at the earliest, the school's hours all the same."""

    words: str
    people: frozenset[int] | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """`kind` and `week` are under what it will be kept; `opens` is when the first message may go, in the zone. Who of
    the told asked for hours or days that are later has it then (`own_hours`). `moved`: the day on which it was to go,
    and why nothing is sent then."""

    told: tuple[str, ...]
    skipped: tuple[tuple[str, SkipReason], ...]
    week: Week
    kind: str
    opens: datetime
    own_hours: tuple[tuple[str, datetime], ...] = ()
    moved: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """For how many people it is; `opens` is when it begins, in the zone, where that is later. `round_id` is 0 where
    nobody was left to be told."""

    people: int
    opens: datetime | None = None
    round_id: int = 0


async def preview_announcement(
    session: Session, actor: Actor, wanted: Announcement, now: datetime, *, default_zone: str, instead_of: int = 0
) -> Shown:
    """Who would be told what and when. Writes nothing. `instead_of`: the announcement that waits and is to be changed.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no words, too many, or no moment for it.
    """
    require(actor, Deed.START_ROUND)
    check(wanted, now)
    school = await school_of(session, actor)
    calendar = await school_calendar(session, school, default_zone)
    opens = opens_at(school, calendar, wanted, now)
    told, skipped = await audience(session, school, calendar, opens, wanted.people, now=now, instead_of=instead_of)
    week = calendar.week_of(opens)
    kind = await next_kind(session, school, week, ANNOUNCE)
    shown = await told_apart(session, school.id)
    names = tuple(shown.called(one.person_id, one.full_name) for one in told)
    late = await their_moments(session, [one.person_id for one in told], calendar, opens)
    wanted_on = calendar.today(wanted.at or now)
    why = calendar.left_out(wanted_on)
    return Shown(
        names,
        tuple((one.full_name, reason) for one, reason in skipped),
        week,
        kind,
        calendar.local(opens),
        tuple(
            (name, calendar.local(late[one.person_id]))
            for name, one in zip(names, told, strict=True)
            if one.person_id in late
        ),
        (wanted_on, why) if why is not None else None,
    )


def check(wanted: Announcement, now: datetime) -> None:
    """
    Raises:
        NotPossible: no words, too many, or a moment that has gone by.
    """
    if not wanted.words.strip():
        raise NotPossible(NO_WORDS)
    if len(wanted.words) > LONGEST:
        raise NotPossible(TOO_LONG)
    if wanted.at is not None and wanted.at < now:
        raise NotPossible(GONE_BY)


def opens_at(school: School, calendar: SchoolCalendar, wanted: Announcement, now: datetime) -> datetime:
    """When the first message may go.

    Raises:
        NotPossible: the school is paused, or there is no such moment.
    """
    opens = calendar.next_allowed(wanted.at or now)
    if school.paused or opens is None:
        raise NotPossible(ON_PAUSE if school.paused else NO_MOMENT)
    return opens


async def announce(
    session: Session,
    actor: Actor,
    wanted: Announcement,
    week: Week,
    kind: str,
    now: datetime,
    *,
    default_zone: str,
) -> Announced:
    """Send what was shown. Called again for the same preview it changes nothing; another one that was shown under the
    same kind goes under the next.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: see `preview_announcement`.
    """
    require(actor, Deed.START_ROUND)
    school = await school_of(session, actor)
    before = await written_before(session, school, week, kind, wanted.words, actor.account_id)
    if before is not None:
        return Announced((await count_rows(session, [before.id])).total, round_id=before.id)
    if await find_campaign(session, school, week, kind) is not None:
        kind = await next_kind(session, school, week, ANNOUNCE)
    check(wanted, now)
    calendar = await school_calendar(session, school, default_zone)
    opens = opens_at(school, calendar, wanted, now)
    told, _ = await audience(session, school, calendar, opens, wanted.people, now=now)
    if not told:
        return Announced(0)
    not_before = opens if opens > now else None
    begins = await begins_at(session, told, calendar, opens)
    campaign = await write_announcement(
        session,
        school,
        week,
        kind,
        told,
        wanted.words,
        now,
        goes_in=calendar.week_of(opens),
        not_before=not_before,
        made_by=actor.account_id,
    )
    log_deed(session, actor, "announced", now, campaign=campaign.id, people=len(told))
    return Announced(len(told), calendar.local(begins) if begins > now else None, campaign.id)


async def begins_at(session: Session, told: Sequence[Standing], calendar: SchoolCalendar, opens: datetime) -> datetime:
    """When the first of them gets it: later where all of them asked for other hours or days."""
    late = await their_moments(session, [one.person_id for one in told], calendar, opens)
    return min(late.get(one.person_id, opens) for one in told)
