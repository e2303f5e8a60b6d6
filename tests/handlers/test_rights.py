"""Forged buttons: a payload names anything, and what one may do is looked up."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.topics import ROUTES
from storage.campaigns.outbox.campaigns import pause_campaign
from storage.dialogs.dialogues import begin_dialogue
from storage.people.accounts import ensure_account
from storage.people.codes import make_invitation
from storage.people.roles import Role, give_role, role_name
from storage.tables import Account, Base, Break, Campaign, Chat, Claim, Dialogue, Member, Person
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    CLASS_CHAT,
    DEPUTY,
    MANAGER,
    MONDAY,
    OFFICER,
    STRANGER,
    WEEK,
    Conversation,
    add_person,
    add_school,
    class_teacher,
    talking,
    the_school,
)
from tests.handlers.test_chats import added, the_chat

LINK = "https://vk.me/join/Primer000002"
# What changes with every conversation and belongs to whoever speaks, or is written about everybody.
OWN = {"account", "dialogue", "handled_event", "note", "reply", "position", "errand", "attempt"}
# What a teacher may do by a button about themselves.
THEMSELVES = {"forget_me_yes", "mute", "unmute", "done", "mistake", "not_now", "subscribe", "unsubscribe", "away_yes"}
THEMSELVES |= {"not_me", "complained", "summary_off", "summary_on"}


async def class_chat_of_alieva(talk: Conversation) -> Chat:
    await class_teacher(talk)
    await talk.write(ALIEVA, "привет")
    await talk.write(BORISOV, "привет")
    await added(talk, CLASS_CHAT, ALIEVA, bot_admin=True)
    await talk.press(ALIEVA, "Родители, с педагогом")
    await talk.write(ALIEVA, "7Б")
    return await the_chat(talk, CLASS_CHAT)


async def everything(talk: Conversation, but_of: int = 0) -> dict[str, list[tuple[Any, ...]]]:
    """What is in the database, but not what belongs to one of the schools."""
    found = {}
    async with talk.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            column = table.c.id if table.name == "school" else table.c.get("school_id")
            wanted = select(table) if column is None else select(table).where(column.is_(None) | (column != but_of))
            if table.name not in OWN:
                found[table.name] = sorted((tuple(row) for row in await session.execute(wanted)), key=repr)
    return found


async def furnish(talk: Conversation) -> dict[str, Any]:
    """One of everything a button can name, all of the first school; the payload that names them all."""
    chat = await class_chat_of_alieva(talk)
    async with talk.database.writing() as session:
        school = (await the_school(talk)).id
        manager = await ensure_account(session, "vk", MANAGER)
        await give_role(session, manager.id, school, Role.MANAGER, MONDAY)
        waiting = await ensure_account(session, "vk", STRANGER)
        await begin_dialogue(session, waiting.id, "asked", {"full_name": "Новикова Нина Николаевна"}, MONDAY)
        person = await session.scalar(select(Person).where(Person.full_name.startswith("Алиева")))
        rest = Break(school_id=school, starts_on=MONDAY.date(), ends_on=MONDAY.date(), title="карантин", kind="pause")
        claim = Claim(person_id=person.id, week=WEEK, gap="no_call", kind="mistake", at=MONDAY)
        campaign = Campaign(school_id=school, week=WEEK, kind="manual-1", state="running", made_at=MONDAY)
        session.add_all([rest, claim, campaign])
        await session.flush()
        await pause_campaign(session, campaign.id, "проба")
        officer = await session.scalar(select(Member).where(Member.role == "officer"))
        return {
            "chat": chat.id,
            "member": officer.id,
            "break": rest.id,
            "claim": claim.id,
            "school": school,
            "a": waiting.id,
            "p": person.id,
            "c": campaign.id,
        }


def forged(code: str, ids: dict[str, Any]) -> list[dict[str, Any]]:
    """The button of that command about somebody else's things, with every id its number could mean."""
    common = {"do": code, "p": ids["p"], "a": ids["a"], "sure": "yes", "r": "accepted", "w": WEEK, "gap": "all"}
    common |= {"k": "staff", "rest": "на неделю", "n": ids["chat"], "f": "png", "key": "name"}
    numbers = sorted({ids[name] for name in ("chat", "member", "break", "claim", "school")})
    relabelled = {**common, "id": ids["chat"], "c": "9А", "k": "parents_with_teacher"}
    return [relabelled, *({**common, "id": number, "c": ids["c"]} for number in numbers)]


def batched(codes: list[str], count: int) -> list[list[str]]:
    return [codes[start : start + count] for start in range(0, len(codes), count)]


async def nothing_changes(talk: Conversation, user_id: int, ids: dict[str, Any], own_school: int = 0) -> None:
    await talk.write(user_id, "привет")
    before = await everything(talk, own_school)
    codes = sorted(ROUTES.keys() - THEMSELVES)
    for some in batched(codes, 4):
        talk.now += timedelta(minutes=1)  # or the flood gate would be what is tested
        for payload in (one for code in some for one in forged(code, ids)):
            act = {"user_id": user_id, "text": "кнопка", "payload": payload}
            await talk.vk.control("/sandbox/act/write", act)
        await talk.listen()
    assert await everything(talk, own_school) == before
    async with talk.database.reading() as session:
        assert await session.get(Dialogue, ids["a"]) is not None


async def test_no_button_of_a_colleague_changes_what_is_not_theirs(tmp_path):
    async with talking(tmp_path) as talk:
        await nothing_changes(talk, BORISOV, await furnish(talk))


async def test_no_button_of_a_manager_changes_anything(tmp_path):
    async with talking(tmp_path) as talk:
        await nothing_changes(talk, MANAGER, await furnish(talk))


async def test_no_button_of_another_schools_officer_changes_anything_here(tmp_path):
    async with talking(tmp_path) as talk:
        ids = await furnish(talk)
        other = await add_school(talk.database, "Лицей № 5 (пример)")
        await add_person(talk.database, other, "Тайнова Тамара Тимуровна")
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", DEPUTY)
            await give_role(session, account.id, other.id, Role.OFFICER, MONDAY)
        async with talk.database.writing() as session:
            waiting = await session.get(Dialogue, ids["a"])
            waiting.state = {"full_name": "Борисов Борис Олегович"}
        await nothing_changes(talk, DEPUTY, ids, other.id)


@pytest.mark.parametrize("code", ["chat_kind", "chat_class", "chat_same", "chat_edit", "chat_hints"])
async def test_a_colleagues_chat_is_not_relabelled_and_its_poster_not_printed(tmp_path, code):
    async with talking(tmp_path) as talk:
        chat = await class_chat_of_alieva(talk)
        about = {"id": chat.id, "n": chat.id, "c": "9А", "k": "parents_with_teacher"}
        await talk.press_payload(BORISOV, {"do": code, **about})
        after = await the_chat(talk, CLASS_CHAT)
        assert (after.class_name, after.kind, after.link) == ("7Б", "parents_with_teacher", LINK)
        [refused] = await talk.press_payload(BORISOV, {"do": "poster", "id": chat.id})
        assert "среди ваших классов нет" in refused


async def test_a_link_known_to_the_register_is_not_taken_over_by_pasting_it(tmp_path):
    async with talking(tmp_path) as talk:
        await class_chat_of_alieva(talk)
        [answer] = await talk.write(BORISOV, f"вот {LINK}")
        assert "уже отмечен" in answer


async def test_another_chats_link_is_not_moved_to_ones_own_chat(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        await talk.write(ALIEVA, f"вот {LINK}")
        await talk.press(ALIEVA, "Родители, с педагогом")
        await talk.write(ALIEVA, "7Б")
        await talk.write(BORISOV, "вот https://vk.me/join/Primer000001")
        await talk.press(BORISOV, "Другой чат")
        async with talk.database.reading() as session:
            theirs, mine = (await session.scalars(select(Chat).order_by(Chat.id))).all()
        await talk.press_payload(BORISOV, {"do": "chat_same", "id": mine.id, "n": theirs.id})
        async with talk.database.reading() as session:
            assert (await session.get(Chat, mine.id)).link == "https://vk.me/join/Primer000001"


async def test_the_chats_owner_and_the_officer_may_relabel_it(tmp_path):
    async with talking(tmp_path) as talk:
        chat = await class_chat_of_alieva(talk)
        payload = {"do": "chat_class", "id": chat.id, "c": "8А", "k": "parents_without_teacher"}
        await talk.press_payload(ALIEVA, payload)
        assert (await the_chat(talk, CLASS_CHAT)).class_name == "8А"
        await talk.press_payload(OFFICER, {**payload, "c": "9А"})
        assert (await the_chat(talk, CLASS_CHAT)).class_name == "9А"


async def test_a_chat_nobody_registered_yet_is_named_only_by_those_who_were_asked(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "привет")
        await added(talk, CLASS_CHAT, ALIEVA)
        chat = await the_chat(talk, CLASS_CHAT)
        [refused] = await talk.press_payload(BORISOV, {"do": "chat_kind", "id": chat.id, "k": "other"})
        assert "отмечает тот, кто его добавил" in refused
        assert (await the_chat(talk, CLASS_CHAT)).school_id is None


async def test_a_request_is_declined_by_the_schools_it_concerns_and_ends_with_the_last_of_them(tmp_path):
    async with talking(tmp_path) as talk:
        other = await add_school(talk.database, "Лицей № 5 (пример)")
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", DEPUTY)
            await give_role(session, account.id, other.id, Role.OFFICER, MONDAY)
        await talk.write(DEPUTY, "привет")
        await talk.write(OFFICER, "привет")
        await talk.write(STRANGER, "Тайнова Тамара Тимуровна")
        await talk.listen()
        assert any("просится" in text for text in await talk.said(DEPUTY))
        [first] = await talk.press(DEPUTY, "Нет, не знаю")
        assert "ещё видят другие школы" in first
        assert await talk.said(STRANGER) == []
        await talk.press(OFFICER, "Нет, не знаю")
        assert "пока вас не узнал" in (await talk.said(STRANGER))[-1]


async def test_whoever_waits_is_tied_only_to_a_person_of_the_name_they_gave(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        person = await add_person(talk.database, school, "Новикова Нина Николаевна")
        await talk.write(STRANGER, "Петрова Полина Павловна")
        async with talk.database.reading() as session:
            waiting = await session.scalar(select(Dialogue.account_id))
        *_, answer = await talk.press_payload(OFFICER, {"do": "approve", "a": waiting, "p": person})
        assert "а это не Новикова" in answer


async def test_with_an_officer_go_their_open_offers_and_the_codes_of_roles(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        school = await the_school(talk)
        await talk.write(DEPUTY, f"назначить id{STRANGER} ответственным")
        async with talk.database.writing() as session:
            made = await make_invitation(
                session, talk.services.new_code, MONDAY, school_id=school.id, role=str(Role.OFFICER)
            )
            wanted = select(Member).where(Member.confirmed_at.is_not(None)).order_by(Member.id.desc()).limit(1)
            deputy = await session.scalar(wanted)
        await talk.press_payload(OFFICER, {"do": "role_take", "id": deputy.id, "sure": "yes"})
        await talk.press(STRANGER, "Согласен")
        await talk.write(STRANGER, made.code)
        async with talk.database.reading() as session:
            roles = (await session.scalars(select(Member.role).where(Member.confirmed_at.is_not(None)))).all()
        assert roles == ["officer"]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("назначь Борисова завучем", "manager"),
        ("назначь Борисова заместителем", "deputy"),
        ("назначь Борисова муниципальным", "municipal"),
    ],
)
async def test_a_role_is_offered_as_it_was_named(tmp_path, said, role):
    async with talking(tmp_path) as talk:
        [shown] = (await talk.write(OFFICER, said))[-1:]
        if shown.startswith("Понял так"):
            assert role_name(role) in shown
            await talk.press(OFFICER, "Да")
        async with talk.database.reading() as session:
            offered = (await session.scalars(select(Member).where(Member.confirmed_at.is_(None)))).all()
        assert [one.role for one in offered] == [role]


@pytest.mark.parametrize(
    ("said", "platform", "number"),
    [
        ("назначить MAX 51200047 управлением образования", "max", 51200047),
        ("назначить MAX 51200047 в управление", "max", 51200047),
        (f"назначить id{STRANGER} управлением образования", "vk", STRANGER),
        (f"назначь https://vk.com/id{STRANGER} сотрудником управления образования", "vk", STRANGER),
    ],
)
async def test_the_municipality_is_named_by_an_account_that_is_on_no_list(tmp_path, said, platform, number):
    async with talking(tmp_path) as talk:
        [told] = await talk.agree(OFFICER, said)
        assert told.startswith("Предложил: ")
        async with talk.database.reading() as session:
            found = select(Member, Account).join(Account, Account.id == Member.account_id)
            [(member, account)] = (await session.execute(found.where(Member.confirmed_at.is_(None)))).all()
        assert (member.role, account.platform, account.external_id) == ("municipal", platform, number)


@pytest.mark.parametrize("said", ["назначить управление образования", "назначь сотрудника управления образования"])
async def test_the_municipality_without_a_name_gets_a_code(tmp_path, said):
    async with talking(tmp_path) as talk:
        [told] = await talk.agree(OFFICER, said)
        assert told.startswith("Код для роли «управление образования»")


async def test_of_who_is_on_no_list_it_is_not_said_that_they_have_no_role(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        [said] = (await talk.write(OFFICER, "забрать доступ у Замова"))[-1:]
        assert "В списке школы такого человека нет" in said
        [said] = (await talk.write(OFFICER, "забрать доступ у Борисова"))[-1:]
        assert "У этого человека роли нет" in said
