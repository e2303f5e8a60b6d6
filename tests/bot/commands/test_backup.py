"""`backup` and `restore` as a person uses them: while the program works, in the wrong order, with wrong files."""

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from sandbox import World
from storage.campaigns.outbox import sole_deliverer
from storage.database.opening import open_database
from tests.bot.commands.program import Program, people_file, with_school
from tests.sandbox_server import SandboxClient, running_sandbox

PEOPLE = range(9_200_001, 9_200_201)
HOURS = 3 * 3600.0


async def town(bot: Program, people: range = PEOPLE, school: str = "Школа № 0 (пример)") -> None:
    """A school of so many, each of whom lacks something."""
    letters = "абвгдежзик"
    rows = []
    for number, vk_id in enumerate(people):
        last = "Примерова-А" + "".join(letters[int(digit)] for digit in f"{number:03}")
        rows.append(f"{vk_id};{last} Анна Ивановна;учитель;Активен;да;1;0;1;да")
    await with_school(bot, people_file(bot.folder / "week.csv", rows), school)


async def counts(sandbox: SandboxClient) -> set[int]:
    """How often anybody was written to."""
    items = (await sandbox.control("/sandbox/accepted"))["items"]
    return set(Counter(one["peer_id"] for one in items).values())


async def sent_until_killed(bot: Program, sandbox: SandboxClient, enough: int) -> int:
    """A campaign whose process is killed when some messages were taken; how many were."""
    process = await bot.start("send", "--yes", "--now")
    async with asyncio.timeout(60):
        while (await sandbox.control("/sandbox/stats"))["accepted"] < enough:
            pass
        process.kill()
        await process.communicate()
    return int((await sandbox.control("/sandbox/stats"))["accepted"])


async def test_a_backup_from_the_middle_of_a_campaign_repeats_nothing_when_it_is_restored(bot: Program, tmp_path):
    await town(bot)
    async with running_sandbox(World(crowd=PEOPLE), latency=0.1) as sandbox:
        bot.talk_to(sandbox)
        assert 0 < await sent_until_killed(bot, sandbox, 25) < len(PEOPLE)
        saved = await bot("backup", "copy.db", "--json")
        assert saved.status == 0, saved.err
        assert saved.json["people"] == len(PEOPLE)
        assert saved.json["bytes"] == (tmp_path / "copy.db").stat().st_size
        assert (await bot("send", "--yes", "--now")).status == 0
        assert await counts(sandbox) == {1}

        sandbox.running.world.clock.advance(HOURS)  # VK has forgotten every random id
        assert (await bot("restore", "copy.db")).status == 2
        restored = await bot("restore", "copy.db", "--yes", "--json")
        assert restored.status == 0, restored.err
        assert restored.json["paused_campaigns"] == 1
        assert Path(tmp_path / restored.json["kept"]).is_file()
        sent = await bot("send", "--yes", "--now", "--json")
        assert sent.status == 0, sent.err
        assert (sent.json["open"], sent.json["failed"]) == (0, 0)
        assert (await sandbox.control("/sandbox/stats"))["accepted"] == len(PEOPLE)
        assert await counts(sandbox) == {1}


@pytest.mark.parametrize("restored_before", [False, True])
async def test_a_campaign_the_backup_knows_nothing_of_is_not_sent_again(bot: Program, tmp_path, restored_before):
    people = PEOPLE[:60]
    await town(bot, people)
    async with running_sandbox(World(crowd=PEOPLE)) as sandbox:
        bot.talk_to(sandbox)
        assert (await bot("backup", "copy.db")).status == 0
        if restored_before:  # numbers leap
            assert (await bot("restore", "copy.db", "--yes")).status == 0
        assert (await bot("send", "--yes", "--now", "--json")).json["sent"] == len(people)

        sandbox.running.world.clock.advance(HOURS)
        assert (await bot("restore", "copy.db", "--yes")).status == 0
        again = await bot("send", "--yes", "--now", "--json")
        assert again.json["open"] == 0, again.err
        assert (await sandbox.control("/sandbox/stats"))["accepted"] == len(people)
        assert await counts(sandbox) == {1}


async def test_what_was_not_sent_since_the_backup_goes_after_a_restore(bot: Program, tmp_path):
    people = PEOPLE[:30]
    await town(bot, people)
    async with running_sandbox(World(crowd=PEOPLE)) as sandbox:
        bot.talk_to(sandbox)
        await bot("backup", "copy.db")
        for part in tmp_path.glob("data/*"):
            part.unlink()  # the disk died
        assert (await bot("restore", "copy.db")).status == 0
        assert (await bot("send", "--yes", "--now", "--json")).json["sent"] == len(people)
        assert await counts(sandbox) == {1}


async def test_restore_refuses_while_another_copy_works(bot: Program, tmp_path):
    await town(bot, PEOPLE[:3])
    await bot("backup", "copy.db")
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/data/dezhurny.db")
    async with sole_deliverer(database):
        saved = await bot("backup", "second.db")
        refused = await bot("restore", "copy.db", "--yes")
    await database.close()
    assert saved.status == 0
    assert refused.status == 1
    assert "уже работает другой" in refused.err
    assert list(tmp_path.glob("data/before-restore-*")) == []


async def test_a_damaged_file_changes_nothing(bot: Program, tmp_path):
    await bot("backup", "copy.db")
    before = (tmp_path / "data" / "dezhurny.db").read_bytes()
    good = (tmp_path / "copy.db").read_bytes()
    (tmp_path / "copy.db").write_bytes(good[: len(good) // 2])
    refused = await bot("restore", "copy.db", "--yes")
    assert (refused.status, refused.out) == (2, "")
    assert "повреждена" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert (tmp_path / "data" / "dezhurny.db").read_bytes() == before


async def test_a_backup_of_a_newer_program_is_refused(bot: Program, tmp_path):
    from storage.upkeep.backup import archive

    await bot("backup", "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE dezhurny_backup SET value = ? WHERE key = 'digest'", [archive._digest(connection)])
    connection.close()
    refused = await bot("restore", "copy.db")
    assert refused.status == 2
    assert "более новой версией" in refused.err
    assert len(refused.err.splitlines()) == 1


async def test_a_damaged_database_is_set_aside_and_restored(bot: Program, tmp_path):
    await town(bot, PEOPLE[:20])
    await bot("backup", "copy.db")
    database = tmp_path / "data" / "dezhurny.db"
    good = database.read_bytes()
    database.write_bytes(good[:4096] + bytes(len(good) - 4096))
    refused = await bot("restore", "copy.db")
    assert refused.status == 2
    assert "повреждён" in refused.err
    restored = await bot("restore", "copy.db", "--yes", "--json")
    assert restored.status == 0, restored.err
    assert ".broken-" in restored.json["kept"]
    assert (await bot("plan", "--json")).json["recipients"]


async def test_a_backup_replaces_nothing_unasked(bot: Program, tmp_path):
    (tmp_path / "copy.db").write_text("something of mine")
    refused = await bot("backup", "copy.db")
    assert refused.status == 2
    assert "--force" in refused.err
    assert (tmp_path / "copy.db").read_text() == "something of mine"
    empty = await bot("backup", "copy.db", "--force")
    assert empty.status == 0
    assert "нет ни одной школы" in empty.out
    assert (await bot("backup", "data/dezhurny.db", "--force")).status == 2
    assert (await bot("backup", "data")).status == 2
    assert (await bot("backup", "nowhere/copy.db")).status == 2
    assert (await bot("restore", "nowhere.db")).status == 2
    assert (await bot("restore", "data")).status == 2
    for nowhere in ("data/dezhurny.db/copy.db", "к" * 300):
        refused = await bot("restore", nowhere)
        assert (refused.status, len(refused.err.strip().splitlines())) == (2, 1)
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    assert list(tmp_path.glob(".*")) == []


async def bot_is_busy() -> None:
    """Let the process go on for the shortest while."""
    await asyncio.sleep(0)


async def test_a_restore_killed_at_any_instant_leaves_one_state_or_the_other(bot: Program, tmp_path):
    await town(bot, PEOPLE[:20])
    await bot("backup", "old.db")
    await town(bot, PEOPLE[:20], "Школа № 2 (пример)")
    for moment in (0, 2):
        process = await bot.start("restore", "old.db", "--yes")
        kept = len(list(tmp_path.glob("data/before-restore-*")))
        async with asyncio.timeout(60):
            while process.returncode is None and len(list(tmp_path.glob("data/before-restore-*"))) == kept:
                await bot_is_busy()
            for _ in range(moment * 400):
                await bot_is_busy()
            if process.returncode is None:
                process.kill()
            await process.communicate()
        with closing(sqlite3.connect(tmp_path / "data" / "dezhurny.db")) as connection, connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            counted = ", ".join(f"(SELECT count(*) FROM {table})" for table in ("school", "person", "person_week"))
            state = connection.execute(f"SELECT {counted}").fetchone()
        connection.close()
        assert state in {(1, 20, 20), (2, 40, 40)}
