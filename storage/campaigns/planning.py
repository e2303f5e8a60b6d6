"""Plans and campaigns: everything is loaded in bulk, decided by `nudges.plan`, and written at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import UnknownWeek
from indicators.russian.rules import quoted
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.digest import Figures
from nudges.gaps import codes
from nudges.plan import DIGEST, MANUAL, Plan, Round, make_plan
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import NOTHING_SENT, Standing
from storage.campaigns.lost_time import in_doubt_since
from storage.database.connection import Database
from storage.schools.calendar import DEFAULT_ZONE, school_calendar
from storage.schools.targets import norms_of
from storage.schools.thanks import gives_thanks
from storage.statistics.facts import newest_people_week
from storage.statistics.scope import Scope
from storage.statistics.sent_before import OPEN, history_of
from storage.statistics.standings import load_standings
from storage.tables import Campaign, OutboxRow, School, StatisticsImport

_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class RoundWishes:
    """What a round is to be. `gaps` and `people` limit it; `made_by` is the account that asked for it.

    `kind` «manual» takes the next free «manual-N». It begins at once, or `at` that moment.
    """

    kind: str = DIGEST
    gaps: frozenset[str] | None = None
    people: frozenset[int] | None = None
    ignore_hours: bool = False
    made_by: int | None = None
    at: datetime | None = None


WEEKLY = RoundWishes()
# Told of a new round, and for how many people it is, in the transaction that writes it.
Told = Callable[[AsyncSession, Campaign, int], None]


async def plan(
    session: AsyncSession,
    school: School,
    week: Week,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    letters: slice | None = None,
) -> Plan:
    """Who would get what, and who is skipped and why; writes nothing.

    It speaks of the moment at which the messages would start to go: now, or the school's next hour. `letters`: only
    of these recipients the texts are wanted, and what they need is read.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    calendar = await school_calendar(session, school, default_zone)
    figures, warnings = await figures_of(session, school, week)
    round_ = Round(
        wishes.kind,
        figures,
        await norms_of(session, school),
        _halt(school, calendar, now),
        calendar.quotas_count(week),
        wishes.gaps,
        wishes.people,
        gives_thanks(school),
    )
    moment = start_of(calendar, now, wishes.ignore_hours)
    scope = Scope(school.id, week, moment, calendar, history=letters is None or round_.thanks)
    standings = await load_standings(session, scope)
    made = make_plan(await _with_this_round(session, standings, school, week, round_), round_, warnings)
    return made if letters is None or scope.history else await _with_letters(session, scope, made, letters)


async def _with_letters(session: AsyncSession, scope: Scope, made: Plan, letters: slice) -> Plan:
    """The history of a few, for their texts."""
    wanted = [one.person_id for one in made.recipients[letters]]
    history = await history_of(session, replace(scope, people=wanted))
    recipients = list(made.recipients)
    recipients[letters] = [
        replace(one, person=replace(one.person, history=history.get(one.person_id, NOTHING_SENT)))
        for one in made.recipients[letters]
    ]
    return replace(made, recipients=tuple(recipients))


async def _with_this_round(
    session: AsyncSession, standings: Sequence[Standing], school: School, week: Week, round_: Round
) -> Sequence[Standing]:
    """A round is held once: whoever got it, or is about to, has been written to in whatever calendar week."""
    open_or_sent = OutboxRow.state.in_((*OPEN, "sent"))
    of_round = (Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind == round_.kind)
    query = select(OutboxRow.person_id).join(Campaign, Campaign.id == OutboxRow.campaign_id)
    got_it = set(await session.scalars(query.where(*of_round, open_or_sent)))
    if not got_it:
        return standings
    return [
        replace(one, written=one.written | {round_.message_class}) if one.person_id in got_it else one
        for one in standings
    ]


def start_of(calendar: SchoolCalendar, now: datetime, ignore_hours: bool) -> datetime:
    return now if ignore_hours else calendar.next_allowed(now) or now


async def plan_campaign(
    database: Database,
    school: School,
    week: Week,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    tell: Told | None = None,
) -> Campaign | None:
    """Write the campaign and its outbox rows in one transaction, once for (school, week, kind).

    A second call returns the campaign that is there and writes nothing. None: nobody is to be written
    to (the plan says why), and nothing is written.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    async with database.writing() as session:
        if wishes.kind == MANUAL:
            wishes = replace(wishes, kind=await next_manual_kind(session, school, week))
        return await write_campaign(session, school, week, wishes, now=now, default_zone=default_zone, tell=tell)


async def write_campaign(
    session: AsyncSession,
    school: School,
    week: Week,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    tell: Told | None = None,
) -> Campaign | None:
    """`plan_campaign` inside a transaction of the caller's."""
    # On a server, where writers do not queue, the row's lock makes this one wait for whoever writes a round of the
    # school, and see it.
    await session.execute(select(School.id).where(School.id == school.id).with_for_update())
    existing = await find_campaign(session, school, week, wishes.kind)
    if existing is not None:
        return existing
    planned = await plan(session, school, week, wishes, now=wishes.at or now, default_zone=default_zone)
    campaign = await save_plan(session, school, planned, wishes, now=now, default_zone=default_zone)
    if campaign is not None and tell is not None:
        tell(session, campaign, len(planned.recipients))
    return campaign


async def save_plan(
    session: AsyncSession,
    school: School,
    planned: Plan,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
) -> Campaign | None:
    """Write a plan made in the same transaction; None, and nothing written, when it has no recipients."""
    if not planned.recipients:
        return None
    campaign = Campaign(
        school_id=school.id,
        week=str(planned.week),
        kind=wishes.kind,
        state="running",
        ignores_hours=wishes.ignore_hours,
        made_at=now,
        made_by=wishes.made_by,
    )
    session.add(campaign)
    await session.flush()
    calendar = await school_calendar(session, school, default_zone)
    start = start_of(calendar, wishes.at or now, wishes.ignore_hours)
    # After a restore from a backup the dialog's history is asked before anything is sent.
    unsure_since = await in_doubt_since(session, planned.week, calendar, now)
    rows: list[dict[str, Any]] = [
        {
            "campaign_id": campaign.id,
            "person_id": recipient.person_id,
            "account_id": recipient.account_id,
            "platform": recipient.platform,
            "peer_id": recipient.peer_id,
            "text": recipient.text,
            "gaps": codes(recipient.gaps),
            "state": "planned",
            "calendar_week": str(calendar.week_of(start)),
            "not_before": start if wishes.at is not None else None,
            "unsure_since": unsure_since,
        }
        for recipient in planned.recipients
    ]
    await session.execute(insert(OutboxRow), rows)
    return campaign


async def next_manual_kind(session: AsyncSession, school: School, week: Week) -> str:
    """The kind an officer's next round of that week will have. Taking it when the round is shown, and
    planning under it when the round is confirmed, makes a second press harmless."""
    query = select(Campaign.kind).where(
        Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind.startswith(f"{MANUAL}-")
    )
    numbers = [int(kind.removeprefix(f"{MANUAL}-")) for kind in await session.scalars(query)]
    return f"{MANUAL}-{max(numbers, default=0) + 1}"


async def figures_of(session: AsyncSession, school: School, week: Week) -> tuple[Figures, list[str]]:
    """What a message says of where its figures come from, and warnings for whoever plans.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    query = select(StatisticsImport.received_on).where(
        StatisticsImport.school_id == school.id,
        StatisticsImport.kind == _PEOPLE,
        StatisticsImport.week == str(week),
    )
    received_on = await session.scalar(query)
    if received_on is None:
        raise UnknownWeek(
            f"За неделю {week} пофамильного списка школы {quoted(school.name)} нет: сначала загрузите его."
        )
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
