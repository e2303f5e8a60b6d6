"""Ordinary lists: nobody is left out for a surname, no column for an abbreviation."""

import pytest

from indicators.headings.column.fact_codes import people_code
from indicators.headings.meaning import meaning_of
from indicators.reading.tables import Cell
from indicators.russian.names import is_person, joined_name, parse_name
from indicators.russian.periods import period_in
from tests.indicators.test_understanding import TODAY, told

SURNAMES = ["Английский", "Класс", "Музыка", "Средняя", "Доля", "План", "Максимум", "Школьная", "Норма", "Мо", "Сумма"]


@pytest.mark.parametrize("surname", [*SURNAMES, "Итогова", "Процентова", "Источникова", "Подписная"])
def test_nobody_is_taken_for_a_total_or_a_note(surname):
    written = [f"{surname} Анна", f"{surname} Анна Петровна", f"{surname} А.П."]
    people = told(["ФИО", "Звонки"], *([name, 1] for name in written)).people
    assert [person.full_name for person in people] == written
    [beside_id] = told(["VK ID", "ФИО", "Звонки"], ["700000001", written[0], "1"]).people
    assert beside_id.full_name == written[0]
    [apart] = told(["Фамилия", "Имя", "Отчество", "Звонки"], [surname, "Анна", "Петровна", 1]).people
    assert apart.full_name == written[1]


@pytest.mark.parametrize(
    "text", ["Английский язык", "Средний балл", "Школьная библиотека", "Класс", "Норма", "План 10"]
)
def test_words_without_a_first_name_are_nobody(text):
    assert parse_name(text) is None
    assert not is_person(text)


def test_a_sentence_is_nobody_and_a_slip_of_the_shift_key_is_somebody():
    assert parse_name("Выполнили план") is None
    name = parse_name("Иванова анна")
    assert name is not None
    assert name.shown == "Иванова Анна"
    assert joined_name("План", "", "") is None


@pytest.mark.parametrize("aim", ["План", "Максимум", "Минимум", "Норма на неделю", "Плановое значение"])
def test_aims_and_extremes_below_a_list_are_no_rejected_people(aim):
    found = told(["ФИО", "Сообщений", "Звонков"], ["Иванова Анна", 12, 1], [aim, 10, 1])
    assert (len(found.people), found.rejected) == (1, [])


@pytest.mark.parametrize("remark", ["всего за два дня", "план 10", "норма", "из них два личных", "% не считали"])
def test_a_remark_that_begins_like_a_total_leaves_its_person_in_the_list(remark):
    rows: list[list[Cell]] = [["ФИО", "Звонки", "Примечание"], ["Иванова Анна", 1, remark]]
    assert [person.full_name for person in told(*rows).people] == ["Иванова Анна"]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Рег. в Сферум", "registered"),
        ("Зарегистрирован в учебном профиле Сферум в VK Мессенджере", "registered"),
        ("Учебный профиль", "registered"),
        ("Идентификатор сотрудника в Сферуме", "vk_id"),
        ("ID учителя школы в VK", "vk_id"),
        ("ID школы в Сферуме", None),
        ("Идентификатор чата в Сферуме", None),
        ("Долж.", "role"),
        ("Должность (предмет)", "role"),
        ("Класс (кл. руководство)", "classes"),
        ("Посл. вход", "last_activity"),
        ("Сообщений за последнюю неделю", "group_messages"),
        ("Сообщ. за посл. нед.", "group_messages"),
        ("Сообщений за последние 7 дней", "group_messages"),
        ("Последнее сообщение", None),
        ("Посл. сообщ.", None),
        ("Максимум сообщений", None),
        ("Чаты (нарастающим итогом)", "group_chats"),
        ("Чаты (да/нет)", "group_chats"),
        ("Чаты, шт.", "group_chats"),
        ("Чаты (минимум 1)", "group_chats"),
    ],
)
def test_usual_headings(heading, code):
    meaning = meaning_of(heading)
    assert (people_code(meaning.code) if meaning else None) == code


def test_thirty_days_are_not_the_week():
    headings: list[Cell] = ["ФИО", "Сообщений за последние 30 дней", "Звонков за последние 24 часа", "Создано чатов"]
    assert told(headings, ["Иванова Анна", 12, 1, 2]).people[0].facts == {"group_chats": 2}


def test_a_week_of_a_month_is_no_week_of_the_year():
    assert period_in("2 неделя ноября 2026", TODAY) is None
    assert str(period_in("46 неделя ноября 2026", TODAY).week) == "2026-W46"  # type: ignore[union-attr]
    assert str(period_in("за 46-ю неделю", TODAY).week) == "2026-W46"  # type: ignore[union-attr]


def test_who_signs_right_below_a_list_is_not_in_it():
    people: list[list[Cell]] = [[1, "Иванова Анна", 12], ["Ответственный за Сферум", "Орлов П.И.", None]]
    assert [p.full_name for p in told(["№", "ФИО", "Звонки"], *people).people] == ["Иванова Анна"]
    roles: list[list[Cell]] = [["Учитель", "Иванова Анна", 12], ["Директор", "Орлов П.И.", None]]
    assert len(told(["Должность", "ФИО", "Звонки"], *roles).people) == 2


@pytest.mark.parametrize(
    "row",
    [["Директор МБОУ «СОШ № 5»", None, "Орлов П.И."], ["Зам. директора", None, None], ["Исп. Орлова", None, None]],
)
def test_an_office_in_the_column_of_names_signs_the_list(row):
    found = told(["ФИО", "Сообщений", "Звонков"], ["Иванова Анна", 12, 1], row)
    assert ([person.full_name for person in found.people], found.rejected) == (["Иванова Анна"], [])


def test_a_list_of_first_names_before_surnames_is_turned_round():
    turned = told(["ФИО", "Звонки"], ["Анна Иванова", 1], ["Пётр Цель", 0], ["Зухра Алиева", 1]).people
    assert [person.full_name for person in turned] == ["Иванова Анна", "Цель Пётр", "Алиева Зухра"]
    usual = told(["ФИО", "Звонки"], ["Роман Анна", 1], ["Орлов Пётр", 0], ["Анна Белова", 1]).people
    assert [person.full_name for person in usual] == ["Роман Анна", "Орлов Пётр", "Белова Анна"]
