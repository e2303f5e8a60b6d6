"""Each deed of access asks for its right itself, whoever calls it; an id of another school opens nothing."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import pytest
from sqlalchemy import func, select

from handlers.engine.rights import OFFICERS_ONLY
from indicators.errors import NotAllowed, NotPossible, UnknownPerson
from nudges.plan.standing import BY_FILE
from services.access import codes, joining, messengers, privacy, roles
from services.actor import Actor, somebody, the_program
from services.chats.register import switch_totals
from services.rights import ALLOWED, Deed, Own
from services.schools import choose_school
from services.staff import disputes
from storage.database.connection import Session
from storage.messengers.told_there import told_there
from storage.people.accounts import ensure_account, load_who
from storage.people.codes import random_code
from storage.people.privacy.personal import same_human
from storage.people.roles import ROLES, Role, give_role, take_role
from storage.schools.registry import all_schools
from storage.tables import AuditEntry, Chat, Claim, Invitation, Member, Person
from tests.services.school import ALIEVA, MANAGER, NOW, OFFICER, Staffed, staffed

STRANGER, MUNICIPAL = 9_100_005, 9_100_016


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


def test_every_deed_has_its_line():
    assert set(ALLOWED) == set(Deed)


def test_a_deputy_may_do_all_but_the_three_things_that_the_bot_and_the_guide_name():
    of_officer, of_deputy = (
        {deed for deed, who in ALLOWED.items() if not isinstance(who, Own) and role in who}
        for role in (Role.OFFICER, Role.DEPUTY)
    )
    assert of_officer - of_deputy == {Deed.GIVE_ROLES, Deed.SEE_LOG, Deed.FORGET_FOR_THEM}
    for words in (OFFICERS_ONLY, ROLES[Role.DEPUTY].may):
        assert "кроме ролей, журнала действий и удаления чужих данных" in words


# What only officers and deputies, or only officers, may do: as somebody tries it at the school they stand at.
Try = Callable[[Session, Actor, int], Awaitable[object]]
DEEDS: dict[str, Try] = {
    "give a code": lambda session, actor, person: codes.give_code(session, actor, person, NOW, random_code),
    "untie": lambda session, actor, person: codes.unlink(session, actor, person, NOW),
    "let in": lambda session, actor, person: joining.approve(session, actor, 1, person, NOW),
    "turn away": lambda session, actor, person: joining.decline(session, [actor], 1, NOW),
    "offer": lambda session, actor, person: roles.offer_to_page(session, actor, Role.OFFICER, "vk", STRANGER, NOW),
    "code of a role": lambda session, actor, person: roles.give_code(session, actor, Role.OFFICER, NOW, random_code),
    "take a role": lambda session, actor, person: roles.take_away(session, actor, 1, NOW),
    "withdraw": lambda session, actor, person: roles.withdraw(session, actor, NOW, member_id=1),
    "answer a dispute": lambda session, actor, person: disputes.answer(session, actor, 1, "accepted", NOW),
    "change an answer": lambda session, actor, person: disputes.change_answer(session, actor, 1, "accepted", NOW),
    "be told there": lambda session, actor, person: messengers.be_told_there(session, actor, 1, NOW),
}


@pytest.mark.parametrize("who", [MANAGER, ALIEVA])
@pytest.mark.parametrize("deed", DEEDS)
async def test_readers_and_teachers_are_refused_and_nothing_changes(school: Staffed, who: int, deed: str):
    actor = await school.actor(who)
    before = await _counted(school)
    async with school.database.writing() as session:
        with pytest.raises((NotAllowed, NotPossible)):
            await DEEDS[deed](session, actor, school.borisov)
    assert await _counted(school) == before


async def test_a_person_of_another_school_is_nobody(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        for deed in ("give a code", "untie", "let in"):
            with pytest.raises(UnknownPerson):
                await DEEDS[deed](session, actor, school.elsewhere)


async def test_nobody_answers_a_nudge_of_somebody_else(school: Staffed):
    actor = await school.actor(ALIEVA)
    async with school.database.writing() as session:
        with pytest.raises(NotPossible):
            await disputes.say_done(session, actor, school.borisov, "2026-W46", ["no_call"], NOW)
        assert await disputes.say_done(session, actor, school.alieva, "2026-W46", ["no_call"], NOW)
        assert (await session.scalars(select(Claim.person_id))).all() == [school.alieva]


async def test_an_answer_can_be_changed_when_an_officer_gave_one_and_no_file_has_settled_it(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        found = Claim(person_id=school.alieva, week="2026-W46", gap="no_call", kind="mistake", at=NOW)
        session.add(found)
        await session.flush()
        with pytest.raises(NotPossible, match="ещё не отвечали"):
            await disputes.change_answer(session, actor, found.id, "accepted", NOW)
        await disputes.answer(session, actor, found.id, "rejected", NOW)
        await session.refresh(found)
        assert (await disputes.change_answer(session, actor, found.id, "rejected", NOW)).before == "rejected"
        assert (await disputes.change_answer(session, actor, found.id, "accepted", NOW)).before is None
        found.resolution = BY_FILE[0]
        await session.flush()
        with pytest.raises(NotPossible, match="по новым данным это выполнено"):
            await disputes.change_answer(session, actor, found.id, "rejected", NOW)


async def test_the_news_go_to_an_account_with_the_same_roles_and_to_no_other(school: Staffed):
    actor, teacher = await school.actor(OFFICER), await school.actor(ALIEVA)
    async with school.database.writing() as session:
        with pytest.raises(NotPossible, match="нет вашей роли"):
            await messengers.be_told_there(session, actor, teacher.account_id or 0, NOW)
        assert await told_there(session, [actor.account_id or 0]) == {}


async def test_totals_are_of_staff_chats_alone(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        chat = Chat(school_id=school.school.id, platform="vk", peer_id=2_000_000_001, kind="other", title="Класс")
        session.add(chat)
        await session.flush()
        with pytest.raises(NotPossible, match="только в учительский чат"):
            await switch_totals(session, lambda school_id: actor, chat.id, NOW, on=True)


async def test_nobody_deletes_or_reads_the_data_of_somebody_else(school: Staffed, tmp_path):
    for who in (OFFICER, ALIEVA):
        actor = await school.actor(who)
        async with school.database.writing() as session:
            stranger = await same_human(session, await session.get_one(Person, school.elsewhere))
            colleague = await same_human(session, await session.get_one(Person, school.borisov))
            with pytest.raises(NotAllowed):
                await privacy.forget(session, actor, stranger, NOW, tmp_path)
            with pytest.raises(NotAllowed):
                await privacy.export(session, actor, colleague)
    async with school.database.writing() as session:
        with pytest.raises(NotAllowed):
            await privacy.forget(session, await school.actor(ALIEVA), colleague, NOW, tmp_path)


async def test_an_officer_deletes_the_data_of_whoever_asked_on_paper(school: Staffed, tmp_path):
    async with school.database.writing() as session:
        colleague = await same_human(session, await session.get_one(Person, school.borisov))
        await privacy.forget(session, await school.actor(OFFICER), colleague, NOW, tmp_path)
        assert await session.get(Person, school.borisov) is None


async def test_whoever_has_a_role_decides_about_their_own_data(school: Staffed, tmp_path):
    async with school.database.writing() as session:
        person = await session.get_one(Person, school.borisov)
        await give_role(session, person.account_id or 0, school.school.id, Role.MANAGER, NOW)
        colleague = await same_human(session, person)
        with pytest.raises(NotPossible, match="роль"):
            await privacy.forget(session, await school.actor(OFFICER), colleague, NOW, tmp_path)


async def test_whoever_runs_the_program_may(school: Staffed, tmp_path):
    async with school.database.writing() as session:
        subject = await same_human(session, await session.get_one(Person, school.borisov))
        done = await privacy.forget(session, the_program(), subject, NOW, tmp_path)
        assert done.kept.person_ids == (school.borisov,)
        assert await session.get(Person, school.borisov) is None


async def test_a_school_without_a_role_is_not_chosen(school: Staffed):
    actor = await school.actor(ALIEVA)
    async with school.database.writing() as session:
        with pytest.raises(NotAllowed):
            await choose_school(session, actor)


async def test_an_offer_is_taken_up_by_nobody_else(school: Staffed):
    async with school.database.writing() as session:
        stranger = await ensure_account(session, "vk", STRANGER)
        offered = await roles.offer(session, await school.actor(OFFICER), Role.DEPUTY, stranger, NOW)
        with pytest.raises(NotPossible):
            await roles.accept(session, await school.actor(ALIEVA), offered.member.id, NOW)
        [taken] = await roles.accept(session, Actor(stranger.id, None), offered.member.id, NOW)
        assert taken.confirmed_at == NOW


async def _municipal(session: Session, school: Staffed) -> tuple[Callable[[int], Actor], list[int]]:
    """Somebody who answers for both schools, at either of them."""
    account = await ensure_account(session, "vk", MUNICIPAL)
    ids = sorted(one.id for one in await all_schools(session))
    for school_id in ids:
        await give_role(session, account.id, school_id, Role.MUNICIPAL, NOW)
    who = (await load_who(session, "vk", [MUNICIPAL]))[MUNICIPAL]
    return partial(somebody, who), ids


async def test_the_municipality_gives_and_withdraws_its_own_role_and_no_other_where_an_officer_is(school: Staffed):
    async with school.database.writing() as session:
        at, _ = await _municipal(session, school)
        here, stranger = at(school.school.id), await ensure_account(session, "vk", STRANGER)
        for role in (Role.OFFICER, Role.DEPUTY, Role.MANAGER):
            with pytest.raises(NotAllowed):
                await roles.offer(session, here, role, stranger, NOW)
            with pytest.raises(NotAllowed):
                await roles.give_code(session, here, role, NOW, random_code)
        officers = await roles.offer(session, await school.actor(OFFICER), Role.DEPUTY, stranger, NOW)
        with pytest.raises(NotAllowed):
            await roles.withdraw(session, here, NOW, member_id=officers.member.id)
        own = await roles.offer(session, here, Role.MUNICIPAL, stranger, NOW)
        assert await roles.withdraw(session, here, NOW, member_id=own.member.id) is own.member


@pytest.mark.parametrize("answer", [roles.accept, roles.refuse])
async def test_what_was_offered_at_several_schools_is_answered_at_all_and_taken_where_the_right_still_stands(
    school: Staffed, answer
):
    async with school.database.writing() as session:
        at, ids = await _municipal(session, school)
        offered = await roles.offer_to_colleague(session, at, ids, "vk", STRANGER, NOW)
        account = offered[0].account.id
        giver = select(Member.id).where(Member.account_id == at(ids[0]).account_id, Member.school_id == ids[0])
        assert await take_role(session, await session.scalar(giver) or 0)
        await answer(session, Actor(account, None), offered[1].member.id, NOW)
        theirs = await session.scalars(select(Member).where(Member.account_id == account))
        taken = [one.school_id for one in theirs if one.confirmed_at is not None]
        assert taken == (ids[1:] if answer is roles.accept else [])
        waiting = select(func.count()).select_from(Member).where(Member.confirmed_at.is_(None))
        assert await session.scalar(waiting) == (1 if answer is roles.accept else 0)


async def _counted(school: Staffed) -> list[int]:
    async with school.database.reading() as session:
        tables = (AuditEntry, Claim, Invitation, Member, Person)
        return [await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
