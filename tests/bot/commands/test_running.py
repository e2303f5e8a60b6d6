"""The program at work, as a process: it answers, says where it stands, stops politely, and is alone."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.bot.commands.program import Program, people_file
from tests.sandbox_server import TEACHER, SandboxClient

ROW = f"{TEACHER};Первова-Пример Анна Ивановна;учитель;Активен;да;1;0;1;да"


@asynccontextmanager
async def at_work(
    bot: Program, *arguments: str, afresh: bool = False
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """The running program and the address it tells; it is killed should a test leave it running."""
    process = await (bot.start if afresh else bot.start_warm)(*arguments)
    assert process.stdout is not None
    try:
        told = ""
        while "http://" not in told:
            line = await process.stdout.readline()
            assert line, (await process.communicate())[1].decode()
            told = line.decode()
        yield process, "http://" + told.split("http://")[1].split("/")[0].strip().rstrip(".")
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until(look: Callable[[], Awaitable[Any]]) -> Any:
    """What `look` finds, as soon as it finds something."""
    async with asyncio.timeout(60):
        while not (found := await look()):  # noqa: ASYNC110 — it is another process that changes
            await asyncio.sleep(0.05)
    return found


async def is_listening(sandbox: SandboxClient) -> bool:
    """What is written before the first look at the long poll is not in it."""
    return "groups.getLongPollServer" in (await sandbox.control("/sandbox/stats"))["methods"]


async def letters_to(sandbox: SandboxClient, peer_id: int) -> list[str]:
    found = await sandbox.control(f"/sandbox/accepted?peer_id={peer_id}")
    return [one["text"] for one in found["items"]]


@pytest.fixture
def ready(bot: Program, sandbox: SandboxClient, tmp_path) -> Program:
    bot.talk_to(sandbox)
    bot.settings |= {"HTTP_PORT": "0"}
    people_file(tmp_path / "week.csv", [ROW])
    return bot


async def test_a_linked_teacher_who_writes_gets_their_figures_and_a_stranger_a_way_in(ready, sandbox):
    await ready("import", "week.csv", "--yes")
    async with at_work(ready, "run", afresh=True) as (process, address):
        await until(lambda: is_listening(sandbox))
        await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "добрый день"})
        [figures] = await until(lambda: letters_to(sandbox, TEACHER))
        assert "Анна Ивановна" in figures
        assert "0 из 10" in figures
        stranger = TEACHER + 1
        await sandbox.control("/sandbox/act/write", {"user_id": stranger, "text": "сводка"})
        [way_in] = await until(lambda: letters_to(sandbox, stranger))
        assert "Первова" not in way_in
        async with ClientSession() as http, http.get(f"{address}/metrics") as answer:
            assert "dezhurny_events_total 2.0" in await answer.text()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_healthz_says_that_all_is_well(ready):
    async with at_work(ready, "run") as (_, address), ClientSession() as http:
        async with http.get(f"{address}/healthz") as answer:
            assert answer.status == 200
            assert (await answer.json())["ok"] is True
        async with http.get(f"{address}/metrics") as answer:
            assert "dezhurny_" in await answer.text()


async def _sent(http: ClientSession, address: str, event: dict[str, object]) -> tuple[int, str]:
    """As VK sends it: again where the program had no time for it, which on a busy machine it may not have."""
    while True:
        async with http.post(f"{address}/callback", json=event | {"secret": "пример"}) as answer:
            if answer.status != 503:
                return answer.status, await answer.text()
        await asyncio.sleep(0.1)


async def test_callback_events_are_taken_with_the_right_secret_only_and_once(ready, sandbox):
    ready.settings |= {"VK_EVENTS": "callback", "VK_CALLBACK_SECRET": "пример"}
    await ready("import", "week.csv", "--yes")
    async with at_work(ready, "run") as (_, address), ClientSession() as http:
        message = {
            "id": 1,
            "date": 1_790_000_000,
            "peer_id": TEACHER,
            "from_id": TEACHER,
            "text": "привет",
            "conversation_message_id": 1,
            "attachments": [],
        }
        event = {
            "type": "message_new",
            "event_id": "invented-1",
            "v": "5.199",
            "group_id": sandbox.group_id,
            "object": {"message": message, "client_info": {}},
        }
        async with http.post(f"{address}/callback", json=event | {"secret": "чужой"}) as answer:
            assert answer.status == 403
        for _ in range(2):
            assert await _sent(http, address, event) == (200, "ok")
        confirmation = {"type": "confirmation", "group_id": sandbox.group_id, "secret": "пример"}
        async with http.post(f"{address}/callback", json=confirmation) as answer:
            assert answer.status == 200
            code = await sandbox.call("groups.getCallbackConfirmationCode", group_id=sandbox.group_id)
            assert await answer.text() == code["code"]
        event["event_id"], message["text"] = "invented-2", "и снова"
        assert await _sent(http, address, event) == (200, "ok")
        letters = await until(lambda: _at_least(sandbox, 2))
        assert len(letters) == 2


async def _at_least(sandbox: SandboxClient, count: int) -> list[str]:
    letters = await letters_to(sandbox, TEACHER)
    return letters if len(letters) >= count else []


async def test_a_second_copy_is_refused_with_a_sentence(ready):
    await ready("import", "week.csv", "--yes")
    async with at_work(ready, "run"):
        second = await ready("send", "--yes", "--now", "--json")
        assert second.status == 1
        assert "другой Дежурный" in second.err
        assert "Traceback" not in second.err
        assert (await ready("plan", "--json")).status == 0
        another = await ready("run")
        assert another.status == 1
        assert "другой Дежурный" in another.err
        assert "Traceback" not in another.err


async def test_a_taken_port_is_told_with_its_number(ready):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ready.settings["HTTP_PORT"] = port
        for command in (("run",), ("demo", "--once")):
            ended = await ready(*command)
            assert ended.status == 1
            assert port in ended.err
            assert "Traceback" not in ended.err


async def test_without_a_token_the_demo_tells_its_story_and_leaves_nothing_behind(bot: Program, tmp_path):
    bot.settings["HTTP_PORT"] = "0"
    ended = await bot("demo", "--once")
    assert ended.status == 0, ended.err
    assert "здравствуйте!" in ended.out
    assert "http://127.0.0.1:" in ended.out
    assert list(tmp_path.iterdir()) == []


async def test_the_program_without_a_token_is_the_demo_and_ctrl_c_ends_it(bot: Program):
    bot.settings["HTTP_PORT"] = "0"
    async with at_work(bot, afresh=True) as (process, address), ClientSession() as http:
        async with http.get(address + "/") as page:
            assert page.status == 200
        assert process.stdout is not None
        while "/enter/" not in (line := (await process.stdout.readline()).decode()):
            assert line  # the link into the cabinet stands beside the messenger page
        async with http.get("http://" + line.split("http://")[1].strip(), allow_redirects=False) as cabinet:
            assert (cabinet.status, cabinet.headers["Location"]) == (303, "/")
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0


async def test_a_folder_that_cannot_be_written_is_told(bot: Program):
    bot.settings["DATABASE_URL"] = "sqlite+aiosqlite:////proc/no/such/place.db"
    ended = await bot("plan")
    assert ended.status == 1
    assert "place.db" in ended.err
    assert "Traceback" not in ended.err


async def test_a_community_without_its_number_is_asked_for_it(bot: Program):
    bot.settings["VK_TOKEN"] = "any"
    ended = await bot("run")
    assert ended.status == 2
    assert "VK_GROUP_ID" in ended.err


async def test_events_by_callback_are_not_taken_without_a_secret(ready):
    several = '[{"token": "a", "group_id": 1, "callback_secret": "пример"}, {"token": "b", "group_id": 2}]'
    for settings in ({}, {"VK_CALLBACK_SECRET": "  "}, {"VK_COMMUNITIES": several}):
        ready.settings |= {"VK_EVENTS": "callback", **settings}
        ended = await ready("run")
        assert ended.status == 2
        assert "VK_CALLBACK_SECRET" in ended.err
        assert "работает" not in ended.out
        assert "Traceback" not in ended.err


async def test_a_key_that_vk_does_not_know_ends_the_start_with_a_sentence(ready):
    ready.settings["VK_TOKEN"] = "a-wrong-key-of-the-example"
    ended = await ready("run")
    assert ended.status == 1
    assert "VK_TOKEN" in ended.err
    assert "работает" not in ended.out
    assert "Traceback" not in ended.err
    assert "a-wrong-key" not in ended.out + ended.err


async def test_the_program_starts_while_vk_is_silent_and_says_so_and_asks_for_an_officer(bot: Program):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and nobody listens
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/method"
        bot.settings |= {"VK_TOKEN": "any", "VK_GROUP_ID": "239000001", "VK_API_URL": address, "HTTP_PORT": "0"}
        async with at_work(bot, "run") as (process, _):
            assert process.stdout is not None
            assert "VK пока не отвечает" in (await process.stdout.readline()).decode()
            assert "OFFICER_IDS" in (await process.stdout.readline()).decode()


async def test_with_an_officer_nobody_is_asked_for(ready):
    ready.settings["OFFICER_IDS"] = str(TEACHER)
    async with at_work(ready, "run") as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        assert "OFFICER_IDS" not in (await process.stdout.read()).decode()
