"""Tables of colleges, of exports in English, and of forms that say in brackets what a column is."""

import pytest

from indicators.classes import class_key, class_names
from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, STATES, facts, read, read_rows

GROUPS: list[Cell] = ["ТВ-32", "ПК-11", "БУ-41", "КМ-22"]
NUMBERS: list[Cell] = [18, 25, 22, 30]
IDS: list[Cell] = [173112815, 466677754, 21591044, 601776120]
POSTS: list[Cell] = ["учитель физики", "учитель истории", "педагог-психолог", "заместитель директора"]
CLASSES: list[Cell] = ["5А", "7Б", "9В", "11А"]
STUDENTS = ("Студентов в группе по списку", NUMBERS)


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Шифр группы", GROUPS, "classes"),
        ("Курируемая группа", GROUPS, "classes"),
        ("Группа, где куратор", GROUPS, "classes"),
        ("Куратор провёл звонков (вкл. групповые), кол-во", FEW, "calls"),
        ("Кол-во сообщений куратора в групповых чатах", FIGURES, "group_messages"),
        ("Создано чатов учебных групп преподавателем", FEW, "group_chats"),
        ("Есть профиль в Сферум у куратора (да/нет)", ANSWERS, "registered"),
        ("Аккаунт ВК куратора группы (id)", IDS, "vk_id"),
        ("Связан с электронным журналом колледжа", ANSWERS, "journal_linked"),
        ("Студентов группы в Сферум", FEW, "pupils_registered"),
        ("Подключённые родители группы, чел.", FEW, "parents_connected"),
        ("Старосты в Сферум (ФИО старосты)", ["Лапин О. В.", "Круглова Т. Н."] * 2, None),
        ("Сообщений студентов в чате группы", FIGURES, None),
        ("Мастер в Viber", ANSWERS, None),
    ],
)
def test_a_group_of_a_college_is_its_class_and_the_curator_its_class_teacher(heading, cells, fact):
    assert facts(STUDENTS, (heading, cells)) == ["pupils_total", fact]


def test_where_no_college_is_named_a_group_is_a_chat_and_a_curator_somebody_to_ask():
    assert facts(("Группы, шт.", FEW), ("Сообщений куратору", FIGURES)) == ["group_chats", None]


@pytest.mark.parametrize(
    ("beside", "heading", "cells", "fact"),
    [
        (("Воспитанников группы, чел.", NUMBERS), "Возрастная группа", ["Ромашка", "Теремок"] * 2, "classes"),
        (("Занимающихся в группе, чел.", NUMBERS), "Сообщений тренера в чатах", FIGURES, "group_messages"),
    ],
)
def test_kindergartens_and_sports_schools_have_groups_as_well(beside, heading, cells, fact):
    assert facts(beside, (heading, cells)) == ["pupils_total", fact]


@pytest.mark.parametrize(
    "heading",
    ["Сообщений (без групповых)", "Гаражная неделя / Сообщений в групповых чатах", "Сообщений детям группы"],
)
def test_what_is_of_some_other_week_or_of_all_but_groups_is_not_taken(heading):
    assert facts((heading, FIGURES), ("Звонков", FEW)) == [None, "calls"]


def test_an_invitation_that_was_accepted_is_a_registration():
    assert facts(("Принял приглашение в Сферум", ANSWERS)) == ["registered"]


def test_an_account_is_linked_with_the_journal_whatever_a_region_calls_it():
    assert facts(("Аккаунт привязан к РЭЖ", ANSWERS)) == ["journal_linked"]
    assert facts(("Связь с РУО", ANSWERS), ("Звонков", FEW)) == [None, "calls"]
    assert facts(("ПРИВЯЗАН К ЧАШКЕ", ANSWERS), ("Звонков", FEW)) == [None, "calls"]


def test_a_machine_notes_the_hour_of_a_visit():
    hours: list[Cell] = ["09.11.2026 10:44", "14.11.2026 13:45", "12.11.2026 08:29", "11.11.2026 20:24"]
    days: list[Cell] = [str(hour).split()[0] for hour in hours]
    assert facts(("Последний заскок", hours), ("Звонков", FEW)) == ["last_activity", "calls"]
    assert facts(("Последний заскок", days), ("Звонков", FEW)) == [None, "calls"]


def test_surnames_beside_first_names_need_no_heading_that_says_so():
    surnames: list[Cell] = ["Иванова", "Орлов", "Белова", "Гаджиев"]
    first_names: list[Cell] = ["Анна", "Пётр", "Нина", "Магомед"]
    sheet = read(("Прозвание", surnames), ("Величание", first_names), ("Звонков", FEW))
    assert [column.fact for column in sheet.found.columns] == ["last_name", "first_name", "calls"]


def test_groups_are_told_apart_by_their_letters():
    assert class_names("ТВ-32, ПК-32 и 5А") == ("ТВ-32", "ПК-32", "5А")
    assert class_names("СОШ-12, 7-б") == ("12", "7Б")
    assert class_key("тв-32") == "ТВ-32"


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Grp chats created (шт.)", FEW, "group_chats"),
        ("Msgs wk (группы), pcs", FIGURES, "group_messages"),
        ("Pupils on platform (Сферум), чел.", NUMBERS, "pupils_registered"),
        ("Grade + letter (класс)", CLASSES, "classes"),
        ("Кем принят (должность)", POSTS, "role"),
        ("Учитель, воспитатель или кто ещё (должность)", POSTS, "role"),
        ("Номер страницы ВКонтакте, с которой педагог заходит в Сферум", IDS, "vk_id"),
        ("Аккаунт Сферум (VK id, не MAX!)", IDS, "vk_id"),
        ("Реквизит 3. Идентификатор пользователя в ИКОП «Сферум»", IDS, "vk_id"),
        ("Оформлен в Сферуме (да/нет)", ANSWERS, "registered"),
        ("Соединена ли запись учителя с электронным журналом", ANSWERS, "journal_linked"),
        ("Сколько чатов для класса и родителей педагог завёл сам", FEW, "group_chats"),
        ("Состояние учётной записи (активна / неактивна)", ["Активна", "Неактивна"] * 2, "profile_active"),
        ("Учащихся в классе (по ЭЖ)", NUMBERS, "pupils_total"),
        ("Наставник (должность)", POSTS, None),
    ],
)
def test_what_is_said_in_brackets_in_a_clause_or_without_vowels(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


def test_a_full_name_with_a_patronymic_if_any_is_a_full_name():
    sheet = read(("Показатель 0.2. Ф.И.О. (отчество – при наличии)", NAMES), ("Звонков", FEW))
    assert [column.fact for column in sheet.found.columns] == ["full_name", "calls"]


def test_a_surname_of_an_export():
    surnames: list[Cell] = [str(name).split()[0] for name in NAMES]
    first_names: list[Cell] = [str(name).split()[1] for name in NAMES]
    sheet = read(("last_nm (фамилия)", surnames), ("first_nm (имя)", first_names), ("Reg. flag", ANSWERS))
    assert [column.fact for column in sheet.found.columns] == ["last_name", "first_name", "registered"]


def test_the_only_part_of_a_group_may_begin_with_a_small_letter():
    rows: list[list[Cell]] = [
        ["Кто", None, "ЭЖ и «Моя школа»", "Общение (неделя)", "Обучающиеся класса, чел."],
        ["ФИО", "Статус профиля", "связан с ЭЖ", "звонил, раз", "какой класс"],
    ]
    found = read_rows(rows + [list(row) for row in zip(NAMES, STATES, ANSWERS, FEW, CLASSES, strict=True)]).found
    assert [column.fact for column in found.columns] == [
        "full_name",
        "profile_active",
        "journal_linked",
        "calls",
        "classes",
    ]


def test_a_legend_below_the_table_tells_what_abbreviations_stand_for():
    heads: list[Cell] = ["ФИО", "КГЧ", "ГС", "РС", "ЗП"]
    rows = [list(row) for row in zip(NAMES, FEW, FIGURES, ANSWERS, FIGURES, strict=True)]
    notes = (
        "Условные обозначения:",
        "КГЧ – количество созданных групповых чатов; ГС – сообщения в групповых чатах",
        "РС – регистрация в Сферуме",
    )
    more = ("ЗП – звонки, пропущенные за неделю", "н/д – нет данных")
    below: list[list[Cell]] = [[note, None, None, None, None] for note in (*notes, *more)]
    found = read_rows([heads, *rows, [None] * 5, *below]).found
    assert [column.fact for column in found.columns] == [
        "full_name",
        "group_chats",
        "group_messages",
        "registered",
        None,
    ]
    assert len(found.people) == len(NAMES)
