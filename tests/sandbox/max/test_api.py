"""MAX's rules as the sandbox keeps them: who may be written to, what is refused and in which order."""

import hashlib
import hmac

import pytest

from tests.max_sandbox import ANNA, BORIS, GROUP, VERA, running_max, small_max_world


async def send(max_, user_id=ANNA, text="Здравствуйте", **body):
    return await max_.ask("POST", "/messages", {"user_id": user_id}, {"text": text, **body})


def keyboard(*buttons):
    return [{"type": "inline_keyboard", "payload": {"buttons": [list(buttons)]}}]


CALLBACK = {"type": "callback", "text": "Уже сделала", "payload": "mark-7"}


async def test_only_whoever_started_the_bot_can_be_written_to(max_):
    assert await send(max_) == (404, {"code": "dialog.not.found", "message": "Dialog not found"})
    await max_.act("start", user_id=ANNA)
    status, answer = await send(max_)
    assert status == 200
    assert answer["message"]["recipient"]["chat_id"] == ANNA ^ max_.bot.user_id
    assert answer["message"]["body"]["mid"].startswith("mid.0000")
    await max_.act("stop", user_id=ANNA)
    status, answer = await send(max_)
    assert (status, answer["code"], "error.dialog.suspended" in answer["message"]) == (403, "chat.denied", True)


async def test_a_user_number_is_no_chat_number(max_):
    await max_.act("start", user_id=ANNA)
    assert (await max_.ask("POST", "/messages", {"chat_id": ANNA}, {"text": "а"}))[0] == 404
    assert (await max_.ask("POST", "/messages", {"chat_id": ANNA ^ max_.bot.user_id}, {"text": "а"}))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        {"text": "а" * 4001},
        {"text": " "},
        {"text": "а", "format": "wiki"},
        {"text": "а", "chat_id": 7},
        {"text": "а", "attachments": keyboard({"type": "callback", "text": "", "payload": "x"})},
        {"text": "а", "attachments": keyboard({"type": "callback", "text": "да", "payload": "x" * 1025})},
        {"text": "а", "attachments": keyboard(*[CALLBACK] * 8)},
        {"text": "а", "attachments": keyboard(*[{"type": "link", "text": "т", "url": "https://example.org"}] * 4)},
        {"text": "а", "attachments": [{"type": "file", "payload": {"token": "unknown"}}]},
    ],
)
async def test_a_body_is_looked_at_before_its_recipient(max_, body):
    status, answer = await max_.ask("POST", "/messages", {"user_id": VERA}, body)
    assert status == 400
    assert answer["code"] in ("proto.payload", "errors.maxRowSize")


async def test_the_token_stands_bare_in_the_header(max_):
    for headers in ({}, {"Authorization": f"Bearer {max_.token}"}):
        async with max_.http.get(f"{max_.api_url}/me", headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, "verify.token")
    assert (await max_.ask("GET", "/me"))[1]["is_bot"] is True


async def test_the_limit_is_told_in_words_without_a_header():
    world = small_max_world()
    next(iter(world.bots.values())).limiter.rate = 10
    async with running_max(world) as max_:
        answers = [await max_.ask("GET", "/me") for _ in range(11)]
        assert answers[-1] == (429, {"code": "too.many.requests", "message": "Limit is: 10 calls per second."})


async def test_two_messages_a_second_into_one_dialog(max_):
    await max_.act("start", user_id=ANNA)
    assert [(await send(max_))[0] for _ in range(3)] == [200, 200, 429]


async def test_the_mark_of_a_button_comes_back_in_history_and_with_a_press(max_):
    await max_.act("start", user_id=ANNA)
    status, sent = await send(max_, attachments=keyboard(CALLBACK))
    chat_id = ANNA ^ max_.bot.user_id
    status, found = await max_.ask("GET", "/messages", {"chat_id": chat_id, "count": 10})
    assert status == 200
    assert found["messages"][0]["body"] == sent["message"]["body"]
    await max_.act("press", user_id=ANNA, label="Уже сделала")
    updates = (await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"]
    pressed = updates[-1]
    assert (pressed["update_type"], pressed["callback"]["payload"]) == ("message_callback", "mark-7")
    assert pressed["message"]["body"]["mid"] == sent["message"]["body"]["mid"]
    press = {"callback_id": pressed["callback"]["callback_id"]}
    assert (await max_.ask("POST", "/answers", press, {}))[0] == 400
    assert (await max_.ask("POST", "/answers", press, {"notification": "Спасибо!"}))[1] == {"success": True}


async def test_an_answer_lost_after_acceptance_is_in_the_history(max_):
    await max_.act("start", user_id=ANNA)
    await max_.control("faults", {"kind": "http", "status": 502, "methods": ["POST /messages"], "accepted": True})
    async with max_.http.post(
        f"{max_.api_url}/messages",
        params={"user_id": ANNA},
        json={"text": "Раз"},
        headers={"Authorization": max_.token},
    ) as answer:
        assert answer.status == 502
    assert (await max_.control("stats"))["accepted"] == 1
    await max_.control("faults", verb="DELETE")
    found = await max_.ask("GET", "/messages", {"chat_id": ANNA ^ max_.bot.user_id})
    assert [one["body"]["text"] for one in found[1]["messages"]] == ["Раз"]


async def test_a_marker_confirms_what_was_before_it(max_):
    await max_.act("start", user_id=ANNA, payload="code-1")
    await max_.act("write", user_id=ANNA, text="Привет")
    first = (await max_.ask("GET", "/updates", {"timeout": 0}))[1]
    assert [one["update_type"] for one in first["updates"]] == ["bot_started", "message_created"]
    assert first["updates"][0]["payload"] == "code-1"
    again = (await max_.ask("GET", "/updates", {"timeout": 0}))[1]
    assert again == first
    later = (await max_.ask("GET", "/updates", {"timeout": 0, "marker": first["marker"]}))[1]
    assert later == {"updates": [], "marker": first["marker"]}
    assert (await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"] == []


async def test_a_start_payload_that_is_too_long_is_dropped(max_):
    await max_.act("start", user_id=ANNA, payload="x" * 129)
    assert "payload" not in (await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"][0]


async def test_a_group_is_read_by_an_administrator_only(max_):
    await max_.control("chats", {"chat_id": GROUP, "title": "Учительская", "members": [ANNA, BORIS], "owner_id": ANNA})
    assert (await max_.ask("GET", f"/chats/{GROUP}"))[0] == 404
    await max_.act("add_bot", chat_id=GROUP, user_id=ANNA)
    await max_.act("write", chat_id=GROUP, user_id=BORIS, text="не видно")
    assert (await max_.ask("GET", f"/chats/{GROUP}/members"))[0] == 403
    await max_.act("add_bot", chat_id=GROUP, user_id=ANNA, admin=True)
    await max_.act("write", chat_id=GROUP, user_id=BORIS, text="видно")
    updates = (await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"]
    assert [one["message"]["body"]["text"] for one in updates if one["update_type"] == "message_created"] == ["видно"]
    members = (await max_.ask("GET", f"/chats/{GROUP}/members", {"count": 1}))[1]
    assert ([one["user_id"] for one in members["members"]], members["marker"]) == ([ANNA], 1)


async def test_a_contact_is_signed_with_the_token(max_):
    await max_.act("start", user_id=ANNA)
    await max_.act("contact", user_id=ANNA)
    update = (await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"][-1]
    contact = update["message"]["body"]["attachments"][0]["payload"]
    sign = hmac.new(max_.token.encode(), contact["vcf_info"].encode(), hashlib.sha256).hexdigest()
    assert contact["hash"] == sign
    assert contact["max_info"]["user_id"] == ANNA


async def test_webhooks_silence_the_long_poll_until_they_are_given_up(max_):
    url = f"{max_.running.base_url}/nobody-listens-here"
    body = {"url": url, "secret": "sandbox-secret"}
    assert (await max_.ask("POST", "/subscriptions", None, body))[1] == {"success": True}
    await max_.act("start", user_id=ANNA)
    assert (await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"] == []
    assert (await max_.ask("DELETE", "/subscriptions", {"url": url}))[1] == {"success": True}
    assert (await max_.ask("DELETE", "/subscriptions", {"url": url}))[1]["success"] is False
    await max_.act("write", user_id=ANNA, text="слышно")
    assert len((await max_.ask("GET", "/updates", {"timeout": 0}))[1]["updates"]) == 1


async def test_a_cleared_dialog_hides_what_was_before(max_):
    await max_.act("start", user_id=ANNA)
    await send(max_)
    max_.world.clock.advance(5)
    await max_.act("clear", user_id=ANNA)
    assert (await max_.ask("GET", "/messages", {"chat_id": ANNA ^ max_.bot.user_id}))[1] == {"messages": []}


async def test_an_edit_keeps_or_removes_attachments(max_):
    await max_.act("start", user_id=ANNA)
    mid = (await send(max_, attachments=keyboard(CALLBACK)))[1]["message"]["body"]["mid"]
    assert (await max_.ask("PUT", "/messages", {"message_id": mid}, {"text": "Иначе"}))[1] == {"success": True}
    body = (await max_.ask("GET", f"/messages/{mid}"))[1]["body"]
    assert (body["text"], len(body["attachments"])) == ("Иначе", 1)
    max_.world.clock.advance(2)
    await max_.ask("PUT", "/messages", {"message_id": mid}, {"text": "Без", "attachments": []})
    assert (await max_.ask("GET", f"/messages/{mid}"))[1]["body"]["attachments"] == []
    assert (await max_.ask("PUT", "/messages", {"message_id": "mid.0"}, {"text": "а"}))[0] == 404
