"""What officers have set right on the staff list, so that the next file does not undo it; and the names of before,
kept with the person wherever their name changes, for all who look for somebody."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.russian.names import comparable
from storage.database.upsert import insert_new
from storage.tables import Correction, Person

NAME, ROLE, CLASSES = "name", "role", "classes"


async def remember_correction(session: AsyncSession, person_id: int, field: str, was: str, now: datetime) -> None:
    row = {"person_id": person_id, "field": field, "was": was, "at": now}
    await insert_new(session, Correction, [row], Correction.person_id)


async def said_before(session: AsyncSession, person_id: int, field: str, at: datetime) -> str | None:
    """What the correction of that moment put right; None where nothing is kept of it."""
    query = select(Correction.was).where(
        Correction.person_id == person_id, Correction.field == field, Correction.at == at
    )
    return await session.scalar(query)


async def former_names(session: AsyncSession, school_ids: Sequence[int]) -> dict[int, list[str]]:
    """By person."""
    query = select(Correction.person_id, Correction.was).join(Person, Person.id == Correction.person_id)
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, was in await session.execute(
        query.where(Person.school_id.in_(school_ids), Correction.field == NAME)
    ):
        found[person_id].append(was)
    return found


async def newest_former_name(session: AsyncSession, person_id: int, now: str) -> str:
    """As it was before it was set right last; empty where it never was other than `now`."""
    mine = (Correction.person_id == person_id, Correction.field == NAME, Correction.was != now)
    query = select(Correction.was).where(*mine)
    return await session.scalar(query.order_by(Correction.at.desc()).limit(1)) or ""


async def corrected(session: AsyncSession, person_ids: Collection[int]) -> set[tuple[int, str, str]]:
    """(person, field, what the file said) that must not come back."""
    query = select(Correction.person_id, Correction.field, Correction.was)
    return {
        (row[0], row[1], row[2]) for row in await session.execute(query.where(Correction.person_id.in_(person_ids)))
    }


def with_former(known: str, *names: str) -> str:
    """What `Person.former` says when these names, whole or as it has them, are of the past as well."""
    before = [*known.splitlines(), *(line for name in names for line in name.splitlines())]
    return "\n".join(dict.fromkeys(filter(None, map(comparable, before))))


def any_has(names: Iterable[str], words: Iterable[str]) -> bool:
    """Whether one of these names, as `Person.name_key` and `former` have them, has all the words."""
    wanted = set(words)
    return any(wanted <= set(one.split()) for one in names)


def every_name(name_key: str, former: str) -> list[str]:
    return [name_key, *former.splitlines()]
