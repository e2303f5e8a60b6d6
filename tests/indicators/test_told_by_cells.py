"""Columns whose headings say nothing: what their cells tell, what is asked about, and what nobody can know."""

from datetime import date, timedelta

import pytest

from indicators.errors import UnusableFile
from indicators.file.understanding import understand
from indicators.reading.tables import Cell, Table
from tests.indicators.columns import NAMES, SCHOOLS, facts, read, read_rows

PAGES: list[Cell] = [f"https://vk.com/id{number}" for number in (700_101, 700_202, 700_303, 700_404)]
CLASSES: list[Cell] = ["5-б", "6 «А»", "7 кл.", "XI в"]
POSTS: list[Cell] = ["учитель химии", "замдиректора", "педагог-психолог", "старшая вожатая"]
PROFILES: list[Cell] = ["Активен", "Не активен", "Активен", "Заблокирован"]
LATELY: list[Cell] = [date(2026, 11, 9) + timedelta(days=number) for number in range(4)]
NUMBERS: list[Cell] = [700_100_201, 700_100_302, 700_100_403, 700_100_504]


def asked(heading: str, cells: list[Cell]) -> str | None:
    column = read(("ФИО", NAMES), (heading, cells)).found.columns[1]
    return None if column.fact else column.asked


@pytest.mark.parametrize(
    "place",
    ["кол. {}", "Прим. {}", "Данные {}", "Столбец {}", "Поле{}", "Unnamed: {}", "п. {}", "Пок. {}", "Зн-{}"],
)
def test_what_looks_like_nothing_else_is_told_under_any_heading(place):
    cells = (PAGES, CLASSES, POSTS, SCHOOLS, PROFILES)
    columns = [(place.format(number), own) for number, own in enumerate(cells, 2)]
    assert facts(*columns) == ["vk_id", "classes", "role", "school", "profile_active"]


@pytest.mark.parametrize("number", [3, 10])
@pytest.mark.parametrize("cells", [["да", "нет", "да", "нет"], [12, 0, 5, 40]])
def test_figures_and_answers_of_a_numbered_column_are_nobodys(number, cells):
    columns = [(f"кол. {number - 1}", POSTS), (f"кол. {number}", cells), (f"кол. {number + 1}", CLASSES)]
    assert facts(*columns) == ["role", None, "classes"]


def test_a_number_behind_a_word_that_names_nothing_only_counts_the_columns():
    columns = [(f"Пок. {number}", cells) for number, cells in enumerate((POSTS, ["да", "нет"] * 2, [12, 0, 5, 40]), 2)]
    assert facts(*columns) == ["role", None, None]
    assert facts(("Порог 3", ["да", "нет"] * 2), ("Порог 10", ["нет"] * 4)) == ["messages_3", "messages_10"]


def test_a_school_may_be_named_by_its_place_alone():
    schools: list[Cell] = ["МБОУ СОШ с. Ивановка", "Новолакская ООШ", "МБОУ СОШ с. Ивановка", "Новолакская ООШ"]
    assert facts(("кол. 2", schools)) == ["school"]
    assert facts(("кол. 2", ["Начальная Школа", "Лицей", "Сельская школа", "Городская школа"])) == [None]


def test_cells_that_name_what_they_are_of_are_a_heading_of_their_own():
    assert facts(("Данные", ["привязан к ЭЖД", "не привязан", "привязан к ЭЖД", "нет"])) == ["journal_linked"]
    assert facts(("Прим. 2", ["есть в MAX", "нет в MAX", "есть в MAX", "нет в MAX"])) == ["max_registered"]
    column = read(("ФИО", NAMES), ("Прим. 2", ["есть в MAX", None, "есть в MAX", None])).found.columns[1]
    assert column.why == ("клетки говорят сами: «есть в MAX»",)


def test_what_may_be_of_something_else_is_asked_about():
    assert asked("Данные", ["зарегистрирован", "не зарегистрирован"] * 2) == "registered"
    assert asked("Прим. 2", LATELY) == "last_activity"
    assert asked("кол. 7", NUMBERS) == "vk_id"
    assert asked("кол. 7", [date(2019, 3, day) for day in (1, 4, 9, 11)]) is None
    assert asked("Статус", [12, 3, 0, 5]) == "profile_active"
    assert asked("Чаты", ["связан", "не связан"] * 2) == "group_chats"


def test_links_to_chats_and_to_other_places_and_counts_are_no_pages():
    assert facts(("Ссылка", [f"https://sferum.ru/?p=messages&join=a{number}" for number in range(4)])) == [None]
    assert facts(("Ссылка", [f"https://disk.example.org/{number}" for number in range(4)])) == [None]
    assert facts(("Страница", [12, 3, 1, 5])) == [None]


def test_names_below_headings_that_say_nothing_are_a_list():
    sheet = read_rows([["Список", "Данные", "Прим. 2"], *map(list, zip(NAMES, CLASSES, PROFILES, strict=True))])
    assert [column.fact for column in sheet.found.columns] == ["full_name", "classes", "profile_active"]
    numbered = read_rows([["Отчёт", None, None], [1, 2, 3], *map(list, zip(NAMES, PAGES, CLASSES, strict=True))])
    assert [column.fact for column in numbered.found.columns] == ["full_name", "vk_id", "classes"]
    with pytest.raises(UnusableFile):
        understand([Table("Лист1", [["Список"], *[[name] for name in NAMES]])], file_name="a.xlsx", today=date.today())


@pytest.mark.parametrize("heading", ["Где классный руководитель", "Где ведёт", "Закреплён", "Кл. рук-ль"])
def test_classes_stand_under_what_is_done_there(heading):
    assert facts((heading, CLASSES)) == ["classes"]


def test_what_a_class_teacher_does_is_no_figure_of_the_class():
    rows: list[list[Cell]] = [
        ["Класс", "Ученики", None, "Классный руководитель", None, None],
        [None, "по списку", "с учебным профилем", "ФИО", "зарегистрирован", "звонки"],
        *[[cls, 25, 20, name, "да", 2] for cls, name in zip(CLASSES, NAMES, strict=True)],
    ]
    codes = [column.fact for column in read_rows(rows).found.columns]
    assert codes == ["classes", "pupils_total", "pupils_registered", "full_name", "registered", "calls"]


@pytest.mark.parametrize("band", ["Показатели за отчётную неделю", "Итоги недели", "Учётная запись", "Кадровые данные"])
def test_the_title_of_a_part_changes_nothing_of_what_cells_tell(band):
    columns = {"кол. 4": PAGES, "кол. 5": CLASSES, "Прим. 6": POSTS, "Звонки": [1, 0, 2, 1], "Кл. рук.": ["-"] * 4}
    rows: list[list[Cell]] = [["ФИО", *[band] * 5], ["ФИО", *columns]]
    rows += [[name, *cells] for name, *cells in zip(NAMES, *columns.values(), strict=True)]
    assert [column.fact for column in read_rows(rows).found.columns][1:4] == ["vk_id", "classes", "role"]


def test_pupils_below_the_title_of_a_part_are_all_of_the_class():
    rows: list[list[Cell]] = [
        ["ФИО", *["Работа на платформе"] * 3],
        ["ФИО", "Учеников по факту", "Звонки", "Посл. вход"],
        *[[name, 25, 1, day] for name, day in zip(NAMES, LATELY, strict=True)],
    ]
    assert [column.fact for column in read_rows(rows).found.columns][1:] == ["pupils_total", "calls", "last_activity"]


@pytest.mark.parametrize(
    ("heading", "yes", "no", "fact"),
    [
        ("Мессенджер", "есть в MAX", "нет в MAX", "max_registered"),
        ("Переход", "перешла в MAX", "не перешла в MAX", "max_registered"),
        ("М.", "MAX установлен", "MAX не установлен", "max_registered"),
        ("Мессенджер", "пользуется MAX", "не пользуется MAX", "max_active_week"),
        ("Система", "активен в «Моей школе»", "не активен в «Моей школе»", "my_school"),
        ("Связь", "совершала звонки", "не совершала звонков", "calls"),
        ("Орг.", "чат создан", "чат не создан", "group_chats"),
        ("Статус", "создал 2 чата", "создал 0 чатов", "group_chats"),
        ("Чаты", "12 сообщ.", "0 сообщ.", "group_messages"),
        ("Актив.", "9 сообщ. в группах", "0 сообщ. в группах", "group_messages"),
        ("Выз.", "3 исх.", "0 исх.", "calls"),
        ("Порог", "3 и более сообщений", "менее 3 сообщений", "messages_3"),
        ("Норма", "10 и более сообщений", "менее 10 сообщений", "messages_10"),
        ("Уровень", "от 10 сообщений", "меньше 10 сообщений", "messages_10"),
        ("Отметка", "зарегистрирована в Сферуме", "не зарегистрирована в Сферуме", "registered"),
        ("Сеть", "была в сети 12.11.2026", "не была в сети", "last_activity"),
        ("Активность", "последний вход 12.11.2026", "входов нет", "last_activity"),
        ("Новый мессенджер", "уже в MAX", "ещё не в MAX", "max_registered"),
        ("Приложение", "установил MAX", "MAX не установил", "max_registered"),
        ("Инфо", "на платформе", "не на платформе", "registered"),
        ("Вход", "выполнен вход в Сферум", "вход в Сферум не выполнялся", "registered"),
        ("Уч. зап.", "вкл.", "выкл.", "profile_active"),
        ("Порог", "не меньше трёх сообщений", "меньше трёх сообщений", "messages_3"),
        ("Высокий порог", "десять и более сообщений", "менее десяти сообщений", "messages_10"),
        ("Система", "в «Моей школе» зарегистрирован", "в «Моей школе» не зарегистрирован", "my_school"),
    ],
)
def test_what_cells_name_decides_under_a_heading_that_says_less(heading, yes, no, fact):
    sheet = read(("ФИО", NAMES), (heading, [yes, no, yes, no]))
    column = sheet.found.columns[1]
    assert column.fact == fact
    assert any("клетки говорят сами" in why for why in column.why) or "названии" in column.why[0]
    told = [person.facts.get(fact) for person in sheet.found.people]
    assert told[0]
    assert not told[1]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Личка", ["5 сообщ.", "7 сообщ."]),
        ("Прочитано", ["5 сообщ.", "7 сообщ."]),
        ("Ученики", ["5 сообщ.", "7 сообщ."]),
        ("Прошлая неделя", ["5 сообщ.", "7 сообщ."]),
        ("Входящие", ["5 зв.", "7 зв."]),
        ("План", ["10 сообщений", "10 сообщений"]),
        ("Цель на неделю", ["не менее 10 сообщений", "не менее 10 сообщений"]),
        ("Мессенджер", ["есть в WhatsApp", "нет в WhatsApp"]),
        ("Связь", ["есть телефон", "нет телефона"]),
        ("Звонки", ["3 вх.", "0 вх."]),
        ("Что сделать", ["привязать ЭЖД", "привязать ЭЖД"]),
        ("Рекомендация", ["написать 10 сообщений", "написать 10 сообщений"]),
        ("Журнал", ["заполнен", "не заполнен"]),
        ("ЭЖД", ["оценки выставлены", "оценки не выставлены"]),
        ("Чаты", ["читает", "не читает"]),
        ("Привязать журнал", ["да", "нет"]),
        ("Позвонить", ["да", "нет"]),
        ("Отпуск", ["до 12.11.2026", "до 13.11.2026"]),
        ("Обучение", ["прошла регистрацию", "не прошла регистрацию"]),
        ("Звонки", ["2 недели", "3 недели"]),
    ],
)
def test_cells_of_something_else_are_no_fact_whatever_their_words(heading, cells):
    assert facts((heading, cells * 2)) == [None]


def test_registered_alone_is_the_platforms_where_no_other_place_is_named():
    cells: list[Cell] = ["прошла регистрацию", "не прошла регистрацию"] * 2
    chats = ("Создано чатов", [1, 0, 2, 1])
    assert facts(chats, ("Результат", cells)) == ["group_chats", "registered"]
    assert facts(chats, ("Есть MAX", ["да", "нет"] * 2), ("Результат", cells))[2] is None


def test_own_pages_are_told_under_a_contact_and_those_of_others_are_not():
    assert facts(("Контакт", PAGES)) == facts(("Где найти", PAGES)) == ["vk_id"]
    assert facts(("Контакт куратора", PAGES)) == facts(("Контакт", PAGES[:1] * 4)) == [None]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [("Э/ж", "journal_linked"), ("О/О", "school"), ("Рег. в М.Ш.", "my_school"), ("Идент. в MAX", "max_id")],
)
def test_initials_parted_by_signs_and_words_cut_short_are_words(heading, fact):
    cells = {"school": SCHOOLS, "max_id": NUMBERS}.get(fact, ["да", "нет"] * 2)
    assert facts((heading, cells)) == [fact]


def test_two_lists_under_the_same_headings_share_no_upper_line():
    head = ["Фамилия, имя и отчество", "Звонки"]
    rows: list[list[Cell]] = [[*head, None, *head]]
    rows += [[NAMES[at], 1, None, NAMES[at + 2], 0] for at in range(2)]
    found = understand([Table("Лист1", rows)], file_name="a.xlsx", today=date(2026, 11, 18))
    assert [person.full_name for person in found.people] == [NAMES[0], NAMES[1], NAMES[2], NAMES[3]]


def test_a_column_of_the_same_few_names_is_no_list_of_people():
    assert facts(("Кто заполнил", [NAMES[0]] * 4), ("Ссылка", PAGES)) == [None, "vk_id"]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Запускал звонок", "calls"),
        ("Выходил на связь звонком", "calls"),
        ("Звонил классу или коллегам", "calls"),
        ("Данные по звонкам", "calls"),
        ("Открывал MAX за неделю", "max_active_week"),
        ("Заведён учебный профиль", "registered"),
        ("Подписан на канал школы", None),
        ("Ответственный по звонкам", None),
    ],
)
def test_what_a_verb_or_a_preposition_means_depends_on_its_thing(heading, fact):
    assert facts((heading, ["да", "нет"] * 2)) == [fact]


def test_a_last_day_is_a_date():
    assert (
        facts(("Последний день активности", LATELY))
        == facts(("Крайнее пребывание онлайн", LATELY))
        == ["last_activity"]
    )


def test_bounds_beside_each_other_are_no_denials():
    sheet = read(("ФИО", NAMES), ("Сообщений не менее 3", ["не менее 3", "менее 3"] * 2))
    assert [person.facts.get("messages_3") for person in sheet.found.people] == [True, False] * 2


def test_less_than_nothing_is_no_count():
    sheet = read(("ФИО", NAMES), ("Сообщений в чатах", ["5 сообщ.", "5 сообщений", "−2 сообщения", "- 3 сообщения"]))
    assert [person.facts.get("group_messages") for person in sheet.found.people] == [5, 5, None, 3]


def test_what_comes_again_below_is_no_heading():
    rows: list[list[Cell]] = [["Наши", "Порог", "Мессенджер"]]
    rows += [
        [name, "3 и более сообщений", "есть в MAX"]
        for name in ("Ёлкина Бика", "Зуева Бика", "Лунина Бика", "Иглина Бика")
    ]
    found = understand([Table("Лист1", rows)], file_name="a.xlsx", today=date(2026, 11, 18))
    assert len(found.people) == len(rows) - 1


@pytest.mark.parametrize("heading", ["Статус профиля", "Профиль", "Статус"])
def test_a_column_of_profiles_that_names_the_unregistered_tells_of_the_registration_of_all(heading):
    states: list[Cell] = ["активен", "не активен", "не зарегистрирован", ""]
    columns = ("ФИО", NAMES), (heading, states), ("Звонки", [3, 3, 3, 3])
    people = read(*columns).found.people
    assert [one.facts.get("registered") for one in people] == [True, True, False, None]
    assert [one.facts.get("profile_active") for one in people] == [True, False, None, None]
