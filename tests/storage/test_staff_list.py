"""Whether a staff list is still the one that was read."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from storage.database.connection import Database
from storage.people.registry import names_at_a_glance
from storage.schools.registry import create_school
from storage.tables import Person
from tests.databases import fresh_database
from tests.postgres import emptied

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
CHANGES = {
    "full_name": "Примерова Вера Петровна",
    "last_name": "Образцова",
    "first_name": "Верочка",
    "patronymic": "Петровна",
    "role": "завуч",
    "classes": "5А, 6Б",
    "left_on": date(2026, 11, 1),
}


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request, tmp_path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        opened = await fresh_database(tmp_path / "list.db")
    else:
        opened = await emptied(request.getfixturevalue("postgres"))
    yield opened
    await opened.close()


async def test_a_glance_tells_every_change_of_a_list_and_of_no_other(database):
    async with database.writing() as session:
        ours, theirs = [await create_school(session, f"Школа № {number} (пример)", NOW) for number in (1, 2)]
        people = [
            Person(school_id=school.id, full_name=name, name_key=name.lower(), created_at=NOW)
            for school, name in ((ours, "Примерова Вера"), (ours, "Образцов Борис"), (theirs, "Иная Анна"))
        ]
        session.add_all(people)
        await session.flush()
        seen = [await names_at_a_glance(session, one.id) for one in (ours, theirs)]
        for field, changed in CHANGES.items():
            setattr(people[0], field, changed)
            seen.append(await names_at_a_glance(session, ours.id))
        await session.delete(people[1])
        seen.append(await names_at_a_glance(session, ours.id))
        assert len(set(seen)) == len(seen)
        assert await names_at_a_glance(session, theirs.id) == seen[1]
