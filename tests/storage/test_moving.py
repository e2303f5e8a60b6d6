"""A database that has moved into another one, of either kind, is the same there: rows, numbers, what is open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.clock.clock import Clock
from indicators.errors import BadSetting, DatabaseBusy, StorageError
from storage.campaigns.outbox import sole_deliverer
from storage.database.connection import Database, connect
from storage.database.key_values import read_note, write_note
from storage.database.moved import BEGUN, begin_move, refuse_moved
from storage.database.owner_only import CHAT, PAGES
from storage.imports import ImportRequest, import_file
from storage.tables import Account, Campaign, Dialogue, Errand, OutboxRow, Person, Reply, School
from storage.upkeep.backup import make_backup
from storage.upkeep.moving import Moved, is_same, move_database
from storage.upkeep.waiting_files import Folders, leave
from tests.bot.commands.program import people_file
from tests.databases import fresh_database
from tests.postgres import emptied
from tests.storage.test_backup import MONDAY, OFFICER, TEN, TUESDAY, all_of, everything, found

HERE = Folders(Path("data"), Path("data"))


@pytest.fixture
async def file(tmp_path) -> AsyncIterator[Database]:
    database = await fresh_database(tmp_path / "d.db")
    yield database
    await database.close()


@pytest.fixture
async def other(tmp_path) -> AsyncIterator[Database]:
    database = await fresh_database(tmp_path / "other.db")
    yield database
    await database.close()


@pytest.fixture
async def server(postgres) -> AsyncIterator[Database]:
    database = await emptied(postgres)
    yield database
    await database.close()
    await (await emptied(postgres)).close()


async def moved(source: Database, target: Database, folders: Folders = HERE) -> Moved:
    return await move_database(source, target, MONDAY, "Europe/Moscow", folders, lambda done, rows: None)


async def next_numbers(database: Database) -> dict[str, int]:
    """What the next row of each table that counts itself is called."""
    async with database.writing() as session:
        school = await session.scalar(select(School.id).limit(1))
        person = await session.scalar(select(Person.id).limit(1))
        account = (await session.scalars(select(Account).limit(1))).one()
        fresh = [
            School(name="Ш2", name_key="ш2", created_at=MONDAY, settings={}),
            Account(platform="vk", external_id=77),
            Reply(community_id=7, peer_id=OFFICER, body={}, at=MONDAY, state="sent"),
            Errand(community_id=7, account_id=account.id, peer_id=1, kind="paper", details={}, at=MONDAY),
            campaign := Campaign(school_id=school, week="2026-W40", kind="x", state="finished", made_at=MONDAY),
        ]
        session.add_all(fresh)
        await session.flush()
        row = OutboxRow(
            campaign_id=campaign.id, person_id=person, account_id=account.id, platform="vk", peer_id=1, text="",
            gaps=[], state="sent",
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return {one.__tablename__: one.id for one in (*fresh, row)}


async def test_everything_is_the_same_in_the_other_database_and_back_again(file, server, other):
    await found(file)
    await Clock(file, lambda: TEN, communities=(7,)).ring()
    async with file.writing() as session:  # the last ones were given out and are gone
        session.add_all([Reply(id=900, community_id=7, peer_id=1, body={}, at=MONDAY, state="sent")])
        await session.flush()
        await session.delete(await session.get(Reply, 900))
        row = (await session.scalars(select(OutboxRow))).one()
        row.state, row.claimed_at = "sending", TEN
        await write_note(session, "salt:outbox", "77")
    before = await everything(file)
    done = await moved(file, server)
    assert done.rows == sum(map(len, before.values()))
    assert await without_arrivals(server) == before
    (campaign,) = await all_of(server, Campaign)
    assert campaign.state == "running"

    await moved(server, other)
    assert await without_arrivals(other) == before
    assert {database: await is_marked(database) for database in (file, server, other)} == {
        file: True,
        server: True,
        other: False,
    }
    numbers = await next_numbers(other)
    assert numbers["reply"] == 901
    assert await next_numbers(server) == numbers


async def without_arrivals(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything but the numbers of the moves that ended here."""
    found = await everything(database)
    return found | {"note": [one for one in found["note"] if not str(one[0]).startswith("arrived:")]}


async def is_marked(database: Database) -> bool:
    async with database.reading() as session:
        return await read_note(session, "moved") is not None


async def test_numbers_that_were_given_out_in_the_target_do_not_come_again(file, other):
    await found(file)
    async with other.writing() as session:
        session.add(Reply(id=5000, community_id=7, peer_id=OFFICER, body={}, at=MONDAY, state="sent"))
    await moved(file, other)
    assert (await next_numbers(other))["reply"] == 5001


async def test_the_clock_repeats_nothing_and_goes_on(file, server):
    await found(file)
    assert [one.kind.value for _, one in await Clock(file, lambda: TEN, communities=(7,)).ring()] == ["nudge"]
    await moved(file, server)
    assert await Clock(server, lambda: TEN + timedelta(minutes=5), communities=(7,)).ring() == []
    assert len(await all_of(server, OutboxRow)) == 1


async def test_what_is_not_known_is_not_known_there_either(file, server, other):
    await found(file)
    await moved(file, server)
    await moved(server, other)
    for database in (file, server, other):
        async with database.reading() as session:
            unknown = "SELECT count(*) FROM person WHERE days_off IS NULL AND weekdays IS NULL"
            assert await session.scalar(text(unknown)) == 1


async def test_files_that_wait_go_along(file, other, tmp_path):
    folders = Folders(tmp_path / "old", tmp_path / "new")
    await found(file)
    paths = {}
    for number in ("1", "2"):
        path = folders.old / CHAT / number / "file.csv"
        path.parent.mkdir(parents=True)
        path.write_text(f"names {number}")
        paths[number] = str(path)
    upload = folders.old / PAGES / "abc" / "about.json"
    upload.parent.mkdir(parents=True)
    upload.write_text("{}")
    theirs = folders.new / CHAT / "2" / "file.csv"  # an errand of the database that is replaced, of the same number
    theirs.parent.mkdir(parents=True)
    theirs.write_text("of the target")
    async with file.writing() as session:
        account = await session.scalar(select(Account.id).where(Account.external_id == OFFICER))
        dialogue = await session.get(Dialogue, account)
        dialogue.name, dialogue.state = "target", {"code": "x", "under": {"path": paths["1"], "week": "2026-W46"}}
        for errand in await session.scalars(select(Errand)):
            errand.details = {"path": paths["2"]}
    await moved(file, other, folders)
    assert Path(paths["1"]).exists()
    leave(folders)
    assert not (folders.old / CHAT).exists()
    assert not (folders.old / PAGES).exists()
    (dialogue,) = await all_of(other, Dialogue)
    (errand,) = await all_of(other, Errand)
    assert dialogue.state["code"] == "x"
    assert Path(dialogue.state["under"]["path"]).read_text() == "names 1"
    assert Path(errand.details["path"]).read_text() == "names 2"
    assert (folders.new / PAGES / "abc" / "about.json").exists()


async def test_a_database_that_does_not_take_it_is_as_it_was_and_the_source_is_not_marked(file, server):
    await found(file)
    async with file.writing() as session:
        (await session.scalars(select(School))).one().name = "Школа\0"
    before = await everything(file)
    with pytest.raises(StorageError, match="всё осталось как было"):
        await moved(file, server)
    assert await everything(file) == before
    assert not any((await everything(server)).values())


async def test_files_that_wait_are_not_left_where_the_database_did_not_come(file, other, tmp_path):
    folders = Folders(tmp_path / "old", tmp_path / "new")
    await found(file)
    for name in (CHAT, PAGES):
        waiting = folders.old / name / "1" / "file.csv"
        waiting.parent.mkdir(parents=True)
        waiting.write_text("names")
    folders.new.mkdir()
    (folders.new / PAGES).write_text("no folder")
    theirs = folders.new / CHAT / "1" / "file.csv"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("of the target")
    with pytest.raises(StorageError, match="всё осталось как было"):
        await moved(file, other, folders)
    assert [one.read_text() for one in (folders.new / CHAT).rglob("*.csv")] == ["of the target"]
    assert (folders.old / CHAT / "1" / "file.csv").read_text() == "names"
    assert not any((await everything(other)).values())


async def test_what_waits_in_the_target_stays_where_nothing_was_copied_at_all(file, server, tmp_path):
    folders = Folders(tmp_path / "old", tmp_path / "new")
    await found(file)
    async with file.writing() as session:
        (await session.scalars(select(School))).one().name = "Школа\0"
    for folder in (folders.old, folders.new):
        for name in (CHAT, PAGES):
            (folder / name / "1").mkdir(parents=True)
    with pytest.raises(StorageError, match="всё осталось как было"):
        await moved(file, server, folders)
    assert [(folders.new / name / "1").exists() for name in (CHAT, PAGES)] == [True, True]


async def test_what_was_open_before_the_move_writes_nothing_into_the_old_database(file, other, tmp_path):
    """A file being read, a program about to start: they looked before there was a mark."""
    await found(file)
    await moved(file, other)
    before = await everything(file)
    week = people_file(tmp_path / "week.csv", ["9100001;Примерова Анна Ивановна;учитель;Активен;да;1;0;1;да"])
    with pytest.raises(BadSetting, match="переехала"):
        await import_file(file, ImportRequest(path=week, today=TUESDAY.date(), now=TUESDAY, school="Ш"), write=True)
    with pytest.raises(BadSetting, match="переехала"):
        async with sole_deliverer(file):
            pass
    assert await everything(file) == before


@asynccontextmanager
async def at_a_note(database: Database, moment: str, key: str, does: str) -> AsyncIterator[None]:
    """While the block runs, an SQLite database does that when such a note is written."""
    async with database.writing() as session:
        rule = f"CREATE TRIGGER sabotage {moment} INSERT ON note WHEN NEW.key = '{key}' BEGIN {does}; END"
        await session.execute(text(rule))
    yield
    async with database.writing() as session:
        await session.execute(text("DROP TRIGGER sabotage"))


async def moved_without_a_mark(source: Database, target: Database) -> None:
    """As it is when the program is killed in the instant between the two commits."""
    async with at_a_note(source, "BEFORE", "moved", "SELECT RAISE(ABORT, 'no mark')"):
        with pytest.raises(StorageError, match="отметить это в прежней базе не вышло"):
            await moved(source, target)
    assert (await is_marked(source), await has_begun(source)) == (False, True)


@pytest.mark.parametrize("to", ["other", "server"])
async def test_killed_after_the_commit_the_source_finds_out_that_it_has_moved(file, other, server, to):
    target = {"other": other, "server": server}[to]
    await found(file)
    before = await everything(file)
    await moved_without_a_mark(file, target)
    assert await without_arrivals(target) == before
    for _ in range(2):
        with pytest.raises(BadSetting, match="переехала"):
            await refuse_moved(file)
    assert await is_marked(file)
    assert not await has_begun(file)
    await refuse_moved(target)


async def test_killed_before_the_commit_the_source_goes_on(file, other, server):
    await found(file)
    before = await everything(file)
    for target in (other, server):
        await begin_move(file, target, MONDAY, "Europe/Moscow")
        await refuse_moved(file)
        assert await everything(file) == before
    await moved(file, other)
    assert (await without_arrivals(other)) == before


async def test_without_the_new_database_nobody_works_with_one_that_may_have_moved(file, other, tmp_path):
    await found(file)
    await moved_without_a_mark(file, other)
    await other.close()
    gone = (tmp_path / "other.db").rename(tmp_path / "away.db")
    before = await everything(file)
    with pytest.raises(BadSetting, match="не видно") as refused:
        await refuse_moved(file)
    assert str(tmp_path / "other.db") in refused.value.sentence
    assert await everything(file) == before
    assert not (tmp_path / "other.db").exists()
    gone.rename(tmp_path / "other.db")
    with pytest.raises(BadSetting, match="переехала"):
        await refuse_moved(file)


async def test_what_moved_on_and_came_back_is_known_to_have_arrived(file, server, other):
    """Each move's number stays: the file asks for the first one."""
    await found(file)
    await moved_without_a_mark(file, server)
    await moved(server, other)
    await moved(other, server)
    with pytest.raises(BadSetting, match="переехала"):
        await refuse_moved(file)


async def test_a_move_whose_beginning_somebody_has_settled_is_not_made(file, other):
    """A command that looks between the beginning and the copy takes the beginning away."""
    await found(file)
    async with at_a_note(file, "AFTER", "moving", "DELETE FROM note WHERE key = 'moving'"):
        with pytest.raises(DatabaseBusy):
            await moved(file, other)
    assert not any((await everything(other)).values())
    await refuse_moved(file)


async def test_a_copy_of_a_database_that_is_moving_knows_no_password(file, other, tmp_path):
    await found(file)
    await begin_move(file, other, MONDAY, "Europe/Moscow")
    await make_backup(file, tmp_path / "copy.db", MONDAY, lambda: 1)
    assert b"other.db" not in (tmp_path / "copy.db").read_bytes()


async def has_begun(database: Database) -> bool:
    async with database.reading() as session:
        return await read_note(session, BEGUN) is not None


async def test_a_file_and_a_server_are_known_whatever_they_are_called(file, other, server, postgres, tmp_path):
    (tmp_path / "linked.db").hardlink_to(tmp_path / "d.db")
    linked, again = connect(f"sqlite:///{tmp_path}/linked.db"), connect(postgres)
    assert await is_same(file, linked)
    assert await is_same(server, again)
    assert not await is_same(file, other)
    assert not await is_same(file, server)
    for one in (linked, again):
        await one.close()
