"""`move` as a person uses it: both ways, amid a campaign, killed, with wrong addresses."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from sandbox import World
from storage.campaigns.outbox import sole_deliverer
from storage.database.connection import Database, connect
from storage.database.opening import open_database
from storage.tables import OutboxRow, Person, School
from tests.bot.commands.program import Program
from tests.bot.commands.test_backup import PEOPLE, bot_is_busy, counts, sent_until_killed, town
from tests.bot.commands.test_wrong_use import is_one_sentence
from tests.postgres import emptied, empty
from tests.sandbox_server import running_sandbox

FILE = "sqlite:///data/dezhurny.db"


@pytest.fixture
async def server(postgres: str) -> AsyncIterator[str]:
    """The address of an empty server, left empty."""
    await (await emptied(postgres)).close()
    yield postgres
    await (await emptied(postgres)).close()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await open_database(url)
    yield database
    await database.close()


async def counted(url: str) -> tuple[int, int]:
    """Schools and people."""
    async with opened(url) as database, database.reading() as session:
        schools, people = [await session.scalar(select(func.count()).select_from(one)) for one in (School, Person)]
    return schools or 0, people or 0


async def test_a_campaign_goes_on_in_the_database_it_was_moved_into_and_back(bot: Program, server: str):
    await town(bot)
    async with running_sandbox(World(crowd=PEOPLE), latency=0.1) as sandbox:
        bot.talk_to(sandbox)
        assert 0 < await sent_until_killed(bot, sandbox, 25) < len(PEOPLE)
        moved = await bot("move", "--to", server, "--json")
        assert moved.status == 0, moved.err
        assert (moved.json["schools"], moved.json["people"], moved.json["kept"]) == (1, len(PEOPLE), None)

        refused = await bot("send", "--yes", "--now")
        assert (refused.status, refused.out) == (2, "")
        assert "переехала" in refused.err
        assert is_one_sentence(refused.err)

        bot.settings["DATABASE_URL"] = server
        before = int((await sandbox.control("/sandbox/stats"))["accepted"])
        assert before < await sent_until_killed(bot, sandbox, before + 25) < len(PEOPLE)
        back = await bot("move", "--to", FILE, "--json")
        assert (back.status, "--yes" in back.json["error"]) == (2, True)
        back = await bot("move", "--to", FILE, "--yes", "--json")
        assert back.status == 0, back.err
        assert Path(bot.folder / back.json["kept"]).is_file()

        bot.settings["DATABASE_URL"] = FILE
        sent = await bot("send", "--yes", "--now", "--json")
        assert sent.status == 0, sent.err
        assert (sent.json["open"], sent.json["failed"]) == (0, 0)
        assert (await sandbox.control("/sandbox/stats"))["accepted"] == len(PEOPLE)
        assert await counts(sandbox) == {1}
        async with opened(f"sqlite:///{bot.folder}/data/dezhurny.db") as database, database.reading() as session:
            states = set(await session.scalars(select(OutboxRow.state)))
        assert states == {"sent"}


async def test_a_person_reads_where_all_is_now_and_what_to_do(bot: Program, server: str):
    await town(bot, PEOPLE[:3])
    moved = await bot("move", "--to", server)
    said = " ".join(moved.out.split())
    assert moved.status == 0, moved.err
    assert "1 школа, 3 сотрудника" in said
    assert "Впишите в DATABASE_URL новый адрес" in said
    assert "удалите её: в ней личные данные" in said


@pytest.mark.parametrize(
    "command",
    [
        ("run",),
        ("status",),
        ("plan",),
        ("import", "week.csv", "--yes"),
        ("cabinet",),
        ("move", "--to", "sqlite:///c.db"),
    ],
    ids=lambda command: command[0],
)
async def test_nothing_works_with_the_old_database_by_mistake(bot: Program, command):
    await town(bot, PEOPLE[:3])
    bot.settings |= {"VK_TOKEN": "any", "VK_GROUP_ID": "1", "VK_API_URL": "http://127.0.0.1:9/method"}
    assert (await bot("move", "--to", "sqlite:///b.db")).status == 0
    refused = await bot(*command)
    assert (refused.status, refused.out) == (2, "")
    assert "переехала" in refused.err
    assert "b.db" in refused.err
    assert is_one_sentence(refused.err)


async def test_doctor_says_that_the_database_has_moved(bot: Program):
    await town(bot, PEOPLE[:3])
    await bot("move", "--to", "sqlite:///b.db")
    checks = {one["name"]: one for one in (await bot("doctor", "--json")).json["checks"]}
    assert "переехала" in checks["База данных"]["hint"]


async def test_an_old_database_whose_new_one_is_lost_is_saved_and_restored(bot: Program):
    await town(bot, PEOPLE[:3])
    await bot("move", "--to", "sqlite:///b.db")
    assert (await bot("backup", "copy.db")).status == 0
    restored = await bot("restore", "copy.db", "--yes")
    assert restored.status == 0, restored.err
    assert (await bot("plan")).status == 0


async def test_a_database_that_is_worked_with_is_not_moved_nor_replaced(bot: Program, server: str):
    await town(bot, PEOPLE[:3])
    for url in (f"sqlite:///{bot.folder}/data/dezhurny.db", server):
        async with opened(url) as database, sole_deliverer(database):
            refused = await bot("move", "--to", server, "--yes")
        assert (refused.status, refused.out) == (1, "")
        assert "уже работает другой" in refused.err
        assert is_one_sentence(refused.err)
    assert await counted(server) == (0, 0)


async def test_a_full_target_is_replaced_only_when_told_and_kept(bot: Program):
    await town(bot, PEOPLE[:5])
    (bot.folder / "data").rename(bot.folder / "other")
    await town(bot, PEOPLE[:3])
    refused = await bot("move", "--to", "sqlite:///other/dezhurny.db")
    assert (refused.status, refused.out) == (2, "")
    assert "--yes" in refused.err
    assert await counted(f"sqlite:///{bot.folder}/other/dezhurny.db") == (1, 5)
    moved = await bot("move", "--to", "sqlite:///other/dezhurny.db", "--yes", "--json")
    assert moved.status == 0, moved.err
    kept = bot.folder / moved.json["kept"]
    assert kept.parent.name == "other"
    assert kept.stat().st_mode & 0o077 == 0
    assert await counted(f"sqlite:///{bot.folder}/other/dezhurny.db") == (1, 3)
    bot.settings["DATABASE_URL"] = "sqlite:///third.db"
    assert (await bot("restore", str(kept))).status == 0
    assert await counted(f"sqlite:///{bot.folder}/third.db") == (1, 5)


async def test_an_empty_database_replaces_nothing(bot: Program):
    await town(bot, PEOPLE[:3])
    bot.settings["DATABASE_URL"] = "sqlite:///elsewhere/d.db"
    refused = await bot("move", "--to", FILE, "--yes")
    assert (refused.status, refused.out) == (2, "")
    assert "переносить нечего" in refused.err
    assert await counted(f"sqlite:///{bot.folder}/data/dezhurny.db") == (1, 3)


SECRET = "vesna-leto"


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("nonsense", "--to: адрес базы записан неверно"),
        ("", "--to: адрес базы записан неверно"),
        (f"mysql://clerk:{SECRET}@localhost/db", "«mysql» не поддерживается"),
        (f"postgres://clerk:{SECRET}@localhost:port/db", "--to: адрес базы записан неверно"),
        (f"postgresql+psycopg2://clerk:{SECRET}@localhost/db", "--to: адрес базы записан неверно"),
        (f"postgres://clerk:{SECRET}@127.0.0.1:1/db", "clerk@127.0.0.1:1/db: сервер по этому адресу не отвечает"),
        (f"postgres://clerk:vesna@{SECRET}@127.0.0.1:1/db", "clerk@127.0.0.1:1/db"),
        (f"postgresql://clerk@127.0.0.1:1/db?password={SECRET}", "clerk@127.0.0.1:1/db"),
        (f"postgresql://clerk:{SECRET}@127.0.0.1:1/db?sslmode=require", "не отвечает"),
        (f"postgresql://clerk:{SECRET}@127.0.0.1:1/db?channel_binding=require", "параметр «channel_binding»"),
        ("sqlite://", "нужен файл"),
        ("sqlite:///data", "это папка"),
        ("sqlite:///week.csv/d.db", "Не получается открыть базу"),
        ("sqlite:///week.csv", "week.csv — не база или повреждённый файл"),
        (FILE, "та же самая база"),
        ("sqlite:///data/../data/dezhurny.db", "та же самая база"),
        ("sqlite:///linked.db", "та же самая база"),
    ],
)
async def test_an_address_that_is_of_no_use_is_told_without_its_password(bot: Program, to: str, told: str):
    await town(bot, PEOPLE[:3])
    (bot.folder / "linked.db").symlink_to(bot.folder / "data" / "dezhurny.db")
    before = (bot.folder / "data" / "dezhurny.db").read_bytes(), (bot.folder / "week.csv").read_bytes()
    refused = await bot("move", "--to", to, "--yes")
    assert (refused.status, refused.out) == (2, "")
    assert told in refused.err
    assert is_one_sentence(refused.err)
    assert SECRET not in refused.err
    assert before == ((bot.folder / "data" / "dezhurny.db").read_bytes(), (bot.folder / "week.csv").read_bytes())
    assert (await bot("plan")).status == 0


async def test_a_server_is_known_by_another_address_and_a_missing_database_is_told(bot: Program, server: str):
    await town(bot, PEOPLE[:3])
    assert (await bot("move", "--to", server)).status == 0
    bot.settings["DATABASE_URL"] = server
    missing = await bot("move", "--to", server.replace("/postgres?", "/nowhere?"), "--yes")
    assert (missing.status, ": базы с таким именем на сервере нет" in missing.err) == (2, True)
    for address in (server, server.replace("?", "?prepared_statement_cache_size=7&")):
        refused = await bot("move", "--to", address, "--yes")
        assert (refused.status, refused.out) == (2, "")
        assert "та же самая база" in refused.err
    assert await counted(server) == (1, 3)


@pytest.mark.parametrize("table", ["person", "mine"])
async def test_what_another_program_has_in_the_target_is_neither_replaced_nor_filled(bot: Program, postgres, table):
    await town(bot, PEOPLE[:3])
    theirs = bot.folder / "theirs.db"
    with closing(sqlite3.connect(theirs)) as connection:
        connection.executescript(f"CREATE TABLE {table} (a TEXT); INSERT INTO {table} VALUES ('x')")
    async with empty(postgres) as url:
        database = connect(url)
        async with database.writing() as session:
            await session.execute(text(f"CREATE TABLE {table} (a TEXT)"))
        for to in (url, "sqlite:///theirs.db"):
            for sure in ((), ("--yes",)):
                refused = await bot("move", "--to", to, *sure)
                assert (refused.status, refused.out) == (2, "")
                assert "таблицы другой программы" in refused.err
                assert is_one_sentence(refused.err)
        async with database.reading() as session:
            tables = await session.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        await database.close()
    assert tables == 1
    assert [one.name for one in bot.folder.glob("theirs.db*") if "lock" in one.name] == []
    assert (await bot("plan")).status == 0


async def test_beside_a_file_that_is_no_database_nothing_is_left(bot: Program):
    await town(bot, PEOPLE[:3])
    (bot.folder / "garbage.db").write_text("мусор")
    assert (await bot("move", "--to", "sqlite:///garbage.db", "--yes")).status == 2
    assert [one.name for one in bot.folder.glob("garbage.db*")] == ["garbage.db"]


async def test_a_move_killed_at_any_instant_leaves_the_old_state_or_the_new(bot: Program, server: str):
    await town(bot, PEOPLE)
    source = bot.folder / "data" / "dezhurny.db"
    for moment in range(3):
        process = await bot.start("move", "--to", server, "--yes")
        async with opened(server) as database, asyncio.timeout(120):
            while process.returncode is None and not await _is_writing(database):
                await bot_is_busy()
            for _ in range(moment * 400):
                await bot_is_busy()
            if process.returncode is None:
                process.kill()
            await process.communicate()
        whole = await counted(server)
        assert whole in {(0, 0), (1, len(PEOPLE))}
        with closing(sqlite3.connect(source)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("SELECT count(*) FROM person").fetchone() == (len(PEOPLE),)
            (has_moved,) = connection.execute("SELECT count(*) FROM note WHERE key = 'moved'").fetchone()
        assert moment or whole == (0, 0)
        goes_on = (await bot("plan")).status == 0  # what was killed between the two commits is found out here
        assert goes_on == (whole == (0, 0))
        assert not (goes_on and has_moved)
        if not goes_on:
            break
    else:
        assert (await bot("move", "--to", server, "--yes")).status == 0
    assert await counted(server) == (1, len(PEOPLE))


async def _is_writing(database: Database) -> bool:
    """Whether somebody has taken the tables for a move."""
    async with database.reading() as session:
        locked = text("SELECT count(*) FROM pg_locks WHERE mode = 'ExclusiveLock' AND relation = 'person'::regclass")
        return bool(await session.scalar(locked))
