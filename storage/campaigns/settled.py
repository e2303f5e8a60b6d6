"""«Это ошибка» that nobody has answered, and that a file answers: the figure is in order now."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.plan.standing import BY_FILE, MISTAKE, REOPENED, RESETTLED, SETTLED
from storage.database.key_values import read_note, write_note
from storage.people.exemptions import exempt_people
from storage.people.namesakes import told_apart
from storage.people.threads import newest_words
from storage.statistics.facts import newest_list
from storage.statistics.people_in_week import people_in_week
from storage.tables import Claim, Note, Person, School, StatisticsImport


@dataclass(frozen=True, slots=True)
class Settled:
    """What one person called a mistake, and what the list of a week, received now, shows as done; `resting`: they are
    left in peace. `reopened`: an earlier list had shown it, and the one in its place does not."""

    school_id: int
    person_id: int
    called: str
    gaps: tuple[str, ...]
    week: Week
    resting: bool
    reopened: bool = False


async def settle_disputes(
    session: AsyncSession, schools: Collection[School], *, taken_back: bool = False
) -> list[Settled]:
    """By the newest list of each school; what a list that is there no more had settled is open again. Of one that was
    `taken_back` teachers hear nothing, and nothing a second time when another settles it anew."""
    by_id = {school.id: school for school in schools}
    before = await _reopen(session, by_id)
    mistakes = select(Claim, Person.school_id).join(Person, Person.id == Claim.person_id)
    mistakes = mistakes.where(Claim.kind == MISTAKE, Claim.resolved_at.is_(None), Person.left_on.is_(None))
    waiting: dict[int, list[Claim]] = {}
    for claim, school_id in await session.execute(mistakes.where(Person.school_id.in_(by_id)).order_by(Claim.id)):
        waiting.setdefault(school_id, []).append(claim)
    settled = [one for key, claims in waiting.items() for one in await _settle(session, by_id[key], claims, before)]
    if not taken_back:
        told = {(one.person_id, gap) for one in settled if one.reopened for gap in one.gaps}
        for claim in (one for claims in waiting.values() for one in claims):
            if claim.resolution == REOPENED and (claim.person_id, claim.gap) in told:
                claim.resolution = None
        await session.flush()
    return settled


async def _settle(
    session: AsyncSession, school: School, claims: Sequence[Claim], before: Mapping[int, datetime]
) -> list[Settled]:
    """`before` has those that a file had settled whose place the newest one takes, and when: words that were said
    since are not answered by it."""
    newest = await newest_list(session, school.id)
    if newest is None:
        return []
    ids = {one.person_id for one in claims}
    told, names = [], await told_apart(session, school.id)
    wrote = await newest_words(session, ids)
    for person in await people_in_week(session, school, newest.week, today=newest.received_on, people=ids):
        theirs = [one for one in claims if one.person_id == person.person_id and one.week <= str(newest.week)]
        done = [one for one in theirs if person.listed and one.gap in person.balance.closed]
        gaps = tuple(dict.fromkeys(one.gap for one in done if one.resolution != REOPENED))
        again = tuple(dict.fromkeys(one.gap for one in theirs if one.id in before and one not in done))
        for one in done:
            waits = one.id in before and one.person_id in wrote and wrote[one.person_id] > before[one.id]
            one.resolved_at, one.resolution = newest.at, RESETTLED if waits else SETTLED
        called, resting = names.called(person.person_id, person.full_name), person.exempt is not None
        if gaps:
            told.append(Settled(school.id, person.person_id, called, gaps, newest.week, resting))
        if again:
            told.append(Settled(school.id, person.person_id, called, again, newest.week, resting, reopened=True))
    await session.flush()
    return told


async def _reopen(session: AsyncSession, school_ids: Collection[int]) -> dict[int, datetime]:
    """A claim that a file settled knows when that came; which are open again, and when they had been settled."""
    there = (StatisticsImport.school_id == Person.school_id, StatisticsImport.kind == "people")
    backed = exists().where(*there, StatisticsImport.at == Claim.resolved_at)
    theirs = select(Claim).join(Person, Person.id == Claim.person_id).where(Person.school_id.in_(school_ids))
    lost: dict[int, datetime] = {}
    for one in await session.scalars(theirs.where(Claim.resolution.in_(BY_FILE), ~backed)):
        # Words that waited beside what was settled again go on waiting.
        lost[one.id] = one.at if one.resolution == RESETTLED or one.resolved_at is None else one.resolved_at
        one.resolved_at, one.resolution = None, REOPENED
    await session.flush()
    return lost


async def count_reopened(session: AsyncSession, school_id: int) -> int:
    """How many people's mistakes wait for an answer that a file had settled before."""
    people = select(func.count(Claim.person_id.distinct())).join(Person, Person.id == Claim.person_id)
    here = (Person.school_id == school_id, Person.left_on.is_(None))
    return int(await session.scalar(people.where(*here, Claim.resolution == REOPENED)) or 0)


_UNTOLD = "settled."


async def keep_untold(session: AsyncSession, school_id: int, settled: Sequence[Settled], loaded_by: int | None) -> None:
    """Outside the school's hours nobody is told: it waits for the clock, by numbers and without names."""
    kept = json.loads(await read_note(session, f"{_UNTOLD}{school_id}") or "[]")
    kept += [[one.person_id, one.gaps, str(one.week), loaded_by, one.reopened] for one in settled]
    await write_note(session, f"{_UNTOLD}{school_id}", json.dumps(kept))


async def schools_with_untold(session: AsyncSession) -> set[int]:
    keys = await session.scalars(select(Note.key).where(Note.key.startswith(_UNTOLD, autoescape=True)))
    return {int(key.removeprefix(_UNTOLD)) for key in keys}


async def take_untold(session: AsyncSession, school: School, today: date) -> dict[int | None, list[Settled]]:
    """What waits, by who had loaded the file; it waits no longer. What is by now as it was before all that waits is not
    told: a load that was taken back had settled it, or another has settled anew what was open again."""
    key = f"{_UNTOLD}{school.id}"
    kept = json.loads(await read_note(session, key) or "[]")
    await session.execute(delete(Note).where(Note.key == key))
    first: dict[tuple[int, str], bool] = {}
    for person_id, gaps, _, _, *reopened in kept:
        for gap in gaps:
            first.setdefault((person_id, gap), any(reopened))
    still = await _still_so(session, first)
    ids = {person_id for person_id, _ in still}
    here = select(Person).where(Person.school_id == school.id, Person.id.in_(ids), Person.left_on.is_(None))
    people = {one.id: one for one in await session.scalars(here)}
    names = await told_apart(session, school.id)
    resting = {
        one.person_id
        for one, _ in await exempt_people(session, school.id, today)
        if one.gap is None and one.starts_on <= today
    }
    found: dict[int | None, list[Settled]] = {}
    for person_id, gaps, week, loaded_by, *reopened in kept:
        left = tuple(gap for gap in gaps if (person_id, gap) in still)
        still -= {(person_id, gap) for gap in left}
        if left and person_id in people:
            called = names.called(person_id, people[person_id].full_name)
            one = Settled(school.id, person_id, called, left, Week.parse(week), person_id in resting, any(reopened))
            found.setdefault(loaded_by, []).append(one)
    return found


async def _still_so(session: AsyncSession, kept: Mapping[tuple[int, str], bool]) -> set[tuple[int, str]]:
    """Of these (person, gap), whether open again or closed, those that are so by now; what a load that was taken back
    leaves open is told when a file settles it anew."""
    closed, opened = set(), set()
    theirs = select(Claim).where(Claim.kind == MISTAKE, Claim.person_id.in_({who for who, _ in kept}))
    for one in await session.scalars(theirs):
        if one.resolved_at is None:
            opened.add((one.person_id, one.gap))
            if one.resolution == REOPENED and (one.person_id, one.gap) in kept:
                one.resolution = None
        elif one.resolution in BY_FILE:
            closed.add((one.person_id, one.gap))
    return {pair for pair, is_open in kept.items() if pair in (opened if is_open else closed - opened)}
