"""A week imported again while messages about it still wait in the outbox."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

from indicators.weeks import Week
from storage.campaigns.planning import RoundWishes
from storage.campaigns.rounds import plan_campaign
from storage.database.connection import Database
from storage.schools.registry import find_school
from storage.tables import OutboxRow
from tests.storage.imports.lists import bring_in, people

SCHOOL = "Школа № 0 (пример)"
WEEK = Week.parse("2026-W46")
SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
ANNA = "9100001;Примерова Анна Ивановна"
VERA = "9100002;Образцова Вера Львовна"
ZOYA = "9100003;Выдумкина Зоя Львовна"


async def texts(database: Database) -> dict[str, tuple[str, list[str]]]:
    async with database.reading() as session:
        rows = await session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return {row.text.split(",")[0]: (row.text, list(row.gaps)) for row in rows}


async def planned(database: Database, tmp_path: Path, kind: str = "digest") -> None:
    file = people(tmp_path / "a.csv", f"{ANNA};2;0", f"{VERA};5;1", f"{ZOYA};12;0")
    await bring_in(database, file, school=SCHOOL, create_schools=True)
    async with database.reading() as session:
        school = await find_school(session, SCHOOL)
    only = None if kind == "digest" else frozenset({"no_call"})
    await plan_campaign(database, school, WEEK, now=SUNDAY, wishes=RoundWishes(kind, only))


async def test_messages_that_wait_speak_of_the_new_figures(database, tmp_path):
    await planned(database, tmp_path)
    before = await texts(database)
    assert before["Анна Ивановна"][1] == ["few_messages", "no_call"]
    await bring_in(database, people(tmp_path / "b.csv", f"{ANNA};8;1", f"{VERA};12;0", f"{ZOYA};12;1"))
    after = await texts(database)
    assert after["Анна Ивановна"][1] == ["few_messages"]
    assert "8 из 10" in after["Анна Ивановна"][0]
    assert "звон" not in after["Анна Ивановна"][0]
    assert after["Вера Львовна"][1] == ["no_call"]
    # Zoya has everything now: her row is skipped when its turn comes.
    assert after["Зоя Львовна"] == before["Зоя Львовна"]


async def test_a_round_about_one_gap_stays_about_it(database, tmp_path):
    await planned(database, tmp_path, "manual")
    await bring_in(database, people(tmp_path / "b.csv", f"{ANNA};8;0", f"{VERA};5;1", f"{ZOYA};1;0"))
    after = await texts(database)
    assert {name: gaps for name, (_, gaps) in after.items()} == {
        "Анна Ивановна": ["no_call"],
        "Зоя Львовна": ["no_call"],
    }


async def test_what_may_have_arrived_already_keeps_its_text(database, tmp_path):
    await planned(database, tmp_path)
    async with database.writing() as session:
        await session.execute(update(OutboxRow).values(attempts=1))
    before = await texts(database)
    await bring_in(database, people(tmp_path / "b.csv", f"{ANNA};8;1", f"{VERA};12;0", f"{ZOYA};12;1"))
    assert await texts(database) == before
