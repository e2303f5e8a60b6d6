"""The check just before a row goes: is this person still to be written to, and about that?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Protocol

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.clock.schedule import BETWEEN
from nudges.digest import Figures
from nudges.gaps import codes
from nudges.letters.announcement import is_announcement
from nudges.letters.moving import MOVE, is_moving
from nudges.plan import QUOTA, Decision, Round, decide
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from nudges.platforms import Platform
from storage.campaigns.announcing import objections_to
from storage.campaigns.moving import next_week_opens, objections_to_moving
from storage.campaigns.planning import figures_week
from storage.messengers.ways import accounts_of
from storage.people.own_time import own_times
from storage.schools.calendar import DEFAULT_ZONE, calendars
from storage.schools.targets import norms_of
from storage.schools.thanks import gives_thanks
from storage.statistics.scope import Scope
from storage.statistics.sent_before import OPEN, counts_in, message_class
from storage.statistics.standings import load_standings
from storage.tables import Campaign, OutboxRow, School


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


@dataclass(slots=True)
class Seen:
    """What a last look found: the rows that must not go any more, by their id, and why; the ids of those
    that may go and name a step which is no longer open (done, exempt, in dispute); when those may go whose person
    does not want to be written to just now; and of these, of which other week they are the message then."""

    reasons: dict[int, SkipReason] = field(default_factory=dict)
    outdated: set[int] = field(default_factory=set)
    later: dict[int, datetime] = field(default_factory=dict)
    weeks: dict[int, str] = field(default_factory=dict)


async def recheck(
    session: AsyncSession, rows: Sequence[OpenRow], now: datetime, *, default_zone: str = DEFAULT_ZONE
) -> Seen:
    """The check just before rows go: which must not go any more, which say too much.

    By the newest facts of the campaign's week, or of a later one whose list came since. Hours, breaks and pauses are
    no reasons here: such a row waits (see `SchoolCalendar.next_allowed`), until the week it was meant for is over. Rows
    of one call may belong to several campaigns; a few hundred at a time cost little more than one.
    """
    found = await session.scalars(select(Campaign).where(Campaign.id.in_({row.campaign_id for row in rows})))
    campaigns = {campaign.id: campaign for campaign in found}
    school_ids = {campaign.school_id for campaign in campaigns.values()}
    schools = {school.id: school for school in await session.scalars(select(School).where(School.id.in_(school_ids)))}
    by_school = await calendars(session, schools.values(), default_zone)
    seen = Seen()
    for campaign in campaigns.values():
        mine = [row for row in rows if row.campaign_id == campaign.id]
        school, calendar = schools[campaign.school_id], by_school[campaign.school_id]
        week = Week.parse(campaign.week) if is_announcement(campaign.kind) else await figures_week(session, campaign)
        scope = Scope(school.id, week, now, calendar, {row.person_id for row in mine}, for_writing=False)
        people = {person.person_id: person for person in await load_standings(session, scope)}
        if not campaign.ignores_hours:
            seen.later |= await _in_their_time(session, mine, calendar, now)
        if is_moving(campaign.kind):
            await _of_invitations(session, mine, people, scope, seen)
            continue
        _of_next_week(mine, campaign, scope, seen)
        now_due = [row for row in mine if row.id not in seen.weeks]
        if is_announcement(campaign.kind):
            seen.reasons |= await objections_to(session, now_due, people, scope)
        else:
            await _of_reminders(session, now_due, people, scope, campaign, school, seen)
    return seen


def _of_next_week(rows: Sequence[OpenRow], campaign: Campaign, scope: Scope, seen: Seen) -> None:
    """What waits for its person's hours until the next week is that week's message, and is looked at then; a second
    look is too late then, and what was meant for an earlier week waits no more."""
    for row in rows:
        week = scope.calendar.week_of(seen.later.get(row.id, scope.moment))
        if week > scope.this_week and campaign.kind == QUOTA:
            seen.reasons[row.id] = SkipReason.TOO_LATE
        elif week > scope.this_week and not _is_past(row, scope):
            seen.weeks[row.id] = str(week)


def _is_past(row: OpenRow, scope: Scope) -> bool:
    return row.calendar_week is not None and row.calendar_week < str(scope.this_week)


async def _of_reminders(
    session: AsyncSession,
    rows: Sequence[OpenRow],
    people: Mapping[int, Standing],
    scope: Scope,
    campaign: Campaign,
    school: School,
    seen: Seen,
) -> None:
    """Those of one campaign. `seen` takes what is found."""
    if campaign.kind == QUOTA:
        late = await _on_the_heels(session, rows, scope.calendar, scope.moment)
        seen.reasons |= dict.fromkeys(late, SkipReason.ALREADY_WRITTEN)
    norms, counted = await norms_of(session, school), scope.calendar.quotas_count(scope.week)
    round_ = Round(campaign.kind, Figures(scope.week), norms, quotas_count=counted)
    rounds: dict[tuple[str, ...], Round] = {}
    theirs = await accounts_of(session, {row.person_id for row in rows})
    written = await _written_before(session, rows, theirs, campaign.kind, str(scope.this_week))
    newer = str(scope.week) != campaign.week
    for row in rows:
        gaps = tuple(row.gaps)
        if not gaps and not gives_thanks(school):
            seen.reasons[row.id] = SkipReason.HAS_EVERYTHING  # thanks that are not wished any more
            continue
        if gaps not in rounds:
            rounds[gaps] = replace(round_, only_gaps=frozenset(gaps)) if gaps else round_
        decision = _decide(row, people.get(row.person_id), rounds[gaps], scope, written)
        if decision.reason is not None:
            seen.reasons[row.id] = decision.reason
        elif set(codes(decision.gaps)) != set(gaps) or (gaps and (newer or len(theirs.get(row.person_id, ())) > 1)):
            # Of several messengers the text must speak of the one the row goes through by now.
            seen.outdated.add(row.id)


async def _of_invitations(
    session: AsyncSession, rows: Sequence[OpenRow], people: Mapping[int, Standing], scope: Scope, seen: Seen
) -> None:
    """An invitation is somebody's message of its week, as a digest would be; it speaks of no week, and waits for the
    next one in which there is none."""
    theirs = await accounts_of(session, {row.person_id for row in rows})
    written = await _written_before(session, rows, theirs, MOVE, str(scope.this_week))
    against = await objections_to_moving(session, Platform.MAX, people)
    next_week = next_week_opens(scope.calendar, scope.moment)
    for row in rows:
        reason = SkipReason.LEFT if row.person_id not in people else against.get(row.person_id)
        has_another = _has_another(row, written)
        if has_another and next_week is None:
            reason = reason or SkipReason.ALREADY_WRITTEN
        if reason is not None:
            seen.reasons[row.id] = reason
        elif has_another and next_week is not None:
            seen.later[row.id] = next_week
        if row.id in seen.later:
            seen.weeks[row.id] = str(scope.calendar.week_of(seen.later[row.id]))


async def _on_the_heels(
    session: AsyncSession, rows: Sequence[OpenRow], calendar: SchoolCalendar, now: datetime
) -> set[int]:
    """Rows of a second look whose person's first message still waits, or went just now: it was put off meanwhile."""
    since = calendar.at(calendar.today(now) - BETWEEN + timedelta(days=1), time())
    lately = and_(OutboxRow.state == "sent", OutboxRow.finished_at >= since)
    waits = and_(OutboxRow.state.in_(OPEN), counts_in(str(calendar.week_of(now))))
    query = (
        select(OutboxRow.person_id, Campaign.kind)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.person_id.in_({row.person_id for row in rows}), Campaign.kind != QUOTA, or_(lately, waits))
    )
    told = {one.person_id for one in await session.execute(query) if not is_announcement(one.kind)}
    return {row.id for row in rows if row.person_id in told}


async def _in_their_time(
    session: AsyncSession, rows: Sequence[OpenRow], calendar: SchoolCalendar, now: datetime
) -> dict[int, datetime]:
    theirs = await own_times(session, {row.person_id for row in rows})
    moments = {row.id: theirs[row.person_id].next_allowed(calendar, now) for row in rows if row.person_id in theirs}
    return {row_id: moment for row_id, moment in moments.items() if moment > now}


def _decide(
    row: OpenRow, person: Standing | None, round_: Round, scope: Scope, written: Mapping[int, Collection[int]]
) -> Decision:
    reason = _objection(row, person, scope, written)
    if person is None or reason is not None:
        return Decision((), reason)
    decision = decide(person, round_)
    if not row.gaps:
        thanked = decision.reason is SkipReason.HAS_EVERYTHING
        return Decision((), None if thanked else decision.reason or SkipReason.NOT_CHOSEN)
    return Decision((), SkipReason.HAS_EVERYTHING) if decision.reason is SkipReason.NOT_CHOSEN else decision


def _objection(
    row: OpenRow, person: Standing | None, scope: Scope, written: Mapping[int, Collection[int]]
) -> SkipReason | None:
    """What speaks against the row whatever is lacking."""
    if _is_past(row, scope):
        return SkipReason.PAST_WEEK
    if person is None:
        return SkipReason.LEFT
    return SkipReason.ALREADY_WRITTEN if _has_another(row, written) else None


def _has_another(row: OpenRow, written: Mapping[int, Collection[int]]) -> bool:
    return any(other < row.id for other in written.get(row.person_id, ()))


async def _written_before(
    session: AsyncSession,
    rows: Sequence[OpenRow],
    theirs: Mapping[int, frozenset[int]],
    kind: str,
    this_week: str,
) -> dict[int, list[int]]:
    """Of each person, whatever the messenger, what counts against these rows this week: what is sent already (as 0),
    and the other open rows by id, of which the oldest may go."""
    owners: dict[int, set[int]] = {}
    for row in rows:
        for account_id in {row.account_id, *theirs.get(row.person_id, ())}:
            owners.setdefault(account_id, set()).add(row.person_id)
    ids = {row.id for row in rows}
    query = (
        select(OutboxRow.id, OutboxRow.account_id, OutboxRow.state, Campaign.kind)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(OutboxRow.account_id.in_(owners), counts_in(this_week))
    )
    found: dict[int, list[int]] = {}
    for other in await session.execute(query):
        if message_class(other.kind) == message_class(kind):
            sent_by_another = other.state == "sent" and other.id not in ids
            for person_id in owners[other.account_id]:
                found.setdefault(person_id, []).append(0 if sent_by_another else other.id)
    return found
