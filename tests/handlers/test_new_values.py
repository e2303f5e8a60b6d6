"""A new surname, patronymic, post or class that was named is not asked for again, in whatever order it was said."""

import pytest

from handlers.understanding.said.orders.new_values import new_classes
from indicators.errors import NotPossible
from services.staff.correcting import NAME, as_corrected
from storage.tables import Person
from tests.handlers.conversation import OFFICER, add_person, talking, the_school

STAFF = (
    ("Пчёлкина Ольга Ивановна", "учитель математики", ""),
    ("Юлина Вера Андреевна", "учитель химии", ""),
    ("Облепихина Нина Петровна", "учитель физики", "9Б"),
    ("Хвоин Пётр Ильич", "учитель физкультуры", ""),
    ("Иванова Мария Петровна", "учитель начальных классов", "2А"),
    ("Иванова Мария Петровна", "учитель биологии", ""),
)
BEE = "Имя: Пчёлкина Ольга Ивановна → Шмелёва Ольга Ивановна. Исправить?"
JULY = "Имя: Юлина Вера Андреевна → Юлина Вера Аркадьевна. Исправить?"
CLASS = "Облепихина Нина Петровна. Класс: 9Б → 9В. Исправить?"
POST = "Хвоин Пётр Ильич. Должность: учитель физкультуры → учитель технологии. Исправить?"


async def staff(talk):
    school = await the_school(talk)
    for place, (name, role, classes) in enumerate(STAFF):
        await add_person(talk.database, school, name, 9_300_001 + place, role=role, classes=classes)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("фамилия Пчёлкиной теперь Шмелёва", BEE),
        ("фамилия у Пчёлкиной теперь Шмелёва", BEE),
        ("у Пчёлкиной новая фамилия Шмелёва", BEE),
        ("новая фамилия Пчёлкиной — Шмелёва", BEE),
        ("поменяй фамилию Пчёлкиной с Пчёлкина на Шмелёву", BEE),
        ("исправь отчество Юлиной на Аркадьевна", JULY),
        ("исправь отчество Юлиной на Аркадьевну", JULY),
        ("отчество у Юлиной Аркадьевна", JULY),
        ("у Юлиной отчество Аркадьевна, а не Андреевна", JULY),
        ("имя Юлиной не Вера, а Вероника", "Имя: Юлина Вера Андреевна → Юлина Вероника Андреевна. Исправить?"),
        ("Облепихиной дали 9В вместо 9Б", CLASS),
        ("у Облепихиной забрали 9Б, дали 9В", CLASS),
        ("класс Облепихиной теперь 9В", CLASS),
        ("должность Хвоина теперь учитель технологии", POST),
        ("должность у Хвоина — учитель технологии", POST),
        (
            "фамилия Ивановой Марии Петровны из 2А теперь Петрова",
            "Имя: Иванова Мария Петровна → Петрова Мария Петровна. Исправить?",
        ),
    ],
)
async def test_a_value_that_was_named_is_shown_at_once(tmp_path, said, asked):
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert await talk.write(OFFICER, said) == [asked]
        assert (await talk.press(OFFICER, "Да, исправить"))[0].startswith("Исправил.")


async def test_of_namesakes_one_is_chosen_and_the_value_stays(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "Иванова Мария Петровна вышла замуж, теперь она Петрова")
        assert asked == "Таких несколько. Кого вы имеете в виду?"
        assert await talk.buttons(OFFICER) == [
            "Иванова Мария Петровна, 2А",
            "Иванова Мария Петровна, учитель биологии",
            "Отмена",
        ]
        [asked] = await talk.press(OFFICER, "Иванова Мария Петровна, учитель биологии")
        assert asked == "Имя: Иванова Мария Петровна → Петрова Мария Петровна. Исправить?"


@pytest.mark.parametrize(
    ("first", "answer", "asked"),
    [
        ("исправь фамилию Пчёлкиной", "фамилия у Пчёлкиной теперь Шмелёва", BEE),
        ("исправь фамилию Пчёлкиной", "фамилия теперь Шмелёва", BEE),
        ("исправь фамилию Пчёлкиной", "Шмелёва", BEE),
        ("исправь отчество Юлиной", "Аркадьевна", JULY),
        ("карточка Юлиной", "отчество теперь Аркадьевна", JULY),
    ],
)
async def test_a_whole_order_in_the_answer_is_no_name(tmp_path, first, answer, asked):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, first)
        assert await talk.write(OFFICER, answer) == [asked]


@pytest.mark.parametrize("said", ["фамилия Пчёлкиной написана с ошибкой", "поменяй фамилию Пчёлкиной на девичью"])
async def test_where_no_value_was_named_it_is_asked_for(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Как теперь?")


@pytest.mark.parametrize(
    ("said", "was", "now"),
    [
        ("дали 9В вместо 9Б", "9А, 9Б", "9А, 9В"),
        ("забрали 9Б, дали 9В", "9Б", "9В"),
        ("теперь ведёт не 9Б, а 9В", "", "9В"),
        ("дали 9В", "9Б", "9В"),
        ("9В и 9Г", "9Б", ""),
    ],
)
def test_what_is_left_of_the_classes(said, was, now):
    assert new_classes(said, was) == now


@pytest.mark.parametrize("said", ["теперь Шмелёва", "у неё отчество Аркадьевна", "не Пчёлкина Анна", "Шмелёва 2"])
def test_words_of_an_order_are_nobodys_name(said):
    with pytest.raises(NotPossible, match="Не понял имя"):
        as_corrected(Person(full_name="Пчёлкина Анна Ивановна"), NAME, said)
