"""Whom the file itself marks as away nobody reminds, until it no longer does."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from indicators.weeks import Week
from nudges.plan.skip_reason import SkipReason
from storage.campaigns.planning import plan
from storage.people.exemptions import exempt, lift
from storage.schools.registry import all_schools
from storage.tables import Exemption, Person
from tests.storage.imports.lists import TODAY, bring_in, people

HEADINGS = "VK ID;ФИО;Сообщений в групповых чатах за неделю;Звонков за неделю;Примечание"
ANNA = "9100001;Примерова Анна Ивановна;0;0;"
BORIS = "9100002;Образцов Борис Петрович;2;0;"
NOVEMBER, NEXT, LONG_AGO = "16.11.2026–22.11.2026", "23.11.2026–29.11.2026", "05.10.2026–11.10.2026"


async def load(database, path, *rows, week=NOVEMBER):
    return await bring_in(database, people(path, *rows, week=week, headings=HEADINGS))


async def exemptions(database):
    async with database.reading() as session:
        query = select(Person.last_name, Exemption.reason, Exemption.ends_on).join(Exemption).order_by(Exemption.id)
        return [tuple(row) for row in await session.execute(query)]


async def skipped(database, week="2026-W47"):
    async with database.reading() as session:
        [school] = await all_schools(session)
        found = await plan(session, school, Week.parse(week), now=datetime(2026, 12, 1, 9, tzinfo=UTC))
        return {one.full_name: one.reason for one in found.skipped}


@pytest.mark.parametrize("remark", ["в декрете", "отпуск по уходу за ребёнком", "больничный с 12.11", "уволена"])
async def test_who_is_marked_as_away_gets_nothing(database, tmp_path, remark):
    report = await load(database, tmp_path / "a.csv", ANNA + remark, BORIS)
    assert [one for one in report.warnings if "этим людям не напоминает" in one and "Примерова Анна Ивановна" in one]
    assert (await skipped(database))["Примерова Анна Ивановна"] is SkipReason.EXEMPT
    assert len(await exemptions(database)) == 1


async def test_the_next_file_prolongs_it_or_ends_it(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS + "отпуск")
    await load(database, tmp_path / "b.csv", ANNA + "в декрете", BORIS, week=NEXT)
    assert [name for name, _, _ in await exemptions(database)] == ["Примерова"]
    assert (await skipped(database, "2026-W48")).get("Образцов Борис Петрович") is None


async def test_what_the_officer_decided_stays(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS)
    async with database.writing() as session:
        ids = {row.last_name: row.id for row in await session.execute(select(Person.last_name, Person.id))}
        await lift(session, ids["Примерова"], TODAY)
        await exempt(session, ids["Примерова"], "декрет", TODAY, None)
        await exempt(session, ids["Образцов"], "больничный", TODAY, None)
    await load(database, tmp_path / "b.csv", ANNA + "в декрете", BORIS, week=NEXT)
    assert await exemptions(database) == [("Примерова", "декрет", None), ("Образцов", "больничный", None)]


async def test_an_old_list_says_nothing_about_today(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "отпуск", BORIS, week=LONG_AGO)
    assert await exemptions(database) == []


WITHOUT = HEADINGS.removesuffix(";Примечание")


async def test_a_file_that_says_nothing_of_it_brings_nobody_back(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS)
    promised = await exemptions(database)
    silent = people(tmp_path / "b.csv", ANNA[:-1], BORIS[:-1], week=NEXT, headings=WITHOUT)
    report = await bring_in(database, silent)
    assert await exemptions(database) == promised
    assert (await skipped(database, "2026-W48"))["Примерова Анна Ивановна"] is SkipReason.EXEMPT
    assert not [one for one in report.warnings if "отметки уже нет" in one]


async def test_whom_the_file_does_not_name_it_does_not_bring_back(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS)
    promised = await exemptions(database)
    await load(database, tmp_path / "b.csv", BORIS, week=NEXT)
    assert await exemptions(database) == promised


@pytest.mark.parametrize("remark", ["", "вышла из декрета", "работает"])
async def test_who_is_back_by_the_file_is_named_before_and_when_it_is_loaded(database, tmp_path, remark):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS)
    path = people(tmp_path / "b.csv", ANNA + remark, BORIS, week=NEXT, headings=HEADINGS)
    for write in (False, True):
        report = await bring_in(database, path, write=write)
        [said] = [one for one in report.warnings if "отметки уже нет" in one]
        assert "Примерова Анна Ивановна" in said
    assert await exemptions(database) == []


async def test_who_is_let_off_without_the_file_too_is_not_said_to_be_reminded_again(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS + "отпуск")
    async with database.writing() as session:
        ids = {row.last_name: row.id for row in await session.execute(select(Person.last_name, Person.id))}
        await exempt(session, ids["Примерова"], "больничный", TODAY, None)
    path = people(tmp_path / "b.csv", ANNA + "работает", BORIS + "работает", week=NEXT, headings=HEADINGS)
    report = await bring_in(database, path)
    [again] = [one for one in report.warnings if "Снова буду напоминать" in one]
    assert "Образцов" in again
    assert "Примерова" not in again
    [held] = [one for one in report.warnings if "Напоминать всё равно не буду" in one]
    assert "Примерова Анна Ивановна" in held
    assert await exemptions(database) == [("Примерова", "больничный", None)]


async def test_back_by_a_word_of_the_post_alone(database, tmp_path):
    await load(database, tmp_path / "a.csv", ANNA + "в декрете", BORIS + "отпуск")
    posts = ANNA + "учитель", BORIS + "учитель, вышел из отпуска"
    path = people(tmp_path / "b.csv", *posts, week=NEXT, headings=f"{WITHOUT};Должность")
    await bring_in(database, path)
    assert [name for name, _, _ in await exemptions(database)] == ["Примерова"]
