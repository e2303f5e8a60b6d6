"""A backup holds the whole database of either kind, and a database restored from it keeps its manners."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock.clock import Clock
from indicators.errors import StorageError, UnusableFile
from nudges.delivery.row_ids import random_id, row_of
from storage.database import upgrade
from storage.database.connection import Database, connect
from storage.database.key_values import read_note, write_note
from storage.database.opening import open_database
from storage.messengers.arrivals import end_arrivals
from storage.people.accounts import ensure_account
from storage.people.codes import drop_codes, make_invitation
from storage.people.detached import detach
from storage.people.privacy.forgetting import forget_account, forget_people
from storage.tables import (
    Account,
    Arrival,
    Base,
    Campaign,
    Detached,
    Dialogue,
    Errand,
    Invitation,
    Member,
    Note,
    OutboxRow,
    Person,
    PersonAccount,
    PersonWeek,
    Reply,
    ReportTemplate,
    School,
    Silenced,
)
from storage.upkeep.backup import Restored, bring_up_to_date, is_empty, make_backup, open_archive, restore_backup
from storage.upkeep.backup.numbers import Numbers
from tests.databases import fresh_database
from tests.loads import add_load
from tests.postgres import emptied

MONDAY = datetime(2026, 11, 16, 5, tzinfo=UTC)  # 8:00 in Moscow: before the clock has done anything
TEN = MONDAY + timedelta(hours=3)
TUESDAY = MONDAY + timedelta(days=1, hours=4)
OFFICER, TEACHER = 501, 502
NEXT = f"{int(upgrade.HEAD) + 1:04d}"


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    database = await fresh_database(tmp_path / "d.db")
    yield database
    await database.close()


async def found(database: Database) -> None:
    """A school with an officer and a teacher who lacks something by last week's file."""
    async with database.writing() as session:
        school = School(name="Ш", name_key="ш", created_at=MONDAY, settings={"configured": True})
        accounts = [Account(platform="vk", external_id=one) for one in (OFFICER, TEACHER)]
        session.add_all((school, *accounts))
        await session.flush()
        session.add(Member(account_id=accounts[0].id, school_id=school.id, role="officer", confirmed_at=MONDAY))
        person = Person(
            school_id=school.id, full_name="Тестова Анна Петровна", name_key="тестова анна петровна",
            account_id=accounts[1].id, created_at=MONDAY,
        )  # fmt: skip
        session.add(person)
        row = await add_load(session, school.id, "2026-W46", MONDAY, mapping={"а": None})
        session.add(PersonWeek(person_id=person.id, week="2026-W46", import_id=row.id, journal_linked=False))
        session.add(Dialogue(account_id=accounts[0].id, name="setup", state={"step": 2}, at=MONDAY))
        session.add(Errand(community_id=7, account_id=accounts[0].id, peer_id=1, kind="paper", details={}, at=MONDAY))
        session.add(Reply(community_id=7, peer_id=OFFICER, body={"text": "…"}, at=MONDAY))
        session.add(ReportTemplate(school_id=school.id, content=b"PK\x03\x04\x00\xff", at=MONDAY))
        await write_note(session, "position:vk:7", "123")


async def saved(database: Database, out: Path, now: datetime = MONDAY) -> Path:
    await make_backup(database, out, now, lambda: 77)
    return out


async def restored(database: Database, copy: Path, workspace: Path, now: datetime = TUESDAY) -> Restored:
    workspace.mkdir(exist_ok=True)
    archive = open_archive(copy, workspace)
    await bring_up_to_date(archive, copy)
    return await restore_backup(database, archive, now, communities=(7,))


async def everything(database: Database) -> dict[str, list[tuple]]:
    async with database.reading() as session:
        return {
            table.name: [tuple(row) for row in await session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


async def all_of(database: Database, table: type[Base]) -> list:
    async with database.reading() as session:
        return list(await session.scalars(select(table).order_by(*table.__table__.primary_key)))


async def test_a_backup_of_either_database_is_restored_into_either(tmp_path, postgres):
    server, file = await emptied(postgres), await fresh_database(tmp_path / "d.db")
    await found(file)
    await Clock(file, lambda: TEN, communities=(7,)).ring()
    first = await saved(file, tmp_path / "first.db")
    assert await is_empty(server)
    await restored(server, first, tmp_path / "w", MONDAY)
    assert not await is_empty(server)
    on_server = await everything(server)
    for table in ("school", "person", "person_week", "statistics_import", "account", "member", "occasion"):
        assert on_server[table] == (await everything(file))[table]
    (row,) = await all_of(server, OutboxRow)
    assert row.unsure_since < MONDAY
    async with server.writing() as session:  # numbering goes on
        session.add(School(name="Ш2", name_key="ш2", created_at=MONDAY, settings={}))

    second = await saved(server, tmp_path / "second.db")
    back = await open_database(f"sqlite+aiosqlite:///{tmp_path}/back.db")
    on_server = await everything(server)
    await restored(back, second, tmp_path / "w", MONDAY)
    for table in ("school", "person", "person_week", "statistics_import", "account", "member"):
        assert (await everything(back))[table] == on_server[table]
    for one in (server, file, back):
        await one.close()


async def test_what_the_clock_did_after_the_backup_is_not_done_again(database, tmp_path):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    clock = Clock(database, lambda: TEN, communities=(7,))
    assert [one.kind.value for _, one in await clock.ring()] == ["nudge"]

    await restored(database, copy, tmp_path / "w")
    assert await all_of(database, Campaign) == []
    clock.now = lambda: TUESDAY
    assert await clock.ring() == []
    assert await all_of(database, Campaign) == []
    # The figures are still fresh enough for another week, once its file has been waited for.
    clock.now = lambda: TEN + timedelta(days=8, hours=2)
    assert "nudge" in [one.kind.value for _, one in await clock.ring()]
    (row,) = await all_of(database, OutboxRow)
    assert row.unsure_since < MONDAY  # whoever got it on the lost Monday is recognised


async def test_an_answer_under_way_and_the_stream_of_events_are_given_up_and_the_officer_is_told(database, tmp_path):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    assert (await restored(database, copy, tmp_path / "w")).told == 1
    given_up, told = await all_of(database, Reply)
    assert (given_up.state, told.state, told.peer_id) == ("failed", "planned", OFFICER)
    assert "резервной копии от 16.11.2026 08:00" in told.body["text"]
    assert await all_of(database, Errand) == await all_of(database, Dialogue) == []
    async with database.reading() as session:
        assert await read_note(session, "position:vk:7") is None


async def test_open_campaigns_wait_and_their_rows_are_looked_up_first(database, tmp_path):
    await found(database)
    await Clock(database, lambda: TEN, communities=(7,)).ring()
    copy = await saved(database, tmp_path / "copy.db", TEN)
    assert (await restored(database, copy, tmp_path / "w", TEN + timedelta(minutes=5))).paused == 1
    (campaign,), (row,) = await all_of(database, Campaign), await all_of(database, OutboxRow)
    assert campaign.state == "paused"
    assert "16.11.2026 11:00" in campaign.pause_reason
    assert row.state == "planned"
    assert row.unsure_since <= TEN - timedelta(hours=1)


async def test_numbers_never_come_back(database, tmp_path):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    async with database.writing() as session:
        session.add(Reply(id=10**9, community_id=7, peer_id=OFFICER, body={}, at=MONDAY, state="sent"))
    await restored(database, copy, tmp_path / "w")
    assert (await all_of(database, Reply))[-1].id > 10**9


async def test_who_had_their_data_deleted_after_the_backup_stays_deleted(database, tmp_path):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    async with database.writing() as session:
        teacher = (await session.scalars(select(Account).where(Account.external_id == TEACHER))).one()
        await forget_people(session, [(await session.scalars(select(Person.id))).one()])
        await forget_account(session, teacher)
    assert (await restored(database, copy, tmp_path / "w")).forgotten == 1
    assert await all_of(database, Person) == await all_of(database, PersonWeek) == []
    assert [one.external_id for one in await all_of(database, Silenced)] == [TEACHER]
    assert [one.external_id for one in await all_of(database, Account)] == [OFFICER]


async def test_who_asked_not_to_be_reminded_after_the_backup_is_not(database, tmp_path):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    async with database.writing() as session:
        (await session.scalars(select(Person))).one().wants_nudges = False
    await restored(database, copy, tmp_path / "w")
    assert [one.wants_nudges for one in await all_of(database, Person)] == [False]


async def test_who_waited_for_somebodys_word_in_the_backup_is_let_in_by_no_silence(database, tmp_path):
    await found(database)
    async with database.writing() as session:
        officer, person = (await session.scalars(select(Account.id))).first(), await session.scalar(select(Person.id))
        session.add(Arrival(person_id=person, account_id=officer, at=MONDAY, until=TUESDAY))
    copy = await saved(database, tmp_path / "copy.db")
    await restored(database, copy, tmp_path / "w")
    assert await all_of(database, Arrival) == []


@pytest.mark.parametrize("waits", [True, False])
async def test_whoever_was_refused_after_the_backup_is_not_let_in_by_it(database, tmp_path, waits):
    """Whether the account still waited in the backup, or was somebody's by then; its code opens nothing either."""
    await found(database)
    async with database.writing() as session:
        person = await session.scalar(select(Person))
        stranger = await ensure_account(session, "max", 51_200_049)
        if waits:
            session.add(Arrival(person_id=person.id, account_id=stranger.id, at=MONDAY, until=TUESDAY))
        else:
            session.add(PersonAccount(person_id=person.id, account_id=stranger.id))
        await make_invitation(session, lambda: "K7PRIMER", MONDAY, person_id=person.id)
    copy = await saved(database, tmp_path / "copy.db")
    async with database.writing() as session:
        person = await session.scalar(select(Person))
        await end_arrivals(session, [person.id])
        await detach(session, person, stranger.id, TEN, asked=True)
        await drop_codes(session, [person.id])
    await restored(database, copy, tmp_path / "w")
    assert await all_of(database, Arrival) == await all_of(database, PersonAccount) == []
    assert await all_of(database, Invitation) == []
    [kept] = await all_of(database, Detached)
    assert (kept.person_id, kept.account_id, kept.asked) == (person.id, stranger.id, True)


async def test_a_backup_of_an_older_schema_is_brought_up_to_date(tmp_path, monkeypatch):
    old = await open_database(f"sqlite+aiosqlite:///{tmp_path}/old.db")
    await found(old)
    copy = await saved(old, tmp_path / "copy.db")
    await old.close()
    _next_schema(tmp_path, monkeypatch)
    new = await open_database(f"sqlite+aiosqlite:///{tmp_path}/new.db")
    assert (await restored(new, copy, tmp_path / "w")).upgraded
    async with new.reading() as session:
        assert await read_note(session, "made by the next") == "1 person"
        assert await (await session.connection()).run_sync(upgrade.current_revision) == NEXT
    await new.close()


def _next_schema(folder: Path, monkeypatch) -> None:
    """The program of tomorrow: one more migration."""
    home = upgrade.MIGRATIONS
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    for one in (home / "versions").glob("*.py"):
        (versions / one.name).write_text(one.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "migrations" / "env.py").write_text((home / "env.py").read_text(encoding="utf-8"), encoding="utf-8")
    (versions / f"{NEXT}_next.py").write_text(
        "from alembic import op\n"
        f'revision, down_revision = "{NEXT}", "{upgrade.HEAD}"\n'
        "def upgrade():\n"
        "    op.execute(\"INSERT INTO note SELECT 'made by the next', count(*) || ' person' FROM person\")\n"
    )
    ordinary = upgrade._config

    def config(connection):
        made = ordinary(connection)
        made.set_main_option("script_location", str(folder / "migrations"))
        return made

    monkeypatch.setattr(upgrade, "_config", config)
    monkeypatch.setattr(upgrade, "HEAD", NEXT)


async def test_a_backup_is_one_moment_of_a_database_that_is_being_written(database, tmp_path):
    """Every transaction adds two rows: a copy with an odd number would be torn."""

    async def write() -> None:
        for number in range(60):
            async with database.writing() as session:
                session.add(Note(key=f"a{number}", value=""))
                await session.flush()
                session.add(Note(key=f"b{number}", value=""))

    async def back_up() -> list[int]:
        counts = []
        for number in range(3):
            copy = await saved(database, tmp_path / f"copy{number}.db")
            with closing(sqlite3.connect(copy)) as connection, connection:
                counts += connection.execute("SELECT count(*) FROM note WHERE key NOT LIKE 'salt%'").fetchone()
            connection.close()
        return counts

    _, counts = await asyncio.gather(write(), back_up())
    assert [one % 2 for one in counts] == [0, 0, 0]


async def test_a_failing_restore_leaves_the_old_state(database, tmp_path):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    (tmp_path / "w").mkdir()
    archive = open_archive(copy, tmp_path / "w")
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE person_week SET person_id = 999")
    connection.close()
    before = await everything(database)
    with pytest.raises(StorageError, match="осталось как было"):
        await restore_backup(database, archive, TUESDAY)
    assert await everything(database) == before


def flipped(good: bytes) -> bytes:
    """One letter of a name is another one: every page is still in order."""
    place = good.index("Тестова".encode())
    return good[:place] + "М".encode() + good[place + 2 :]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda good: good[: len(good) // 2], "повреждена"),
        (flipped, "повреждена"),
        (lambda good: good[:8192] + bytes(8192) + good[16384:], "повреждена"),
        (lambda good: good[:-1], "повреждена"),
        (lambda good: b"PK\x03\x04 something else", "не резервная копия"),
        (lambda good: b"", "не резервная копия"),
    ],
    ids=["half", "flipped", "zeros", "shorter", "other", "empty"],
)
async def test_a_damaged_or_foreign_file_is_known(database, tmp_path, spoil, told):
    await found(database)
    copy = await saved(database, tmp_path / "copy.db")
    copy.write_bytes(spoil(copy.read_bytes()))
    with pytest.raises(UnusableFile, match=told):
        open_archive(copy, tmp_path)


def test_a_random_id_leads_back_to_its_row():
    for row, salt in ((1, 0), (12345, 2**31 - 2), (10**9, 77)):
        assert row_of(random_id(row, salt), salt) == row


async def test_a_folder_with_marks_in_its_name_is_no_trouble(tmp_path):
    folder = tmp_path / "копии 50% ?x=1#y"
    folder.mkdir()
    database = connect(f"sqlite+aiosqlite:///{tmp_path}/d.db")
    await upgrade.upgrade(database)
    copy = await saved(database, folder / "копия.db")
    await database.close()
    with closing(sqlite3.connect(copy)) as connection, connection:
        assert connection.execute("SELECT count(*) FROM school").fetchone() == (0,)
    connection.close()
    assert [one.name for one in folder.iterdir()] == ["копия.db"]


def test_numbers_after_a_restore_are_behind_all_that_can_have_been_used_and_the_lost_ones_are_few():
    day = timedelta(days=1)
    first = Numbers({"outbox": 100}, {"outbox": 140}, MONDAY, MONDAY + day)
    ((begin, end),) = first.lost("outbox")
    assert begin == 101
    assert 140 < end <= first.beyond()["outbox"]
    assert end - begin < 2**31 / 1000  # a stranger's random id is hardly ever taken for one of them
    again = Numbers({"outbox": 100}, {"outbox": first.beyond()["outbox"] + 40}, MONDAY, MONDAY + day)
    assert again.beyond()["outbox"] >= first.beyond()["outbox"] + 40
    assert again.lost("outbox")[1][1] == first.beyond()["outbox"] + 40
    late = Numbers({"outbox": 10**9}, {"outbox": 0}, MONDAY, MONDAY + day)
    assert late.beyond()["outbox"] >= late.lost("outbox")[0][1] > 10**9
