"""vk_api 11, a library that knows nothing of the sandbox, works against it."""

import asyncio
import io

import requests
from vk_api import VkUpload
from vk_api.bot_longpoll import VkBotEventType, VkBotLongPoll
from vk_api.execute import VkFunction
from vk_api.keyboard import VkKeyboard, VkKeyboardColor
from vk_api.requests_pool import VkRequestsPool, vk_request_one_param_pool

from tests.sandbox.vk_session import vk_session
from tests.sandbox_server import COLLEAGUE, REFUSES, TEACHER


async def test_its_long_poll_hears_people(sandbox):
    session = vk_session(sandbox.base_url, sandbox.token)
    poll = await asyncio.to_thread(VkBotLongPoll, session, sandbox.group_id)
    poll.session.trust_env = False
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "Здравствуйте"})
    events = await asyncio.to_thread(poll.check)
    assert [(event.type, event.message["text"], event.from_user) for event in events] == [
        (VkBotEventType.MESSAGE_NEW, "Здравствуйте", True)
    ]
    poll.session.close()


async def test_its_long_poll_recovers_from_every_failure(sandbox):
    session = vk_session(sandbox.base_url, sandbox.token)
    poll = await asyncio.to_thread(VkBotLongPoll, session, sandbox.group_id)
    poll.session.trust_env = False
    await sandbox.control("/sandbox/longpoll", {"fail": [1, 2, 3]})
    for _ in range(3):
        assert await asyncio.to_thread(poll.check) == []
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "Снова здесь"})
    assert [event.message["text"] for event in await asyncio.to_thread(poll.check)] == ["Снова здесь"]
    poll.session.close()


async def test_its_keyboard_is_accepted_and_delivered(sandbox):
    keyboard = VkKeyboard(inline=True)
    keyboard.add_callback_button("Уже сделано", VkKeyboardColor.POSITIVE, {"do": "done"})
    keyboard.add_line()
    keyboard.add_openlink_button("Инструкция", "https://example.org/")
    api = vk_session(sandbox.base_url, sandbox.token).get_api()
    await asyncio.to_thread(
        api.messages.send, peer_id=TEACHER, random_id=1, message="Добрый день", keyboard=keyboard.get_keyboard()
    )
    accepted = (await sandbox.control("/sandbox/accepted"))["items"]
    assert accepted[0]["keyboard"]["buttons"][0][0]["action"]["payload"] == '{"do":"done"}'


async def test_its_requests_pool_gets_results_and_refusals(sandbox):
    session = vk_session(sandbox.base_url, sandbox.token)
    pool = VkRequestsPool(session)
    peers = [TEACHER, REFUSES, COLLEAGUE]
    results = [
        pool.method("messages.send", {"peer_id": peer, "random_id": 7, "message": 'Кавычки " и \\'}) for peer in peers
    ]
    await asyncio.to_thread(pool.execute)
    assert [item.ok for item in results] == [True, False, True]
    assert results[1].error["error_code"] == 901
    mixed = [pool.method("utils.getServerTime"), pool.method("users.get", {"user_ids": TEACHER})]
    await asyncio.to_thread(pool.execute)
    assert mixed[1].result[0]["first_name"] == "Анна"


async def test_its_scripts_run(sandbox):
    session = vk_session(sandbox.base_url, sandbox.token)
    found, errors = await asyncio.to_thread(
        vk_request_one_param_pool, session, "messages.isMessagesFromGroupAllowed", "user_id", [TEACHER, REFUSES]
    )
    assert (found[TEACHER], found[REFUSES], errors) == ({"is_allowed": 1}, {"is_allowed": 0}, {})


async def test_its_functions_compile_to_scripts_that_run(sandbox):
    session = vk_session(sandbox.base_url, sandbox.token)
    code = "var a = %(a)s, n = 0; while (n < 3 && a.length) { n = n + 1; } if (n == 3) { return [n, a@.x, -n]; }"
    script = VkFunction(args=("a",), code=code)
    assert await asyncio.to_thread(script, session, [{"x": "раз"}, {"x": "два"}]) == [3, ["раз", "два"], -3]


async def test_its_uploads_become_attachments_that_can_be_downloaded(sandbox):
    session = vk_session(sandbox.base_url, sandbox.token)
    upload = VkUpload(session)
    upload.http.trust_env = False
    file = io.BytesIO("отчёт".encode())
    file.name = "отчёт.txt"
    saved = (await asyncio.to_thread(upload.document_message, file, title="отчёт.txt", peer_id=TEACHER))["doc"]
    picture = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    picture.name = "график.png"
    photo = (await asyncio.to_thread(upload.photo_messages, picture, TEACHER))[0]
    attachment = f"doc{saved['owner_id']}_{saved['id']},photo{photo['owner_id']}_{photo['id']}"
    await sandbox.call("messages.send", peer_id=TEACHER, random_id=1, message="Файлы", attachment=attachment)
    shown = (await sandbox.call("messages.getHistory", peer_id=TEACHER))["items"][0]["attachments"]
    assert [item["type"] for item in shown] == ["doc", "photo"]
    with requests.Session() as http:
        http.trust_env = False
        downloaded = await asyncio.to_thread(http.get, shown[0]["doc"]["url"])
    assert [step.status_code for step in downloaded.history] == [302]
    assert downloaded.content.decode() == "отчёт"
    session.http.close()
    upload.http.close()
