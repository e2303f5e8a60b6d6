"""What people were sent: this calendar week, and in those before it."""

import json
from collections import Counter
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.clock.schedule import BETWEEN
from nudges.letters.announcement import ANNOUNCE, is_announcement
from nudges.letters.moving import MOVE, is_moving
from nudges.plan import DIGEST, QUOTA
from nudges.plan.standing import History
from storage.database.bulk import as_text, plain_rows
from storage.messengers.ways import tied
from storage.statistics.kinds import are_reminders, week_spoken_of
from storage.statistics.scope import Scope
from storage.tables import Campaign, OutboxRow, Person

OPEN = ("planned", "sending")
Letter = tuple[tuple[str, ...], bool, str]  # the gaps it named, whether it was a digest, the week of its figures


def message_class(kind: str) -> str:
    if is_announcement(kind):
        return ANNOUNCE
    return QUOTA if kind == QUOTA else DIGEST


@lru_cache(maxsize=16)
def counts_in(week: str) -> ColumnElement[bool]:
    """Outbox rows (with their campaigns) that count in that calendar week: sent, or about to be. One that an officer
    has put back into the queue has no week of its own and goes as soon as it may; an invitation that missed its week
    too."""
    is_open = OutboxRow.state.in_(OPEN)
    this_week = and_(OutboxRow.calendar_week == week, or_(OutboxRow.state == "sent", is_open))
    overdue = and_(OutboxRow.calendar_week < week, Campaign.kind.startswith(f"{MOVE}-"))
    return or_(this_week, and_(or_(OutboxRow.calendar_week.is_(None), overdue), is_open))


async def written_to(session: AsyncSession, scope: Scope) -> dict[int, set[str]]:
    """What each person got this calendar week, or is about to get from an open row of any school, in whatever
    messenger."""
    of = tied()
    query = (
        select(of.c.person_id, Campaign.kind, OutboxRow.state, OutboxRow.finished_at)
        .join(OutboxRow, OutboxRow.account_id == of.c.account_id)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(of.c.person_id.in_(scope.narrow(select(Person.id))), counts_in(str(scope.this_week)))
    )
    found: dict[int, set[str]] = {}
    for person_id, kind, state, finished_at in await session.execute(query):
        if is_announcement(kind):
            continue
        written = found.setdefault(person_id, set())
        written.add(message_class(kind))
        just_now = finished_at is not None and scope.today < scope.calendar.today(finished_at) + BETWEEN
        if state in OPEN or just_now or is_moving(kind):
            # The second look does not come on the heels of anything, by hand, late or yet to go; and an invitation
            # stands for the whole of the week's reminder.
            written.add(QUOTA)
    return found


async def history_of(session: AsyncSession, scope: Scope) -> dict[int, History]:
    """Every reminder that reached them counts; what was asked for is told by those of earlier calendar weeks, the
    second looks aside."""
    this_week = str(scope.this_week)
    query = (
        select(OutboxRow.person_id, as_text(OutboxRow.gaps), Campaign.kind, week_spoken_of(), OutboxRow.calendar_week)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(
            OutboxRow.state == "sent",
            are_reminders(),
            OutboxRow.calendar_week <= this_week,
            OutboxRow.calendar_week >= str(scope.this_week.shift(-scope.remembered_weeks)),
        )
    )
    every: Counter[int] = Counter()
    letters: dict[int, list[Letter]] = {}
    for person_id, gaps, kind, week, sent_in in await plain_rows(
        session, scope.narrow(query).order_by(OutboxRow.id.desc())
    ):
        every[person_id] += 1
        if kind != QUOTA and sent_in < this_week:
            letters.setdefault(person_id, []).append((_named(gaps), kind == DIGEST, week))
    return {person_id: _summed(count, letters.get(person_id, [])) for person_id, count in every.items()}


@lru_cache(maxsize=512)
def _named(gaps: str) -> tuple[str, ...]:
    return tuple(json.loads(gaps))


def _summed(every: int, newest_first: list[Letter]) -> History:
    named = dict.fromkeys(code for gaps, *_ in newest_first for code in gaps)
    last = newest_first[0][0] if newest_first else ()
    return History(every, last, {code: _streak(newest_first, code) for code in named})


def _streak(newest_first: list[Letter], code: str) -> tuple[str, ...]:
    """The weeks of the figures of the letters in a row that named the gap, each once: two letters about one week are no
    second week. A digest without it ends them; a letter written by hand about something else says nothing of it."""
    weeks: dict[str, None] = {}
    for gaps, is_digest, week in newest_first:
        if code in gaps:
            weeks[week] = None
        elif is_digest:
            break
    return tuple(weeks)
