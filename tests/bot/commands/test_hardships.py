"""Disks that are full or read-only, few files to open, little memory, a machine that sleeps: one clear sentence,
nothing by half, and nothing twice afterwards."""

import asyncio
import shutil
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from aiohttp import ClientSession
from alembic import command
from sqlalchemy import create_engine

from sandbox import World
from storage.database.upgrade import HEAD, _config
from tests.bot.commands.program import Finished, Program, people_file
from tests.bot.commands.test_running import at_work, is_listening, letters_to, until
from tests.held_connections import many_held
from tests.sandbox_server import SandboxClient, running_sandbox
from tests.small_disk import SmallDisk, small_disk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these limits nor these signals")

FIRST, PEOPLE = 9_100_001, 300


def rows(count: int = PEOPLE) -> list[str]:
    made = "АБВГДЕЖЗИК"
    names = (f"Пример-{made[n // 100]}{made[n // 10 % 10]}{made[n % 10]}ова Анна Ивановна" for n in range(count))
    return [f"{FIRST + number};{name};учитель;Активен;да;1;12;0;да" for number, name in enumerate(names)]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.fixture
def cramped(bot: Program, disk: SmallDisk) -> Program:
    """The program whose data lies on the small disk."""
    bot.settings |= {"DATABASE_URL": f"sqlite+aiosqlite:///{disk.folder}/dezhurny.db", "HTTP_PORT": "0"}
    people_file(bot.folder / "week.csv", rows())
    return bot


def is_one_sentence(ended: Finished, *words: str) -> bool:
    """Besides our own log lines, which begin with a brace."""
    lines = [line for line in ended.err.splitlines() if not line.startswith("{")]
    return len(lines) == 1 and "Traceback" not in ended.err and any(word in lines[0] for word in words)


def count(disk: SmallDisk, table: str) -> int:
    with closing(sqlite3.connect(disk.folder / "dezhurny.db")) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


async def test_an_import_onto_a_full_disk_leaves_nothing_by_half_and_goes_when_there_is_room(cramped, disk):
    assert (await cramped("plan")).status in (0, 2)
    disk.fill(leave=40_000)
    ended = await cramped("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
    assert ended.status == 1
    assert is_one_sentence(ended, "мест")
    disk.free()
    assert [count(disk, table) for table in ("person", "statistics_import", "school")] == [0, 0, 0]
    again = await cramped("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
    assert again.status == 0
    assert count(disk, "person") == PEOPLE


async def test_a_backup_onto_a_full_disk_leaves_the_old_one_and_nothing_beside(cramped, disk):
    await cramped("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
    copy = disk.folder / "copy.db"
    assert (await cramped("backup", str(copy))).status == 0
    before = copy.read_bytes()
    disk.fill(leave=60_000)
    ended = await cramped("backup", str(copy), "--force")
    assert ended.status == 1
    assert is_one_sentence(ended, "мест")
    assert copy.read_bytes() == before
    assert not list(disk.folder.glob(".copy.db*"))
    disk.free()
    assert (await cramped("backup", str(copy), "--force")).status == 0


async def test_a_migration_on_a_full_disk_changes_nothing_and_goes_when_there_is_room(cramped, disk):
    with create_engine(f"sqlite:///{disk.folder}/dezhurny.db").connect() as connection:
        command.upgrade(_config(connection), "0001")
        connection.commit()
    disk.fill()
    ended = await cramped("plan")
    assert ended.status == 1
    assert is_one_sentence(ended, "мест")
    disk.free()
    with closing(sqlite3.connect(disk.folder / "dezhurny.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    await cramped("plan")
    with closing(sqlite3.connect(disk.folder / "dezhurny.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


async def test_a_read_only_disk_is_told_in_a_sentence(cramped, disk):
    await cramped("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
    disk.only_read()
    for arguments in (("import", "week.csv", "--yes"), ("plan",), ("backup", str(disk.folder / "copy.db"))):
        ended = await cramped(*arguments)
        assert ended.status in (1, 2)
        assert is_one_sentence(ended, "только для чтения", "нельзя писать", "не получится", "не открывается"), ended.err
    disk.only_read(False)
    assert (await cramped("plan")).status == 0


async def test_the_program_says_that_nothing_is_written_and_goes_on_when_it_can(cramped, disk, sandbox):
    cramped.talk_to(sandbox)
    teacher = FIRST + 1
    async with at_work(cramped, "run") as (process, address), ClientSession() as http:

        async def health() -> tuple[int, str]:
            async with http.get(f"{address}/healthz") as answer:
                return answer.status, await answer.text()

        assert (await health())[0] == 200
        await until(lambda: is_listening(sandbox))
        disk.fill()
        status, told = await health()
        assert status == 503
        assert "нет места" in told
        await sandbox.control("/sandbox/people", {"users": [{"id": teacher, "first_name": "А", "last_name": "Б"}]})
        await sandbox.control("/sandbox/act/write", {"user_id": teacher, "text": "добрый день"})
        await asyncio.sleep(1)
        assert process.returncode is None
        assert await letters_to(sandbox, teacher) == []
        disk.free()
        assert len(await until(lambda: letters_to(sandbox, teacher))) == 1
        assert (await health())[0] == 200
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        assert len(await letters_to(sandbox, teacher)) == 1


async def planned(bot: Program, vk: SandboxClient) -> None:
    assert (await bot("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")).status == 0
    bot.talk_to(vk)


async def sent_once(vk: SandboxClient) -> bool:
    counts = await vk.control("/sandbox/counts")
    return counts == {str(peer): 1 for peer in range(FIRST, FIRST + PEOPLE)}


async def test_a_disk_that_fills_up_during_delivery_loses_and_repeats_nothing(cramped, disk):
    async with running_sandbox(World(crowd=range(FIRST, FIRST + PEOPLE)), latency=0.3) as vk:
        await planned(cramped, vk)
        process = await cramped.start("send", "--yes", "--now", "--json")
        await until(lambda: vk.control("/sandbox/counts"))
        disk.fill()
        _, err = await process.communicate()
        assert process.returncode == 0 or "Traceback" not in err.decode()
        disk.free()
        if process.returncode:
            assert "мест" in err.decode()
            await cramped("send", "--yes", "--now", "--json")
        assert await sent_once(vk)


async def test_a_machine_that_sleeps_during_delivery_loses_and_repeats_nothing(bot, tmp_path):
    people_file(tmp_path / "week.csv", rows())
    async with running_sandbox(World(crowd=range(FIRST, FIRST + PEOPLE)), latency=0.3) as vk:
        await planned(bot, vk)
        process = await bot.start("send", "--yes", "--now", "--json")
        await until(lambda: vk.control("/sandbox/counts"))
        process.send_signal(signal.SIGSTOP)
        # For VK two hours pass: it has forgotten every random_id.
        await vk.control("/sandbox/clock", {"advance": 7200})
        await asyncio.sleep(1)
        process.send_signal(signal.SIGCONT)
        _, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        assert await sent_once(vk)


@pytest.mark.parametrize("work", ["import", "backup"])
async def test_a_machine_that_sleeps_amid_other_work_goes_on_where_it_was(bot, tmp_path, work):
    people_file(tmp_path / "week.csv", rows())
    written = ("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
    if work == "backup":
        assert (await bot(*written)).status == 0
    process = await bot.start(*(written if work == "import" else ("backup", "copy.db")))
    for _ in range(4):
        await asyncio.sleep(0.4)
        with suppress(ProcessLookupError):  # It may end at any moment, also between the two signals.
            process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(0.6)
            process.send_signal(signal.SIGCONT)
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    file = tmp_path / ("copy.db" if work == "backup" else "data/dezhurny.db")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (PEOPLE,)


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit is not there to set limits with")
async def test_with_few_files_to_open_and_many_who_hold_connections_it_answers(bot, sandbox):
    bot.talk_to(sandbox)
    bot.settings |= {"HTTP_PORT": "0"}
    bot.before = ("prlimit", "--nofile=96:96")
    teacher = FIRST + 1
    await sandbox.control("/sandbox/people", {"users": [{"id": teacher, "first_name": "А", "last_name": "Б"}]})
    async with at_work(bot, "run", afresh=True) as (process, address), ClientSession() as http:
        await until(lambda: is_listening(sandbox))
        async with many_held(int(address.rsplit(":", 1)[1]), 150, b"POST /callback HTTP/1.1\r\nHost:"):
            async with http.get(f"{address}/healthz") as answer:
                assert answer.status == 200
            await sandbox.control("/sandbox/act/write", {"user_id": teacher, "text": "добрый день"})
            assert len(await until(lambda: letters_to(sandbox, teacher))) == 1
        process.send_signal(signal.SIGTERM)
        _, told = await process.communicate()
        assert process.returncode == 0
        assert b"descriptor" not in told.lower()
        assert b"not_taken" not in told


@pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit is not there to set limits with")
@pytest.mark.parametrize("limit", ["--nofile=10:10", "--as=230000000", "--fsize=60000"])
async def test_limits_that_leave_no_room_to_work_end_a_command_with_a_sentence(bot, tmp_path, limit):
    people_file(tmp_path / "week.csv", rows())
    written = ("import", "week.csv", "--create-schools", "--school", "Школа (пример)", "--yes")
    bot.before = ("prlimit", limit)
    ended = await bot(*written)
    assert "Traceback" not in ended.err, ended.err
    assert ended.status in (0, 1, 2)
    bot.before = ()
    assert (await bot(*written)).status == 0
    with closing(sqlite3.connect(tmp_path / "data" / "dezhurny.db")) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (PEOPLE,)
