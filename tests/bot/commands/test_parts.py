"""The parts of the program in processes of their own: they share the work, stand by for each other, and are killed."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import ClientSession

from sandbox import User, World
from storage.database.connection import Database
from storage.database.opening import open_database
from tests.bot.commands.parts import OFFICER, cabinet, counts, part, schools, with_paused_round, with_people
from tests.bot.commands.program import Program
from tests.bot.commands.test_backup import town
from tests.bot.commands.test_running import is_listening, letters_to, until
from tests.bot.test_staying import PULLED, asked
from tests.databases import url_of
from tests.postgres import empty
from tests.sandbox_server import SandboxClient, running_sandbox

TEACHERS = range(9_400_001, 9_400_401)
HOW_MANY, ABOUT_ME = "В списке школы", "Доступ есть у"


def everybody() -> World:
    return World([User(OFFICER, "Ольга", "Завучева-Пример", "Игоревна")], crowd=TEACHERS)


def at_home(bot: Program, sandbox: SandboxClient) -> Program:
    bot.talk_to(sandbox)
    bot.settings |= {"HTTP_PORT": "0", "OFFICER_IDS": str(OFFICER)}
    return bot


async def asks(sandbox: SandboxClient, text: str) -> None:
    await sandbox.control("/sandbox/act/write", {"user_id": OFFICER, "text": text})


async def answers(sandbox: SandboxClient, words: str, number: int = 1) -> int:
    """How many the officer got with these words, once it is so many at the least."""

    async def found() -> int:
        there = sum(words in one for one in await letters_to(sandbox, OFFICER))
        return there if there >= number else 0

    return int(await until(found))


async def leads_to(sandbox: SandboxClient, address: str) -> bool:
    """Is the link into the cabinet one of that address? The process that answers hears of it within a moment."""
    told = await letters_to(sandbox, OFFICER)
    await asks(sandbox, "кабинет")
    await until(lambda: _more_than(sandbox, told))
    return any(f"{address}/enter/" in one for one in await letters_to(sandbox, OFFICER))


async def _more_than(sandbox: SandboxClient, told: list[str]) -> bool:
    return len(await letters_to(sandbox, OFFICER)) > len(told)


async def test_processes_share_the_work_on_postgresql_and_whoever_is_killed_is_stood_in_for(bot, postgres):
    async with empty(postgres) as url, running_sandbox(everybody(), latency=0.05) as sandbox, AsyncExitStack() as stack:
        at_home(bot, sandbox).settings["DATABASE_URL"] = url
        database = await stack.enter_async_context(_opened(url))
        # All at the same moment, on a database with nothing in it.
        begun = [part(bot, "events"), part(bot, "delivery"), part(bot, "clock", "web")]
        events, delivery, web = await asyncio.gather(*map(stack.enter_async_context, begun))
        await until(lambda: is_listening(sandbox))
        address = await web.address
        await until(lambda: leads_to(sandbox, address))
        assert len(await schools(database)) == 1
        other_pages = await stack.enter_async_context(part(bot, "web"))
        another_address = await other_pages.address
        assert await leads_to(sandbox, address)
        assert (await bot("cabinet", "--json")).json["url"].startswith(f"{address}/enter/")
        async with ClientSession() as http:
            async with http.get(f"{address}/healthz") as answer:
                assert (await answer.json())["ok"] is True
            async with http.get(f"{address}/metrics") as answer:
                assert "dezhurny_events" not in await answer.text()

        await web.is_killed()
        await until(lambda: leads_to(sandbox, another_address))
        assert (await bot("backup", "copy.db")).status == 0
        for command in (("run",), ("restore", "copy.db", "--yes")):
            refused = await bot(*command)
            assert (refused.status, "другой Дежурный" in refused.err) == (1, True), (command, refused.err)

        await with_people(bot, database, TEACHERS)
        another_delivery = await stack.enter_async_context(part(bot, "delivery"))
        another_events = await stack.enter_async_context(part(bot, "events"))
        await another_delivery.says("Рассылает другой процесс")
        await another_events.says("отвечает другой процесс")
        async with cabinet(bot, another_address) as pages:
            await with_paused_round(database)
            await pages.presses("/rounds/resume")

            async def some_have_it() -> bool:
                return len((await counts(sandbox)).keys() & set(TEACHERS)) > len(TEACHERS) // 8

            await until(some_have_it)
            await delivery.is_killed()
            await another_delivery.says("Теперь рассылает этот процесс")

            async def all_have_it() -> bool:
                return (await counts(sandbox)).keys() >= set(TEACHERS)

            await until(all_have_it)
            found = await counts(sandbox)
            assert {peer: found[peer] for peer in TEACHERS if found[peer] != 1} == {}

        await asks(sandbox, "сколько педагогов")
        assert await answers(sandbox, HOW_MANY) == 1
        await events.is_killed()
        await another_events.says("Теперь на сообщения отвечает этот процесс")
        await asks(sandbox, "сколько педагогов")
        assert await answers(sandbox, HOW_MANY, 2) == 2
        for one in (another_events, another_delivery, other_pages):
            await one.stops()


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


async def test_on_one_machine_with_sqlite_whoever_stands_by_opens_the_door_for_events_when_it_is_free(bot):
    async with running_sandbox(everybody()) as sandbox:
        await _on_one_machine(bot, sandbox)


async def _on_one_machine(bot: Program, sandbox: SandboxClient) -> None:
    at_home(bot, sandbox).settings |= {"VK_EVENTS": "callback", "VK_CALLBACK_SECRET": "пример"}
    pages_only = Program(bot.folder, dict(bot.settings))
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        bot.settings["HTTP_PORT"] = str(nobody.getsockname()[1])
    async with AsyncExitStack() as stack, ClientSession() as http:
        web = await stack.enter_async_context(part(pages_only, "delivery,web", "clock"))
        events = await stack.enter_async_context(part(bot, "events"))
        door, pages = await events.address, await web.address
        another = await stack.enter_async_context(part(bot, "events"))
        await another.says("отвечает другой процесс")
        assert await is_taken_in_the_end(http, door, sandbox, 1) == 200
        assert await is_taken(http, pages, sandbox, 1) == 404  # events are none of theirs
        await answers(sandbox, ABOUT_ME)
        await events.is_killed()
        assert await another.address == door
        assert [await is_taken_in_the_end(http, door, sandbox, number) for number in (1, 2)] == [200, 200]
        assert await answers(sandbox, ABOUT_ME, 2) == 2

        async with _opened(url_of(bot.folder / "data" / "dezhurny.db")) as database:
            await with_people(bot, database, TEACHERS[:2])
            await with_paused_round(database)
        async with cabinet(bot, pages) as officer:
            await officer.presses("/rounds/resume")
        await until(lambda: letters_to(sandbox, TEACHERS[1]))
        for one in (another, web):
            await one.stops()


async def is_taken(http: ClientSession, address: str, sandbox: SandboxClient, number: int) -> int:
    """The status of an event that the officer caused, by callback."""
    message = {
        "id": number,
        "date": 1_790_000_000,
        "peer_id": OFFICER,
        "from_id": OFFICER,
        "text": "мои роли",
        "conversation_message_id": number,
        "attachments": [],
    }
    event = {
        "type": "message_new",
        "event_id": f"invented-{number}",
        "v": "5.199",
        "group_id": sandbox.group_id,
        "secret": "пример",
        "object": {"message": message, "client_info": {}},
    }
    async with http.post(f"{address}/callback", json=event) as answer:
        return answer.status


async def is_taken_in_the_end(http: ClientSession, address: str, sandbox: SandboxClient, number: int) -> int:
    """As VK sends: again where the program had no time for it, which on a busy machine it may not have."""
    answers: list[int] = []

    async def is_answered() -> bool:
        answers.append(await is_taken(http, address, sandbox, number))
        return answers[-1] != 503

    await until(is_answered)
    return answers[-1]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--only", "mail"), "mail"),
        (("--only", "events", "почта"), "почта"),
        (("--only", ","), "--only"),
        (("--only",), "--only"),
        (("events",), "events"),
        (("--only", "events", "--fast"), "--fast"),
    ],
)
async def test_what_is_no_part_is_told_in_one_line(bot: Program, words, named):
    bot.settings |= {"VK_TOKEN": "any", "VK_GROUP_ID": "1"}
    ended = await bot("run", *words)
    assert (ended.status, len(ended.err.splitlines())) == (2, 1), ended.err
    assert named in ended.err


async def test_the_demo_has_no_parts(bot: Program):
    ended = await bot("run", "--only", "web")
    assert (ended.status, len(ended.err.splitlines())) == (2, 1)
    assert "VK_TOKEN" in ended.err


async def test_a_send_whose_right_to_deliver_is_lost_sends_no_more_and_says_so(bot: Program, postgres):
    async with empty(postgres) as url, running_sandbox(everybody(), rate=1) as sandbox:
        await town(at_home(bot, sandbox), TEACHERS)
        assert (await bot("move", "--to", url)).status == 0
        bot.settings["DATABASE_URL"] = url
        sending = await bot.start("send", "--yes", "--now", "--json")
        async with _opened(url) as database:

            async def some_have_it() -> int:
                return len(await counts(sandbox))

            await until(some_have_it)
            assert await asked(database, PULLED) > 0
        out, _ = await sending.communicate()
        told = json.loads(out)
        assert (sending.returncode, "прервалась" in told["stopped"]) == (1, True)
        assert told["sent"] + told["open"] == told["planned"] == len(TEACHERS)
        assert told["open"] > 0
        assert len(await counts(sandbox)) < len(TEACHERS)
