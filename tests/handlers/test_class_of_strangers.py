"""A class that is said to be of two, one of whom is on no list: nobody is left out in silence."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("6Б теперь ведут Кимова и Чужая", "Чужая"),
        ("6Б теперь ведут Кимова Рита Захаровна и Лаптева", "Лаптева"),
        ("7А теперь ведут Кимова и Лаптева", "Лаптева"),
    ],
)
async def test_who_is_on_no_list_is_named(tmp_path: Path, said: str, name: str) -> None:
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Кимова Рита Захаровна", role="учитель", classes="6Б")
        told = "\n".join(await talk.write(OFFICER, said))
        assert name in told
        assert "так и записано" not in told
