"""What a column is beside the others: a part of a whole, the whole of parts, the plan of a figure."""

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, facts, read, read_rows


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("Всего отправлено за неделю", "из них в группах"),
        ("Всего за неделю", "в том числе в группах"),
        ("Сообщений итого", "включая группы"),
        ("Сообщений всего (включая личные)", "В том числе в беседах"),
    ],
)
def test_the_part_in_groups_is_messages_whatever_the_whole_is_called(whole, part):
    told = facts(("Чаты", FEW), (whole, [20, 3, 9, 40]), (part, FIGURES))
    assert told == ["group_chats", None, "group_messages"]


def test_calls_in_groups_are_no_messages_beside_a_whole_of_others():
    columns = [("Отправлено всего", [20, 3, 9, 40]), ("Звонки: групповые", FEW), ("Звонки: личные", FEW)]
    assert "group_messages" not in facts(*columns)


def test_people_counted_in_a_class_are_its_pupils_or_their_parents():
    linked: list[Cell] = [3, 0, 7, 20]
    assert facts(
        ("Учеников", [20, 25, 30, 22]), ("Класс", ["5А", "5Б", "6А", "6Б"]), ("Привязали ЭЖД (чел.)", linked)
    ) == [
        "pupils_total",
        "classes",
        "pupils_journal_linked",
    ]
    heads: list[list[Cell]] = [
        [None, None, "Родители, чел.", "Родители, чел."],
        ["№", "ФИО", "всего", "подключено к MAX"],
    ]
    found = read_rows([*heads, *([number, name, 30, 20 + number] for number, name in enumerate(NAMES, 1))]).found
    assert [column.fact for column in found.columns] == [None, "full_name", None, "parents_connected"]


def test_all_children_beside_those_who_are_there_are_the_whole():
    columns = [
        ("Сферум (ученики): всего детей", [20, 25, 30, 22]),
        ("Сферум (ученики): зарегистрировано", [18, 25, 7, 0]),
    ]
    assert facts(*columns) == ["pupils_total", "pupils_registered"]


def test_of_two_columns_the_one_where_all_have_the_same_figure_is_the_plan():
    people: list[Cell] = [*NAMES, "Петров Пётр Петрович", "Сидорова Анна Ильинична"]
    same: list[Cell] = [10, 10, 10, 10, 10, 10]
    sheet = read(("ФИО", people), ("Сообщений в группах за неделю", same), ("Сообщений в группах", [*FIGURES, 8, 12]))
    assert [column.fact for column in sheet.found.columns[1:]] == [None, "group_messages"]
    assert "у всех одно и то же число, как в плане" in sheet.found.columns[1].why


def test_figures_behind_the_number_of_pupils_count_pupils_only_when_never_above_it():
    pupils: list[Cell] = [20, 25, 30, 22]
    assert facts(("Учеников", pupils), ("Сферум", [18, 25, 7, 0]), ("ЭЖД", [3, 0, 7, 20])) == [
        "pupils_total",
        "pupils_registered",
        "pupils_journal_linked",
    ]
    assert facts(("Учеников", pupils), ("ЭЖД", [180, 25, 7, 0])) == ["pupils_total", None]


def test_an_arrow_parts_a_group_from_what_is_below_it():
    columns = (("Класс → учеников", [20, 25, 30, 22]), ("Класс → в Сферуме", [20, 20, 30, 20]))
    assert facts(*columns) == ["pupils_total", "pupils_registered"]


@pytest.mark.parametrize(
    "headings",
    [
        ("Сообщений всего", "групповые чаты", "личные чаты"),
        ("Написал сообщений: всего", "коллективные", "индивидуальные"),
        ("Активность в чатах: всего", "в группах", "в личке"),
        ("Отправлено за неделю", "в общих чатах", "один на один"),
        ("Активность в чатах → всего", "Активность в чатах → в группах", "Активность в чатах → в личке"),
    ],
)
def test_beside_personal_messages_what_is_in_groups_is_messages_and_the_whole_is_neither(headings):
    whole, groups, personal = headings
    assert facts((whole, [20, 3, 9, 40]), (groups, FIGURES), (personal, FEW)) == [None, "group_messages", None]


def test_chats_with_groups_beside_personal_ones_stay_chats():
    assert "group_messages" not in facts(("Чатов всего", [5, 4, 6, 3]), ("групповые", FEW), ("личные", FIGURES))


def test_messages_of_groups_beside_personal_ones_stay_what_they_are():
    columns = (("Сообщений в группах за неделю", FIGURES), ("Личных сообщений", FEW), ("Групповых чатов", FEW))
    assert facts(*columns) == ["group_messages", None, "group_chats"]


def test_bare_deeds_behind_all_calls_are_calls():
    columns = (("Звонков всего", [20, 3, 9, 40]), ("совершено", FEW), ("принято", FIGURES))
    assert facts(*columns) == [None, "calls", None]


def test_where_parents_are_behind_their_number_is_theirs():
    assert facts(("Родителей всего", [50, 44, 40, 52]), ("в MAX", [20, 0, 40, 7])) == [None, "parents_connected"]
    assert facts(("Родителей всего", [50, 44, 40, 52]), ("в MAX", ANSWERS)) == [None, "max_registered"]


SUMS: list[list[Cell]] = [[14, 6, 10, 33], [9, 6, 3, 20], [5, 0, 7, 13]]


@pytest.mark.parametrize(
    ("above", "whole", "own", "others", "fact"),
    [
        ("Звонки", "всего", "свои", "чужие", "calls"),
        ("Звонки", "всего", "сделал", "ему звонили", "calls"),
        ("Звонки", "всего", "учителем", "учителю", "calls"),
        ("Сообщения", "всего", "от педагога", "педагогу", "group_messages"),
        ("Сообщения", "всего", "собственные", "учеников", "group_messages"),
        ("Сообщения", "общее число", "отправлено", "получено", "group_messages"),
        ("Сообщения", "всего", "родителям", "от родителей", "group_messages"),
        ("Сообщения", "всего", "автор", "адресат", "group_messages"),
        ("Чаты", "всего", "свои", "чужие", "group_chats"),
        ("Вызовы", "все", "свои", "остальные", "calls"),
        ("Calls", "total", "out", "in", "calls"),
    ],
)
def test_of_a_whole_the_persons_own_share_is_the_fact(above, whole, own, others, fact):
    headings = [f"{above} → {part}" for part in (whole, own, others)]
    columns = list(zip(headings, SUMS, strict=True))
    assert facts(*columns) == [None, fact, None]
    assert facts(*columns[1:], columns[0]) == [fact, None, None]


def test_the_share_that_fills_the_whole_beside_what_is_of_others_is_the_persons():
    whole, own, others = SUMS
    assert facts(("Звонки → всего", whole), ("Звонки → альфа", own), ("Звонки → чужие", others)) == [
        None,
        "calls",
        None,
    ]


def test_where_something_was_written_is_nobodys_share():
    headings = ("Сообщения → всего", "Сообщения → написано в чате класса", "Сообщения → в чате педагогов")
    assert facts(*zip(headings, SUMS, strict=True)).count("group_messages") != 1


@pytest.mark.parametrize("parts", [("пропущенные", "чужие"), ("альфа", "чужие"), ("своих за месяц", "чужих")])
def test_a_whole_with_others_in_it_is_asked_about_where_no_part_is_the_persons(parts):
    cells: list[list[Cell]] = [[14, 6, 10, 33], [2, 6, 3, 20], [5, 0, 7, 13]]
    sheet = read(*zip(["ФИО", *(f"Звонки → {part}" for part in ("всего", *parts))], [NAMES, *cells], strict=True))
    whole = sheet.found.columns[1]
    assert (whole.fact, whole.asked) == (None, "calls")


@pytest.mark.parametrize("parts", [("аудио", "видео"), ("5А", "5Б")])
def test_a_whole_of_parts_that_are_all_the_persons_stays_the_fact(parts):
    columns = zip([f"Сообщения → {part}" for part in ("всего", *parts)], SUMS, strict=True)
    assert facts(*columns)[0] == "group_messages"


@pytest.mark.parametrize(
    ("upper", "before", "now", "code"),
    [
        ("Ученики в Сферуме", "было", "сейчас", "pupils_registered"),
        ("Учеников в Сферуме", "на прошлой неделе", "на отчётной неделе", "pupils_registered"),
        ("Детей с аккаунтом", "предыдущий отчёт", "текущий отчёт", "pupils_registered"),
        ("Ученики с привязкой ЭЖД", "было", "стало", "pupils_journal_linked"),
        ("Ученики в Сферуме", "было", "всего в классе", "pupils_total"),
        ("Ученики в Сферуме", "на начало четверти", "на сегодня, сейчас", "pupils_registered"),
    ],
)
def test_a_line_that_names_the_platform_counts_no_whole_class(upper, before, now, code):
    heads: list[list[Cell]] = [["ФИО", upper, upper], ["ФИО", before, now]]
    found = read_rows([*heads, *([name, 20 + few, 22 + few] for name, few in zip(NAMES, FEW, strict=True))]).found
    assert [column.fact for column in found.columns] == ["full_name", None, code]
