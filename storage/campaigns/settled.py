"""«Это ошибка» that nobody has answered, and that a file answers: the figure is in order now."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.plan.standing import MISTAKE, SETTLED
from storage.people.namesakes import told_apart
from storage.statistics.facts import newest_list
from storage.statistics.people_in_week import people_in_week
from storage.tables import Claim, Person, School, StatisticsImport


@dataclass(frozen=True, slots=True)
class Settled:
    """What one person called a mistake, and what the list of a week, received now, shows as done; `resting`: they are
    left in peace."""

    school_id: int
    person_id: int
    called: str
    gaps: tuple[str, ...]
    week: Week
    resting: bool


async def settle_disputes(session: AsyncSession, schools: Collection[School]) -> list[Settled]:
    """By the newest list of each school; what a list that is there no more had settled is open again. Only what was
    open before is told."""
    by_id = {school.id: school for school in schools}
    before = await _reopened(session, by_id)
    mistakes = select(Claim, Person.school_id).join(Person, Person.id == Claim.person_id)
    mistakes = mistakes.where(Claim.kind == MISTAKE, Claim.resolved_at.is_(None), Person.left_on.is_(None))
    waiting: dict[int, list[Claim]] = {}
    for claim, school_id in await session.execute(mistakes.where(Person.school_id.in_(by_id)).order_by(Claim.id)):
        waiting.setdefault(school_id, []).append(claim)
    return [one for key, claims in waiting.items() for one in await _settle(session, by_id[key], claims, before)]


async def _settle(
    session: AsyncSession, school: School, claims: Sequence[Claim], before: Collection[int]
) -> list[Settled]:
    newest = await newest_list(session, school.id)
    if newest is None:
        return []
    ids = {one.person_id for one in claims}
    told, names = [], await told_apart(session, school.id)
    for person in await people_in_week(session, school, newest.week, today=newest.received_on, people=ids):
        theirs = [one for one in claims if one.person_id == person.person_id and one.week <= str(newest.week)]
        done = [one for one in theirs if person.listed and one.gap in person.balance.closed]
        for one in done:
            one.resolved_at, one.resolution = newest.at, SETTLED
        gaps = tuple(dict.fromkeys(one.gap for one in done if one.id not in before))
        if gaps:
            called, resting = names.called(person.person_id, person.full_name), person.exempt is not None
            told.append(Settled(school.id, person.person_id, called, gaps, newest.week, resting))
    await session.flush()
    return told


async def _reopened(session: AsyncSession, school_ids: Collection[int]) -> set[int]:
    """A claim that a file settled knows when that came."""
    there = (StatisticsImport.school_id == Person.school_id, StatisticsImport.kind == "people")
    backed = exists().where(*there, StatisticsImport.at == Claim.resolved_at)
    theirs = select(Claim.id).join(Person, Person.id == Claim.person_id).where(Person.school_id.in_(school_ids))
    lost = (await session.scalars(theirs.where(Claim.resolution == SETTLED, ~backed))).all()
    anew = update(Claim).where(Claim.id.in_(lost)).values(resolved_at=None, resolution=None)
    await session.execute(anew)
    return set(lost)
