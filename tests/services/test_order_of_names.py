"""Names stand in one order everywhere: «Ё» with «Е», and a school's number by its size."""

from indicators.russian.natural import natural_order
from indicators.russian.rules import all_quoted
from storage.schools.registry import all_schools
from tests.handlers.conversation import OFFICER, add_person, add_school, talking, the_school

NAMES = ["Дюма Дарья Львовна", "Ёжиков Павел Ильич", "Ершова Анна Олеговна", "Яшина Юлия Петровна"]


def test_schools_in_a_row_are_all_marked_or_none():
    assert all_quoted(["Гимназия № 3", "Школа № 5"]) == ["«Гимназия № 3»", "«Школа № 5»"]
    assert all_quoted(["Гимназия № 3", "Лицей «Квант»"]) == ["Гимназия № 3", "Лицей «Квант»"]


def test_yo_stands_with_ye():
    assert sorted([*reversed(NAMES)], key=natural_order) == NAMES


async def test_people_and_schools_stand_in_the_same_order_wherever_they_are_listed(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for at, name in enumerate(reversed(NAMES)):
            await add_person(talk.database, school, name, 9_300_100 + at, registered=True, calls=0)
        await add_school(talk.database, "Школа № 10 (пример)")
        await add_school(talk.database, "Ёлочная школа (пример)")
        await add_school(talk.database, "Школа № 2 (пример)")
        [preview] = await talk.write(OFFICER, "кому уйдёт")
        assert "Пример — Алиева" in preview
        assert "Пример — Дюма" in preview
        assert "Ёжиков" not in preview
        async with talk.database.reading() as session:
            schools = [one.name for one in await all_schools(session)]
        assert schools == [
            "Ёлочная школа (пример)",
            "Школа № 1 (пример)",
            "Школа № 2 (пример)",
            "Школа № 10 (пример)",
        ]
