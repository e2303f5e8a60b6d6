"""What cannot be done is refused with a sentence before anything changes, whatever page or chat it came from."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import time

import pytest
from sqlalchemy import func, select, update

from indicators.errors import NotPossible
from indicators.weeks import Week
from nudges.clock.schedule import LONGEST_WAIT, Wait
from nudges.platforms import Platform
from services import school_settings
from services.access import codes, disowning, joining, roles
from services.imports import loads
from services.rounds import announcing, moving
from services.staff import correcting, disputes, merging, threads
from storage.imports.stored import stored_loads
from storage.messengers.spoken import remember_spoken
from storage.people.accounts import ensure_account
from storage.people.codes import random_code
from storage.people.roles import Role
from storage.tables import AuditEntry, Claim, Member, OutboxRow, School
from tests.handlers.conversation import add_person
from tests.outbox_rows import add_campaign
from tests.services.school import ALIEVA, MANAGER, NAMES, NOW, OFFICER, Staffed, staffed

DEPUTY, STRANGER = 9_100_002, 9_100_005
ZONE = "Europe/Moscow"
Deed = Callable[..., Awaitable[object]]


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


async def refused(school: Staffed, told: str, deed: Deed, *asked: object, **further: object) -> None:
    """Neither done nor logged."""
    async with school.database.writing() as session:
        before = await session.scalar(select(func.count(AuditEntry.id)))
        with pytest.raises(NotPossible) as found:
            await deed(session, *asked, **further)
        assert found.value.sentence == told
        assert await session.scalar(select(func.count(AuditEntry.id))) == before


async def test_a_code_is_for_whoever_has_no_account(school: Staffed):
    officer = await school.actor(OFFICER)
    await remember_spoken(school.database, ["vk"])
    await refused(school, codes.NOT_NEEDED, codes.give_code, officer, school.alieva, NOW, random_code)
    has_one = roles.HAS_ACCOUNT.format(known=NAMES[0])
    await refused(school, has_one, roles.give_code, officer, Role.DEPUTY, NOW, random_code, person_id=school.alieva)


async def test_a_role_that_is_held_is_not_offered_and_one_that_was_not_is_not_refused_or_withdrawn(school: Staffed):
    officer = await school.actor(OFFICER)
    async with school.database.writing() as session:
        manager = await ensure_account(session, "vk", MANAGER)
    await refused(school, roles.HAS_IT, roles.offer, officer, Role.MANAGER, manager, NOW)
    await refused(school, roles.NO_OFFER, roles.refuse, officer, 12345, NOW)
    await refused(school, roles.WITHDRAWN_BEFORE, roles.withdraw, officer, NOW, member_id=12345)


async def test_an_offer_ends_with_the_office_of_whoever_made_it(school: Staffed):
    officer = await school.actor(OFFICER)
    async with school.database.writing() as session:
        offered = await roles.offer_to_page(session, officer, Role.DEPUTY, "vk", DEPUTY, NOW)
        mine = Member.account_id == officer.account_id
        await session.execute(update(Member).where(mine).values(role=str(Role.MANAGER)))
    await refused(school, roles.NO_OFFER, roles.accept, await school.actor(DEPUTY), offered.member.id, NOW)


async def test_everybody_objects_to_their_own_figures(school: Staffed):
    alieva = await school.actor(ALIEVA)
    await refused(school, threads.ROLES_ONLY, threads.object_to, alieva, school.borisov, "У меня 12!", NOW)


async def test_nothing_is_no_correction_and_what_stands_there_is_none_either(school: Staffed):
    officer = await school.actor(OFFICER)
    for field, value in (("role", " . "), ("role", "а" * 1000), ("password", "учитель")):
        await refused(school, correcting.NO_VALUE, correcting.correct, officer, school.alieva, field, value, NOW)
    async with school.database.writing() as session:
        await correcting.correct(session, officer, school.alieva, correcting.NAME, NAMES[0], NOW)
        assert await session.scalar(select(AuditEntry).where(AuditEntry.action == "corrected")) is None


async def test_two_are_not_made_one_while_a_message_is_on_its_way(school: Staffed):
    officer = await school.actor(OFFICER)
    await add_campaign(school.database, school.school.id)
    async with school.database.writing() as session:
        await session.execute(update(OutboxRow).where(OutboxRow.person_id == school.borisov).values(state="sending"))
    await refused(school, merging.BUSY, merging.merge, officer, school.alieva, school.borisov, NOW)


async def test_a_load_is_taken_back_once_and_to_an_earlier_one_only_where_there_was_one(school: Staffed):
    officer = await school.actor(OFFICER)
    async with school.database.reading() as session:
        [load] = await stored_loads(session, school.school.id)
    await refused(school, loads.NOTHING_BEFORE, loads.undo_load, officer, load, NOW, to_previous=True)
    async with school.database.writing() as session:
        await loads.undo_load(session, officer, load, NOW, to_previous=False)
    await refused(school, loads.GONE, loads.undo_load, officer, load, NOW, to_previous=False)


async def test_what_was_shown_before_a_pause_does_not_go_in_it(school: Staffed):
    officer, week = await school.actor(OFFICER), Week.parse("2026-W47")
    async with school.database.writing() as session:
        await session.execute(update(School).where(School.id == school.school.id).values(paused=True))
    council = announcing.Announcement("Завтра педсовет")
    args = (officer, council, week, "announce-1", NOW)
    await refused(school, announcing.ON_PAUSE, announcing.announce, *args, default_zone=ZONE)
    invitation = (officer, Platform.MAX, week, "move-1", NOW)
    links = {"new_code": random_code, "links": lambda school, code: {"max": "https://max.ru/primer"}}
    await refused(school, moving.ON_PAUSE, moving.invite_to_move, *invitation, default_zone=ZONE, **links)


@pytest.mark.parametrize("wanted", [{"weekday": 5}, {"weekday": -1}, {"at": time(22)}])
async def test_reminders_have_a_school_day_and_an_hour_of_the_schools(school: Staffed, wanted):
    officer = await school.actor(OFFICER)
    await refused(school, school_settings.BAD_MOMENT, school_settings.set_nudge_moment, officer, NOW, **wanted)


@pytest.mark.parametrize("wait", [Wait(LONGEST_WAIT + 1), Wait(-1), Wait(1, time(22))])
async def test_a_late_file_is_waited_for_some_days_until_an_hour_of_the_schools(school: Staffed, wait):
    officer = await school.actor(OFFICER)
    await refused(school, school_settings.BAD_WAIT, school_settings.set_file_wait, officer, wait, NOW)


async def test_an_account_is_tied_back_only_to_whose_it_was(school: Staffed):
    officer = await school.actor(OFFICER)
    name = "Гаджиева Патимат Омаровна"
    free = await add_person(school.database, school.school, name)
    async with school.database.writing() as session:
        stranger = (await ensure_account(session, "vk", STRANGER)).id
    taken = disowning.TAKEN.format(name=name)
    await refused(school, taken, disowning.tie_back, officer, free, stranger, NOW)


async def test_the_same_name_asked_in_once_more_rings_nobody(school: Staffed):
    async with school.database.writing() as session:
        await ensure_account(session, "vk", STRANGER)
    stranger, name = await school.actor(STRANGER), "Чужов Степан Ильич"
    async with school.database.writing() as session:
        asked = [(await joining.ask_in(session, stranger, said, NOW)).outcome for said in (name, "чужов степан ильич")]
    assert asked == [joining.Asked.RINGS, joining.Asked.ALREADY]


async def test_what_somebody_of_another_school_disputes_is_answered_there(school: Staffed):
    officer = await school.actor(OFFICER)
    async with school.database.writing() as session:
        claim = Claim(person_id=school.elsewhere, week="2026-W46", gap="no_call", kind="mistake", at=NOW)
        session.add(claim)
    await refused(school, disputes.GONE, disputes.answer, officer, claim.id, "accepted", NOW)
