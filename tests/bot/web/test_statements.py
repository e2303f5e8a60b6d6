"""A page asks the database the same number of questions whatever the number of rows."""

import re
from collections.abc import Iterable

import pytest
from sqlalchemy import select

from nudges.plan.standing import MISTAKE
from storage.people.roles import Role
from storage.people.threads import TEACHER, add_line
from storage.tables import Claim, Person
from tests.bot.web.cabinet import HEAD, LIST, SCHOOL, WEEK_45, WEEK_46, Office
from tests.statements import counting

PATHS = ("/", "/people", "/people/1", "/import", "/rounds", "/rounds/new", "/rounds/1", "/chats", "/schedule")
MORE = ("/reports", "/settings", "/log", "/schools")
OBJECTIONS = ("/people/objections", "/people?state=disputed", "/people?state=stuck", "/rounds/1?state=missed")


async def _counts(office: Office) -> dict[str, int]:
    found = {}
    for path in (*PATHS, *MORE, *OBJECTIONS):
        with counting(office.database) as asked:
            await office.text(path)
        found[path] = len(asked)
    return found


def _people(count: int) -> str:
    rows = [
        f"{9_400_000 + number};Примеров{number} Иван Иванович;учитель;{number % 11 + 1}А;да;Активен;1;{number};0;да"
        for number in range(count)
    ]
    return "\n".join(["Статистика за {period}", HEAD, *rows])


async def _object(office: Office, people: Iterable[int]) -> None:
    async with office.database.writing() as session:
        for person_id in people:
            await add_line(session, person_id, TEACHER, "у меня больше", office.now)
            for gap in ("no_call", "few_messages"):
                session.add(Claim(person_id=person_id, week="2026-W46", gap=gap, kind=MISTAKE, at=office.now))


@pytest.fixture
async def few(entered: Office) -> Office:
    await entered.give(Role.MUNICIPAL, None)
    for period in (WEEK_45, WEEK_46):
        await entered.load(SCHOOL, period, _people(3))
    await entered.post("/rounds", gap="no_call", week="2026-W46", kind="manual-1")
    await _object(entered, [1])
    return entered


async def test_statements_do_not_grow_with_the_rows(few: Office) -> None:
    before = await _counts(few)
    for number in range(2, 8):
        name = f"Школа № {number} (пример)"
        await few.add_school(name)
        await few.load(name, WEEK_46, _people(3).replace("94000", f"95{number}00"))
    for period in (WEEK_45, WEEK_46):
        await few.load(SCHOOL, period, _people(90))
    await few.post("/school", school=few.schools[SCHOOL])
    async with few.database.reading() as session:
        ours = select(Person.id).where(Person.school_id == few.schools[SCHOOL], Person.id > 1)
        people = (await session.scalars(ours.limit(60))).all()
    await _object(few, people)
    await few.post("/rounds", gap="few_messages", week="2026-W46", kind="manual-2")
    assert await _counts(few) == before


async def test_pages_tell_no_number_where_nothing_is_known_and_the_same_ones_as_the_chat(entered: Office) -> None:
    """The second list has no column of calls, and one person fewer."""
    await entered.load(SCHOOL, WEEK_45)
    rows = [line.split(";") for line in LIST.splitlines()[1:-1]]
    second = "\n".join([LIST.splitlines()[0], *(";".join(row[:8] + row[9:]) for row in rows)])
    await entered.load(SCHOOL, WEEK_46, second)
    overview = await entered.text("/")
    called = overview[overview.index("совершившие минимум 1 звонок") :]
    assert "без изменений" not in called[: called.index("</li>")]
    assert "Всё сделано у 0 из 7, о 2 известно не всё" in overview
    people = await entered.text("/people")
    assert "Без звонка за неделю (нет данных)" in people
    assert "Моя школа" not in people
    lacking = re.search(r"Без групповых чатов \((\d+)\)", people)
    assert lacking is not None
    assert f"{lacking[1]} человек" in await entered.text("/people?gap=no_group_chat")
