"""What an officer may say about a file, and what the program says back."""

from datetime import date

import pytest

from indicators.catalogue import FACT
from indicators.errors import BadWeek, UnusableFile, UsageError
from indicators.file.understanding import understand
from indicators.file.understood import Understanding
from indicators.reading.tables import Cell, Table
from indicators.weeks import Week

TODAY = date(2026, 11, 18)
TEACHERS = ["Учителей в Сферуме", "Создали чаты"]
PEOPLE = ["Иванова Анна Петровна", "Орлов Пётр Ильич"]
HEADINGS = ["ФИО", "Кол-во сообщ.", "Баллы"]
ROWS: list[list[Cell]] = [["Иванова Анна Петровна", 12, 3], ["Орлов Пётр Ильич", 4, 5]]


def told(*rows: list[Cell], name: str = "файл.xlsx", **said: object) -> Understanding:
    width = max(map(len, rows))
    table = Table("Лист1", [row + [None] * (width - len(row)) for row in rows])
    return understand([table], file_name=name, today=TODAY, **said)  # type: ignore[arg-type]


def test_what_the_officer_says_wins_over_the_dictionary():
    found = told(HEADINGS, *ROWS, mapping={"Кол-во сообщ.": None, "Баллы": "calls"})
    assert [person.facts for person in found.people] == [{"calls": 3}, {"calls": 5}]
    assert [(c.heading, c.fact, c.said) for c in found.columns[1:]] == [
        ("Кол-во сообщ.", None, True),
        ("Баллы", "calls", True),
    ]


def test_a_mapping_makes_an_unknown_table_readable():
    rows: list[list[Cell]] = [["Работяга", "Баллы"], ["Иванова Анна Петровна", 5]]
    with pytest.raises(UnusableFile):
        told(*rows)
    found = told(*rows, mapping={"Работяга": "full_name", "баллы ": "group_messages"})
    assert found.people[0].facts == {"group_messages": 5}


def test_an_unknown_fact_and_an_unknown_heading_in_a_mapping_are_named():
    with pytest.raises(UsageError, match=r"Нет показателя «xx».*group_messages"):
        told(HEADINGS, *ROWS, mapping={"Баллы": "xx"})
    with pytest.raises(UsageError, match=r"нет столбца «Очки». Есть: «ФИО», «Кол-во сообщ.», «Баллы»"):
        told(HEADINGS, *ROWS, mapping={"Очки": "calls"})


def test_three_samples_show_what_a_column_holds():
    rows = [[f"{last} Анна Петровна", n] for n, last in enumerate(["Иванова", "Орлова", "Белова", "Чернова"])]
    assert told(["ФИО", "Звонки"], *rows).columns[1].samples == ("0", "1", "2")


def test_the_week_that_is_given_wins_and_another_one_in_the_file_is_mentioned():
    found = told(["за 09.11.2026–15.11.2026"], HEADINGS, *ROWS, week=Week.parse("2026-W45"))
    assert (str(found.week), found.week_source) == ("2026-W45", "argument")
    assert any("2026-W46" in warning for warning in found.warnings)


def test_a_title_comes_before_the_files_name_and_a_week_before_a_day():
    both = told(["за 09.11.2026–15.11.2026"], HEADINGS, *ROWS, name="02.11-08.11.2026.xlsx")
    assert (str(both.week), both.week_source) == ("2026-W46", "title")
    day = told(["на 16.11.2026"], HEADINGS, *ROWS, name="02.11-08.11.2026.xlsx")
    assert (str(day.week), day.week_source) == ("2026-W45", "file_name")


def test_a_week_that_has_not_begun_is_asked_about_and_never_taken():
    found = told(["за 23.11.2026–29.11.2026"], HEADINGS, *ROWS)
    assert found.week is None
    assert "2026-W48" in found.week_doubt
    assert "ещё не началась" in found.week_doubt
    assert found.week_doubt in found.warnings
    with pytest.raises(BadWeek, match="ещё не началась"):
        told(HEADINGS, *ROWS, week=Week.parse("2026-W48"))


def test_a_week_of_long_ago_is_asked_about_and_taken_when_it_is_said():
    title = ["за 03.11.2025–09.11.2025"]
    found = told(title, HEADINGS, *ROWS)
    assert found.week is None
    assert "больше года назад" in found.week_doubt
    assert told(title, HEADINGS, *ROWS, week=Week.parse("2025-W45")).week == Week.parse("2025-W45")
    assert told(["за 17.11.2025–23.11.2025"], HEADINGS, *ROWS).week == Week.parse("2025-W47")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Период с", "Период по"),
        ("Дата начала", "Дата окончания"),
        ("с", "по"),
        ("Начало недели", "Конец недели"),
        ("Неделя с", "Прочее"),
        ("Прочее", "Дата по"),
    ],
)
def test_the_week_may_stand_in_two_columns(first, last):
    rows: list[list[Cell]] = [["ФИО", first, last, "Звонки"], ["Иванова Анна", date(2026, 11, 9), "15.11.2026", 1]]
    found = told(*rows)
    assert (str(found.week), found.week_source) == ("2026-W46", "column")
    assert found.people[0].facts == {"calls": 1}


def test_of_several_weeks_in_two_columns_the_newest_is_taken():
    found = told(
        ["Школа", "с", "по", *TEACHERS],
        ["СОШ № 1", "02.11.2026", "08.11.2026", 40, 30],
        ["СОШ № 1", "09.11.2026", "15.11.2026", 42, 38],
    )
    assert str(found.week) == "2026-W46"
    assert [row.values["teachers_created_chats"].value for row in found.summaries] == [38]


@pytest.mark.parametrize(
    "titles",
    [
        [["Период с", date(2026, 11, 9), "по", date(2026, 11, 15)]],
        [["Период:", "09.11.2026", "15.11.2026"]],
        [["Начало периода:", "09.11.2026"], ["Окончание периода:", "15.11.2026"]],
        [["Дата начала: 09.11.2026"], ["Дата окончания: 15.11.2026"]],
        [["Неделя", "с 09.11.2026", "по 15.11.2026"]],
    ],
)
def test_the_days_of_the_week_may_stand_in_cells_of_their_own_above_the_headings(titles):
    found = told(*titles, HEADINGS, *ROWS)
    assert (str(found.week), found.week_source) == ("2026-W46", "title")


def test_two_days_above_the_headings_that_are_no_week_are_not_one():
    found = told(["Дата выгрузки: 16.11.2026"], ["Данные на: 12.11.2026"], HEADINGS, *ROWS)
    assert found.week_source == "as_of"


def test_without_a_week_the_caller_must_ask():
    assert told(HEADINGS, *ROWS).week is None


def test_columns_of_several_weeks_side_by_side_give_the_week_that_is_wanted():
    rows: list[list[Cell]] = [
        ["ФИО", "Сообщений 02.11-08.11", "Сообщений 09.11-15.11"],
        ["Иванова Анна Петровна", 3, 8],
    ]
    assert told(*rows).people[0].facts == {"group_messages": 8}
    assert told(*rows, week=Week.parse("2026-W45")).people[0].facts == {"group_messages": 3}


def test_the_shape_is_that_of_the_headings_not_of_the_rows():
    shape = told(HEADINGS, *ROWS).shape
    assert told(["за 09.11.2026–15.11.2026"], HEADINGS, ROWS[0]).shape == shape
    assert told(["ФИО", "Кол-во сообщ."], *ROWS).shape != shape


def test_a_broken_value_costs_one_fact_and_not_the_row():
    found = told(["ФИО", "Сообщений", "Звонки"], ["Иванова Анна Петровна", "много", 2])
    assert found.people[0].facts == {"calls": 2}
    assert [(r.row, r.column, r.value, r.reason) for r in found.rejected] == [
        (2, "Сообщений", "много", "ожидалось число")
    ]
    assert found.rows == 1


def test_a_row_about_nobody_is_counted_and_rejected():
    found = told(["ФИО", "Сообщений", "Звонки"], ["Иванова Анна Петровна", 1, 2], [None, 7, 1])
    assert len(found.people) == 1
    assert found.rows == 2


def test_a_fact_without_a_column_is_unknown_for_everybody():
    found = told(HEADINGS, *ROWS)
    assert found.facts == ["group_messages"]
    assert all("calls" not in person.facts for person in found.people)


def test_flags_of_ones_and_zeros_are_not_counts():
    found = told(["ФИО", "3 сообщ.", "10 сообщ."], ["Иванова Анна Петровна", 1, 0])
    assert found.people[0].facts == {"messages_3": True, "messages_10": False}


def test_row_numbers_under_id_are_nobodys_vk_id():
    found = told(["id", "ФИО", "Звонки"], [1, "Иванова Анна Петровна", 1], [2, "Орлов Пётр Ильич", 0])
    assert [person.vk_id for person in found.people] == [None, None]


def test_from_them_speaks_of_the_column_before():
    rows: list[list[Cell]] = [
        ["ФИО", "Учеников в классе", "Из них в Сферуме", "Из них связали ЭЖД"],
        ["Иванова Анна", 25, 20, 10],
    ]
    assert told(*rows).people[0].facts == {"pupils_total": 25, "pupils_registered": 20, "pupils_journal_linked": 10}


def test_messages_of_group_chats_win_over_all_messages_together():
    rows: list[list[Cell]] = [
        ["ФИО", "Количество сообщений (всего)", "Сообщений в групповых чатах", "Сообщений в личных чатах"],
        ["Иванова Анна", 30, 12, 18],
    ]
    assert told(*rows).people[0].facts == {"group_messages": 12}


def test_private_messages_and_opposites_are_never_taken_for_facts():
    rows: list[list[Cell]] = [
        ["ФИО", "Личных сообщений", "Сообщений в каналах", "Не зарегистрирован", "Не создал чат", "Менее 3 сообщений"],
        ["Иванова Анна", 30, 12, "да", "да", "да"],
    ]
    assert told(*rows).people[0].facts == {}


def test_a_status_that_speaks_of_the_registration_is_a_fact_of_its_own():
    found = told(["ФИО", "Статус"], ["Иванова Анна", "Не зарегистрирован"], ["Орлов Пётр", "Не активен"])
    assert [person.facts for person in found.people] == [
        {"registered": False},
        {"registered": True, "profile_active": False},
    ]
    assert set(found.facts) == {"registered", "profile_active"}


def test_an_account_that_is_not_active_is_registered_nonetheless():
    found = told(["ФИО", "Статус учетной записи"], ["Иванова Анна", "Не активна"])
    assert found.people[0].facts == {"profile_active": False}


def test_no_beside_yes_is_not_zero_messages():
    found = told(["ФИО", "Сообщения"], ["Иванова Анна", "да"], ["Орлов Пётр", "нет"])
    assert [person.facts for person in found.people] == [{}, {}]
    assert len(found.rejected) == 2


def test_a_class_teachers_figures_are_about_the_class():
    rows: list[list[Cell]] = [["ФИО педагога", "Кол-во учеников", "Сферум", "ЭЖД"], ["Иванова Анна", 25, 20, 18]]
    assert told(*rows).people[0].facts == {"pupils_total": 25, "pupils_registered": 20, "pupils_journal_linked": 18}


def test_a_school_named_once_is_that_of_the_rows_below_it():
    rows: list[list[Cell]] = [
        ["Школа", "ФИО", "Звонки"],
        ["СОШ № 1", "Иванова Анна", 1],
        [None, "Орлов Пётр", 0],
        ["СОШ № 2", "Белова Нина", 1],
    ]
    assert [person.school for person in told(*rows).people] == ["СОШ № 1", "СОШ № 1", "СОШ № 2"]


@pytest.mark.parametrize(
    ("title", "school"),
    [
        ("Активность педагогов МБОУ «СОШ № 9 (сельская)» с 9 по 15 ноября", "МБОУ «СОШ № 9 (сельская)»"),
        ("МБОУ «Гимназия: росток» (46 человек)", "МБОУ «Гимназия: росток»"),
        ("МБОУ «СОШ № 9» за 9–15 ноября", "МБОУ «СОШ № 9»"),
        ("МБОУ СОШ № 9 9-15 ноября", "МБОУ СОШ № 9"),
        ("Использование Сферум за 12.10.2026–18.10.2026, Озёрская ООШ (пример)", "Озёрская ООШ"),
        ("Активность, «Озёрская средняя школа», неделя 12–18 октября", "Озёрская средняя школа"),
        ("Активность, Новосельская СОШ, неделя 12–18 октября", "Новосельская СОШ"),
        ("Средняя школа, неделя 12–18 октября", ""),
        ("Новая школа, неделя 12–18 октября", ""),
        ("Музыкальная школа, неделя 12–18 октября", ""),
        ("Педагогическая школа, неделя 12–18 октября", ""),
        ("Российская электронная школа, неделя 12–18 октября", ""),
    ],
)
def test_a_schools_name_ends_no_earlier_than_its_quotes(title, school):
    assert [person.school for person in told([title], ["ФИО", "Звонки"], ["Иванова Анна", 1]).people] == [school]


def test_a_school_in_the_title_and_a_remark_below():
    found = told(["Школа: МБОУ СОШ № 3"], ["ФИО", "Звонки"], ["Иванова Анна", 1], ["* данные предварительные"])
    assert [(person.full_name, person.school) for person in found.people] == [("Иванова Анна", "МБОУ СОШ № 3")]


def test_a_day_at_the_end_of_a_week_is_pointed_out():
    found = told(["По состоянию на 15.11.2026"], HEADINGS, *ROWS)
    assert (str(found.week), found.week_source) == ("2026-W45", "as_of")
    assert any("укажите неделю 2026-W46" in warning for warning in found.warnings)


def test_a_title_page_names_the_week():
    page = Table("Таблица 1", [["Школа", "МБОУ «СОШ № 9»"], ["Период", "09.11.2026–15.11.2026"]])
    people = Table("Таблица 2", [["ФИО", "Звонки"], ["Иванова Анна", 1]])
    found = understand([page, people], file_name="справка 02.11-08.11.2026.docx", today=TODAY)
    assert (str(found.week), found.week_source) == ("2026-W46", "title")


def test_an_archive_of_two_weeks_gives_the_newer_one():
    tables = [
        Table("Лист1", [["ФИО", "Звонки"], ["Иванова Анна", calls]], source=name)
        for name, calls in (("Отчёты/02.11-08.11.2026.xlsx", 9), ("Отчёты/09.11-15.11.2026.xlsx", 1))
    ]
    found = understand(tables, file_name="отчёты.zip", today=TODAY)
    assert (str(found.week), [person.facts for person in found.people]) == ("2026-W46", [{"calls": 1}])


def test_initials_on_a_later_sheet_mean_the_one_they_fit():
    sheets = [
        Table("Сообщения", [["ФИО", "Сообщений"], ["Иванова Анна Петровна", 5], ["Орлов Пётр Ильич", 7]]),
        Table("Звонки", [["ФИО", "Звонков"], ["Иванова А.П.", 1], ["Орлов А.П.", 2]]),
    ]
    found = understand(sheets, file_name="файл.xlsx", today=TODAY)
    assert [(person.full_name, person.facts) for person in found.people] == [
        ("Иванова Анна Петровна", {"group_messages": 5, "calls": 1}),
        ("Орлов Пётр Ильич", {"group_messages": 7}),
        ("Орлов А.П.", {"calls": 2}),
    ]


def test_weeks_under_one_heading_are_told_apart():
    rows: list[list[Cell]] = [
        ["ФИО", "Звонки"],
        ["Неделя 02.11–08.11"],
        ["Иванова Анна", 9],
        ["Неделя 09.11–15.11"],
        ["Иванова Анна", 1],
        ["Орлов Пётр", 0],
    ]
    assert [(p.row, p.facts) for p in told(*rows).people] == [(5, {"calls": 1}), (6, {"calls": 0})]
    before = told(*rows, week=Week.parse("2026-W45"))
    assert [(p.row, p.facts) for p in before.people] == [(3, {"calls": 9})]


def test_another_week_in_a_remark_below_does_not_cut_the_list():
    found = told(
        ["за 09.11.2026–15.11.2026"],
        ["ФИО", "Звонки"],
        ["Иванова Анна", 1],
        ["Для сравнения: неделя 02.11–08.11.2026"],
        ["Директор", "Белов"],
    )
    assert (str(found.week), [person.full_name for person in found.people]) == ("2026-W46", ["Иванова Анна"])


def test_a_sheet_of_pupils_beside_that_of_the_teachers_is_left_out():
    teachers = Table("Учителя", [["ФИО", "Звонки"], ["Иванова Анна", 1]])
    pupils = Table("Ученики 5А", [["ФИО", "Зарегистрирован"], ["Сидоров Пётр", "нет"]])
    found = understand([teachers, pupils], file_name="список.xlsx", today=TODAY)
    assert [person.full_name for person in found.people] == ["Иванова Анна"]
    assert any("Ученики 5А" in warning for warning in found.warnings)


def test_class_teachers_on_a_sheet_of_pupils_are_staff():
    rows: list[list[Cell]] = [["Классный руководитель", "Учеников", "В Сферуме"], ["Иванова Анна Петровна", 25, 20]]
    found = understand([Table("Ученики", rows)], file_name="классы.xlsx", today=TODAY)
    assert [person.full_name for person in found.people] == ["Иванова Анна Петровна"]


@pytest.mark.parametrize("remark", ["в декрете", "Отпуск без содержания", "б/л с 09.11", "уволена 10.11"])
def test_who_is_away_by_the_file_is_told_to_the_officer(remark):
    found = told(["ФИО", "Звонки", "Примечание"], ["Иванова Анна", 0, remark], ["Орлов Пётр", 0, None])
    assert [warning for warning in found.warnings if "Иванова Анна (строка 2)" in warning]


@pytest.mark.parametrize("remark", ["вышла из декрета", "замещает на время отпуска", "ул. Больничная, 5", "отпускник"])
def test_who_is_back_or_stands_in_is_not_away(remark):
    assert told(["ФИО", "Звонки", "Примечание"], ["Иванова Анна", 0, remark]).warnings == []


def test_a_list_of_an_archive_that_is_left_out_is_named_by_its_file():
    other = Table("Лист1", [["Меню", "Цена"], ["суп", 80]], source="столовая.xlsx")
    found = understand([Table("Лист1", [HEADINGS, *ROWS]), other], file_name="всё.zip", today=TODAY)
    assert "Без статистики, не взяты: столовая.xlsx / Лист1." in found.warnings


EMPTY = [fact.title for fact in FACT.values()]
EMPTY += [
    "Классное руководство",
    "Классный руководитель",
    "Кл. рук.",
    "Неделя",
    "Период",
    "Дата",
    "Статус",
    "Примечание",
]
EMPTY += ["Телефон", "Предмет", "Ссылка на чат", "Дата регистрации", "Ученики", "Родители", "№", "Итого", "Группа"]


@pytest.mark.parametrize("heading", EMPTY)
def test_a_column_without_a_single_value_hinders_no_reading(heading):
    for headings in (["ФИО", heading, "Звонков за неделю"], ["ФИО", "Звонков за неделю", heading], ["ФИО", heading]):
        rows = [[name, *(0 if one.startswith("Звонков") else None for one in headings[1:])] for name in PEOPLE]
        found = told(headings, *rows)
        assert [person.full_name for person in found.people] == PEOPLE
        assert {column.fact for column in found.columns} <= {None, *FACT}
