"""Which messages of a time the database does not remember would be repeated by one that is planned now."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.delivery.row_ids import random_id
from storage.campaigns.lost_time import LostTime, add_lost_time, in_doubt_since, read_lost_times, sent_in
from storage.database.connection import Database
from tests.databases import fresh_database

CALENDAR = SchoolCalendar(ZoneInfo("Europe/Moscow"))
MONDAY = datetime(2026, 11, 15, 21, tzinfo=UTC)  # midnight in Moscow
THURSDAY, FRIDAY = MONDAY + timedelta(days=3, hours=9), MONDAY + timedelta(days=4, hours=9)
LOST = LostTime(101, 5000, THURSDAY, FRIDAY)
W45, W46, W47 = (Week.parse(f"2026-W{number}") for number in (45, 46, 47))


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    database = await fresh_database(tmp_path / "d.db")
    yield database
    await database.close()


async def doubt(database: Database, figures: Week, now: datetime) -> datetime | None:
    async with database.reading() as session:
        return await in_doubt_since(session, figures, CALENDAR, now)


async def test_a_database_that_was_never_restored_doubts_nothing(database):
    assert await doubt(database, W46, FRIDAY) is None


async def test_the_week_of_the_restore_is_in_doubt_from_the_backup_on(database):
    async with database.writing() as session:
        await add_lost_time(session, LOST)
    for figures in (W45, W46, W47):
        since = await doubt(database, figures, FRIDAY + timedelta(minutes=1))
        assert since is not None
        assert THURSDAY - timedelta(hours=3) < since < THURSDAY - timedelta(minutes=50)


async def test_next_week_only_figures_that_were_there_already_are_in_doubt(database):
    async with database.writing() as session:
        await add_lost_time(session, LOST)
    next_week = MONDAY + timedelta(days=8)
    assert await doubt(database, W46, next_week) is not None
    assert await doubt(database, W47, next_week) is None


async def test_a_second_restore_keeps_the_first_in_mind(database):
    later = LostTime(5001, 9000, FRIDAY, FRIDAY + timedelta(hours=5))
    async with database.writing() as session:
        await add_lost_time(session, LOST)
        await add_lost_time(session, later)
        assert await read_lost_times(session) == (LOST, later)
    since = await doubt(database, W46, FRIDAY + timedelta(hours=6))
    assert since is not None
    assert since < THURSDAY


def test_a_message_tells_by_its_random_id_whether_it_belongs_to_the_lost_time():
    is_lost = sent_in([LOST], salt=77)
    assert is_lost is not None
    told = {row: is_lost(random_id(row, 77)) for row in (1, 100, 101, 5000, 5001, 10**8)}
    assert told == {1: False, 100: False, 101: True, 5000: True, 5001: False, 10**8: False}
    assert not is_lost(0)
    assert not is_lost(-12345)  # an answer in the dialogue
    assert sent_in([], salt=77) is None
