"""A class that goes to another colleague leaves the one who had it, in one deed that is taken back whole."""

import json
from pathlib import Path

import pytest

from handlers.understanding.said.orders.class_handed import classes_handed
from indicators.classes import class_names
from storage.tables import Person
from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

STAFF = (
    ("Совина Анна Павловна", "учитель русского языка", "5Б"),
    ("Гриб Полина Артёмовна", "учитель истории", ""),
    ("Ежова Нина Павловна", "учитель", "6Б"),
    ("Барсук Вера Ильинична", "учитель", "7А, 7В"),
)
YES, BOTH, BACK = "Да, исправить", "Вести будут оба", "Вернуть как было"


async def staff(talk: Conversation) -> None:
    school = await the_school(talk)
    for place, (name, role, classes) in enumerate(STAFF):
        await add_person(talk.database, school, name, 9_300_001 + place, role=role, classes=classes)


def handed(text: str) -> dict[str, str]:
    people = []
    for number, (name, role, classes) in enumerate(STAFF, 1):
        people.append(Person(id=number, full_name=name, name_key=name.lower(), role=role, classes=classes, former=""))
    heads = {one.id: class_names(one.classes) for one in people if one.classes}
    found = classes_handed(people, heads, text)
    return {STAFF[number - 1][0].split()[0]: classes for number, classes in found.items()}


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("передай 5б от Совиной Гриб", {"Совина": "", "Гриб": "5Б"}),
        ("отдай 5Б Гриб", {"Совина": "", "Гриб": "5Б"}),
        ("5б перешёл от Совиной к Гриб", {"Совина": "", "Гриб": "5Б"}),
        ("Гриб взяла 5б у Совиной", {"Совина": "", "Гриб": "5Б"}),
        ("5б теперь у Гриб вместо Совиной", {"Совина": "", "Гриб": "5Б"}),
        ("забери у Совиной 5б и отдай Гриб", {"Совина": "", "Гриб": "5Б"}),
        ("Совина больше не ведёт 5б, теперь Гриб", {"Совина": "", "Гриб": "5Б"}),
        ("у Совиной теперь не 5б, а 6в, 5б передали Гриб", {"Совина": "6В", "Гриб": "5Б"}),
        ("класс Ежовой передай Гриб", {"Ежова": "", "Гриб": "6Б"}),
        ("Ежова передала свой класс Гриб", {"Ежова": "", "Гриб": "6Б"}),
        ("отдай 5б и 6б Гриб", {"Совина": "", "Ежова": "", "Гриб": "5Б, 6Б"}),
        ("7в теперь у Гриб", {"Барсук": "7А", "Гриб": "7В"}),
        ("Совина и Ежова поменялись классами", {"Совина": "6Б", "Ежова": "5Б"}),
        ("забрали у Ежовой 6б", {"Ежова": ""}),
        ("6б теперь ведёт Гриб, а не Ежова", {"Ежова": "", "Гриб": "6Б"}),
        # Nobody gives anything away, or nobody knows what.
        ("у Гриб класс 6Б", {}),
        ("класс Барсук передай Гриб", {}),
        ("исправь должность Гриб на учитель химии", {}),
    ],
)
def test_who_has_which_classes_afterwards(text: str, after: dict[str, str]) -> None:
    assert handed(text) == after


async def test_a_class_leaves_the_one_and_goes_to_the_other_and_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "передай 5б от Совиной Гриб")
        assert asked.splitlines() == [
            "Совина Анна Павловна. Класс: 5Б → не указано",
            "Гриб Полина Артёмовна. Класс: не указано → 5Б",
            "Исправить?",
        ]
        [done] = await talk.press(OFFICER, YES)
        assert "Совина Анна Павловна: класса больше нет." in done
        assert "Гриб Полина Артёмовна, класс — 5Б." in done
        assert (await talk.write(OFFICER, "кто ведёт 5б"))[0].startswith("Гриб Полина Артёмовна")
        [last] = await talk.write(OFFICER, "отмени последнее")
        assert "Совина А. П., Гриб П. А. Вернуть?" in last
        await talk.press(OFFICER, BACK)
        assert (await talk.write(OFFICER, "кто классный 5б"))[0].startswith("Совина Анна Павловна")


async def test_where_it_was_changed_since_the_way_back_asks_first(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "отдай 5Б Гриб")
        await talk.press(OFFICER, YES)
        back = (await talk.messages(OFFICER))[-1]["keyboard"]["buttons"][-1][-1]["action"]["payload"]
        await talk.write(OFFICER, "у Гриб класс 9А")
        await talk.press(OFFICER, YES)
        [asked] = await talk.press_payload(OFFICER, json.loads(back))
        assert "Всё равно вернуть, как было до той правки?" in asked


async def test_two_at_one_class_are_asked_about_and_both_named(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "у Гриб класс 6Б")
        assert "6Б сейчас ведёт Ежова Нина Павловна." in asked
        assert await talk.buttons(OFFICER) == ["Передать 6Б", BOTH, "Нет"]
        [done] = await talk.press(OFFICER, BOTH)
        assert "У 6Б теперь больше одного классного руководителя: " in done
        for question in ("кто классный 6б", "кто ведёт 6б"):
            [both] = await talk.write(OFFICER, question)
            assert "Ежова Нина Павловна" in both
            assert "Гриб Полина Артёмовна" in both
        await talk.write(OFFICER, "6б теперь у Гриб")
        await talk.press(OFFICER, YES)
        assert (await talk.write(OFFICER, "кто ведёт 6б"))[0].startswith("Гриб Полина Артёмовна")


async def test_of_a_class_that_two_head_already_all_are_named_as_several(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "у Гриб класс 6Б")
        await talk.press(OFFICER, BOTH)
        [asked] = await talk.write(OFFICER, "у Барсук класс 6Б")
        assert "6Б сейчас ведут Гриб Полина Артёмовна, Ежова Нина Павловна." in asked
        assert asked.endswith("Передать класс, или вести его будут вместе?")
        await talk.write(OFFICER, "отмена")
        [asked] = await talk.write(OFFICER, "у Барсук классы 5Б, 6Б")
        assert "5Б сейчас ведёт Совина Анна Павловна.\n6Б сейчас ведут" in asked
        assert asked.endswith("Передать классы, или вести их будут вместе?")
        assert await talk.buttons(OFFICER) == ["Передать 5Б, 6Б", "Вести будут вместе", "Нет"]
        [done] = await talk.press(OFFICER, "Передать 5Б, 6Б")
        for one in ("Совина Анна Павловна", "Гриб Полина Артёмовна", "Ежова Нина Павловна"):
            assert f"{one}: класса больше нет." in done


async def test_a_class_is_handed_over_by_the_button_too(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "у Гриб класс 6Б")
        [done] = await talk.press(OFFICER, "Передать 6Б")
        assert "Ежова Нина Павловна: класса больше нет." in done


async def test_a_first_class_is_taken_back_as_well(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "у Гриб класс 8Г")
        await talk.press(OFFICER, YES)
        [done] = await talk.press(OFFICER, BACK)
        assert "Гриб Полина Артёмовна: класса больше нет." in done


async def test_of_a_class_that_nobody_heads_it_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "кто ведёт 11г")
        assert said.startswith("Классного руководителя у 11Г в списке школы нет.")


@pytest.mark.parametrize(
    "text", ["класс Ежовой передай Гриб", "Совина и Ежова поменялись классами", "забери у Ежовой 6б", "передай 6б Гриб"]
)
async def test_orders_to_hand_a_class_over_are_understood(tmp_path: Path, text: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, text)
        assert asked.endswith("Исправить?")


@pytest.mark.parametrize("text", ["назначь Гриб классным руководителем 6б", "назначить Гриб кл. рук. 6б"])
async def test_a_class_teacher_is_no_role_in_the_bot(tmp_path: Path, text: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, text)
        assert "Гриб Полина Артёмовна. Класс: не указано → 6Б" in asked
        assert "Передать 6Б" in await talk.buttons(OFFICER)


@pytest.mark.parametrize(
    "text",
    [
        "5Б и 6Б поменялись руководителями",
        "поменяй местами классных руководителей 5б и 6б",
        "классные 5Б и 6Б поменялись",
        "5Б и 6Б обменялись классными",
    ],
)
async def test_two_classes_change_their_heads(tmp_path: Path, text: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, text)
        assert "Совина Анна Павловна. Класс: 5Б → 6Б" in asked
        assert "Ежова Нина Павловна. Класс: 6Б → 5Б" in asked
        await talk.press(OFFICER, YES)
        [told] = await talk.write(OFFICER, "кто ведёт 5б и 6б")
        assert told == "5Б — Ежова Нина Павловна.\n6Б — Совина Анна Павловна."


@pytest.mark.parametrize("text", ["кто ведёт 5Б и 6Б", "у кого 5б, 6б", "кто классный 5б и 6б"])
async def test_of_several_classes_a_line_each(tmp_path: Path, text: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert await talk.write(OFFICER, text) == ["5Б — Совина Анна Павловна.\n6Б — Ежова Нина Павловна."]


async def test_two_lead_a_class_from_now_on(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "6Б теперь ведут Гриб и Барсук")
        assert "Гриб Полина Артёмовна. Класс: не указано → 6Б" in asked
        assert "Барсук" in asked
        assert "6Б сейчас ведёт Ежова Нина Павловна." in asked
        [done] = await talk.press(OFFICER, "Передать 6Б")
        assert "Ежова Нина Павловна: класса больше нет." in done
        assert "Барсук" in done
        await talk.press(OFFICER, BACK)
        [told] = await talk.write(OFFICER, "6Б теперь ведут Ежова и Гриб")
        assert "Гриб Полина Артёмовна. Класс: не указано → 6Б. Исправить?" in told
