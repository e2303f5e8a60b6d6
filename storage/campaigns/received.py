"""What single people were sent and what they answered."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.plan import DIGEST
from nudges.plan.standing import NOTED
from storage.database.bulk import as_text
from storage.messengers.ways import tied
from storage.people.threads import TEACHER
from storage.statistics.kinds import are_reminders
from storage.tables import AuditEntry, Campaign, Claim, OutboxRow, Person, ThreadLine


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to a person, `week` that of the figures it speaks of. `at` is when it went or was given up; None
    while it waits. `elsewhere`: another school's reminder, which stands for this one's in its week."""

    campaign_id: int
    kind: str
    week: str
    gaps: tuple[str, ...]
    state: str
    at: datetime | None
    reason: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered about a week: done, mistake or not_now; `gap` may be all of it. Or what they did instead,
    one of `INSTEAD`."""

    person_id: int
    full_name: str
    week: str
    gap: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thanked:
    person_id: int
    full_name: str
    at: datetime


async def thanked_at(session: AsyncSession, school_id: int, limit: int) -> Sequence[Thanked]:
    """Who works there and got a word of thanks instead of a reminder, the newest first, each once."""
    newest = func.max(OutboxRow.finished_at)
    query = select(Person.id, Person.full_name, newest).join(OutboxRow, OutboxRow.person_id == Person.id)
    query = query.join(Campaign, Campaign.id == OutboxRow.campaign_id)
    asks_nothing = (Campaign.kind == DIGEST, as_text(OutboxRow.gaps) == "[]", OutboxRow.state == "sent")
    here = query.where(Person.school_id == school_id, Person.left_on.is_(None), *asks_nothing)
    rows = await session.execute(here.group_by(Person.id, Person.full_name).order_by(newest.desc()).limit(limit))
    return [Thanked(person_id, full_name, at) for person_id, full_name, at in rows if at is not None]


async def letters_to(session: AsyncSession, person: Person, limit: int) -> Sequence[Letter]:
    """The newest first: what waits, then by when each went; of other schools that know them the reminders that went."""
    of = tied()
    mine = select(of.c.account_id).where(of.c.person_id == person.id)
    theirs = and_(OutboxRow.account_id.in_(mine), Campaign.school_id != person.school_id, OutboxRow.state == "sent")
    query = (
        select(Campaign, OutboxRow)
        .join(OutboxRow, OutboxRow.campaign_id == Campaign.id)
        .where(or_(OutboxRow.person_id == person.id, and_(theirs, are_reminders())))
        .order_by(OutboxRow.finished_at.is_not(None), OutboxRow.finished_at.desc(), OutboxRow.id.desc())
        .limit(limit)
    )
    return [
        Letter(
            one.id,
            one.kind,
            row.figures_week or one.week,
            tuple(row.gaps),
            row.state,
            row.finished_at,
            row.reason or "",
            elsewhere=row.person_id != person.id,
        )
        for one, row in await session.execute(query)
    ]


ABSENT = ("absence_told", "leaving_told")
INSTEAD = ("opted_out", "disowned", *ABSENT)


async def deeds_since(session: AsyncSession, school_id: int, since: datetime, week: str) -> Sequence[Said]:
    """«Не напоминать», «это не я», «я на больничном» and «увольняюсь», which are answers as well; what was taken back
    with «напоминать» is none."""
    query = select(AuditEntry).where(
        AuditEntry.school_id == school_id, AuditEntry.action.in_((*INSTEAD, "opted_in")), AuditEntry.at >= since
    )
    every = (await session.scalars(query.order_by(AuditEntry.id))).all()
    back = {one.details.get("person"): one.id for one in every if one.action == "opted_in"}
    found = [
        one
        for one in every
        if one.action != "opted_in" and (one.action != "opted_out" or one.id > back.get(one.details.get("person"), 0))
    ]
    ids = {one.details["person"] for one in found if isinstance(one.details.get("person"), int)}
    people = await session.execute(select(Person.id, Person.full_name).where(Person.id.in_(ids)))
    names = {row.id: row.full_name for row in people}
    known = [one for one in found if one.details.get("person") in names]
    return [Said(one.details["person"], names[one.details["person"]], week, "", one.action, one.at) for one in known]


WROTE = "wrote"


async def wrote_since(session: AsyncSession, school_id: int, since: datetime, week: str) -> Sequence[Said]:
    """Words of their own about figures, a picture among them."""
    lines = select(Person.id, Person.full_name, ThreadLine.at).join(Person, Person.id == ThreadLine.person_id)
    theirs = lines.where(Person.school_id == school_id, ThreadLine.side == TEACHER, ThreadLine.at >= since)
    rows = await session.execute(theirs.order_by(ThreadLine.id))
    return [Said(person_id, name, week, "", WROTE, at) for person_id, name, at in rows]


async def answers_about(
    session: AsyncSession, school_id: int, weeks: Collection[str], person_id: int | None = None
) -> Sequence[Said]:
    """Everybody's, or one person's."""
    query = select(Claim, Person.full_name).join(Person, Person.id == Claim.person_id)
    query = query.where(Person.school_id == school_id, Claim.week.in_(weeks), Claim.kind != NOTED).order_by(
        Person.name_key, Claim.id
    )
    query = query if person_id is None else query.where(Claim.person_id == person_id)
    return [
        Said(one.person_id, name, one.week, one.gap, one.kind, one.at) for one, name in await session.execute(query)
    ]


def by_person(said: Sequence[Said]) -> dict[int, list[Said]]:
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for one in said:
        found[one.person_id].append(one)
    return found
