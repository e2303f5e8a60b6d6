"""A file that was sent: read once, shown, imported by those who may, into their own school only."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from indicators.errors import NotAllowed, NotPossible, UnknownPerson, UnknownSchool, UnusableFile
from indicators.weeks import Week
from services.actor import At, somebody, the_program
from services.imports.naming import create_schools, remember_name, say_who_it_is
from services.imports.receiving import OnlyBreaks, Statistics, StrangeSchools, confirm, import_at_once, receive
from storage.imports import ImportRequest
from storage.people.accounts import ensure_account, load_who
from storage.people.roles import Role, give_role
from storage.tables import AuditEntry, Person, PersonWeek, RememberedMatch
from tests.handlers.conversation import DEPUTY
from tests.services.school import ALIEVA, MANAGER, NOW, OFFICER, TODAY, Staffed, staffed

HEADINGS = "VK ID;ФИО;Сообщений в групповых чатах за неделю;Звонков за неделю"
ROWS = f"{ALIEVA};Алиева Марьям Ахмедовна;11;1", ";Новикова Нина Николаевна;0;0"


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


@pytest.fixture
def children(monkeypatch) -> list[str]:
    """The child processes that were started to read files."""
    started: list[str] = []
    real = asyncio.create_subprocess_exec

    async def start(*command: Any, **options: Any) -> Any:
        started.append(next(str(word) for word in command if str(word).startswith("indicators.")))
        return await real(*command, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start)
    return started


async def at(school: Staffed, external_id: int) -> At:
    async with school.database.reading() as session:
        return partial(somebody, (await load_who(session, "vk", [external_id]))[external_id])


def request(folder: Path, *rows: str, headings: str = HEADINGS, **more: Any) -> ImportRequest:
    folder.mkdir(exist_ok=True)
    path = folder / "file.csv"
    path.write_text("\n".join(["Статистика за 16.11.2026–22.11.2026", headings, *(rows or ROWS)]), encoding="utf-8")
    return ImportRequest(path=path, today=TODAY, now=NOW, **{"school": "Школа № 1 (пример)", **more})


async def facts(school: Staffed) -> int:
    async with school.database.reading() as session:
        rows = select(func.count()).select_from(PersonWeek).where(PersonWeek.week == "2026-W47")
        return await session.scalar(rows) or 0


async def logged(school: Staffed) -> list[tuple[str, int | None]]:
    async with school.database.reading() as session:
        found = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.action, one.account_id) for one in found if one.action != "officer_from_settings"]


async def test_a_file_is_read_once_for_its_preview_and_its_import(school: Staffed, tmp_path, children):
    officer, file = await at(school, OFFICER), request(tmp_path / "f")
    shown = await receive(school.database, officer, file)
    assert isinstance(shown, Statistics)
    assert (shown.report.accepted, shown.strange, await facts(school)) == (2, None, 0)
    [kept] = [one for one in (tmp_path / "f").iterdir() if one != file.path]
    assert kept.stat().st_mode & 0o077 == 0
    made = await confirm(school.database, officer, file)
    assert (made.imported, made.accepted, await facts(school)) == (True, 2, 2)
    assert children == ["indicators.file"]
    assert await logged(school) == [("imported", officer(school.school.id).account_id)]


async def test_the_week_that_the_preview_found_may_be_said_with_the_confirmation(school: Staffed, tmp_path, children):
    officer, file = await at(school, OFFICER), request(tmp_path / "f")
    await receive(school.database, officer, file)
    await confirm(school.database, officer, request(tmp_path / "f", week=Week.parse("2026-W47")))
    assert await facts(school) == 2
    assert children == ["indicators.file"]


@pytest.mark.parametrize("corrected", [{"week": Week.parse("2026-W46")}, {"mapping": {"Звонков за неделю": None}}])
async def test_what_was_corrected_since_is_read_anew(school: Staffed, tmp_path, children, corrected):
    officer = await at(school, OFFICER)
    await receive(school.database, officer, request(tmp_path / "f"))
    made = await confirm(school.database, officer, request(tmp_path / "f", **corrected))
    assert made.imported
    assert len(children) == 2


async def test_what_is_kept_and_was_damaged_is_read_anew(school: Staffed, tmp_path, children):
    officer, file = await at(school, OFFICER), request(tmp_path / "f")
    await receive(school.database, officer, file)
    [kept] = [one for one in (tmp_path / "f").iterdir() if one != file.path]
    for content in (b"", b"{", b'{"bytes": 3}\nabc', kept.read_bytes()[:-20]):
        kept.write_bytes(content)
        assert (await confirm(school.database, officer, file)).accepted == 2
    assert len(children) == 5


async def test_breaks_in_a_table_and_schools_nobody_knows_cost_one_reading_each(school: Staffed, tmp_path, children):
    officer = await at(school, OFFICER)
    rest = request(tmp_path / "a", "Осенние каникулы;26.10.2026;01.11.2026", headings="Каникулы;Начало;Конец")
    found = await receive(school.database, officer, rest)
    assert isinstance(found, OnlyBreaks)
    assert "Осенние каникулы" in {one.title for one in found.found.breaks}
    unknown = [f"Гимназия № 9;{row}" for row in ROWS]
    other = request(tmp_path / "b", *unknown, headings=f"Школа;{HEADINGS}", school=None)
    strange = await receive(school.database, officer, other)
    assert isinstance(strange, StrangeSchools)
    assert list(strange.names) == ["Гимназия № 9"]
    assert len(children) == 2


async def test_nobody_imports_into_a_school_of_somebody_else(school: Staffed, tmp_path):
    theirs = request(tmp_path / "f", *(f"Школа № 2 (пример);{row}" for row in ROWS), headings=f"Школа;{HEADINGS}")
    named = request(tmp_path / "g", school="Школа № 2 (пример)")
    async with school.database.writing() as session:
        deputy = (await ensure_account(session, "vk", DEPUTY)).id
        await give_role(session, deputy, school.school.id, Role.DEPUTY, NOW)
    for who in (DEPUTY, MANAGER):
        sender = await at(school, who)
        for refused in (receive, confirm, import_at_once):
            with pytest.raises(UnknownSchool):
                await refused(school.database, sender, named)
        with pytest.raises(UnknownSchool):
            await receive(school.database, sender, theirs)
    assert await facts(school) == 0
    assert (await import_at_once(school.database, await at(school, DEPUTY), request(tmp_path / "h"))).accepted == 2
    made = await import_at_once(school.database, the_program, named)
    assert made.accepted == 2
    assert await logged(school) == [("imported", deputy), ("imported", None)]


async def test_a_file_without_anything_of_use_is_refused(school: Staffed, tmp_path):
    menu = request(tmp_path / "f", "борщ;пюре", headings="Понедельник;Обед")
    with pytest.raises(UnusableFile):
        await receive(school.database, await at(school, OFFICER), menu)


async def test_an_answer_about_a_row_is_remembered_for_people_of_the_school_only(school: Staffed):
    actor, reader = await school.actor(OFFICER), await school.actor(MANAGER)
    async with school.database.writing() as session:
        await say_who_it_is(session, actor, "алиева м", school.alieva)
        await say_who_it_is(session, actor, "новая н", None)
        with pytest.raises(UnknownPerson):
            await say_who_it_is(session, actor, "чужая ч", school.elsewhere)
        with pytest.raises(NotAllowed):
            await say_who_it_is(session, reader, "алиева м", None)
        found = {one.row_key: one.person_id for one in await session.scalars(select(RememberedMatch))}
    assert found == {"алиева м": school.alieva, "новая н": None}


async def test_another_name_of_the_school_is_remembered_unless_it_is_anothers(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        assert (await remember_name(session, actor, "МБОУ СОШ 1", NOW)).id == school.school.id
        with pytest.raises(NotPossible):
            await remember_name(session, actor, "Школа № 2 (пример)", NOW)
        with pytest.raises(NotAllowed):
            await create_schools(session, actor, ["Гимназия № 9"], NOW)
        made = await create_schools(session, the_program(), ["Гимназия № 9", "Школа № 2 (пример)"], NOW)
    assert [one.name for one in made.schools] == ["Гимназия № 9"]
    assert [action for action, _ in await logged(school)] == ["school_name", "school_created"]
    async with school.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 3


async def calls_and_messages(school: Staffed) -> dict[int, tuple[int | None, int | None]]:
    async with school.database.reading() as session:
        rows = await session.scalars(select(PersonWeek).where(PersonWeek.week == "2026-W47"))
        return {row.person_id: (row.group_messages, row.calls) for row in rows}


async def test_a_second_file_of_a_week_adds_to_it_unless_the_whole_week_is_to_be_replaced(school: Staffed, tmp_path):
    await import_at_once(school.database, the_program, request(tmp_path / "first"))
    [nina] = set(await calls_and_messages(school)) - {school.alieva}
    fewer = request(
        tmp_path / "second",
        f"{ALIEVA};Алиева Марьям Ахмедовна;15",
        headings="VK ID;ФИО;Сообщений в групповых чатах за неделю",
    )
    received = await receive(school.database, await at(school, OFFICER), fewer)
    assert isinstance(received, Statistics)
    [shown] = received.report.schools
    assert shown.lacks == ["calls"]
    assert [(one.fact, one.before, one.after) for one in shown.changes] == [("group_messages", 11, 15)]
    await confirm(school.database, await at(school, OFFICER), fewer)
    assert await calls_and_messages(school) == {school.alieva: (15, 1), nina: (0, 0)}
    await confirm(school.database, await at(school, OFFICER), replace(fewer, replace=True))
    assert await calls_and_messages(school) == {school.alieva: (15, None)}


async def test_a_second_file_with_all_the_columns_takes_the_weeks_place(school: Staffed, tmp_path):
    await import_at_once(school.database, the_program, request(tmp_path / "first"))
    whole = request(tmp_path / "second", f"{ALIEVA};Алиева Марьям Ахмедовна;15;")
    report = await import_at_once(school.database, the_program, whole)
    assert report.schools[0].lacks == []
    assert await calls_and_messages(school) == {school.alieva: (15, None)}


async def test_a_number_that_a_later_mark_speaks_against_is_not_kept(school: Staffed, tmp_path):
    await import_at_once(school.database, the_program, request(tmp_path / "first"))
    marks = request(
        tmp_path / "second",
        f"{ALIEVA};Алиева Марьям Ахмедовна;нет",
        headings="VK ID;ФИО;Написал минимум 10 сообщений",
    )
    report = await import_at_once(school.database, the_program, marks)
    assert report.schools[0].lacks == ["group_messages", "calls"]
    assert (await calls_and_messages(school))[school.alieva] == (None, 1)


async def test_a_column_that_the_list_before_had_is_missed_before_anything_is_loaded(school: Staffed, tmp_path):
    await import_at_once(school.database, the_program, request(tmp_path / "first", week=Week.parse("2026-W46")))
    received = await receive(
        school.database,
        await at(school, OFFICER),
        request(tmp_path / "second", f"{ALIEVA};Алиева Марьям Ахмедовна;15", headings="VK ID;ФИО;Сообщений в чатах"),
    )
    assert isinstance(received, Statistics)
    assert [(one.fact, str(one.since)) for one in received.report.gone] == [
        ("registered", "2026-W46"),
        ("calls", "2026-W46"),
    ]
    said = "было «Зарегистрирован» и «Звонков за неделю», а в этом файле такого нет"
    assert any(said in one.replace("», «", "» и «") for one in received.report.warnings)
