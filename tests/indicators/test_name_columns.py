"""Names of people in columns that do not say so, in one piece or in parts."""

import pytest

from indicators.headings.meaning import meaning_of
from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, SCHOOLS, facts, read


@pytest.mark.parametrize(
    "who",
    [
        "Учителя",
        "Наши работники",
        "Учителя в Сферуме",
        "ФИО педагога, зарегистрированного в Сферуме",
        "Список педагогов, вошедших в Сферум",
        "Педагог, состоящий в чате школы",
    ],
)
def test_cells_that_are_names_make_a_list_of_people(who):
    columns = [("Создали чаты", FEW), ("Совершили звонки", FEW), ("Школа", ["начальная", "старшая"] * 2)]
    assert facts(*columns, who=who) == ["group_chats", "calls", None]


def test_who_comes_again_and_again_is_not_whom_a_row_is_about():
    people: list[Cell] = [*NAMES, "Петров Пётр Петрович", "Сидорова Анна Ильинична"]
    mentors: list[Cell] = ["Седых Инна Павловна", "Юсупов Тимур Маратович"] * 3
    found = read(("Классный наставник (ФИО)", mentors), ("Из школы", people), ("Звонков", [*FEW, 1, 2])).found
    assert [column.fact for column in found.columns] == [None, "full_name", "calls"]


def test_names_beside_schools_are_whom_to_ask_there():
    sheet = read(("Школа", SCHOOLS), ("Участник", NAMES), ("Создали чаты", FIGURES), ("Всего учителей", FIGURES))
    assert sheet.kind == "summary"


def test_parts_of_names_are_known_by_their_cells():
    sheet = read(
        ("Колонка 1", ["Иванова", "Орлов", "Белова", "Гаджиев"]),
        ("Колонка 2", ["Анна", "Пётр", "Нина", "Магомед"]),
        ("Колонка 3", ["Петровна", "Ильич", "Юрьевна", "Алиевич"]),
        ("Звонков", FEW),
    )
    assert [column.fact for column in sheet.found.columns] == ["last_name", "first_name", "patronymic", "calls"]


RARE: tuple[list[Cell], ...] = (
    ["Цхурбати", "Мамлюкова", "Хубиева", "Тлехурай"],
    ["Зайнутдин", "Къаншаубий", "Асхьаб", "Хъизри"],
    ["Абдулвагабович", "Тенгизовна", "Гиреевна", "Исаевич"],
)


INITIALS: tuple[list[Cell], ...] = (RARE[0], ["З.", "К.", "А.", "Х."], ["А.", "Т.", "Г.", "И."])


@pytest.mark.parametrize("names", [RARE, INITIALS])
@pytest.mark.parametrize("headings", [("1", "2", "3"), ("Столбец1", "Столбец2", "Столбец3")])
def test_names_nobody_knows_make_a_list_of_people_by_their_places(headings, names):
    columns = [*zip(headings, names, strict=True), ("Отметок учителей", FIGURES), ("Чаты", FEW), ("Звонки", FEW)]
    sheet = read(*columns)
    assert sheet.kind == "people"
    assert [column.fact for column in sheet.found.columns] == [
        *("last_name", "first_name", "patronymic"),
        *(None, "group_chats", "calls"),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ("ФИО: фамилия", "ФИО: имя", "ФИО: отчество"),
        ("Фамилия", "ФИО_имя", "ФИО_отчество"),
        ("Фамилия", "Имя (кириллицей)", "Отчество"),
    ],
)
def test_a_part_that_is_named_behind_the_whole_is_that_part(headings):
    parts: tuple[list[Cell], ...] = (
        ["Иванова", "Орлов", "Белова", "Гаджиев"],
        ["Анна", "Пётр", "Нина", "Магомед"],
        ["Петровна", "Ильич", "Юрьевна", "Алиевич"],
    )
    sheet = read(*zip(headings, parts, strict=True), ("Звонков", FEW))
    assert [column.fact for column in sheet.found.columns] == ["last_name", "first_name", "patronymic", "calls"]
    assert facts(("Звонков", FEW), who="ФИО (отчество при наличии)") == ["calls"]


def test_names_in_a_summary_are_no_number_of_teachers():
    sheet = read(("Школа", SCHOOLS), ("Учитель", NAMES), ("Всего учителей", FIGURES), ("Создали чаты", FIGURES))
    assert [column.fact for column in sheet.found.columns] == [
        "school",
        None,
        "teachers_total",
        "teachers_created_chats",
    ]


@pytest.mark.parametrize("headings", [("ФИО", "", ""), ("Столбец1", "Столбец2", "Столбец3")])
def test_patronymics_of_every_people_are_one_part(headings):
    parts: tuple[list[Cell], ...] = (
        ["Алиев", "Асанова", "Токтосунов", "Мамедова"],
        ["Руслан", "Анна", "Тимур", "Вера"],
        ["Гасан оглу", "Эльдар кизи", "Асан уулу", "Ильяс гызы"],
    )
    sheet = read(*zip(headings, parts, strict=True), ("Звонков", FEW))
    assert [column.fact for column in sheet.found.columns] == ["last_name", "first_name", "patronymic", "calls"]


@pytest.mark.parametrize(
    "who",
    [
        "Подскажите, пожалуйста, как к Вам обращаться (фамилия, имя, отчество)?",
        "Представьтесь, пожалуйста (Ф. И. О.)",
        "Респондент",
        "Чей это отчёт?",
    ],
)
def test_answers_of_yes_and_no_are_told_of_people_also_beside_schools_and_their_teachers(who):
    columns: list[tuple[str, list[Cell]]] = [
        *(("Школа", SCHOOLS), ("Учителей в Сферуме", [40, 38, 52, 17])),
        *(("Зарегистрированы?", ANSWERS), ("Связан с ЭЖД", ANSWERS), ("Сколько звонков Вы сделали?", FEW)),
    ]
    assert facts(*columns, who=who)[-3:] == ["registered", "journal_linked", "calls"]


@pytest.mark.parametrize(
    "heading", ["Фамилия, имя и отчество", "Имя, фамилия и отчество", "Фамилия, имя и (при наличии) отчество"]
)
def test_a_name_that_is_listed_with_and_is_the_whole_name(heading):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.code == "full_name"


@pytest.mark.parametrize(
    "heading",
    [
        "Фамилия, имя, отчество учителя, ведущего переписку с обучающимися",
        "Фамилия, имя, отчество учителя и других коллег",
        "ФИО наставника",
    ],
)
def test_rows_of_one_school_are_people_whatever_else_their_heading_names(heading):
    found = facts(
        ("Школа", ["СОШ № 1"] * 4),
        ("Должность", ["учитель"] * 4),
        ("Есть в Сферуме", ANSWERS),
        ("Звонков", FEW),
        who=heading,
    )
    assert found == ["school", "role", "registered", "calls"]


def test_the_study_profile_is_where_the_platform_is():
    heading = "Общее число сообщений, отправленных педагогом в групповых чатах учебного профиля в течение недели"
    assert meaning_of(heading).score == 1
    assert meaning_of("Количество групповых чатов, созданных педагогом в учебном профиле").score == 1
