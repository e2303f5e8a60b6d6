"""Rows that are written a column at a time are the same rows, and nothing else gets in."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from storage.imports.bulk import insert_columns
from storage.tables import Account, Person, School

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SHARED = {"school_id": 1, "last_name": "Орлова", "name_key": "орлова", "created_at": NOW}


@pytest.fixture
async def session(database):
    async with database.writing() as opened:
        opened.add(School(id=1, name="Школа № 1", name_key="1", created_at=NOW))
        await opened.flush()
        yield opened


async def test_days_moments_flags_and_defaults_are_written_as_they_are_read(session):
    columns = {"id": range(1, 3), "full_name": ["Орлова Анна", "Орлова Вера"], "wants_nudges": [True, False]}
    await insert_columns(session, Person, columns, SHARED | {"left_on": date(2026, 11, 1)})
    anna, vera = await session.scalars(select(Person).order_by(Person.id))
    assert (anna.full_name, anna.wants_nudges, anna.left_on, anna.created_at) == (
        "Орлова Анна",
        True,
        date(2026, 11, 1),
        NOW,
    )
    assert (vera.full_name, vera.wants_nudges, vera.role) == ("Орлова Вера", False, "")


async def test_more_rows_than_go_to_the_driver_at_once_are_all_written(session):
    await insert_columns(session, Account, {"id": range(1, 4502), "external_id": range(4501)}, {"platform": "vk"})
    found = list(await session.scalars(select(Account.external_id)))
    assert sorted(found) == list(range(4501))


async def test_what_is_no_flag_is_not_written_as_one(session):
    with pytest.raises(ValueError, match="no flag"):
        await insert_columns(session, Person, {"full_name": ["Орлова Анна"], "wants_nudges": [7]}, SHARED)


async def test_columns_of_different_lengths_are_refused(session):
    with pytest.raises(ValueError, match="different lengths"):
        await insert_columns(session, Person, {"full_name": ["Орлова Анна"], "role": []}, SHARED)
