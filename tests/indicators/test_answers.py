"""Marks and words of state in the cells of a column, and what they say under a heading of the opposite."""

from datetime import date

import pytest

from indicators.cells.state_words import state_in
from indicators.headings.explaining import explain
from indicators.reading.tables import Cell
from tests.indicators.columns import NAMES, facts, read


def values(heading: str, cells: list[Cell], code: str) -> list[object]:
    sheet = read(("ФИО", NAMES), (heading, cells))
    assert sheet.kind == "people"
    assert [column.fact for column in sheet.found.columns[1:]] == [code]
    return [person.facts.get(code) for person in sheet.found.people]


def asked(heading: str, cells: list[Cell]) -> str | None:
    column = read(("ФИО", NAMES), (heading, cells)).found.columns[1]
    return None if column.fact else column.asked


@pytest.mark.parametrize("mark", ["*", "•", "●", "■", "★", "V.", "х", "╳", "#", "🟢"])
def test_a_mark_that_stands_beside_empty_cells_only_is_a_yes(mark):
    assert values("Связан с ЭЖД", [mark, None, mark, None], "journal_linked") == [True, None, True, None]
    assert values("Звонил за неделю", [mark, None, mark, None], "calls") == [1, None, 1, None]


@pytest.mark.parametrize(("yes", "no"), [("●", "○"), ("■", "□"), ("🟢", "🔴"), ("👍", "👎"), ("*", "-"), ("*", "нет")])
def test_a_mark_beside_its_opposite_is_a_yes(yes, no):
    assert values("Зарегистрирован", [yes, no, yes, no], "registered") == [True, False, True, False]


def test_a_mark_beside_other_answers_or_numbers_says_nothing_by_itself():
    assert values("Зарегистрирован", ["*", "да", "*", "нет"], "registered") == [None, True, None, False]
    assert values("Создано чатов", ["*", None, 2, 0], "group_chats") == [None, None, 2, 0]
    assert asked("Сообщений в групповых чатах", ["*", None, "*", "*"]) == "group_messages"


def test_only_the_mark_that_nobody_can_read_is_left_out_and_named():
    sheet = read(("ФИО", NAMES), ("Зарегистрирован", ["🟢", "🟡", "🔴", "🟢"]))
    assert [person.facts.get("registered") for person in sheet.found.people] == [True, None, False, True]
    assert "«Зарегистрирован»: не видно, «да» или «нет» значит «🟡». Такие клетки не взяты." in sheet.found.warnings


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("рабочий", True),
        ("заморожен", False),
        ("перешла", True),
        ("не перешла", False),
        ("не имеется", False),
        ("достигнут", True),
        ("удалён", False),
        ("подтверждён", True),
        ("ожидает", False),
        ("регистрация пройдена", True),
        ("связь разорвана", False),
        ("чата пока нет", False),
        ("не заблокирован", True),
        ("не приглашён", False),
        ("нет, заблокирован", False),
        ("в процессе", False),
        ("звонил", True),
        ("inactive", False),
        ("Есть в MAX", True),
        ("учётная запись активна", True),
        ("учётная запись не активирована", False),
        ("аккаунт не найден", False),
        ("да, с телефона", True),
        ("в Сферуме", True),
        ("да, но не активен", False),
    ],
)
def test_a_state_is_told_by_what_it_is_and_by_its_denial(text, yes):
    state = state_in(text)
    assert state is not None
    assert state.yes is yes


@pytest.mark.parametrize(
    "text",
    [
        "Связев Пётр Ильич",
        "частично подключён",
        "планирует регистрацию",
        "звонки",
        "5А",
        "общается в WhatsApp",
        "не пользуется WhatsApp",
    ],
)
def test_what_is_no_state_says_neither(text):
    assert state_in(text) is None


def test_a_word_is_a_yes_beside_its_own_denial():
    cells: list[Cell] = ["найдена", "не найден", "найден", "не найдена"]
    assert values("Регистрация в Сферуме", cells, "registered") == [True, False, True, False]
    assert values("Моя школа", ["работает", "не работает"] * 2, "my_school") == [True, False, True, False]


def test_a_norm_that_is_closed_is_met_and_a_profile_that_is_closed_is_not_active():
    assert values("Норма 10 сообщений", ["закрыта", "не закрыта"] * 2, "messages_10") == [True, False, True, False]
    assert values("Статус профиля", ["открыт", "закрыт"] * 2, "profile_active") == [True, False, True, False]


def test_words_of_which_none_says_yes_or_no_are_asked_about():
    assert asked("Статус профиля", ["учебный", "личный", "учебный", "личный"]) == "profile_active"


@pytest.mark.parametrize(
    ("heading", "code", "no"),
    [
        ("Не привязан журнал", "journal_linked", False),
        ("Чаты не созданы", "group_chats", 0),
        ("Без мессенджера MAX", "max_registered", False),
        ("За неделю не был в MAX", "max_active_week", False),
        ("Нет звонков за неделю", "calls", 0),
    ],
)
def test_yes_to_an_opposite_is_a_no_and_a_lone_mark_is_asked_about(heading, code, no):
    assert values(heading, ["да", None, "да", None], code) == [no, None, no, None]
    for cells in (["+", None, "+", None], ["нет", None, "нет", None], ["да", "да", "да", "да"]):
        assert asked(heading, [*cells]) == code


def test_a_state_under_its_opposite_says_itself_and_the_reason_is_told():
    cells: list[Cell] = ["не связан", None, "связан", None]
    assert values("Не связан с ЭЖД", cells, "journal_linked") == [False, None, True, None]
    [(_, _, why)] = explain(read(("ФИО", NAMES), ("Не связан с ЭЖД", cells)).found.columns)[1:]
    assert "в клетках сказано само состояние" in why
    assert facts(("Нет профиля в MAX", ["есть", "нет", "есть", "нет"])) == [None]


def test_a_lone_plus_is_read_by_what_else_is_known_of_the_people():
    marks: list[Cell] = ["+", None, "+", None]
    absent = read(("ФИО", NAMES), ("Не зарегистрирован", marks), ("Звонков", [0, 3, 0, 1]))
    assert [person.facts.get("registered") for person in absent.found.people] == [False, None, False, None]
    assert "иначе не сходится с другими столбцами" in absent.found.columns[1].why[-1]
    present = read(("ФИО", NAMES), ("Менее 3 сообщений", marks), ("Сообщений в чатах", [12, 0, 5, 1]))
    assert [person.facts.get("messages_3") for person in present.found.people] == [True, None, True, None]
    visits: list[Cell] = ["никогда", date(2026, 11, 9), "нет", date(2026, 11, 10)]
    never = read(("ФИО", NAMES), ("Не зарегистрирован", marks), ("Последний вход", visits))
    assert [person.facts.get("registered") for person in never.found.people] == [False, None, False, None]
    chats = read(("ФИО", NAMES), ("Чатов создано", [0, 2, 0, 3]), ("Нет чатов", marks)).found.columns
    assert [column.fact for column in chats[1:]] == ["group_chats", None]
    both = read(("ФИО", NAMES), ("Не зарегистрирован", marks), ("Звонков", [2, 3, 0, 1]))
    assert both.found.columns[1].asked == "registered"


def test_a_lone_plus_under_an_opposite_is_read_as_beside_it():
    beside: tuple[str, list[Cell]] = ("Не связан с ЭЖД", ["+", "-", "-", "+"])
    sheet = read(("ФИО", NAMES), ("Нет чатов", ["+", None, None, "+"]), beside)
    assert [person.facts.get("group_chats") for person in sheet.found.people] == [0, None, None, 0]
    alone = read(("ФИО", NAMES), ("Нет чатов", ["+", None, None, "+"]), ("Связан с ЭЖД", ["+", "-", "-", "+"]))
    assert [column.asked for column in alone.found.columns] == [None, "group_chats", None]
