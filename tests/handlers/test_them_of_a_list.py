"""«Напомни им» right behind a list is of those who are on it, and never of the whole school."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

PEOPLE = (
    ("Исаев Игорь Львович", "учитель математики", {"group_chats": 0, "group_messages": 4, "calls": 0}),
    ("Кимова Рита Захаровна", "учитель математики", {"group_chats": 0, "group_messages": 20, "calls": 1}),
    ("Доскина Дарья Олеговна", "учитель физики", {"group_chats": 1, "group_messages": 8, "calls": 0}),
)


async def staff(talk: Conversation) -> None:
    school = await the_school(talk)
    for place, (name, role, facts) in enumerate(PEOPLE):
        await add_person(talk.database, school, name, 9_200_000 + place, role=role, registered=True, **facts)


@pytest.mark.parametrize(
    ("asked", "ordered", "shown"),
    [
        ("кто без чата", "напомни им про звонок", "«Без групповых чатов и без звонка за неделю»: 1 человеку"),
        ("кто без звонка", "напомни им", "«Без звонка за неделю»: 3 людям"),
        ("кто с чатом", "напомни им про звонок", "«Без звонка за неделю (сделано: групповой чат)»: 2 людям"),
        ("кто из математиков без звонка", "напомни им завтра в 10", "«Без звонка за неделю — математика»: 1 человеку"),
    ],
)
async def test_those_on_the_list_are_reminded(tmp_path: Path, asked: str, ordered: str, shown: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, asked)
        [told] = await talk.write(OFFICER, ordered)
        assert told.startswith(f"Напомнить по списку {shown}")


@pytest.mark.parametrize(
    ("asked", "whom"),
    [
        ("кто без чата", "2 людям: Исаев Игорь"),
        ("кто из физиков без звонка", "1 человеку: Доскина"),
    ],
)
async def test_and_are_told_what_is_to_be_passed_on(tmp_path: Path, asked: str, whom: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, asked)
        [told] = await talk.write(OFFICER, "передай им: завтра совещание")
        assert whom in told
        assert "«Завтра совещание»" in told


@pytest.mark.parametrize(
    ("asked", "ordered", "told"),
    [
        ("кто без звонка, но сообщений больше 4", "напомни им про звонок", "Кому — не понял"),
        ("кто молодец", "напомни им про звонок", "Кому — не понял"),
        ("кто без звонка", "не трогай их до пятницы", "Список целиком не освобождаю"),
    ],
)
async def test_where_that_is_not_possible_it_is_said(tmp_path: Path, asked: str, ordered: str, told: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, asked)
        assert (await talk.write(OFFICER, ordered))[0].startswith(told)
        assert "Каникул пока не записано" in (await talk.write(OFFICER, "каникулы"))[0]
