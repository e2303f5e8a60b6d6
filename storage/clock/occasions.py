"""What the clock asks the database: the facts of every school in a few queries, and «has it been done?»."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import and_, case, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import BadSetting
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.clock.due import Due, summed_up
from nudges.clock.schedule import Kind, Schedule, SchoolFacts
from nudges.plan import DIGEST, QUOTA
from storage.campaigns.settled import schools_with_untold
from storage.database.upsert import insert_new
from storage.people.exemptions import LEAVES
from storage.schools.calendar import DEFAULT_ZONE, calendars
from storage.schools.registry import is_automatic
from storage.tables import Campaign, Exemption, Occasion, Person, PersonWeek, School, StatisticsImport

_LOOK_BACK = 4  # weeks; nothing older can make anything due


async def clock_facts(
    session: AsyncSession,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    *,
    only: Sequence[School] | None = None,
    open_now: bool = False,
) -> list[tuple[School, SchoolFacts]]:
    """The facts of every school, of some, or with `open_now` of those that may be written to at this moment.
    A school whose zone is none counts by the default one."""
    schools = list(only if only is not None else await session.scalars(select(School).order_by(School.id)))
    since = Week.of(now.date()).shift(-_LOOK_BACK)
    by_school = await _calendars(session, schools, default_zone)
    if open_now:
        schools = [school for school in schools if by_school[school.id].is_allowed(now)]
    if not schools:
        return []
    people, anything = await _imports(session, since)
    digests, quotas, nudged_on = await _campaigns(session, since)
    done = await _done(session, since, by_school)
    ended = await _first_ended(session)
    untold = await schools_with_untold(session)
    unregistered = await _unregistered(session, schools, people, now.date())
    return [
        (
            school,
            SchoolFacts(
                calendar=by_school[school.id],
                schedule=Schedule.read(school.settings),
                paused=school.paused,
                automatic=is_automatic(school),
                newest=people.get(school.id, (None, None))[0],
                newest_at=people.get(school.id, (None, None))[1],
                imported=frozenset(anything.get(school.id, ())),
                nudged=frozenset(digests.get(school.id, ())),
                reminded=frozenset(quotas.get(school.id, ())),
                nudged_on=_day(nudged_on.get(school.id), by_school[school.id]),
                done=frozenset(done.get(school.id, ())),
                deadline=school.registration_deadline,
                unregistered=unregistered.get(school.id),
                exemptions_ended=school.id in ended and ended[school.id] < by_school[school.id].today(now),
                settled_untold=school.id in untold,
            ),
        )
        for school in schools
    ]


async def note_done(session: AsyncSession, school_id: int, due: Due, now: datetime) -> bool:
    """Take an occasion for ourselves, in the transaction of its effect. False: it has been done already."""
    row = {"school_id": school_id, "kind": due.kind.value, "period": due.period, "at": now}
    return bool(await insert_new(session, Occasion, [row], Occasion.school_id))


async def forget_empty_rounds(session: AsyncSession, school_ids: Collection[int], week: Week) -> None:
    """The week's figures are others now: that nobody needed to be reminded by the old ones says nothing of these."""
    had = select(Campaign.school_id).where(Campaign.kind == DIGEST, Campaign.week == str(week))
    empty = delete(Occasion).where(Occasion.kind == Kind.NUDGE.value, Occasion.period.like(f"%/{week}"))
    await session.execute(empty.where(Occasion.school_id.in_(school_ids), Occasion.school_id.not_in(had)))


async def forget_week(session: AsyncSession, school_id: int, week: Week) -> None:
    """The week's figures were taken back, and nothing that was sent by them is left: what the clock did by them it
    may do again by the right ones."""
    mine = (Occasion.school_id == school_id, Occasion.kind == Kind.NUDGE.value)
    rounds = await session.scalars(select(Occasion.period).where(*mine, Occasion.period.like(f"%/{week}")))
    periods = {one for period in rounds for one in (period, period.partition("/")[0])}
    told = and_(Occasion.kind == Kind.SUMMARY.value, Occasion.period == str(week), Occasion.school_id == school_id)
    await session.execute(delete(Occasion).where(or_(told, and_(*mine, Occasion.period.in_(periods)))))


def _day(moment: datetime | None, calendar: SchoolCalendar) -> date | None:
    return None if moment is None else calendar.today(moment)


async def _calendars(
    session: AsyncSession, schools: Sequence[School], default_zone: str
) -> Mapping[int, SchoolCalendar]:
    try:
        return await calendars(session, schools, default_zone)
    except BadSetting:
        found: dict[int, SchoolCalendar] = {}
        for school in schools:
            try:
                found |= await calendars(session, [school], default_zone)
            except BadSetting:
                fallback = School(id=school.id, timezone=None, work_from=school.work_from, work_to=school.work_to)
                found |= await calendars(session, [fallback], DEFAULT_ZONE)
        return found


async def _imports(session: AsyncSession, since: Week) -> tuple[dict[int, tuple[Week, datetime]], dict[int, set[Week]]]:
    """Of each school the newest week with a list by name and when it came, and all weeks with any file."""
    query = select(StatisticsImport.school_id, StatisticsImport.week, StatisticsImport.kind, StatisticsImport.at)
    people: dict[int, tuple[Week, datetime]] = {}
    anything: dict[int, set[Week]] = {}
    rows = await session.execute(query.where(StatisticsImport.week >= str(since)).order_by(StatisticsImport.week))
    for school_id, text, kind, at in rows:
        week = Week.parse(text)
        anything.setdefault(school_id, set()).add(week)
        if kind == "people":
            people[school_id] = (week, at)
    return people, anything


async def _campaigns(
    session: AsyncSession, since: Week
) -> tuple[dict[int, set[Week]], dict[int, set[Week]], dict[int, datetime]]:
    query = select(Campaign.school_id, Campaign.week, Campaign.kind, Campaign.made_at)
    recent = and_(Campaign.kind.in_((DIGEST, QUOTA)), Campaign.week >= str(since))
    weeks: dict[str, dict[int, set[Week]]] = {DIGEST: {}, QUOTA: {}}
    last: dict[int, datetime] = {}
    for school_id, week, kind, made_at in await session.execute(query.where(recent)):
        weeks[kind].setdefault(school_id, set()).add(Week.parse(week))
        if kind == DIGEST:
            last[school_id] = max(made_at, last.get(school_id, made_at))
    return weeks[DIGEST], weeks[QUOTA], last


async def _done(
    session: AsyncSession, since: Week, calendars: Mapping[int, SchoolCalendar]
) -> dict[int, set[tuple[str, str]]]:
    """Each kind counts its periods in its own way: weeks, the deadline's days, days. A summary stands for its figures,
    and in the week in which it was told there is one, also where a version told it that noted nothing more."""
    by_day = {Kind.DEADLINE.value: "", Kind.EXEMPTIONS.value: since.monday.isoformat()}
    by_day[Kind.SETTLED.value] = by_day[Kind.EXEMPTIONS.value]
    by_week = and_(Occasion.kind.not_in(by_day), Occasion.period >= str(since))
    others = [and_(Occasion.kind == kind, Occasion.period >= first) for kind, first in by_day.items()]
    done: dict[int, set[tuple[str, str]]] = {}
    for row in await session.execute(
        select(Occasion.school_id, Occasion.kind, Occasion.period, Occasion.at).where(or_(by_week, *others))
    ):
        theirs = done.setdefault(row.school_id, set())
        theirs.add((row.kind, row.period))
        if row.kind == Kind.SUMMARY.value and row.school_id in calendars:
            told = summed_up(calendars[row.school_id].week_of(row.at), row.at)
            theirs.add((told.kind.value, told.period))
    return done


async def _first_ended(session: AsyncSession) -> dict[int, date]:
    query = (
        select(Person.school_id, func.min(Exemption.ends_on))
        .join(Person, Person.id == Exemption.person_id)
        .where(Exemption.told_ended.is_(False), Exemption.ends_on.is_not(None), Person.left_on.is_(None))
        .group_by(Person.school_id)
    )
    found = {school_id: first for school_id, first in await session.execute(query) if first is not None}
    leaving = select(Person.school_id, func.min(Exemption.starts_on)).join(Person, Person.id == Exemption.person_id)
    for school_id, day in await session.execute(leaving.where(Exemption.reason == LEAVES).group_by(Person.school_id)):
        last = day - timedelta(days=1)  # on which they work
        found[school_id] = min(last, found.get(school_id, last))
    return found


def _is_near(school: School, deadline: date, today: date) -> bool:
    """Within the school's own countdown; a day more on each side, for zones where it is another date already."""
    first = max(Schedule.read(school.settings).deadline_days, default=0) + 1
    return today - timedelta(days=1) <= deadline <= today + timedelta(days=first)


async def _unregistered(
    session: AsyncSession, schools: Sequence[School], people: Mapping[int, tuple[Week, datetime]], today: date
) -> dict[int, int]:
    """How many are not registered by the newest list, for schools whose deadline is near and whose list tells."""
    near = {
        school.id: str(people[school.id][0])
        for school in schools
        if school.id in people
        and school.registration_deadline is not None
        and _is_near(school, school.registration_deadline, today)
    }
    if not near:
        return {}
    query = (
        select(Person.school_id, PersonWeek.week, func.sum(case((PersonWeek.registered.is_(False), 1), else_=0)))
        .join(Person, Person.id == PersonWeek.person_id)
        .where(
            Person.school_id.in_(near),
            PersonWeek.week.in_(set(near.values())),
            PersonWeek.registered.is_not(None),
            Person.left_on.is_(None),
        )
        .group_by(Person.school_id, PersonWeek.week)
    )
    counted = {(school_id, week): count for school_id, week, count in await session.execute(query)}
    return {school_id: counted[school_id, week] for school_id, week in near.items() if (school_id, week) in counted}
