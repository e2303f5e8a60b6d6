"""What officers have set right on the staff list, so that the next file does not undo it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.tables import Correction, Person

NAME, ROLE, CLASSES = "name", "role", "classes"


async def remember_correction(session: AsyncSession, person_id: int, field: str, was: str, now: datetime) -> None:
    row = {"person_id": person_id, "field": field, "was": was, "at": now}
    await insert_new(session, Correction, [row], Correction.person_id)


async def former_names(session: AsyncSession, school_ids: Sequence[int]) -> dict[int, list[str]]:
    """By person."""
    query = select(Correction.person_id, Correction.was).join(Person, Person.id == Correction.person_id)
    found: dict[int, list[str]] = defaultdict(list)
    for person_id, was in await session.execute(
        query.where(Person.school_id.in_(school_ids), Correction.field == NAME)
    ):
        found[person_id].append(was)
    return found


async def corrected(session: AsyncSession, person_ids: Collection[int]) -> set[tuple[int, str, str]]:
    """(person, field, what the file said) that must not come back."""
    query = select(Correction.person_id, Correction.field, Correction.was)
    return {
        (row[0], row[1], row[2]) for row in await session.execute(query.where(Correction.person_id.in_(person_ids)))
    }
