"""Announcements in the outbox: written at once, looked at once more when they go, one a day for a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Protocol

from sqlalchemy import delete, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.letters.announcement import ANNOUNCE, BEFORE_WORDS, announcement_text
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
    had = await told_on(session, theirs, scope.calendar, scope.moment)
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
    session: AsyncSession, account_ids: Collection[int], calendar: SchoolCalendar, moment: datetime
) -> set[int]:
    """The accounts that have had an announcement on the day of this moment."""
    first = calendar.at(calendar.today(moment), time())
    query = (
        select(OutboxRow.account_id)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(account_ids), Campaign.kind.like(f"{ANNOUNCE}-%"))
        .where(OutboxRow.state == "sent", OutboxRow.finished_at >= first)
        .where(OutboxRow.finished_at < first + timedelta(days=1))
    )
    return set(await session.scalars(query))


async def to_be_told_on(
    session: AsyncSession,
    account_ids: Collection[int],
    calendar: SchoolCalendar,
    moment: datetime,
    *,
    now: datetime,
    apart_from: int = 0,
) -> set[int]:
    """Those that are to have one on that day: of each that waits it counts when it goes, which days off may have put
    off. That of the campaign `apart_from` does not count."""
    day = calendar.today(moment)
    goes_at = func.coalesce(OutboxRow.not_before, Campaign.made_at)
    query = (
        select(OutboxRow.account_id, goes_at)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(account_ids), Campaign.kind.like(f"{ANNOUNCE}-%"), Campaign.id != apart_from)
        .where(OutboxRow.state.in_(OPEN), goes_at < calendar.at(day, time()) + timedelta(days=1))
    )
    waiting = [(account, max(at.replace(tzinfo=at.tzinfo or UTC), now)) for account, at in await session.execute(query)]
    opens = {at: calendar.next_allowed(at) for _, at in waiting}
    return {account for account, at in waiting if (goes := opens[at]) is not None and calendar.today(goes) == day}


async def audience(
    session: AsyncSession,
    school: School,
    calendar: SchoolCalendar,
    moment: datetime,
    people: Collection[int] | None,
    *,
    now: datetime,
    instead_of: int = 0,
) -> tuple[list[Standing], list[tuple[Standing, SkipReason]]]:
    """Who is told, and who is not and why; an account that stands behind two rows is told once. `instead_of`: the
    campaign that is to say it, which waits."""
    scope = Scope(school.id, calendar.week_of(moment), moment, calendar, people)
    standings = [one for one in await load_standings(session, scope) if not one.left]
    theirs = {account for one in standings for account in one.accounts}
    had = await told_on(session, theirs, calendar, moment)
    had |= await to_be_told_on(session, theirs, calendar, moment, now=now, apart_from=instead_of)
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
                OutboxRow.campaign_id == Campaign.id, OutboxRow.text.endswith(f"{BEFORE_WORDS}{words}", autoescape=True)
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
    await write_rows(session, campaign, told, words, goes_in=goes_in, not_before=not_before)
    return campaign


async def write_rows(
    session: AsyncSession,
    campaign: Campaign,
    told: Sequence[Standing],
    words: str,
    *,
    goes_in: Week,
    not_before: datetime | None,
) -> None:
    """All that it says, in the place of what it was to say, of which nothing has gone."""
    await session.execute(delete(OutboxRow).where(OutboxRow.campaign_id == campaign.id))
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


async def gone_of(session: AsyncSession, campaign: Campaign) -> tuple[str, dict[int, datetime]]:
    """What it said to those who have it, and when each of them got it; nobody where none of it has gone."""
    query = select(OutboxRow).where(OutboxRow.campaign_id == campaign.id, OutboxRow.state == "sent")
    rows = list(await session.scalars(query.order_by(OutboxRow.id)))
    words = rows[0].text.partition(BEFORE_WORDS)[2] if rows else ""
    return words, {one.person_id: one.finished_at for one in rows if one.finished_at is not None}


@dataclass(frozen=True, slots=True)
class Written:
    """What an announcement that waits says, to whom, and from when on; `begun`: some of it has gone, or goes now."""

    words: str
    people: frozenset[int]
    not_before: datetime | None
    begun: bool


async def written_now(session: AsyncSession, campaign: Campaign, *, to_change: bool = False) -> Written | None:
    """None where nothing of it waits. `to_change` holds it and its rows, so that none begins to go meanwhile, and
    whoever cancels it meanwhile finds the new ones."""
    if to_change:
        await session.refresh(campaign, with_for_update=True)
    query = select(OutboxRow).where(OutboxRow.campaign_id == campaign.id).order_by(OutboxRow.id)
    held = query.with_for_update().execution_options(populate_existing=True)
    rows = list(await session.scalars(held if to_change else query))
    waiting = [one for one in rows if one.state == "planned"]
    if campaign.state not in ("running", "paused") or not waiting:
        return None
    moments = [one.not_before for one in waiting if one.not_before is not None]
    return Written(
        waiting[0].text.partition(BEFORE_WORDS)[2],
        frozenset(one.person_id for one in waiting),
        min(moments) if len(moments) == len(waiting) else None,
        any(one.state in ("sending", "sent") or one.attempts for one in rows),
    )
