"""The register of chats without any messenger: who may name which chat, whose word waits, what is counted."""

from collections.abc import AsyncIterator
from functools import partial

import pytest
from sqlalchemy import select, update

from indicators.errors import NotAllowed, NotPossible
from services.actor import At, somebody
from services.chats.joining import ask_about, came_in, learn, paste_link, put_out, renamed, same_chat
from services.chats.listening import Heard, count_heard, takes_hint
from services.chats.register import answer_wish, register, register_of, switch_hints
from services.reporting.printing import poster_chat
from storage.people.accounts import load_who
from storage.tables import Account, AuditEntry, Chat, Claim, LiveCount, Person
from tests.services.school import ALIEVA, BORISOV, MANAGER, NOW, OFFICER, TODAY, Staffed, staffed

PEER, LINK = 2_000_000_007, "https://vk.me/join/primer"
WITH, STAFF = "parents_with_teacher", "staff"


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        async with found.database.writing() as session:
            mine = update(Person).where(Person.id == found.alieva)
            await session.execute(mine.values(classes="7Б", role="учитель, классный руководитель"))
        yield found


async def at(school: Staffed, external_id: int) -> At:
    async with school.database.reading() as session:
        return partial(somebody, (await load_who(session, "vk", [external_id]))[external_id])


async def logged(school: Staffed) -> list[dict[str, object]]:
    async with school.database.reading() as session:
        entries = select(AuditEntry).where(AuditEntry.action == "chat").order_by(AuditEntry.id)
        return [one.details for one in await session.scalars(entries)]


async def test_a_teachers_own_class_is_written_down_and_counts_as_a_chat_created(school: Staffed):
    alieva = await at(school, ALIEVA)
    async with school.database.writing() as session:
        await came_in(session, "vk", PEER)
        chat = await ask_about(session, alieva, "vk", PEER)
        assert chat is not None
        made = await register(session, alieva, chat.id, school.school.id, WITH, "7 б", NOW)
        assert (made.asks, made.chat.class_name, made.chat.school_id) == (None, "7Б", school.school.id)
        assert [one.gap for one in await session.scalars(select(Claim))] == ["no_group_chat"]
        found = await register_of(session, await at(school, MANAGER), school.school.id)
        assert found.missing == (("7Б", "parents_without_teacher"),)
        with pytest.raises(NotAllowed):
            await register(session, await at(school, BORISOV), chat.id, school.school.id, "other", None, NOW)
    assert await logged(school) == [{"chat": chat.id, "kind": WITH}]


async def test_a_class_of_somebody_else_waits_for_an_officers_word(school: Staffed):
    borisov, officer = await at(school, BORISOV), await at(school, OFFICER)
    async with school.database.writing() as session:
        chat = await ask_about(session, borisov, "vk", PEER)
        assert chat is not None
        made = await register(session, borisov, chat.id, school.school.id, WITH, "7Б", NOW)
        assert (made.asks, made.chat.school_id) == ("Борисов Борис Олегович", None)
        with pytest.raises(NotPossible):
            await answer_wish(session, borisov, chat.id, NOW, agreed=True)
        done = await answer_wish(session, officer, chat.id, NOW, agreed=True)
        assert (done.chat.class_name, done.class_name) == ("7Б", "7Б")
        assert done.account is not None
        with pytest.raises(NotPossible):
            await answer_wish(session, officer, chat.id, NOW, agreed=False)


async def test_the_staff_chat_and_hints_are_the_officers(school: Staffed):
    alieva, officer = await at(school, ALIEVA), await at(school, OFFICER)
    async with school.database.writing() as session:
        chat = await ask_about(session, alieva, "vk", PEER)
        assert chat is not None
        with pytest.raises(NotAllowed):
            await register(session, alieva, chat.id, school.school.id, STAFF, None, NOW)
        with pytest.raises(NotAllowed):  # nobody asked the officer about it yet
            await register(session, officer, chat.id, school.school.id, STAFF, None, NOW)
        await ask_about(session, officer, "vk", PEER)
        await register(session, officer, chat.id, school.school.id, STAFF, None, NOW)
        with pytest.raises(NotAllowed):
            await switch_hints(session, alieva, chat.id, NOW)
        assert (await switch_hints(session, officer, chat.id, NOW)).hints
        for kind, class_name in (("parents_with_teacher", None), ("party", None)):
            with pytest.raises(NotPossible):
                await register(session, officer, chat.id, school.school.id, kind, class_name, NOW)


async def test_a_pasted_link_may_be_the_invitation_of_a_chat_that_is_known(school: Staffed):
    alieva = await at(school, ALIEVA)
    async with school.database.writing() as session:
        chat = await ask_about(session, alieva, "vk", PEER)
        assert chat is not None
        await register(session, alieva, chat.id, school.school.id, WITH, "7Б", NOW)
        with pytest.raises(NotPossible):
            await poster_chat(session, alieva, chat.id)
        pasted = await paste_link(session, alieva, LINK)
        assert ([one.id for one in pasted.waiting], pasted.chat.by_link) == ([chat.id], True)
        assert (await same_chat(session, alieva, chat.id, pasted.chat.id)).link == LINK
        with pytest.raises(NotPossible):
            await same_chat(session, alieva, chat.id, pasted.chat.id)
        assert (await poster_chat(session, alieva, chat.id)).link == LINK
        for stranger in (BORISOV, MANAGER):
            with pytest.raises(NotAllowed):
                await poster_chat(session, await at(school, stranger), chat.id)
            with pytest.raises(NotAllowed):
                await paste_link(session, await at(school, stranger), LINK)


async def test_what_happens_to_a_chat_is_remembered(school: Staffed):
    async with school.database.writing() as session:
        await came_in(session, "vk", PEER)
        chat = (await session.scalars(select(Chat))).one()
        await learn(session, chat.id, title="7Б родители", link=LINK)
        await learn(session, chat.id, title="Другое")
        assert (chat.title, chat.link) == ("7Б родители", LINK)
        await renamed(session, "vk", PEER, "7Б")
        await put_out(session, "vk", PEER)
        assert (chat.title, chat.state, chat.state_reason) == ("7Б", "off", "removed")
        await came_in(session, "vk", PEER)
        assert (chat.state, chat.state_reason) == ("on", None)
        assert await learn(session, chat.id + 1, title="нет такого") is None


async def test_only_what_teachers_write_in_registered_chats_is_counted_and_only_as_numbers(school: Staffed):
    officer = await at(school, OFFICER)
    said = [
        Heard(PEER, ALIEVA, TODAY, is_call=False, addressed=False),
        Heard(PEER, ALIEVA, TODAY, is_call=True, addressed=False),
        Heard(PEER, ALIEVA, TODAY, is_call=False, addressed=True),  # to the bot, not to colleagues
        Heard(PEER, 9_999_999, TODAY, is_call=False, addressed=False),
        Heard(PEER + 1, ALIEVA, TODAY, is_call=False, addressed=False),
    ]
    async with school.database.writing() as session:
        assert await count_heard(session, "vk", said) == set()
        chat = await ask_about(session, officer, "vk", PEER)
        assert chat is not None
        await register(session, officer, chat.id, school.school.id, STAFF, None, NOW)
        await switch_hints(session, officer, chat.id, NOW)
        assert await count_heard(session, "vk", said) == {PEER}
        [counted] = await session.scalars(select(LiveCount))
        assert (counted.messages, counted.calls) == (1, 1)


async def test_a_hint_comes_once_a_week_and_only_to_who_talks_with_the_bot(school: Staffed):
    async with school.database.writing() as session:
        assert not await takes_hint(session, "vk", ALIEVA, NOW)
        await session.execute(update(Account).where(Account.external_id == ALIEVA).values(writing="allowed"))
        session.expire_all()
        assert await takes_hint(session, "vk", ALIEVA, NOW)
        assert not await takes_hint(session, "vk", ALIEVA, NOW)
        assert not await takes_hint(session, "vk", 9_999_999, NOW)


async def test_a_wish_that_is_declined_waits_no_more_and_the_chat_stays_unwritten(school: Staffed):
    borisov, officer = await at(school, BORISOV), await at(school, OFFICER)
    async with school.database.writing() as session:
        await came_in(session, "vk", PEER)
        chat = await ask_about(session, borisov, "vk", PEER)
        assert chat is not None
        assert (await register(session, borisov, chat.id, school.school.id, WITH, "7Б", NOW)).asks is not None
        assert (await answer_wish(session, officer, chat.id, NOW, agreed=False)).class_name == "7Б"
        with pytest.raises(NotPossible):
            await answer_wish(session, officer, chat.id, NOW, agreed=True)
        assert (await session.get_one(Chat, chat.id)).kind not in (WITH, STAFF)
    assert await logged(school) == []
