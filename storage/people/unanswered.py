"""Who has objected to figures and waits for an officer's word."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.plan.standing import ACCEPTED, ALL_GAPS, MISTAKE, REJECTED, RESETTLED, WITHDRAWN
from storage.database.read_once import read_once
from storage.people.threads import TEACHER
from storage.tables import Claim, Person, ThreadLine

_NO_ANSWERS = (RESETTLED, WITHDRAWN)  # what is withdrawn in words ends with these, and what is put right still waits


@lru_cache(maxsize=256)
def _waiting(school_id: int) -> Select[int]:
    """Who works there and pressed «это ошибка» without an answer, or had the last word: an answer to «это ошибка»
    that came later is an answer to the words, too."""
    here = (Person.school_id == school_id, Person.left_on.is_(None))
    pressed = select(Claim.person_id).join(Person, Person.id == Claim.person_id)
    pressed = pressed.where(*here, Claim.kind == MISTAKE, Claim.resolved_at.is_(None))
    newest = select(func.max(ThreadLine.id)).join(Person, Person.id == ThreadLine.person_id).where(*here)
    answered = exists().where(Claim.person_id == ThreadLine.person_id, Claim.resolved_at >= ThreadLine.at)
    answered = answered.where(Claim.resolution.not_in(_NO_ANSWERS))
    wrote = select(ThreadLine.person_id).where(ThreadLine.id.in_(newest.group_by(ThreadLine.person_id)))
    wrote = wrote.where(ThreadLine.side == TEACHER, ~answered)
    return select(Person.id).where(*here, or_(Person.id.in_(pressed), Person.id.in_(wrote)))


async def count_waiting(session: AsyncSession, school_id: int) -> int:
    return await session.scalar(select(func.count()).select_from(_waiting(school_id).subquery())) or 0


@read_once
async def waiting_ids(session: AsyncSession, school_id: int) -> frozenset[int]:
    return frozenset(await session.scalars(_waiting(school_id)))


async def waiting_then(session: AsyncSession, school_id: int, moment: datetime) -> frozenset[int]:
    """Whose «это ошибка» had no answer at that moment."""
    asked = select(Claim).join(Person, Person.id == Claim.person_id)
    asked = asked.where(Person.school_id == school_id, Claim.kind == MISTAKE, Claim.at <= moment)
    still_open = or_(Claim.resolved_at.is_(None), Claim.resolved_at > moment)
    found = await session.scalars(asked.where(still_open))
    return frozenset(one.person_id for one in found if one.first_resolved_at is None or one.first_resolved_at > moment)


async def waiting_people(session: AsyncSession, school_id: int) -> Sequence[Person]:
    """By name."""
    found = select(Person).where(Person.id.in_(_waiting(school_id))).order_by(Person.name_key, Person.id)
    return (await session.scalars(found)).all()


async def lines_of_each(session: AsyncSession, people: Collection[int], limit: int) -> dict[int, list[ThreadLine]]:
    """The newest lines of each, the oldest of them first."""
    place = func.row_number().over(partition_by=ThreadLine.person_id, order_by=ThreadLine.id.desc())
    ranked = select(ThreadLine.id, place.label("place")).where(ThreadLine.person_id.in_(people)).subquery()
    newest = select(ThreadLine).join(ranked, ranked.c.id == ThreadLine.id).where(ranked.c.place <= limit)
    found: defaultdict[int, list[ThreadLine]] = defaultdict(list)
    for line in await session.scalars(newest.order_by(ThreadLine.id)):
        found[line.person_id].append(line)
    return found


async def open_claims_of_each(session: AsyncSession, people: Collection[int]) -> dict[int, list[Claim]]:
    """«Это ошибка» without an answer, the oldest first."""
    query = select(Claim).where(Claim.person_id.in_(people), Claim.kind == MISTAKE, Claim.resolved_at.is_(None))
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in await session.scalars(query.order_by(Claim.id)):
        found[claim.person_id].append(claim)
    return found


async def newest_answered(session: AsyncSession, school_id: int) -> dict[int, list[Claim]]:
    """Of each who works there, what an officer answered last: several where it was one answer."""
    query = select(Claim).join(Person, Person.id == Claim.person_id)
    query = query.where(Person.school_id == school_id, Person.left_on.is_(None), Claim.kind == MISTAKE)
    query = query.where(Claim.resolution.in_((ACCEPTED, REJECTED)), Claim.resolved_at.is_not(None))
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in await session.scalars(query.order_by(Claim.resolved_at.desc(), Claim.id)):
        of_person = found[claim.person_id]
        if not of_person or (claim.resolved_at, claim.resolution) == (
            of_person[0].resolved_at,
            of_person[0].resolution,
        ):
            of_person.append(claim)
    return found


async def newest_closed(session: AsyncSession, person_id: int, gaps: Collection[str]) -> list[Claim]:
    """What of these gaps (none: of any) was answered last, by an officer, a file or themselves: several where it was
    one answer."""
    query = select(Claim).where(Claim.person_id == person_id, Claim.kind == MISTAKE, Claim.resolved_at.is_not(None))
    query = query.where(Claim.gap.in_((*gaps, ALL_GAPS))) if gaps else query
    found = (await session.scalars(query.order_by(Claim.resolved_at.desc(), Claim.id))).all()
    return [one for one in found if (one.resolved_at, one.resolution) == (found[0].resolved_at, found[0].resolution)]


async def answered_at_of_each(session: AsyncSession, people: Collection[int]) -> dict[int, datetime]:
    """When each one's «это ошибка» was answered last, be it by an officer or by a file."""
    query = select(Claim.person_id, func.max(Claim.resolved_at)).where(Claim.person_id.in_(people))
    query = query.where(Claim.kind == MISTAKE, Claim.resolved_at.is_not(None), Claim.resolution.not_in(_NO_ANSWERS))
    found = (await session.execute(query.group_by(Claim.person_id))).all()
    return {person: at for person, at in found if at is not None}
