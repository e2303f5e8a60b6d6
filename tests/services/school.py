"""A school with people in a real database, for deeds that are done without any conversation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from services.actor import Actor, somebody
from storage.database.connection import Database
from storage.people.accounts import ensure_account, load_who
from storage.people.first_officers import ensure_officers
from storage.people.roles import Role, give_role
from storage.tables import School
from tests.databases import fresh_database
from tests.handlers.conversation import add_person, add_school

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
OFFICER, MANAGER, ALIEVA, BORISOV = 9_100_001, 9_100_006, 9_100_003, 9_100_004


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
async def staffed(folder: Path) -> AsyncIterator[Staffed]:
    database = await fresh_database(folder / "test.db")
    try:
        school = await add_school(database)
        other = await add_school(database, "Школа № 2 (пример)")
        alieva = await add_person(database, school, "Алиева Марьям Ахмедовна", ALIEVA, registered=True)
        borisov = await add_person(database, school, "Борисов Борис Олегович", BORISOV, registered=True)
        elsewhere = await add_person(database, other, "Иванова Инна Ильинична")
        async with database.writing() as session:
            await ensure_officers(session, [("vk", OFFICER)], NOW)
            manager = (await ensure_account(session, "vk", MANAGER)).id
            await give_role(session, manager, school.id, Role.MANAGER, NOW)
        yield Staffed(database, school, alieva, borisov, elsewhere)
    finally:
        await database.close()
