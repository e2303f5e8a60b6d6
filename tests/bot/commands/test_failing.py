"""What a failing command leaves to people and to scripts: one sentence, one document, nothing written by half."""

import json
import socket
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.command_line import main
from sandbox import World
from tests.bot.commands.program import Finished, Program, people_file
from tests.sandbox_server import SandboxClient, running_sandbox

FIRST, PEOPLE = 9_100_001, 5


@pytest.fixture
async def vk() -> AsyncIterator[SandboxClient]:
    async with running_sandbox(World(crowd=range(FIRST, FIRST + PEOPLE))) as sandbox:
        yield sandbox


@pytest.fixture
async def ready(bot: Program, vk: SandboxClient, tmp_path: Path) -> Program:
    """Five people who lack a call are imported; nothing is planned."""
    rows = [
        f"{FIRST + number};Примерова-{'Абвгд'[number]}ова Анна Ивановна;учитель;Активен;да;1;12;0;да"
        for number in range(PEOPLE)
    ]
    people_file(tmp_path / "week.csv", rows)
    assert (await bot("import", "week.csv", "--yes")).status == 0
    bot.talk_to(vk)
    return bot


@contextmanager
def nobody_there() -> Iterator[str]:
    """The address of an API where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/method"


def planned_so_far(bot: Program) -> list[int]:
    with closing(sqlite3.connect(bot.folder / "data" / "dezhurny.db")) as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("campaign", "outbox")]


def is_told_once(ended: Finished) -> bool:
    return len(ended.err.splitlines()) == 1 and ended.json == {"error": ended.err.strip()}


@pytest.mark.parametrize(
    "arguments", [["plan", "--json"], ["import", "nothing.csv", "--json"], ["plan", "--json", "--nonsense"]]
)
def test_with_json_a_failure_is_a_document_too(capsys, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"error": shown.err.strip()}


async def test_of_several_files_the_document_says_which_failed(bot: Program, tmp_path: Path):
    people_file(tmp_path / "week.csv", [f"{FIRST};Примерова Анна Ивановна;учитель;Активен;да;1;12;0;да"])
    ended = await bot("import", "week.csv", "nothing.csv", "--json")
    assert ended.status == 2
    assert [one["file"] for one in ended.json["files"]] == ["week.csv", "nothing.csv"]
    assert len(ended.err.splitlines()) == 1


async def test_with_nobody_at_the_address_nothing_is_planned(ready: Program, vk: SandboxClient):
    with nobody_there() as address:
        ready.settings["VK_API_URL"] = address
        ended = await ready("send", "--yes", "--now", "--json")
    assert ended.status == 1
    assert is_told_once(ended)
    assert address in ended.err
    assert planned_so_far(ready) == [0, 0]


async def test_with_a_key_that_vk_does_not_know_nothing_is_planned(ready: Program):
    ready.settings["VK_TOKEN"] = "a-wrong-key-of-the-example"
    ended = await ready("send", "--yes", "--now", "--json")
    assert ended.status == 1
    assert is_told_once(ended)
    assert "VK_TOKEN" in ended.err
    assert planned_so_far(ready) == [0, 0]


async def test_what_stops_delivery_is_told_once(ready: Program, vk: SandboxClient):
    await vk.control("/sandbox/faults", {"kind": "error", "code": 14, "methods": ["execute"]})
    ended = await ready("send", "--yes", "--now", "--json")
    assert ended.status == 1
    assert (ended.json["planned"], ended.json["open"]) == (PEOPLE, PEOPLE)
    assert ended.err.strip() == ended.json["stopped"]


async def test_while_vk_is_away_one_line_says_what_is_waited_for(ready: Program, vk: SandboxClient):
    await vk.control("/sandbox/faults", {"kind": "http", "status": 502})
    process = await ready.start_warm("send", "--yes", "--now", "--json")
    assert process.stderr is not None
    assert "Мессенджер пока не отвечает" in (await process.stderr.readline()).decode()
    await vk.control("/sandbox/faults", verb="DELETE")
    out, rest = await process.communicate()
    assert (process.returncode, json.loads(out)["sent"]) == (0, PEOPLE)
    assert rest == b""
    assert await vk.control("/sandbox/counts") == {str(FIRST + number): 1 for number in range(PEOPLE)}


async def test_a_round_that_is_planned_sits_out_a_vk_where_nobody_is(ready: Program, vk: SandboxClient):
    await vk.control("/sandbox/faults", {"kind": "error", "code": 14, "methods": ["execute"]})
    assert (await ready("send", "--yes", "--now", "--json")).json["open"] == PEOPLE
    with nobody_there() as address:
        there, ready.settings["VK_API_URL"] = ready.settings["VK_API_URL"], address
        process = await ready.start_warm("send", "--yes", "--now", "--json")
        assert process.stderr is not None
        assert "Мессенджер пока не отвечает" in (await process.stderr.readline()).decode()
        process.terminate()
        out, _ = await process.communicate()
    assert (process.returncode, json.loads(out)["open"]) == (0, PEOPLE)
    await vk.control("/sandbox/faults", verb="DELETE")
    ready.settings["VK_API_URL"] = there
    assert (await ready("send", "--yes", "--now", "--json")).json["sent"] == PEOPLE
