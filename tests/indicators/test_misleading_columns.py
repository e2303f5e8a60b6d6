"""Headings that look like a fact and are none, and columns that hold only a part of one: nobody is reminded by them."""

from datetime import date

import pytest

from indicators.errors import UnusableFile
from indicators.file.understanding import understand
from indicators.headings.meaning import meaning_of
from indicators.reading.tables import Cell, Table
from nudges.gaps import find_gaps
from tests.indicators.test_understanding import told

ANNA, BORIS, VERA = "Иванова Анна Петровна", "Орлов Пётр Ильич", "Белова Нина Юрьевна"


def facts(*rows: list[Cell]) -> list[dict[str, object]]:
    return [dict(person.facts) for person in told(*rows).people]


@pytest.mark.parametrize(
    "heading",
    [
        "Отсутствие звонков",
        "Отсутствует связка с ЭЖД",
        "Нет чатов",
        "Нет звонков",
        "Без звонка",
        "Требуется регистрация",
        "Нуждается в регистрации",
        "Необходимо зарегистрировать",
        "Отказ от регистрации",
        "Отключен от ЭЖД",
        "Не набрал 10 сообщений",
        "Не хватает сообщений",
        "Осталось написать сообщений",
        "Долг по звонкам",
        "Норма сообщений",
        "Причина отсутствия связи с ЭЖД",
        "Участвовал в звонках",
        "Чатов создано администратором школы",
        "Постов в сообществе",
        "Реакций на сообщения",
        "Сообщений в боте",
        "Сообщений учеников",
        "Сообщений (прошлая нед.)",
        "Сообщений за 2 недели",
        "Звонков за две недели",
        "Сообщений за 13.11.2026",
        "Звонков с 01.09",
        "Сообщения / план",
        "Сообщений за ноябрь",
        "Сообщений за 24 часа",
        "Голосовых сообщений",
        "Сообщений в выходные",
        "Сообщений после 18:00",
        "Сообщения, %",
        "Доля сообщений от нормы",
        "Зарегистрирован в WhatsApp",
        "Не зарегистрирован в MAX",
        "Пишет в MAX",
        "Регистрация в Учи.ру",
        "Электронный журнал заполнен",
        "Ведёт ЭЖД своевременно",
        "Оценок в журнале",
        "Входов в ЭЖД за неделю",
        "Инструктаж по ЭЖД",
        "Обучение работе в Сферуме",
        "Добавлен в чат педагогов",
        "Состоит в чате школы",
        "Целевой показатель создания чатов",
        "Звонков всего с сентября",
        "Сообщений с 1 сентября",
        "Звонков с начала учебного года",
        "Сообщений за все недели",
        "Сообщений в л/с",
        "Сообщений в приватных чатах",
        "Принято звонков",
        "Звонков (пропущ.)",
        "personal_messages",
        "messages_in_channels",
        "missed_calls",
        "messages_last_week",
        "Активность в ЭЖД",
        "Чат с учителем",
        "Чатов с учениками",
        "Сетевое взаимодействие",
        "Регистрация на вебинаре",
        "ID в ЭЖД",
        "ID школы",
        "id чата",
    ],
)
@pytest.mark.parametrize("cell", ["нет", 0, "да", 12])
def test_an_opposite_a_part_or_another_time_is_no_fact(heading, cell):
    assert facts(["ФИО", heading], [ANNA, cell]) == [{}]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Связан с ЭЖД (если нет, указать причину)", "journal_linked"),
        ("Нет/да: регистрация", "registered"),
        ("Количество сообщений (не менее 10)", "messages_10"),
        ("Связан / не связан с ЭЖД", "journal_linked"),
        ("Сообщений 10.11.2026", "group_messages"),
        ("Сообщений за неделю с 3 по 9 ноября", "group_messages"),
        ("ID пользователя в системе Сферум", "vk_id"),
        ("Зарегистрирован на портале Сферум", "registered"),
        ("Гр. чаты", "group_chats"),
        ("Собщений в груповых чатах", "group_messages"),
    ],
)
def test_what_stands_in_brackets_and_dates_does_not_turn_a_heading_round(heading, code):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.code == code


def test_counts_of_single_days_decide_only_what_their_sum_cannot_change():
    heads: list[Cell] = ["ФИО", *(f"Сообщений {day:02}.11.2026" for day in range(9, 14))]
    assert facts(heads, [ANNA, 3, 3, 3, 3, 3], [BORIS, 1, 1, 0, 0, 0], [VERA, 12, 0, 0, 0, 0]) == [
        {"messages_3": True},
        {"messages_3": False, "messages_10": False},
        {"group_messages": 12},
    ]


def test_a_total_beside_its_parts_is_taken_alone():
    heads: list[Cell] = ["ФИО", "Сообщений в чате класса", "Сообщений в чате педагогов", "Всего сообщений в чатах"]
    assert facts(heads, [ANNA, 3, 9, 12], [BORIS, 1, 1, 2]) == [{"group_messages": 12}, {"group_messages": 2}]


def test_parts_without_a_total_leave_open_what_they_may_add_up_to():
    found = told(
        ["ФИО", "Сообщений в чате класса", "Сообщений в чате педагогов"], [ANNA, 6, 6], [BORIS, 1, 1], [VERA, 6, None]
    )
    assert [person.facts for person in found.people] == [
        {"messages_3": True},
        {"messages_3": False, "messages_10": False},
        {"messages_3": True},
    ]
    assert any("нет сомнений" in warning for warning in found.warnings)
    assert [bool(find_gaps(person.facts)) for person in found.people] == [False, True, False]


def test_of_two_columns_with_one_heading_either_may_be_an_older_copy():
    heads: list[Cell] = ["ФИО", "Сообщений в чатах", "Сообщений в чатах"]
    assert facts(heads, [ANNA, 20, 5], [BORIS, 4, 4], [VERA, 12, None]) == [
        {},
        {"group_messages": 4},
        {"group_messages": 12},
    ]


def test_quotas_of_single_chats_are_reached_by_one_of_them_and_missed_by_none():
    heads: list[Cell] = ["ФИО", "10 сообщений в чате класса", "10 сообщений в чате педагогов"]
    assert facts(heads, [ANNA, "да", "нет"], [BORIS, "нет", "нет"], [VERA, "нет", None]) == [
        {"messages_10": True},
        {},
        {},
    ]


def test_two_journals_that_disagree_say_nothing():
    assert facts(["ФИО", "ЭЖД", "МЭШ"], [ANNA, "да", "нет"], [BORIS, "нет", "нет"]) == [{}, {"journal_linked": False}]


def test_a_running_total_of_one_week_only_knows_what_was_added():
    heads: list[Cell] = ["ФИО", "Создано чатов за неделю", "Зарегистрировался за неделю"]
    assert facts(heads, [ANNA, 0, "нет"], [BORIS, 1, "да"]) == [{}, {"group_chats": 1, "registered": True}]


def test_two_readings_of_a_counter_are_not_the_weeks_figure():
    assert facts(["ФИО", "Сообщений на 09.11.2026", "Сообщений на 16.11.2026"], [ANNA, 100, 103]) == [{}]


def test_sheets_without_a_week_that_disagree_leave_it_unknown():
    tables = [Table(f"{n} неделя", [["ФИО", "Звонки"], [ANNA, calls]]) for n, calls in ((1, 0), (2, 1), (3, 0))]
    found = understand(tables, file_name="файл.xlsx", today=date(2026, 11, 18))
    assert found.people[0].facts == {}
    assert any("Листы говорят разное, эти сведения не взяты: Иванова" in warning for warning in found.warnings)


def test_two_people_of_one_name_on_two_sheets_are_told_apart_by_their_vk_ids():
    tables = [Table(str(number), [["VK ID", "ФИО", "Звонки"], [700000000 + number, ANNA, number]]) for number in (1, 2)]
    found = understand(tables, file_name="файл.xlsx", today=date(2026, 11, 18))
    assert [(person.vk_id, person.facts) for person in found.people] == [
        (700000001, {"calls": 1}),
        (700000002, {"calls": 2}),
    ]


@pytest.mark.parametrize("head", [["ФИО", "ФИО", "ФИО"], ["ФИО", None, None], ["Ф.", "И.", "О."]])
def test_a_name_in_three_columns_under_one_heading(head):
    found = told([*head, "Звонки"], ["Иванова", "Анна", "Петровна", 1], ["Мамедов", "Эльчин", "Рашид оглы", 0])
    assert [person.full_name for person in found.people] == [ANNA, "Мамедов Эльчин Рашид оглы"]


@pytest.mark.parametrize(
    "row",
    [[None, "МБОУ СОШ № 1", None], ["1", "МБОУ СОШ № 1", None], [None, "МБОУ СОШ № 1", 12], ["МБОУ СОШ № 1", None, 12]],
)
def test_a_schools_own_row_over_its_people_may_hold_a_number_and_totals(row):
    found = told(["№", "ФИО", "Сообщений"], row, [1, ANNA, 12], [None, "Итого", 12])
    assert [(person.full_name, person.school) for person in found.people] == [(ANNA, "МБОУ СОШ № 1")]
    assert found.rejected == []


def test_a_plan_beside_the_fact_is_not_the_figure_of_a_summary():
    found = told(
        [
            "Школа",
            "Учителя, создавшие групповые чаты",
            "Учителя, создавшие групповые чаты",
            "Учителя, создавшие групповые чаты",
        ],
        [None, "план", "факт", "% выполнения"],
        ["СОШ № 1", 50, 38, 76.0],
    )
    value = found.summaries[0].values["teachers_created_chats"]
    assert (value.value, value.percent) == (38, None)


def test_audio_and_video_calls_are_calls_together():
    heads: list[Cell] = ["ФИО", "Аудиозвонки", "Видеозвонки"]
    assert facts(heads, [ANNA, 0, 1], [BORIS, 0, 0], [VERA, 2, 0]) == [{"calls": 1}, {"calls": 0}, {"calls": 2}]


def test_a_row_for_each_chat_of_a_person_is_not_the_persons_week():
    found = told(
        ["VK ID", "ФИО", "Название чата", "Сообщений"],
        [700000001, ANNA, "5А", 6],
        [700000001, ANNA, "Педсовет", 6],
        [700000002, BORIS, "5А", 1],
        [700000002, BORIS, "Педсовет", 1],
    )
    assert [person.facts for person in found.people] == [{}, {}, {"group_messages": 1}, {"group_messages": 1}]


def test_a_row_for_each_day_is_neither_the_week_nor_its_date():
    found = told(
        ["Дата", "ФИО", "Сообщений"],
        [date(2026, 11, 9), ANNA, 3],
        [date(2026, 11, 10), ANNA, 9],
        [date(2026, 11, 9), BORIS, 1],
    )
    assert found.week is None
    assert [person.facts for person in found.people] == [{}, {}, {}]
    assert any("строка на каждый день" in warning for warning in found.warnings)


def test_links_under_a_profile_are_vk_pages():
    found = told(["ФИО", "Профиль"], [ANNA, "vk.com/id700000001"], [BORIS, "@id700000002"], [VERA, "нет"])
    assert [person.vk_id for person in found.people] == [700000001, 700000002, None]
    assert found.people[2].facts == {}


def test_whom_to_ask_at_a_school_is_not_the_one_who_is_measured():
    found = told(
        ["Школа", "ФИО", "Учителей в Сферуме", "Создали чаты"], ["СОШ 1", ANNA, 42, 30], ["СОШ 2", BORIS, 20, 0]
    )
    assert (found.kind, found.people) == ("summary", [])
    assert [row.values["teachers_created_chats"].value for row in found.summaries] == [30, 0]


def test_thresholds_under_a_heading_beside_merged_cells():
    rows: list[list[Cell]] = [["ФИО", "Сообщений не менее", "Сообщений не менее"], ["ФИО", 3, 10]]
    assert facts(*rows, [ANNA, "да", "нет"]) == [{"messages_3": True, "messages_10": False}]


def test_columns_of_the_week_over_no_rows_at_all():
    with pytest.raises(UnusableFile):
        told(["ФИО", "Период по", "Звонки"])


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Классное руководство (доплата)", [5000, 2500, 5000, 7500]),
        ("Выплата за класс", [500, 1500, 500, 500]),
        ("Публикаций школы", [3, 0, 5, 1]),
        ("Сообщений до 1 ноября", [3, 0, 5, 1]),
        ("Сообщений до нормы", [3, 0, 5, 1]),
        ("ID канала", [70_001, 70_002, 70_003, 70_004]),
        ("ID организации", [7_000_123] * 4),
        ("ID", [7_000_123] * 4),
    ],
)
def test_cells_and_narrower_words_rule_a_fact_out(heading, cells):
    columns = [[heading, *cells], ["ФИО", ANNA, BORIS, VERA, "Гаджиев Магомед Алиевич"], ["Звонков", 1, 0, 2, 0]]
    found = told(*map(list, zip(*columns, strict=True)))
    assert {column.heading: column.fact for column in found.columns}[heading] is None


def test_what_was_written_in_a_chat_that_is_named_is_asked_about():
    rows: list[list[Cell]] = [["ФИО", "Сообщений в чате «Учительская»"], [ANNA, 4], [BORIS, 12], [VERA, 0]]
    column = told(*rows).columns[1]
    assert (column.fact, column.asked) == (None, "group_messages")


def test_a_state_that_says_whether_there_is_an_account_is_the_registration():
    rows: list[list[Cell]] = [["ФИО", "Состояние учётной записи"], [ANNA, "создана"], [BORIS, "не создана"]]
    assert facts(*rows, [VERA, "создана"])[1] == {"registered": False}


def test_a_denied_sign_of_less_is_a_threshold():
    rows: list[list[Cell]] = [["ФИО", "Сообщ. не < 10"], [ANNA, "да"], [BORIS, "нет"]]
    assert facts(*rows) == [{"messages_10": True}, {"messages_10": False}]


@pytest.mark.parametrize("heading", ["Профиль активен", "Статус профиля", "Состояние учётной записи"])
def test_there_is_and_there_is_none_may_be_said_of_an_active_profile(heading):
    rows: list[list[Cell]] = [["ФИО", heading], [ANNA, "есть"], [BORIS, "нет"], [VERA, "есть"]]
    assert told(*rows).columns[1].fact == "profile_active"


def test_an_account_in_the_journal_is_no_link_and_the_class_writes_no_messages_of_its_teacher():
    heads: list[list[Cell]] = [
        ["ФИО", "Электронный журнал", "Электронный журнал", "Класс", "Класс", "Класс"],
        ["ФИО", "учётка", "связан со Сферумом", "учеников", "в Сферуме", "написали в чат"],
    ]
    rows: list[list[Cell]] = [
        [ANNA, "да", "нет", 25, 20, 4],
        [BORIS, "да", "да", 30, 28, 9],
        [VERA, "нет", "нет", 27, 27, 0],
    ]
    codes = [column.fact for column in told(*heads, *rows).columns]
    assert codes == ["full_name", None, "journal_linked", "pupils_total", "pupils_registered", None]


def test_two_small_words_are_nobodys_name():
    rows: list[list[Cell]] = [
        ["Форма", "Звонков"],
        ["основная работа", 1],
        ["внешнее совместительство", 0],
        ["штатный работник", 2],
    ]
    with pytest.raises(UnusableFile):
        told(*rows)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Ученики классов", ["5А, 5Б", "все", "6А", "6Б"]),
        ("Чаты, в которых затруднения", ["родительский", "5А", "нет таких", "учительский"]),
        ("Учеников в школе всего", [31, 29, 30, 28]),
    ],
)
def test_words_are_no_counts_and_a_school_is_no_class(heading, cells):
    columns = [[heading, *cells], ["ФИО", ANNA, BORIS, VERA, "Гаджиев Магомед Алиевич"], ["Звонков", 1, 0, 2, 0]]
    found = told(*map(list, zip(*columns, strict=True)))
    assert {column.heading: column.fact for column in found.columns}[heading] is None


def test_groups_of_groups_reach_over_all_of_theirs():
    heads: list[list[Cell]] = [
        ["ФИО", "Активность за неделю", None, None, None],
        [None, "Звонки", None, "Сообщения", None],
        [None, "норма", "сделано", "в группах", "личных"],
    ]
    rows: list[list[Cell]] = [
        [ANNA, 1, 0, 14, 3],
        [BORIS, 1, 2, 7, 0],
        [VERA, 1, 1, 0, 5],
        ["Гаджиев Магомед Алиевич", 1, 0, 9, 9],
    ]
    assert [column.fact for column in told(*heads, *rows).columns] == [
        "full_name",
        None,
        "calls",
        "group_messages",
        None,
    ]


@pytest.mark.parametrize("heading", ["Тип школы", "Вид учреждения", "Уровень (место в системе)"])
def test_kinds_of_schools_name_none(heading):
    columns = [["ФИО", ANNA, BORIS, VERA], [heading, "лицей", "гимназия", "основная школа"], ["Звонков", 1, 0, 2]]
    assert [column.fact for column in told(*map(list, zip(*columns, strict=True))).columns] == [
        "full_name",
        None,
        "calls",
    ]


@pytest.mark.parametrize(
    ("cells", "headings"),
    [
        (
            ["учитель", "завуч", "учитель", "методист"],
            ["Роль в ЭЖД", "Роль в чате", "Должность супруга", "Должность до перевода"],
        ),
        (["5А", "6Б", "7В", "8А"], ["Классы без чата", "Класс ребёнка", "Класс вредности", "Группа здоровья"]),
        (
            ["МБОУ СОШ № 5", "МБОУ СОШ № 5", "Лицей № 3", "МБОУ СОШ № 5"],
            ["Название группы", "Школа ребёнка", "Откуда переведён", "Прежнее место работы"],
        ),
        (
            ["активен", "не активен", "активен", "заблокирован"],
            ["Статус антивируса", "Состояние камеры", "Статус бота", "Профиль в Госвеб", "Учётная запись Windows"],
        ),
    ],
)
def test_cells_take_nothing_for_a_fact_whose_heading_says_something_else(cells, headings):
    names = [ANNA, BORIS, VERA, "Гаджиев Магомед Алиевич"]
    for times in (1, 4):  # in many cells as well
        for heading in headings:
            columns = [["ФИО", *names * times], [heading, *cells * times], ["Звонков", *[1, 0, 2, 0] * times]]
            assert told(*map(list, zip(*columns, strict=True))).columns[1].fact is None, heading


def test_posts_and_schools_are_told_by_their_cells_below_an_unknown_word():
    columns = [
        ["ФИО", ANNA, BORIS, VERA],
        ["Роль в коллективе", "учитель", "завуч", "учитель"],
        ["Название юрлица", "МБОУ СОШ № 5", "Лицей № 3", "МБОУ СОШ № 5"],
        ["Звонков", 1, 0, 2],
    ]
    assert [column.fact for column in told(*map(list, zip(*columns, strict=True))).columns][1:3] == ["role", "school"]


def test_sheets_of_two_schools_are_two_rows_of_whoever_works_at_both():
    heads: list[Cell] = ["Школа", "VK ID", "ФИО", "Звонки"]
    tables = [Table(name, [heads, [name, 700000001, ANNA, calls]]) for name, calls in (("СОШ № 1", 1), ("СОШ № 2", 0))]
    found = understand(tables, file_name="файл.xlsx", today=date(2026, 11, 18))
    assert [(one.school, one.facts) for one in found.people] == [("СОШ № 1", {"calls": 1}), ("СОШ № 2", {"calls": 0})]
