"""Plans and campaigns: everything is loaded in bulk, decided by `nudges.plan`, and written at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import UnknownWeek
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.digest import Figures
from nudges.gaps import codes
from nudges.norms import Norms
from nudges.plan import DIGEST, MANUAL, Plan, Round, SkipReason, Standing, judge, make_plan
from storage.calendar import DEFAULT_ZONE, calendars, school_calendar
from storage.database import Database
from storage.standings import Scope, counts_in, load_standings, message_class
from storage.tables import Campaign, OutboxRow, School, StatisticsImport, Target

_PEOPLE = "people"


class OpenRow(Protocol):
    """What `recheck` reads of an outbox row."""

    @property
    def id(self) -> int: ...
    @property
    def campaign_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def account_id(self) -> int: ...
    @property
    def gaps(self) -> Sequence[str]: ...
    @property
    def calendar_week(self) -> str | None: ...


async def newest_people_week(session: AsyncSession, school_id: int) -> Week | None:
    """The newest week of which the school has a list by name."""
    query = select(StatisticsImport.week).where(
        StatisticsImport.school_id == school_id, StatisticsImport.kind == _PEOPLE
    )
    newest = await session.scalar(query.order_by(StatisticsImport.week.desc()).limit(1))
    return None if newest is None else Week.parse(newest)


async def plan(
    session: AsyncSession,
    school: School,
    week: Week,
    *,
    now: datetime,
    kind: str = DIGEST,
    ignore_hours: bool = False,
    only_gaps: Collection[str] | None = None,
    only_people: Collection[int] | None = None,
    default_zone: str = DEFAULT_ZONE,
) -> Plan:
    """Who would get what, and who is skipped and why; writes nothing.

    It speaks of the moment at which the messages would start to go: now, or the school's next hour.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    calendar = await school_calendar(session, school, default_zone)
    figures, warnings = await _figures(session, school, week)
    round_ = Round(
        kind,
        figures,
        await norms_of(session, school),
        _halt(school, calendar, now),
        calendar.quotas_count(week),
        None if only_gaps is None else frozenset(only_gaps),
        None if only_people is None else frozenset(only_people),
        bool(school.settings.get("thanks")),
    )
    scope = Scope(school.id, week, start_of(calendar, now, ignore_hours), calendar)
    return make_plan(await load_standings(session, scope), round_, warnings)


def start_of(calendar: SchoolCalendar, now: datetime, ignore_hours: bool) -> datetime:
    return now if ignore_hours else calendar.next_allowed(now) or now


async def norms_of(session: AsyncSession, school: School) -> Norms:
    rows = await session.execute(
        select(Target.code, Target.value, Target.is_percent).where(Target.school_id == school.id)
    )
    return Norms.of_school([(code, value, percent) for code, value, percent in rows], school.settings)


async def plan_campaign(
    database: Database,
    school: School,
    week: Week,
    *,
    now: datetime,
    kind: str = DIGEST,
    ignore_hours: bool = False,
    made_by: int | None = None,
    only_gaps: Collection[str] | None = None,
    only_people: Collection[int] | None = None,
    default_zone: str = DEFAULT_ZONE,
) -> Campaign | None:
    """Write the campaign and its outbox rows in one transaction, once for (school, week, kind).

    A second call returns the campaign that is there and writes nothing. None: nobody is to be written
    to (the plan says why), and nothing is written. `kind` «manual» takes the next free «manual-N».

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    try:
        async with database.writing() as session:
            if kind == MANUAL:
                kind = await next_manual_kind(session, school, week)
            return await write_campaign(
                session,
                school,
                week,
                now=now,
                kind=kind,
                ignore_hours=ignore_hours,
                made_by=made_by,
                only_gaps=only_gaps,
                only_people=only_people,
                default_zone=default_zone,
            )
    except IntegrityError:
        # Another process planned the same round meanwhile, on a server where writers do not queue.
        async with database.reading() as session:
            existing = await find_campaign(session, school, week, kind)
        if existing is None:
            raise
        return existing


async def write_campaign(
    session: AsyncSession,
    school: School,
    week: Week,
    *,
    now: datetime,
    kind: str = DIGEST,
    ignore_hours: bool = False,
    made_by: int | None = None,
    only_gaps: Collection[str] | None = None,
    only_people: Collection[int] | None = None,
    default_zone: str = DEFAULT_ZONE,
) -> Campaign | None:
    """`plan_campaign` inside a transaction of the caller's."""
    # On a server the row's lock makes two planners of one school wait for each other.
    await session.execute(select(School.id).where(School.id == school.id).with_for_update())
    existing = await find_campaign(session, school, week, kind)
    if existing is not None:
        return existing
    planned = await plan(
        session,
        school,
        week,
        now=now,
        kind=kind,
        ignore_hours=ignore_hours,
        only_gaps=only_gaps,
        only_people=only_people,
        default_zone=default_zone,
    )
    if not planned.recipients:
        return None
    campaign = Campaign(
        school_id=school.id,
        week=str(week),
        kind=kind,
        state="running",
        ignores_hours=ignore_hours,
        made_at=now,
        made_by=made_by,
    )
    calendar = await school_calendar(session, school, default_zone)
    await _write(session, campaign, planned, calendar.week_of(start_of(calendar, now, ignore_hours)))
    return campaign


async def next_manual_kind(session: AsyncSession, school: School, week: Week) -> str:
    """The kind an officer's next round of that week will have. Taking it when the round is shown, and
    planning under it when the round is confirmed, makes a second press harmless."""
    query = select(Campaign.kind).where(
        Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind.startswith(f"{MANUAL}-")
    )
    numbers = [int(kind.removeprefix(f"{MANUAL}-")) for kind in await session.scalars(query)]
    return f"{MANUAL}-{max(numbers, default=0) + 1}"


async def recheck(
    session: AsyncSession, rows: Sequence[OpenRow], now: datetime, *, default_zone: str = DEFAULT_ZONE
) -> dict[int, SkipReason]:
    """The check just before rows go: those that must not go any more, by their id, and why.

    By the newest facts of the campaign's week. Hours, breaks and pauses are no reasons here: such a
    row waits (see `SchoolCalendar.next_allowed`), until the week it was meant for is over. Rows of one
    call may belong to several campaigns; a few hundred at a time cost little more than one.
    """
    found = await session.scalars(select(Campaign).where(Campaign.id.in_({row.campaign_id for row in rows})))
    campaigns = {campaign.id: campaign for campaign in found}
    school_ids = {campaign.school_id for campaign in campaigns.values()}
    schools = {school.id: school for school in await session.scalars(select(School).where(School.id.in_(school_ids)))}
    by_school = await calendars(session, schools.values(), default_zone)
    reasons: dict[int, SkipReason] = {}
    for campaign in campaigns.values():
        mine = [row for row in rows if row.campaign_id == campaign.id]
        school, calendar = schools[campaign.school_id], by_school[campaign.school_id]
        scope = Scope(
            school.id, Week.parse(campaign.week), now, calendar, {row.person_id for row in mine}, with_history=False
        )
        round_ = Round(
            campaign.kind,
            Figures(scope.week),
            await norms_of(session, school),
            quotas_count=calendar.quotas_count(scope.week),
        )
        people = {person.person_id: person for person in await load_standings(session, scope)}
        written = await _written_before(session, mine, campaign.kind, str(scope.this_week))
        for row in mine:
            reason = _objection(row, people.get(row.person_id), round_, scope, written)
            if reason is not None:
                reasons[row.id] = reason
    return reasons


def _objection(
    row: OpenRow, person: Standing | None, round_: Round, scope: Scope, written: Mapping[int, Collection[int]]
) -> SkipReason | None:
    if row.calendar_week is not None and row.calendar_week < str(scope.this_week):
        return SkipReason.PAST_WEEK
    if person is None:
        return SkipReason.LEFT
    if any(other < row.id for other in written.get(row.account_id, ())):
        return SkipReason.ALREADY_WRITTEN
    # The row itself is among what the account is about to get, so that limit was looked at above.
    thanks = not row.gaps
    only = None if thanks else frozenset(row.gaps)
    verdict = judge(replace(person, written=frozenset()), replace(round_, only_gaps=only))
    if thanks:
        return None if verdict.reason is SkipReason.HAS_EVERYTHING else verdict.reason or SkipReason.NOT_CHOSEN
    return SkipReason.HAS_EVERYTHING if verdict.reason is SkipReason.NOT_CHOSEN else verdict.reason


async def _written_before(
    session: AsyncSession, rows: Sequence[OpenRow], kind: str, this_week: str
) -> dict[int, list[int]]:
    """Of each account, what counts against these rows this week: what is sent already (as 0), and the
    other open rows by id, of which the oldest may go."""
    accounts = {row.account_id for row in rows}
    ids = {row.id for row in rows}
    query = (
        select(OutboxRow.id, OutboxRow.account_id, OutboxRow.state, Campaign.kind)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(accounts), counts_in(this_week))
    )
    found: dict[int, list[int]] = {}
    for row in await session.execute(query):
        if message_class(row.kind) == message_class(kind):
            sent_by_another = row.state == "sent" and row.id not in ids
            found.setdefault(row.account_id, []).append(0 if sent_by_another else row.id)
    return found


async def _figures(session: AsyncSession, school: School, week: Week) -> tuple[Figures, list[str]]:
    query = select(StatisticsImport.received_on).where(
        StatisticsImport.school_id == school.id,
        StatisticsImport.kind == _PEOPLE,
        StatisticsImport.week == str(week),
    )
    received_on = await session.scalar(query)
    if received_on is None:
        raise UnknownWeek(f"За неделю {week} пофамильного списка школы «{school.name}» нет: сначала загрузите его.")
    newest = await newest_people_week(session, school.id)
    newer = newest is not None and newest > week
    warnings = [f"Есть более новые данные: за неделю {newest}. Взята неделя {week}, как просили."] if newer else []
    return Figures(week, received_on, school.journal_name), warnings


def _halt(school: School, calendar: SchoolCalendar, now: datetime) -> SkipReason | None:
    if school.paused:
        return SkipReason.PAUSED
    return SkipReason.BREAK if calendar.rest_on(calendar.today(now)) is not None else None


async def find_campaign(session: AsyncSession, school: School, week: Week, kind: str) -> Campaign | None:
    query = select(Campaign).where(Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind == kind)
    return (await session.scalars(query)).one_or_none()


async def _write(session: AsyncSession, campaign: Campaign, planned: Plan, calendar_week: Week) -> None:
    session.add(campaign)
    await session.flush()
    rows: list[dict[str, Any]] = [
        {
            "campaign_id": campaign.id,
            "person_id": recipient.person_id,
            "account_id": recipient.account_id,
            "peer_id": recipient.peer_id,
            "text": recipient.text,
            "gaps": codes(recipient.gaps),
            "state": "planned",
            "calendar_week": str(calendar_week),
        }
        for recipient in planned.recipients
    ]
    await session.execute(insert(OutboxRow), rows)
