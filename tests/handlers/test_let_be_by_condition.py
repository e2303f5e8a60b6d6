"""Whom a condition chooses is let be as any other selection: by name, and shown first."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.tables import Exemption
from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school


async def staff(talk: Conversation) -> None:
    school = await the_school(talk)
    facts = {"registered": True, "group_messages": 2}
    await add_person(talk.database, school, "Гамова Зарема Омаровна", 7101, group_chats=0, calls=1, **facts)
    await add_person(talk.database, school, "Кимова Рита Захаровна", 7102, group_chats=0, calls=0, **facts)


async def let_be(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(func.count(Exemption.id))) or 0


@pytest.mark.parametrize(
    "said",
    [
        "исключи тех, кто звонил, но без чата",
        "исключи тех, кто звонил, но без чата, до 1 декабря",
        "не тревожь тех, у кого нет чата, но есть звонок",
        "не трогай до пятницы всех, кто звонил, но без чата",
        "исключи всех, кто без чата, кроме Кимовой",
    ],
)
async def test_those_are_shown_by_name_and_let_be(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, said)
        assert "Гамову Зарему Омаровну" in asked
        assert "Кимову" not in asked
        assert await let_be(talk) == 0
        if "Да" not in await talk.buttons(OFFICER):
            assert "До какого дня" in asked
            await talk.press(OFFICER, "на неделю")
        else:
            await talk.press(OFFICER, "Да")
        assert await let_be(talk) == 1
        assert "Вернуть?" in (await talk.write(OFFICER, "отмена"))[0]
        assert "снова в напоминаниях" in (await talk.press(OFFICER, "Вернуть"))[0]


@pytest.mark.parametrize(
    "said",
    ["исключи тех, кто звонил, но без чата, хотя нет, не надо", "не надо исключать тех, кто звонил"],
)
async def test_nobody_is_let_be_who_is_not_to_be(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert "не тревожить" not in "\n".join(await talk.write(OFFICER, said)).lower()
        assert await let_be(talk) == 0


async def test_of_nobody_it_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "исключи тех, у кого нет регистрации")
        assert "таких нет" in said


async def test_let_off_one_figure_is_not_let_be_altogether(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "освободи от звонков тех, у кого есть чат")
        assert await let_be(talk) == 0
        assert "на неделю" not in await talk.buttons(OFFICER)
