"""A list of an earlier week that comes later adds its figures; who people are is known from the newer one."""

from datetime import date

from sqlalchemy import select

from storage.tables import Exemption, Person, PersonWeek
from tests.storage.imports.lists import bring_in, people

HEADINGS = "VK ID;ФИО;Должность;Звонков за неделю;Примечание"
BEFORE, AFTER = "16.11.2026–22.11.2026", "23.11.2026–29.11.2026"
OLD = "9100001;Новикова Наталья Сергеевна;учитель музыки;0;"
NEW = "9100001;Морозова Наталья Сергеевна;завуч;1;уволена"


async def load(database, path, row, week):
    return await bring_in(database, people(path, row, week=week, headings=HEADINGS))


async def said_of(database):
    async with database.reading() as session:
        person = (await session.scalars(select(Person))).one()
        marks = (await session.scalars(select(Exemption.reason))).all()
        weeks = dict(tuple(row) for row in await session.execute(select(PersonWeek.week, PersonWeek.calls)))
    return person.full_name, person.role, len(marks), weeks


async def test_an_older_week_loaded_later_changes_no_name_post_or_mark(database, tmp_path):
    await load(database, tmp_path / "old.csv", OLD, BEFORE)
    await load(database, tmp_path / "new.csv", NEW, AFTER)
    newest = ("Морозова Наталья Сергеевна", "завуч", 1, {"2026-W47": 0, "2026-W48": 1})
    assert await said_of(database) == newest
    report = await load(database, tmp_path / "again.csv", OLD.replace("музыки;0", "музыки;3"), BEFORE)
    assert await said_of(database) == (*newest[:3], {"2026-W47": 3, "2026-W48": 1})
    assert "В файле Новикова Наталья Сергеевна — это Морозова Наталья Сергеевна, как в более новых данных." in str(
        report.schools[0].warnings
    )


async def test_an_older_week_marks_nobody_whom_the_newer_one_does_not(database, tmp_path):
    await load(database, tmp_path / "new.csv", NEW.replace("уволена", ""), AFTER)
    await load(database, tmp_path / "old.csv", OLD + "больничный", BEFORE)
    assert (await said_of(database))[:3] == ("Морозова Наталья Сергеевна", "завуч", 0)


async def test_whoever_had_left_when_the_week_ended_and_stands_in_its_file_is_named(database, tmp_path):
    await load(database, tmp_path / "old.csv", OLD, BEFORE)
    async with database.writing() as session:
        (await session.scalars(select(Person))).one().left_on = date(2026, 11, 25)
    report = await load(database, tmp_path / "new.csv", OLD, AFTER)
    assert "Больше не работает, а в файле есть: Новикова Наталья Сергеевна." in str(report.schools[0].warnings)
    report = await load(database, tmp_path / "again.csv", OLD, BEFORE)  # who is counted there
    assert "а в файле есть" not in str(report.schools[0].warnings)
