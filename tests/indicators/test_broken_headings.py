"""Headings that were broken over several rows, as a narrow column shows them."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, read_rows

TITLE: list[Cell] = ["Отчёт за 09.11.2026–15.11.2026", None, None, None, None]
DATA: list[list[Cell]] = [list(row) for row in zip(NAMES, ANSWERS, FIGURES, FEW, FIGURES, strict=True)]
FACTS = ["full_name", "journal_linked", "group_messages", "group_chats", None]


def facts(*headings: list[Cell]) -> list[str | None]:
    return [column.fact for column in read_rows([*headings, *DATA]).found.columns]


@pytest.mark.parametrize("title", [[], [TITLE]])
@pytest.mark.parametrize(
    "headings",
    [
        [["ФИО", "Связан с", "Сообщений", "Создано", "Входов"], ["педагога", "ЭЖД", "в чатах", "чатов", "в ЭЖД"]],
        [
            ["Фамилия,", "Связан", "Количество сообщений", "Создано", "Удалённых"],
            ["имя,", "с", "в групповых", "групповых", "сообщений"],
            ["отчество", "ЭЖД", "чатах", "чатов", None],
        ],
        [
            [None, None, "Количество", None, None],
            [None, "Связан с", "сообщений в", "Создано", "Личных"],
            ["ФИО", "ЭЖД", "чатах", "чатов", "сообщений"],
        ],
    ],
)
def test_pieces_of_a_heading_are_read_as_one(title, headings):
    assert facts(*title, *headings) == FACTS


@pytest.mark.parametrize("place", ["Показатель {}", "Блок {}.", "№ {}"])
def test_the_place_of_a_column_is_no_piece_of_its_heading(place):
    above: list[Cell] = ["ФИО", *(place.format(number) for number in (1, 2, 3, 4))]
    assert facts(above, ["педагога", "связан с ЭЖД", "сообщений в чатах", "создано чатов", "входов в ЭЖД"]) == FACTS


def test_a_threshold_may_stand_alone_in_its_row():
    rows: list[list[Cell]] = [["ФИО", "10"], ["педагога", "и более сообщений"]]
    found = read_rows([*rows, *([name, "да"] for name in NAMES)]).found.columns
    assert [column.fact for column in found] == ["full_name", "messages_10"]


@pytest.mark.parametrize("part", ["групповые чаты за неделю", "групповые чаты", "беседы"])
@pytest.mark.parametrize("upper", ["Отправлено", "Активность", "Написано сообщений"])
def test_chats_below_what_was_written_are_where_it_was(upper, part):
    rows: list[list[Cell]] = [["ФИО", upper, upper], ["ФИО", part, "личные чаты"]]
    found = read_rows([*rows, *([name, 7, 2] for name in NAMES)]).found.columns
    assert [column.fact for column in found] == ["full_name", "group_messages", None]


@pytest.mark.parametrize(
    "post", ["заместителя директора", "учителя начальных классов", "педагогического работника (воспитателя)"]
)
def test_the_post_in_the_headings_of_three_names_takes_no_name_away(post):
    names = [str(name).split() for name in NAMES]
    heads: list[Cell] = [f"{part} {post}" for part in ("Фамилия", "ИМЯ", "Отчество")]
    found = read_rows([[*heads, "Звонков"], *([*name, 2] for name in names)]).found.columns
    assert [column.fact for column in found] == ["last_name", "first_name", "patronymic", "calls"]


# Rows of headings with a piece that looks like data: the rows below show that it is none.
ODD_PIECES = [
    (
        [["Есть ли", "Кто", "Не меньше 10", "Учётка"], ["в Сферуме", "отчитывается", "сообщений", "связана с ЭЖД,"]],
        ["да/", "(ФИО)", None, "да или"],
        ["нет", None, None, "нет"],
        ["registered", "full_name", "messages_10", "journal_linked"],
    ),
    (
        [["Зарегистрирован", "Педагог", "Выполнена", "Привязан"], ["в", "(ФИО", "норма", "к"]],
        ["MAX", "полностью)", "10", "ЭЖД"],
        None,
        ["max_registered", "full_name", "messages_10", "journal_linked"],
    ),
    (
        [["Перешёл", "Ваши", ">=", "Связан"], ["на", "фамилия, имя,", "10", "с"]],
        ["MAX", "отчество", None, "ЭЖД"],
        None,
        ["max_registered", "full_name", "messages_10", "journal_linked"],
    ),
]


@pytest.mark.parametrize("title", [[], [TITLE[:4]]])
@pytest.mark.parametrize(("above", "third", "last", "expected"), ODD_PIECES)
def test_a_piece_that_looks_like_data_parts_no_heading(title, above, third, last, expected):
    data: list[list[Cell]] = [[a, n, b, c] for a, n, b, c in zip(ANSWERS, NAMES, ANSWERS, ANSWERS[::-1], strict=True)]
    heads: list[list[Cell]] = [*title, *above, third, *([last] if last else [])]
    assert [column.fact for column in read_rows([*heads, *data]).found.columns] == expected


def test_parts_of_a_class_stand_below_class_leadership():
    group: Cell = "Классное руководство"
    heads: list[list[Cell]] = [
        ["ФИО", "Звонков", group, None, None, None],
        [None, None, "Ученики", None, "Родители", None],
        [None, None, "всего", "в Сферуме", "всего", "в MAX"],
    ]
    data: list[list[Cell]] = [
        [name, few, 20 + few, 18 + few, 30 + few, 11 + few] for name, few in zip(NAMES, FEW, strict=True)
    ]
    facts = [column.fact for column in read_rows([*heads, *data]).found.columns]
    assert facts == ["full_name", "calls", "pupils_total", "pupils_registered", None, "parents_connected"]


def test_pieces_with_capitals_are_pieces_where_the_others_are():
    heads: list[list[Cell]] = [
        ["Фамилия Имя", "Пользователь", "Ид.", None, "Сообщений,"],
        ["Отчество", "ФГИС «Моя", "пользователя", None, "написанных"],
        ["сотрудника", "школа»", "VK", "Категория", "в чатах"],
    ]
    data: list[list[Cell]] = [
        [name, answer, 7_000_001 + few, "высшая", figure]
        for name, answer, few, figure in zip(NAMES, ANSWERS, FEW, FIGURES, strict=True)
    ]
    facts = [column.fact for column in read_rows([*heads, *data]).found.columns]
    assert facts == ["full_name", "my_school", "vk_id", None, "group_messages"]


def test_a_part_that_begins_small_stands_below_its_group():
    heads: list[list[Cell]] = [
        ["ФИО", "ФГИС «Моя школа»", None, "Сферум"],
        [None, "активен", "последний вход", "активен"],
    ]
    data: list[list[Cell]] = [
        [name, answer, "09.11.2026", "активен"] for name, answer in zip(NAMES, ANSWERS, strict=True)
    ]
    facts = [column.fact for column in read_rows([*heads, *data]).found.columns]
    assert facts == ["full_name", "my_school", None, "profile_active"]


@pytest.mark.parametrize(
    "below",
    [
        ["Ф.И.О.", "да/нет", "единиц", "сообщ.", "чел."],
        ["полностью", "выбрать из списка", "кол-во", "кол-во", "кол-во"],
        ["как в паспорте", "см. инструкцию", "по журналу звонков", "по журналу звонков", "заполняет завуч"],
    ],
)
def test_a_row_of_units_or_remarks_belongs_to_no_heading(below):
    heads: list[Cell] = ["ФИО", "Связан с ЭЖД", "Создано чатов", "Сообщений в чатах", "Детей в Сферуме"]
    data: list[list[Cell]] = [
        [name, answer, few, figure, 20 + few]
        for name, answer, few, figure in zip(NAMES, ANSWERS, FEW, FIGURES, strict=True)
    ]
    codes: list[Cell] = [f"гр. {number}" for number in (1, 2, 3, 4, 5)]
    sources: list[Cell] = ["по данным школы", *["отчёт платформы"] * 4]
    for rows in ([below], [codes], [[f"А-{number:02d}" for number in range(1, 6)]], [sources, below, codes]):
        found = read_rows([heads, *rows, *data]).found
        assert [column.fact for column in found.columns] == [
            *("full_name", "journal_linked", "group_chats", "group_messages", "pupils_registered")
        ]
        assert found.rejected == []


def test_a_cell_merged_over_rows_is_said_once_beside_broken_headings():
    heads: list[list[Cell]] = [["ФИО", "Сообщений", "Звонков"], ["ФИО", "в чатах", "всего"]]
    found = read_rows([*heads, *([name, few, few] for name, few in zip(NAMES, FEW, strict=True))]).found.columns
    assert [column.heading for column in found] == ["ФИО", "Сообщений в чатах", "Звонков всего"]
