"""A vkbottle bot, a library that knows nothing of the sandbox, lives in it.

The library takes as long to load as all other modules of tests together: it is loaded where one of these tests runs.
"""

import asyncio
import logging

import pytest

from tests.sandbox_server import REFUSES, TEACHER


@pytest.fixture
async def api(sandbox):
    from vkbottle import API
    from vkbottle.http import AiohttpClient

    client = AiohttpClient()
    api = API(sandbox.token, http_client=client)
    api.API_URL = f"{sandbox.base_url}/method/"
    yield api
    await client.close()


async def test_its_bot_hears_over_long_poll_and_answers(sandbox, api):
    from vkbottle import Bot, Callback, Keyboard

    logging.getLogger("vkbottle").setLevel(logging.ERROR)
    bot = Bot(api=api)
    bot.labeler.vbml_ignore_case = True
    keyboard = Keyboard(inline=True).add(Callback("Понятно", {"do": "ok"})).get_json()

    @bot.on.message(text="привет")
    async def greet(message) -> None:
        await message.answer("Здравствуйте!", keyboard=keyboard)

    community = sandbox.running.world.communities[sandbox.group_id]
    answered = asyncio.Event()
    community.watchers.append(lambda _: answered.set() if community.journal.peers else None)
    polling = asyncio.create_task(bot.run_polling())
    await _until_listening(sandbox)
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "Привет"})
    async with asyncio.timeout(10):
        await answered.wait()
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    accepted = (await sandbox.control("/sandbox/accepted"))["items"]
    assert [(item["peer_id"], item["text"]) for item in accepted] == [(TEACHER, "Здравствуйте!")]
    assert accepted[0]["keyboard"]["inline"]


async def _until_listening(sandbox) -> None:
    """The bot takes the events that come after it has asked for the server."""
    log = sandbox.running.world.communities[sandbox.group_id].events
    async with asyncio.timeout(10):
        while not log.keys:  # noqa: ASYNC110  nothing announces a new key
            await asyncio.sleep(0)


async def test_its_errors_carry_the_code(api):
    from vkbottle import VKAPIError

    with pytest.raises(VKAPIError[901]):
        await api.messages.send(peer_id=REFUSES, random_id=1, message="Добрый день")


async def test_it_reads_people_groups_and_many_peers(sandbox, api):
    assert (await api.users.get(user_ids=[TEACHER]))[0].last_name == "Первова-Пример"
    assert (await api.groups.get_by_id()).groups[0].id == sandbox.group_id
    answer = await api.messages.send(peer_ids=[TEACHER, REFUSES], random_id=1, message="Добрый день")
    assert [item.peer_id for item in answer] == [TEACHER, REFUSES]
