"""The people behind the figures: who lacks what, who was reminded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.russian.natural import natural_order
from indicators.weeks import Week
from nudges.effect import Effect
from nudges.gaps import GAP
from nudges.names import PersonName
from nudges.plan import is_thanks
from storage.database.read_once import read_once
from storage.messengers.ways import messengers_at
from storage.people.namesakes import told_apart
from storage.people.privacy.quiet import Quiet, quiet_people
from storage.schools.calendar import DEFAULT_ZONE
from storage.statistics.kinds import are_reminders, week_spoken_of
from storage.statistics.nameless import nameless
from storage.statistics.people_in_week import PersonInWeek, people_in_week, rows_of_week
from storage.tables import Campaign, OutboxRow, Person, School


class Named:
    """Somebody of a list; `apart` is what tells them from another of the same name, or nothing."""

    __slots__ = ()
    name: str
    apart: str

    @property
    def called(self) -> str:
        return f"{self.name}{self.apart}"


@dataclass(frozen=True, slots=True)
class TeacherGaps(Named):
    """One employed person. `listed` is false for those absent from the week's list: nothing is known of them.

    `disputed` are those of the `gaps` whose figures the person calls wrong, `admitted` those of them of which an
    officer has said so too, `closed` what is asked of this person and known to be done, `unknown` what nobody knows of
    them, `spared` the single gaps that are left in peace, `silence` their own word that nobody reminds them.
    """

    person_id: int
    name: str
    role: str
    classes: str
    gaps: tuple[str, ...]
    listed: bool
    exempt: str | None
    group_chats: int | None
    group_messages: int | None
    calls: int | None
    closed: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    admitted: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    is_done: bool = False
    messengers: frozenset[str] = frozenset()
    apart: str = ""
    silence: Quiet | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The gaps that may be spoken of."""
        return tuple(gap for gap in self.gaps if gap not in self.disputed and gap not in self.spared)

    @property
    def is_unsure(self) -> bool:
        """Nothing is known to be open, and not everything is known."""
        return self.listed and not self.gaps and not self.is_done


@dataclass(frozen=True, slots=True)
class Done:
    """Of the people of a week's list, how many have done everything, and of how many not enough is known to say.

    `untold` are the gaps of which the week tells nothing of anybody.
    """

    done: int = 0
    unsure: int = 0
    listed: int = 0
    untold: tuple[str, ...] = ()


NO_ONE = Done()


@dataclass(frozen=True, slots=True)
class Reminder(Named):
    """One message of the outbox; `at` is when it was finished, in the school's zone."""

    name: str
    week: str
    kind: str
    state: str
    at: datetime | None
    gaps: tuple[str, ...]
    reason: str | None
    apart: str = ""

    @property
    def is_thanks(self) -> bool:
        return is_thanks(self.kind, self.gaps)


@dataclass(frozen=True, slots=True)
class Helped:
    """Of so many steps that people were `reminded` of, `closed` were done by the next file: see `nudges.effect`."""

    reminded: int
    closed: int


def zone_of(school: School) -> ZoneInfo:
    return ZoneInfo(school.timezone or DEFAULT_ZONE)


def days_of(weeks: Sequence[Week], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the first moment of the weeks to the first after them."""
    first, after = weeks[0].monday, weeks[-1].shift(1).monday
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


async def teachers(
    session: AsyncSession, school: School, week: Week, today: date | None = None, received_on: date | None = None
) -> tuple[TeacherGaps, ...]:
    """Everybody employed at the week's end, or on a later day, in the order of the alphabet; left in peace is who is
    today, also while the week is not over, and without a today at the week's end or on the day on which the file came,
    for it may say so itself."""
    day = _last_day(week, today)
    return await _teachers(session, school, week, day, today or max(day, received_on or day))


@read_once
async def _teachers(
    session: AsyncSession, school: School, week: Week, day: date, exempt_on: date
) -> tuple[TeacherGaps, ...]:
    people = await people_in_week(session, school, week, today=exempt_on)
    inside = await messengers_at(session, school.id)
    nowhere = frozenset[str]()
    names = await told_apart(session, school.id)
    quiet = await quiet_people(session, Person.school_id == school.id)
    there = [one for one in people if one.left_on is None or one.left_on > day]
    return tuple(
        replace(
            _teacher(one, inside.get(one.person_id, nowhere), names.behind(one.person_id)),
            silence=quiet.get(one.person_id),
        )
        for one in there
    )


async def gone_since(session: AsyncSession, school: School, weeks: Sequence[Week], today: date | None) -> int:
    """How many of the list of the last of these weeks, and so of its indicators, have left by the day of `teachers`, or
    had their data deleted."""
    week = weeks[-1]
    there = await rows_of_week(session, school.id, week)
    left: list[date] = [one.left_on for one in there if one.week is not None and one.left_on is not None]
    deleted = (await nameless(session, [school.id], list(map(str, weeks)))).get((school.id, str(week)))
    gone = sum(week.sunday < day <= _last_day(week, today) for day in left)
    return gone + (deleted.people if deleted is not None else 0)


def _last_day(week: Week, today: date | None) -> date:
    return max(today or week.sunday, week.sunday)


def _teacher(one: PersonInWeek, messengers: frozenset[str], apart: str) -> TeacherGaps:
    open_gaps = one.balance.open
    return TeacherGaps(
        one.person_id,
        PersonName.read(one.full_name).full,
        one.role,
        one.classes,
        open_gaps,
        one.listed,
        one.exempt,
        one.known.number("group_chats"),
        one.known.number("group_messages"),
        one.known.number("calls"),
        one.balance.closed,
        tuple(code for code in GAP if code in one.balance.unknown),
        tuple(code for code in open_gaps if code in one.disputed),
        tuple(code for code in open_gaps if code in one.admitted),
        tuple(code for code in open_gaps if code in one.spared),
        one.is_done,
        messengers,
        apart,
    )


def to_look_at(people: Sequence[TeacherGaps]) -> list[TeacherGaps]:
    """Those who may be spoken to: in the list, not left in peace, with a step that is not in dispute. The most steps
    first."""
    behind = [one for one in people if one.listed and one.exempt is None and one.steps]
    return sorted(behind, key=lambda one: (-len(one.steps), natural_order(one.called)))


def done_of(people: Sequence[TeacherGaps]) -> Done:
    listed = [one for one in people if one.listed]
    untold = tuple(code for code in GAP if listed and all(code in one.unknown for one in listed))
    return Done(sum(one.is_done for one in listed), sum(one.is_unsure for one in listed), len(listed), untold)


async def reminders(session: AsyncSession, school: School, weeks: Sequence[Week]) -> tuple[Reminder, ...]:
    """Every message that speaks of one week of statistics, or those of the days of several; whatever became of it, by
    rounds and names."""
    zone, names = zone_of(school), await told_apart(session, school.id)
    first, after = days_of(weeks, zone)
    at, by = func.coalesce(OutboxRow.finished_at, Campaign.made_at), week_spoken_of()
    is_meant = and_(at >= first, at < after) if len(weeks) > 1 else by == str(weeks[0])
    rows = await session.execute(
        select(OutboxRow, by, Campaign.kind, Person.full_name)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(Campaign.school_id == school.id, is_meant)
        .where(are_reminders())
        .order_by(Campaign.week, Campaign.id, Person.name_key, OutboxRow.id)
    )
    return tuple(
        Reminder(
            PersonName.read(name).full,
            week,
            kind,
            row.state,
            row.finished_at.astimezone(zone) if row.finished_at else None,
            tuple(row.gaps),
            row.reason,
            names.behind(row.person_id),
        )
        for row, week, kind, name in rows
    )


def helped(effects: Sequence[Effect]) -> Helped | None:
    """None when nobody was reminded of anything that the files can show."""
    reminded = sum(one.nudged for one in effects)
    return Helped(reminded, sum(one.nudged_closed for one in effects)) if reminded else None
