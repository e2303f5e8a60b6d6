"""Announcements in the outbox: written at once, looked at once more when they go, one a day for a person."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from sqlalchemy import and_, exists, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.letters.announcement import ANNOUNCE, announcement_text
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from storage.statistics.scope import Scope
from storage.statistics.sent_before import OPEN
from storage.statistics.standings import load_standings
from storage.tables import Campaign, OutboxRow, School


class AnnouncementRow(Protocol):
    """What the last look reads of a row."""

    @property
    def id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def account_id(self) -> int: ...
    @property
    def calendar_week(self) -> str | None: ...


def obstacle(person: Standing) -> SkipReason | None:
    """Why somebody is not to be told anything at all."""
    whole = next((silence.reason for silence in person.silences if silence.gap is None), None)
    obstacles = (
        (person.left, SkipReason.LEFT),
        (whole is SkipReason.EXEMPT, SkipReason.EXEMPT),
        (not person.wants_nudges, SkipReason.OPTED_OUT),
    )
    return next((reason for holds, reason in obstacles if holds), person.out_of_reach)


async def objections_to(
    session: AsyncSession, rows: Sequence[AnnouncementRow], people: Mapping[int, Standing], scope: Scope
) -> dict[int, SkipReason]:
    """By row: why it must not go any more."""
    theirs = {account for one in people.values() for account in one.accounts} | {row.account_id for row in rows}
    had = await told_on(session, theirs, scope.calendar, scope.moment, sent_only=True)
    found: dict[int, SkipReason] = {}
    for row in rows:
        person = people.get(row.person_id)
        reason = obstacle(person) if person is not None else SkipReason.LEFT
        if reason is None and row.calendar_week is not None and row.calendar_week < str(scope.this_week):
            reason = SkipReason.PAST_WEEK
        accounts = {row.account_id, *(person.accounts if person is not None else ())}
        if reason is None and accounts & had:
            reason = SkipReason.ALREADY_TOLD
        if reason is not None:
            found[row.id] = reason
    return found


async def told_on(
    session: AsyncSession,
    account_ids: Collection[int],
    calendar: SchoolCalendar,
    moment: datetime,
    *,
    sent_only: bool = False,
) -> set[int]:
    """The accounts that have had an announcement on the day of this moment, or are to have one."""
    first = calendar.at(calendar.today(moment), time())
    after = first + timedelta(days=1)
    sent = and_(OutboxRow.state == "sent", OutboxRow.finished_at >= first, OutboxRow.finished_at < after)
    goes_at = func.coalesce(OutboxRow.not_before, Campaign.made_at)
    waits = and_(OutboxRow.state.in_(OPEN), goes_at < after)
    query = (
        select(OutboxRow.account_id)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(account_ids), Campaign.kind.like(f"{ANNOUNCE}-%"))
        .where(sent if sent_only else or_(sent, waits))
    )
    return set(await session.scalars(query))


async def audience(
    session: AsyncSession,
    school: School,
    calendar: SchoolCalendar,
    moment: datetime,
    people: Collection[int] | None,
) -> tuple[list[Standing], list[tuple[Standing, SkipReason]]]:
    """Who is told, and who is not and why; an account that stands behind two rows is told once."""
    scope = Scope(school.id, calendar.week_of(moment), moment, calendar, people)
    standings = [one for one in await load_standings(session, scope) if not one.left]
    had = await told_on(session, {account for one in standings for account in one.accounts}, calendar, moment)
    told, skipped = [], []
    for one in standings:
        reason = obstacle(one)
        if reason is None and one.accounts & had:
            reason = SkipReason.ALREADY_TOLD
        if reason is None:
            told.append(one)
            had |= one.accounts
        else:
            skipped.append((one, reason))
    return told, skipped


async def written_before(
    session: AsyncSession, school: School, week: Week, kind: str, words: str, made_by: int | None
) -> Campaign | None:
    """The announcement of this account with these words, under the `kind` it was shown under or a later one, which it
    got where somebody else was faster."""
    query = (
        select(Campaign)
        .where(Campaign.school_id == school.id, Campaign.week == str(week), Campaign.made_by == made_by)
        .where(Campaign.kind.startswith(f"{ANNOUNCE}-"))
        .where(
            exists().where(
                OutboxRow.campaign_id == Campaign.id, OutboxRow.text.endswith(f":\n\n{words}", autoescape=True)
            )
        )
        .order_by(Campaign.id)
    )
    return next((one for one in await session.scalars(query) if _number(one.kind) >= _number(kind)), None)


def _number(kind: str) -> int:
    return int(kind.rpartition("-")[2])


async def write_announcement(
    session: AsyncSession,
    school: School,
    week: Week,
    kind: str,
    told: Sequence[Standing],
    words: str,
    now: datetime,
    *,
    goes_in: Week,
    not_before: datetime | None,
    made_by: int | None,
) -> Campaign:
    """`week` names the round, as its preview did; `goes_in` is the calendar week it goes in, whenever it was shown."""
    campaign = Campaign(school_id=school.id, week=str(week), kind=kind, state="running", made_at=now, made_by=made_by)
    session.add(campaign)
    await session.flush()
    rows: list[dict[str, Any]] = [
        {
            "campaign_id": campaign.id,
            "person_id": one.person_id,
            "account_id": way.account_id,
            "platform": way.platform,
            "peer_id": way.peer_id,
            "text": announcement_text(one.name, words, one.school),
            "gaps": [],
            "state": "planned",
            "calendar_week": str(goes_in),
            "not_before": not_before,
        }
        for one in told
        if (way := one.way) is not None
    ]
    await session.execute(insert(OutboxRow), rows)
    return campaign
