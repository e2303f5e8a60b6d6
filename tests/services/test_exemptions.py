"""Leaving people in peace: rights, audit, and all or nobody."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from indicators.errors import NotAllowed, NotPossible, UnknownPerson
from nudges.dates import Span
from services.actor import Actor, the_program
from services.staff.exemptions import Changed, bring_back, exempt, mark_as_left
from storage.database.connection import Session
from storage.people import exemptions as stored
from storage.tables import AuditEntry, Exemption, Person
from tests.services.school import ALIEVA, MANAGER, NOW, OFFICER, TODAY, Staffed, staffed

WEEK = Span(TODAY, TODAY + timedelta(days=6))


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


async def exemptions(school: Staffed) -> int:
    async with school.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Exemption)) or 0


async def logged(school: Staffed) -> list[tuple[str, int | None, dict[str, int]]]:
    async with school.database.reading() as session:
        found = await session.scalars(
            select(AuditEntry).where(AuditEntry.action.in_(["exempted", "restored", "left"])).order_by(AuditEntry.id)
        )
        return [(one.action, one.account_id, one.details) for one in found]


async def test_an_officer_leaves_several_people_in_peace_and_the_log_names_each(school: Staffed):
    actor = await school.actor(OFFICER)
    people = [school.alieva, school.borisov]
    async with school.database.writing() as session:
        done, again = await leave(session, actor, people), await leave(session, actor, people)
    assert [one.id for one in done.fresh] == people
    assert again.people == done.people
    assert not again.fresh
    assert await logged(school) == [("exempted", actor.account_id, {"person": one}) for one in people]


async def leave(session: Session, actor: Actor, people: list[int]) -> Changed:
    return await exempt(session, actor, people, "отпуск", WEEK, NOW, today=TODAY)


async def back(session: Session, actor: Actor, people: list[int]) -> Changed:
    return await bring_back(session, actor, people, NOW, today=TODAY)


async def gone(session: Session, actor: Actor, people: list[int]) -> Changed:
    return await mark_as_left(session, actor, people, NOW, today=TODAY)


@pytest.mark.parametrize("who", [MANAGER, ALIEVA])
@pytest.mark.parametrize("deed", [leave, back, gone])
async def test_whoever_only_reads_changes_nothing(school: Staffed, who: int, deed):
    actor = await school.actor(who)
    async with school.database.writing() as session:
        with pytest.raises(NotAllowed):
            await deed(session, actor, [school.alieva])
    assert not await exemptions(school)
    assert not await logged(school)


async def test_one_person_of_another_school_among_them_stops_it_for_all(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        for people in ([school.alieva, school.elsewhere], [school.alieva, 10**9], []):
            for deed in (leave, back, gone):
                with pytest.raises(UnknownPerson):
                    await deed(session, actor, people)
    assert not await exemptions(school)
    async with school.database.reading() as session:
        assert (await session.get_one(Person, school.alieva)).left_on is None


async def test_days_that_are_over_are_refused_with_a_sentence(school: Staffed):
    over, actor = Span(date(2026, 10, 1), date(2026, 10, 9)), await school.actor(OFFICER)
    async with school.database.writing() as session:
        with pytest.raises(NotPossible) as refused:
            await exempt(session, actor, [school.alieva], "отпуск", over, NOW, today=TODAY)
    assert "9 октября 2026 уже прошло" in refused.value.sentence.replace("\u00a0", " ")


async def test_of_one_thing_alone_somebody_is_left_in_peace_beside_all_of_it(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        for gaps in (["no_call"], ["no_call", "journal_not_linked"], []):
            await exempt(session, actor, [school.alieva], "отпуск", WEEK, NOW, today=TODAY, gaps=gaps)
        with pytest.raises(NotPossible):
            await exempt(session, actor, [school.alieva], "отпуск", WEEK, NOW, today=TODAY, gaps=["no_tail"])
    async with school.database.reading() as session:
        kept = set(await session.scalars(select(Exemption.gap)))
    assert kept == {None, "no_call", "journal_not_linked"}


async def test_what_somebody_said_of_being_away_holds_while_one_thing_alone_is_let_off(school: Staffed):
    actor, kept = await school.actor(OFFICER), select(Exemption.reason)
    async with school.database.writing() as session:
        await stored.exempt(session, school.alieva, stored.SAID_AWAY, WEEK.starts_on, WEEK.ends_on)
        await exempt(session, actor, [school.alieva], "не положено", WEEK, NOW, today=TODAY, gaps=["no_call"])
        assert set(await session.scalars(kept)) == {stored.SAID_AWAY, "не положено"}
        await exempt(session, actor, [school.alieva], "отпуск", WEEK, NOW, today=TODAY)
        assert set(await session.scalars(kept)) == {"отпуск", "не положено"}


async def test_the_program_itself_may_and_the_log_names_no_account(school: Staffed):
    async with school.database.writing() as session:
        program = the_program(school.school.id)
        left = await gone(session, program, [school.borisov])
        returned = await back(session, program, [school.borisov, school.alieva])
    assert [one.id for one in left.fresh] == [one.id for one in returned.fresh] == [school.borisov]
    assert await logged(school) == [(what, None, {"person": school.borisov}) for what in ("left", "restored")]
