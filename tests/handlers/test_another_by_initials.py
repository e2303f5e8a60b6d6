"""«Не та Козлова, та, которая М. Г.» of namesakes means whoever has those initials."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school

KOZLOVAS = ("Козлова Мария Петровна", "Козлова Мария Григорьевна", "Козлова Ольга Петровна")


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("ой не та Козлова, та которая М.Г.", "Козлову Марию Григорьевну"),
        ("ой, не та Козлова, а О.П.", "Козлову Ольгу Петровну"),
        ("не ту Козлову, ту, которая О. П.", "Козлову Ольгу Петровну"),
    ],
)
async def test_the_one_with_those_initials_is_meant(tmp_path: Path, said: str, whom: str) -> None:
    async with talking(tmp_path) as talk:
        for place, name in enumerate(KOZLOVAS):
            await add_person(talk.database, await the_school(talk), name, 9_200_002 + place, registered=True)
        [asked] = await talk.write(OFFICER, "Козлова М.П. на больничном с 16 по 20 ноября")
        assert "Козлову Марию Петровну" in asked
        [asked] = await talk.write(OFFICER, said)
        assert asked == f"Понял так: Не тревожить {whom}, 16–20 ноября, больничный. Сделать?"


async def test_after_the_deed_it_is_taken_back_and_the_other_is_shown(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        for place, name in enumerate(KOZLOVAS):
            await add_person(talk.database, await the_school(talk), name, 9_200_002 + place, registered=True)
        await talk.write(OFFICER, "Козлова М.П. на больничном с 16 по 20 ноября")
        await talk.press(OFFICER, "Да")
        told = "\n".join(await talk.write(OFFICER, "ой не та Козлова, та которая М.Г."))
        assert "Козлова Мария Петровна: снова в напоминаниях" in told
        assert "Не тревожить Козлову Марию Григорьевну, 16–20 ноября, больничный. Сделать?" in told
