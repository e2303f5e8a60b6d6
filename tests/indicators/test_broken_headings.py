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
