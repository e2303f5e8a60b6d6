"""A school with people in a real database, for deeds that are done without any conversation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from services.actor import Actor, somebody
from storage.database.connection import Database
from storage.people.accounts import ensure_account, load_who
from storage.people.first_officers import ensure_officers
from storage.people.roles import Role, give_role
from storage.schools.registry import all_schools
from storage.tables import Person, School
from tests.databases import filled_database
from tests.handlers.conversation import add_person, add_school

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
OFFICER, MANAGER, ALIEVA, BORISOV = 9_100_001, 9_100_006, 9_100_003, 9_100_004
SCHOOL = "Школа № 1 (пример)"
# Two teachers, and one of another school.
NAMES = ("Алиева Марьям Ахмедовна", "Борисов Борис Олегович", "Иванова Инна Ильинична")


@dataclass(frozen=True, slots=True)
class Staffed:
    """A school with an officer, a manager and two teachers, and a teacher of another school."""

    database: Database
    school: School
    alieva: int
    borisov: int
    elsewhere: int

    async def actor(self, external_id: int) -> Actor:
        async with self.database.reading() as session:
            return somebody((await load_who(session, "vk", [external_id]))[external_id], self.school.id)


@asynccontextmanager
async def staffed(folder: Path, server: Database | None = None) -> AsyncIterator[Staffed]:
    """On a file of its own, or on an empty `server`."""
    if server is not None:
        await _fill(server)
    database = server or await filled_database("staffed", folder / "test.db", _fill)
    try:
        async with database.reading() as session:
            school = next(one for one in await all_schools(session) if one.name == SCHOOL)
            people = {one.full_name: one.id for one in await session.scalars(select(Person))}
        yield Staffed(database, school, *(people[name] for name in NAMES))
    finally:
        await database.close()


async def _fill(database: Database) -> None:
    school = await add_school(database, SCHOOL)
    other = await add_school(database, "Школа № 2 (пример)")
    for name, where, vk_id in zip(NAMES, (school, school, other), (ALIEVA, BORISOV, None), strict=True):
        await add_person(database, where, name, vk_id, **({"registered": True} if vk_id else {}))
    async with database.writing() as session:
        await ensure_officers(session, [("vk", OFFICER)], NOW)
        manager = (await ensure_account(session, "vk", MANAGER)).id
        await give_role(session, manager, school.id, Role.MANAGER, NOW)
