"""Deleting somebody's data means the human: every messenger, every school, and never the last officer."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from indicators.errors import NotPossible
from services.access import joining
from services.access.privacy import export, forget
from services.actor import Actor, the_program
from storage.people.privacy.opting_out import opt_in
from storage.people.privacy.personal import subject_of
from storage.tables import Account, Person, PersonAccount, Silenced
from tests.services.school import ALIEVA, NOW, OFFICER, Staffed, staffed

IN_MAX = 77


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


async def _with_max(school: Staffed, person_ids: list[int]) -> int:
    async with school.database.writing() as session:
        session.add(account := Account(platform="max", external_id=IN_MAX, writing="unknown"))
        await session.flush()
        session.add_all(PersonAccount(person_id=one, account_id=account.id) for one in person_ids)
        return account.id


async def test_said_in_one_messenger_it_holds_for_the_other_and_for_a_school_that_knows_only_it(
    school: Staffed, tmp_path
):
    in_max = await _with_max(school, [school.alieva, school.elsewhere])
    async with school.database.writing() as session:
        subject = await subject_of(session, await session.get_one(Account, in_max))
        done = await forget(session, Actor(in_max, None), subject, NOW, tmp_path)
    assert set(done.kept.person_ids) == {school.alieva, school.elsewhere}
    async with school.database.reading() as session:
        assert (await session.scalars(select(Person.id))).all() == [school.borisov]
        assert not (await session.scalars(select(Account).where(Account.external_id.in_([ALIEVA, IN_MAX])))).all()
        silenced = {(one.platform, one.external_id) for one in await session.scalars(select(Silenced))}
    assert silenced == {("vk", ALIEVA), ("max", IN_MAX)}


async def test_taken_back_in_one_messenger_it_holds_for_the_other(school: Staffed):
    in_max = await _with_max(school, [school.alieva])
    async with school.database.writing() as session:
        pages = [("vk", ALIEVA), ("max", IN_MAX)]
        session.add_all(Silenced(platform=platform, external_id=number) for platform, number in pages)
        (await session.get_one(Person, school.alieva)).wants_nudges = False
        await session.flush()
        assert await opt_in(session, await session.get_one(Account, in_max), NOW)
        assert not (await session.scalars(select(Silenced))).all()


async def test_the_last_officer_stays_whatever_messenger_they_speak_from(school: Staffed, tmp_path):
    async with school.database.writing() as session:
        officer = (await session.scalars(select(Account).where(Account.external_id == OFFICER))).one()
        person = await session.get_one(Person, school.borisov)
        person.account_id = officer.id
    in_max = await _with_max(school, [school.borisov])
    async with school.database.writing() as session:
        subject = await subject_of(session, await session.get_one(Account, in_max))
        for actor in (Actor(in_max, None), the_program()):
            with pytest.raises(NotPossible):
                await forget(session, actor, subject, NOW, tmp_path)


async def test_an_export_has_what_was_tried_too(school: Staffed):
    async with school.database.writing() as session:
        account = (await session.scalars(select(Account).where(Account.external_id == ALIEVA))).one()
        await joining.ask_in(session, Actor(account.id, None), "Алиева Марьям Ахмедовна", NOW)
        told = await export(session, the_program(), await subject_of(session, account))
    assert [(one["kind"], one["count"]) for one in told["page"]["attempts"]] == [("request", 1)]
    assert told["page"]["open_dialogue"][0]["state"]["full_name"] == "Алиева Марьям Ахмедовна"
