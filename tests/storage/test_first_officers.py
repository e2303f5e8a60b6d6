"""OFFICER_IDS make officers once for a page and school: what people decide afterwards stays."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete

from storage.database.connection import Database
from storage.people.accounts import ensure_account
from storage.people.first_officers import ensure_officers
from storage.people.roles import Role, give_role, members, take_role
from storage.schools.registry import all_schools, create_school
from storage.tables import Note
from tests.databases import fresh_database
from tests.services.school import NOW

FIRST, SECOND, OTHER = 9_100_001, 9_100_002, 9_100_003


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    opened = await fresh_database(tmp_path / "test.db")
    yield opened
    await opened.close()


async def officers(session, school_id: int) -> set[int]:
    return {account.external_id for _, account in await members(session, school_id, Role.OFFICER)}


async def _take(session, school_id: int, external_id: int) -> None:
    found = await members(session, school_id, Role.OFFICER)
    assert await take_role(session, next(member.id for member, account in found if account.external_id == external_id))


async def test_a_role_that_was_taken_away_stays_away(database):
    async with database.writing() as session:
        await ensure_officers(session, [("vk", FIRST), ("vk", SECOND)], NOW)
        [school] = await all_schools(session)
        await _take(session, school.id, FIRST)
        await ensure_officers(session, [("vk", FIRST), ("vk", SECOND)], NOW)
        assert await officers(session, school.id) == {SECOND}


async def test_a_page_that_is_named_later_becomes_an_officer_then(database):
    async with database.writing() as session:
        await ensure_officers(session, [("vk", FIRST)], NOW)
        await ensure_officers(session, [("vk", FIRST), ("vk", SECOND)], NOW)
        [school] = await all_schools(session)
        assert await officers(session, school.id) == {FIRST, SECOND}


async def test_a_school_that_comes_later_has_the_named_officer_too(database):
    async with database.writing() as session:
        await ensure_officers(session, [("vk", FIRST)], NOW)
        school = await create_school(session, "Школа № 2 (пример)", NOW)
        await ensure_officers(session, [("vk", FIRST)], NOW)
        assert await officers(session, school.id) == {FIRST}


async def test_a_role_taken_away_before_this_was_noted_stays_away_too(database):
    async with database.writing() as session:
        await ensure_officers(session, [("vk", FIRST)], NOW)
        [school] = await all_schools(session)
        other = await ensure_account(session, "vk", OTHER)
        await give_role(session, other.id, school.id, Role.OFFICER, NOW)
        await _take(session, school.id, FIRST)
        await session.execute(delete(Note))
        await ensure_officers(session, [("vk", FIRST)], NOW)
        assert await officers(session, school.id) == {OTHER}
