"""What the last days were like for those who are to be reminded once more."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.calendar import SchoolCalendar
from nudges.delivery.states import State
from nudges.letters.moving import is_reminder
from nudges.plan.standing import NOT_NOW
from storage.people.audit import COMPLAINED, last_of_each
from storage.people.threads import TEACHER
from storage.people.unanswered import waiting_ids
from storage.tables import Campaign, Claim, OutboxRow, Person, ThreadLine

DAYS = 7


@dataclass(frozen=True, slots=True)
class Lately:
    """By person, the last day of it in the `DAYS` before: reminded; asked not to be written to that week; objected in
    words; complained of reminders. `waiting`: they dispute figures, or had the last word, unanswered."""

    reminded: dict[int, date] = field(default_factory=dict)
    not_now: dict[int, date] = field(default_factory=dict)
    objected: dict[int, date] = field(default_factory=dict)
    complained: dict[int, date] = field(default_factory=dict)
    waiting: frozenset[int] = frozenset()


async def lately(session: AsyncSession, school_id: int, calendar: SchoolCalendar, now: datetime) -> Lately:
    since, found = now - timedelta(days=DAYS), Lately(waiting=await waiting_ids(session, school_id))
    sent = select(OutboxRow.person_id, Campaign.kind, func.max(OutboxRow.finished_at))
    sent = sent.join(Campaign, Campaign.id == OutboxRow.campaign_id).where(
        Campaign.school_id == school_id, OutboxRow.state == State.SENT, OutboxRow.finished_at >= since
    )
    for person_id, kind, at in await session.execute(sent.group_by(OutboxRow.person_id, Campaign.kind)):
        if at is not None and is_reminder(kind):
            day = calendar.today(at)
            found.reminded[person_id] = max(day, found.reminded.get(person_id, day))
    here = select(Person.id).where(Person.school_id == school_id)
    asked = select(Claim.person_id, func.max(Claim.at)).where(Claim.kind == NOT_NOW, Claim.at >= since)
    for person_id, at in await session.execute(asked.where(Claim.person_id.in_(here)).group_by(Claim.person_id)):
        found.not_now[person_id] = calendar.today(at)
    wrote = select(ThreadLine.person_id, func.max(ThreadLine.at)).where(ThreadLine.side == TEACHER)
    wrote = wrote.where(ThreadLine.at >= since, ThreadLine.person_id.in_(here))
    for person_id, at in await session.execute(wrote.group_by(ThreadLine.person_id)):
        found.objected[person_id] = calendar.today(at)
    for person_id, at in (await last_of_each(session, school_id, COMPLAINED, since)).items():
        found.complained[person_id] = calendar.today(at)
    return found
