"""Events as VK sends them to a bot that is used in earnest, and as a modified client might."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.vk.updates import parse_update
from handlers.conversations import FAILED
from storage.tables import Chat, LiveCount
from tests.handlers.conversation import ALIEVA, BORISOV, MANAGER, OFFICER, STAFF_CHAT, STRANGER, Conversation, talking
from tests.handlers.test_chats import counts, staff_chat, the_chat

EVERYBODY = (OFFICER, ALIEVA, STRANGER, MANAGER, BORISOV)
WORDLESS: dict[str, dict[str, Any]] = {
    "sticker": {"attachments": [{"type": "sticker", "sticker": {"sticker_id": 1}}]},
    "voice": {"attachments": [{"type": "audio_message", "audio_message": {"id": 1}}]},
    "wall post": {"attachments": [{"type": "wall", "wall": {"id": 1}}]},
    "unknown": {"attachments": [{"type": "something_new"}]},
    "a document without an address": {"attachments": [{"type": "doc", "doc": {"id": 1, "title": "a.xlsx"}}]},
    "forwarded": {"fwd_messages": [{"from_id": 1, "text": "сводка"}]},
    "place": {"geo": {"type": "point", "coordinates": {"latitude": 1, "longitude": 2}}},
    "nothing": {},
    "no text at all": {"text": None, "attachments": None},
}
PAYLOADS = ['"summary"', "[1, 2]", "null", "{{{", '{"do": 5}', '{"do": "left_yes", "p": 99999999999999999999999}']
PRESSES: list[Any] = ["text", '"a"', [1], None, 5, True, {"do": None}, {"do": "x" * 900}, {"do": "remind", "p": True}]
PRESSES += [{"do": "list", "page": 10**30, "gap": "all"}, {"do": "remind_yes", "k": "manual-9" + "9" * 30}]


def message(from_id: int, number: int, **content: Any) -> dict[str, Any]:
    told = {"date": 1_794_816_000, "from_id": from_id, "id": number, "conversation_message_id": number, "text": ""}
    lists: dict[str, Any] = {"attachments": [], "fwd_messages": []}
    return {"message": {**told, **lists, "peer_id": from_id, **content}, "client_info": {}}


async def happens(talk: Conversation, kind: str, content: Any) -> dict[int, int]:
    """How many messages everybody got after the event; nothing may fail on the way."""
    talk.now += timedelta(minutes=2)
    next(iter(talk.vk.running.world.communities.values())).events.emit(kind, content)
    with capture_logs() as logs:
        await talk.listen()
    assert [one for one in logs if "failed" in one["event"]] == []
    said = {peer: await talk.said(peer) for peer in (*EVERYBODY, STAFF_CHAT)}
    assert all(FAILED not in texts for texts in said.values())
    return {peer: len(texts) for peer, texts in said.items() if texts}


async def test_a_message_without_words_is_answered_once(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(MANAGER, "привет")
        await talk.said(MANAGER)
        for who in (OFFICER, ALIEVA, STRANGER):
            for number, content in enumerate(WORDLESS.values(), 100):
                told = await happens(talk, "message_new", message(who, number, **content))
                if who == ALIEVA:
                    told.pop(OFFICER, None)  # a picture may be an objection: the officer is told of it
                assert told == {who: 1}


async def test_forged_payloads_are_answered_and_break_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        for who in (OFFICER, ALIEVA, STRANGER):
            for number, payload in enumerate(PAYLOADS, 100):
                written = message(who, number, text="кнопка", payload=payload)
                assert await happens(talk, "message_new", written) == {who: 1}
            for number, pressed in enumerate(PRESSES):
                press = {"user_id": who, "peer_id": who, "event_id": f"{who}-{number}", "payload": pressed}
                assert (await happens(talk, "message_event", press)).keys() <= {who}


async def test_what_is_no_message_to_the_bot_is_passed_over(tmp_path):
    async with talking(tmp_path) as talk:
        edited = message(ALIEVA, 1, text="сводка")["message"]
        assert await happens(talk, "message_edit", edited) == {}
        assert await happens(talk, "message_typing_state", {"state": "typing", "from_id": ALIEVA, "to_id": -1}) == {}
        assert await happens(talk, "message_new", message(-5, 2, text="/сводка", peer_id=STAFF_CHAT)) == {}
        for broken in ({}, {"message": None}, message(ALIEVA, 3, peer_id="abc")):
            assert await happens(talk, "message_new", broken) == {}
        for content in ({"user_id": MANAGER}, {"user_id": MANAGER, "key": ""}, {"user_id": MANAGER, "key": 5}):
            assert await happens(talk, "message_allow", content) == {}
        assert await happens(talk, "message_deny", {"user_id": MANAGER}) == {}


@pytest.mark.parametrize(
    "action",
    [
        {"type": "chat_photo_update"},
        {"type": "chat_pin_message", "member_id": OFFICER, "conversation_message_id": 1},
        {"type": "chat_kick_user", "member_id": BORISOV},
        {"type": "chat_invite_user", "member_id": STRANGER},
        {"type": "chat_invite_user", "member_id": -2, "email": "primer@example.com"},
        {"type": "chat_screenshot"},
        {"type": "conversation_style_update", "style": "lines"},
        {"type": "something_new"},
        {},
    ],
)
async def test_what_people_do_in_a_chat_is_no_reason_to_speak_and_no_message(tmp_path, action):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        for peer in (OFFICER, STAFF_CHAT):
            await talk.said(peer)
        assert await happens(talk, "message_new", message(ALIEVA, 1, peer_id=STAFF_CHAT, action=action or None)) == {}
        assert await counts(talk) == ([] if action else [(1, 0)])


@pytest.mark.parametrize("code", [917, 925, 993, 1012])
async def test_a_chat_that_takes_no_messages_is_switched_off_and_told_of_once(tmp_path, code):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        await talk.said(OFFICER)
        await talk.vk.control("/sandbox/refuse", {"peers": [STAFF_CHAT], "code": code})
        for _ in range(2):
            await talk.write(BORISOV, "/сводка", peer_id=STAFF_CHAT)
        await talk.conversations.settle()
        assert (await the_chat(talk, STAFF_CHAT)).state == "off"
        assert len(await talk.said(OFFICER)) == 1


async def test_a_bot_taken_out_and_brought_back_finds_its_chat_again(tmp_path):
    async with talking(tmp_path) as talk:
        await staff_chat(talk)
        where = {"user_id": OFFICER, "peer_id": STAFF_CHAT}
        for action, state in (("remove_bot", "off"), ("add_bot", "on")):
            await talk.vk.control(f"/sandbox/act/{action}", where)
            await talk.listen()
            chat = await the_chat(talk, STAFF_CHAT)
            assert (chat.state, chat.kind, chat.school_id) == (state, "staff", 1)
        async with talk.database.reading() as session:
            assert len((await session.scalars(select(Chat))).all()) == 1
            assert (await session.scalars(select(LiveCount))).all() == []


def test_copied_text_is_read_without_what_nobody_sees():
    update = {"type": "message_new", "event_id": "1", "object": message(ALIEVA, 1, text="сво\u00adд\u200bка\0 \ud83d")}
    event = parse_update(update, 1)
    assert event is not None
    assert event.text == "сводка"


def test_a_code_in_a_link_may_come_as_a_number():
    allowed = parse_update({"type": "message_allow", "event_id": "1", "object": {"user_id": 1, "key": 234567}}, 1)
    assert allowed is not None
    assert allowed.key == "234567"
