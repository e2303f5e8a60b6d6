"""Headings in other words than the usual ones, with the cells that go with them: which fact each column is."""

from datetime import date

import pytest

from indicators.file.sheets import Sheet, read_sheet
from indicators.reading.tables import Cell, Table

NAMES: list[Cell] = ["Иванова Анна Петровна", "Орлов Пётр Ильич", "Белова Нина Юрьевна", "Гаджиев Магомед Алиевич"]
FIGURES: list[Cell] = [14, 0, 7, 33]
FEW: list[Cell] = [1, 0, 2, 0]
ANSWERS: list[Cell] = ["да", "нет", "да", "нет"]
STATES: list[Cell] = ["активен", "приглашён", "заблокирован", "архив"]
STUDIES: list[Cell] = ["физика", "филология", "история", "физика"]
SCHOOLS: list[Cell] = ["СОШ № 1", "Лицей № 3", "Гимназия № 4", "СОШ № 5"]


def read(*columns: tuple[str, list[Cell]]) -> Sheet:
    rows: list[list[Cell]] = [[heading for heading, _ in columns]]
    rows += [list(row) for row in zip(*(cells for _, cells in columns), strict=True)]
    sheet = read_sheet(Table("Лист1", rows), {}, date(2026, 11, 18))
    assert sheet is not None
    return sheet


def facts(*columns: tuple[str, list[Cell]], who: str = "ФИО") -> list[str | None]:
    sheet = read((who, NAMES), *columns)
    assert sheet.kind == "people"
    return [column.fact for column in sheet.found.columns[1:]]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Более 9 сообщений", "messages_10"),
        ("Сообщений в группах > 2", "messages_3"),
        ("Написал свыше двух сообщений", "messages_3"),
        ("10 сообщений и более", "messages_10"),
        ("Сообщений, 3 и выше", "messages_3"),
        ("Показатель «не менее десяти»", "messages_10"),
        ("Индикатор 3-х сообщений", "messages_3"),
        ("Норматив 10 сообщений (да/нет)", "messages_10"),
        ("Не более 9 сообщений", None),
        ("Более 2 дней не заходил", None),
    ],
)
def test_thresholds_said_otherwise(heading, fact):
    assert facts((heading, ANSWERS)) == [fact]


def test_the_figure_to_be_reached_is_no_threshold_of_somebody():
    assert facts(("Норма 10 сообщений", [10, 10, 10, 10])) == [None]


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


def test_names_beside_schools_are_whom_to_ask_there():
    sheet = read(("Школа", SCHOOLS), ("Участник", NAMES), ("Создали чаты", FIGURES), ("Всего учителей", FIGURES))
    assert sheet.kind == "summary"


@pytest.mark.parametrize(
    "heading", ["Статус учебного профиля", "Учебный профиль", "Профиль Сферум", "Стадия профиля", "Статус в Сферуме"]
)
def test_states_are_of_the_profile(heading):
    assert facts((heading, STATES)) == ["profile_active"]


@pytest.mark.parametrize(
    "heading", ["Специальность по диплому", "Вид деятельности", "Образовательное учреждение", "Какое заведение окончил"]
)
def test_a_text_without_posts_or_schools_is_neither_role_nor_school(heading):
    assert facts((heading, STUDIES), ("Звонков", FEW)) == [None, "calls"]


@pytest.mark.parametrize(
    "heading",
    [
        "Чатов в архиве",
        "Скрытых чатов",
        "Планируемых чатов",
        "Чатов к созданию",
        "Доставлено сообщений",
        "Сообщения в адрес педагога",
        "Намеченные звонки",
        "Отозванные сообщения",
        "Будущих звонков",
        "Чатов заглушено",
    ],
)
def test_what_is_counted_but_was_not_done(heading):
    assert facts((heading, FEW), ("Зарегистрирован", ANSWERS)) == [None, "registered"]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Разослано сообщений", "group_messages"),
        ("Зафиксировано звонков", "calls"),
        ("Запущено чатов", "group_chats"),
        ("Введён в Сферум", "registered"),
    ],
)
def test_what_was_done_in_other_words(heading, fact):
    assert facts((heading, FEW)) == [fact]


def test_where_or_by_whom_is_no_class_and_no_role():
    columns: list[tuple[str, list[Cell]]] = [
        ("Где преподаёт", ["начальная", "старшая"] * 2),
        ("Кто ведёт учёт", ["завуч", "секретарь"] * 2),
        ("Звонков", FEW),
    ]
    assert facts(*columns) == [None, None, "calls"]


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


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Есть в нацмессенджере", "max_registered"),
        ("Регистрация в отечественном мессенджере", "max_registered"),
        ("Заведён в MAX", "max_registered"),
        ("Заходил в национальный мессенджер за неделю", "max_active_week"),
        ("Заведён на платформу", "registered"),
        ("Добавлен", "registered"),
        ("Добавлен в школу на платформе", "registered"),
        ("Учётка заведена", "registered"),
        ("Добавлен в чаты", None),
    ],
)
def test_being_there_in_other_words(heading, fact):
    assert facts((heading, ANSWERS)) == [fact]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Чтаов создано", "group_chats"),
        ("Груповых чаттов", "group_chats"),
        ("Бесд создано", "group_chats"),
        ("Звонкв", "calls"),
        ("Не менее одного звонка", "calls"),
        ("Групп заведено", "group_chats"),
    ],
)
def test_slips_in_short_words(heading, fact):
    assert facts((heading, FEW)) == [fact]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Messages, at least three", "messages_3"),
        ("msgs 10 plus", "messages_10"),
        ("ЛК на платформе", "registered"),
        ("УП активирован", "profile_active"),
        ("Бывает в MAX на неделе", "max_active_week"),
        ("Установил MAX на телефон", "max_registered"),
        ("Привлечён на платформу", "registered"),
    ],
)
def test_shorter_foreign_and_rarer_words(heading, fact):
    assert facts((heading, ANSWERS)) == [fact]


@pytest.mark.parametrize(
    "heading", ["Сообщений пн 09.11 – вс 15.11", "Сообщений с 9-го по 15-е ноября", "Сообщений за неделю по 15.11"]
)
def test_days_of_a_whole_week_are_no_other_span(heading):
    assert facts((heading, FIGURES)) == ["group_messages"]


def test_of_weeks_that_only_have_numbers_nobody_knows_which_is_meant():
    sheet = read(("ФИО", NAMES), ("Сообщений, неделя 1", FIGURES), ("Сообщений, неделя 2", [3, 2, 1, 0]))
    assert [(column.fact, column.asked) for column in sheet.found.columns[1:]] == [(None, "group_messages")] * 2


def test_days_under_the_bare_name_of_the_platform_are_no_registration():
    days: list[Cell] = ["12.03.2024", "01.09.2023", "15.10.2022", "02.02.2025"]
    assert facts(("Сферум", days), ("Сферум", ANSWERS)) == [None, "registered"]


def test_of_two_columns_the_one_where_all_have_the_same_figure_is_the_plan():
    people: list[Cell] = [*NAMES, "Петров Пётр Петрович", "Сидорова Анна Ильинична"]
    same: list[Cell] = [10, 10, 10, 10, 10, 10]
    sheet = read(("ФИО", people), ("Сообщений в группах за неделю", same), ("Сообщений в группах", [*FIGURES, 8, 12]))
    assert [column.fact for column in sheet.found.columns[1:]] == [None, "group_messages"]
    assert "у всех одно и то же число, как в плане" in sheet.found.columns[1].why


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("Звонки 02.11", "Звонки 09.11", [None, "calls"]),
        ("Звонки с 02.11", "Звонки с 09.11", [None, "calls"]),
        ("Звонки 08.11.2026", "Звонки 15.11.2026", [None, "calls"]),
        ("Звонки 2…8 ноября", "Звонки 9…15 ноября", [None, "calls"]),
        ("Звонки пн 2 – вс 8 ноября", "Звонки пн 9 – вс 15 ноября", [None, "calls"]),
        ("Звонки I нед.", "Звонки II нед.", [None, None]),
        ("Звонки [02.11 08.11]", "Звонки [09.11 15.11]", [None, None]),
        ("Звонки по 08.11", "Звонки по 15.11", [None, None]),
    ],
)
def test_weeks_side_by_side_are_told_apart_or_asked_about(before, now, told):
    sheet = read(("ФИО", NAMES), (before, FEW), (now, FIGURES))
    assert [column.fact for column in sheet.found.columns[1:]] == told
    assert told[1] or {column.asked for column in sheet.found.columns[1:]} == {"calls"}


@pytest.mark.parametrize("days", [("(02.11.2026 - 08.11.2026)", "(09.11.2026 - 15.11.2026)"), ("02.11", "09.11")])
def test_days_under_a_merged_heading_belong_to_it(days):
    rows: list[list[Cell]] = [["ФИО", "Звонки", "Звонки"], ["ФИО", *days]]
    rows += [list(row) for row in zip(NAMES, FEW, FIGURES, strict=True)]
    sheet = read_sheet(Table("Лист1", rows), {}, date(2026, 11, 18))
    assert sheet is not None
    assert [column.fact for column in sheet.found.columns] == ["full_name", None, "calls"]
    assert len(sheet.found.people) == len(NAMES)


AT_WORK: list[Cell] = ["работает", "отпуск", "декрет", "работает"]
TO_COME: list[Cell] = ["12.11.2027", "03.12.2026", "10.01.2028", "14.02.2027"]
PHONES: list[Cell] = ["+79280000001", 89280000002, "8 (928) 000-00-03", 79280000004]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Статус", AT_WORK),
        ("Состояние", AT_WORK),
        ("Последняя активность", TO_COME),
        ("Не принято звонков", FIGURES),
        ("Не доставлено сообщений", FIGURES),
        ("СМС отправлено", FIGURES),
        ("Сообщений из школы", FIGURES),
        ("Сообщ. от уч.", FIGURES),
        ("ЭЖД, раз", FIGURES),
        ("Посещений «Моей школы»", FIGURES),
        ("Учебников", FIGURES),
        ("Писем", FIGURES),
        ("Написано на той неделе", FIGURES),
        ("Аккаунт MAX", PHONES),
        ("Внесён в список", ANSWERS),
        ("Подключён интернет", ANSWERS),
        ("Заполняет журнал", ANSWERS),
    ],
)
def test_what_the_cells_or_another_word_rule_out(heading, cells):
    assert facts((heading, cells)) == [None]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Был ли зарегистрирован", "registered"),
        ("Регистрация (отметка классного руководителя)", "registered"),
        ("Квота 10 закрыта", "messages_10"),
        ("Минимум три за неделю", "messages_3"),
        ("Второй порог (10 сообщений)", "messages_10"),
        ("Добавлен в ФГИС «Моя школа»", "my_school"),
        ("Состояние активности в MAX", "max_active_week"),
    ],
)
def test_said_at_length_or_with_a_remark(heading, fact):
    assert facts((heading, ANSWERS)) == [fact]


def test_parts_of_names_are_known_by_their_cells():
    sheet = read(
        ("Колонка 1", ["Иванова", "Орлов", "Белова", "Гаджиев"]),
        ("Колонка 2", ["Анна", "Пётр", "Нина", "Магомед"]),
        ("Колонка 3", ["Петровна", "Ильич", "Юрьевна", "Алиевич"]),
        ("Звонков", FEW),
    )
    assert [column.fact for column in sheet.found.columns] == ["last_name", "first_name", "patronymic", "calls"]


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
    ("heading", "fact"),
    [
        ("Было ли у Вас 3 сообщения", "messages_3"),
        ("Отметка «10+»", "messages_10"),
        ("Не реже трёх раз в неделю писал", "messages_3"),
        ("Соблюдена ли норма: 10 сообщений", "messages_10"),
        ("journal_binding", "journal_linked"),
        ("moya_shkola", "my_school"),
    ],
)
def test_questions_of_a_form_and_fields_of_an_export(heading, fact):
    assert facts((heading, ANSWERS)) == [fact]


def test_counts_of_pupils_cut_to_two_letters():
    assert facts(("Зарег. уч.", [20, 25, 30, 22])) == ["pupils_registered"]


@pytest.mark.parametrize("headings", [("Звонки", "Звонки 02.11–08.11"), ("Звонки (отч. нед.)", "Звонки 2–8 ноября")])
def test_of_the_week_in_the_title_are_the_columns_without_days(headings):
    rows: list[list[Cell]] = [["Статистика за 09.11.2026–15.11.2026", None, None], ["ФИО", *headings]]
    rows += [list(row) for row in zip(NAMES, FEW, FIGURES, strict=True)]
    sheet = read_sheet(Table("Лист1", rows), {}, date(2026, 11, 18))
    assert sheet is not None
    assert [column.fact for column in sheet.found.columns] == ["full_name", "calls", None]


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


def test_bare_deeds_behind_all_calls_are_calls():
    columns = (("Звонков всего", [20, 3, 9, 40]), ("совершено", FEW), ("принято", FIGURES))
    assert facts(*columns) == [None, "calls", None]


def test_where_parents_are_behind_their_number_is_theirs():
    assert facts(("Родителей всего", [50, 44, 40, 52]), ("в MAX", [20, 0, 40, 7])) == [None, "parents_connected"]
    assert facts(("Родителей всего", [50, 44, 40, 52]), ("в MAX", ANSWERS)) == [None, "max_registered"]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Мной написано не менее 3 сообщений", "messages_3"),
        ("Верно ли, что Вы написали не менее 10 сообщений?", "messages_10"),
        ("Пожалуйста, отметьте, есть ли 3 сообщения", "messages_3"),
        ("У меня есть аккаунт", "registered"),
    ],
)
def test_a_form_in_the_first_person_is_understood(heading, fact):
    assert facts((heading, ANSWERS)) == [fact]


def test_messages_of_groups_beside_personal_ones_stay_what_they_are():
    columns = (("Сообщений в группах за неделю", FIGURES), ("Личных сообщений", FEW), ("Групповых чатов", FEW))
    assert facts(*columns) == ["group_messages", None, "group_chats"]


def test_a_word_that_only_says_which_week_takes_nothing_away():
    assert facts(("Написано на этой неделе", FIGURES)) == ["group_messages"]


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


def test_names_in_a_summary_are_no_number_of_teachers():
    sheet = read(("Школа", SCHOOLS), ("Учитель", NAMES), ("Всего учителей", FIGURES), ("Создали чаты", FIGURES))
    assert [column.fact for column in sheet.found.columns] == [
        "school",
        None,
        "teachers_total",
        "teachers_created_chats",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        *("Отправил смс", "СМС-сообщений за неделю", "Разослано СМС", "SMS-рассылка", "СМС родителям"),
        *("Вызовы (не приняты)", "Вызовов не принято", "Звонки / не приняты", "Не ответил на звонок"),
        *("Авторизаций в ЭЖД", "ЭЖД: отметок", "Отм. в ЭЖД", "Входов в журнал", "Проставлено в ЭЖД"),
    ],
)
def test_what_is_texted_missed_or_counted_in_the_journal_is_no_fact(heading):
    assert facts((heading, FIGURES), ("Зарегистрирован", ANSWERS)) == [None, "registered"]


def test_calls_without_those_accepted_are_calls():
    assert facts(("Звонки (без принятых)", FEW)) == ["calls"]


@pytest.mark.parametrize("heading", ["Авторизаций в ЭЖД", "ЭЖД: авторизаций", "ЭЖД, раз", "Авторизаций"])
def test_how_often_is_no_number_of_pupils_also_behind_their_number(heading):
    assert facts(("Учеников", [20, 25, 30, 22]), (heading, [18, 25, 7, 0])) == ["pupils_total", None]


@pytest.mark.parametrize(
    ("cells", "fact"),
    [
        (["vk.com/id700000001", "vk.com/id700000002", "нет", "vk.com/id700000004"], "vk_id"),
        (["5А", "6Б", "10А", "11Б"], "classes"),
        (["учитель химии", "завуч", "педагог-психолог", "учитель физики"], "role"),
        (SCHOOLS, "school"),
    ],
)
def test_what_is_known_by_its_looks_needs_no_heading_that_says_it(cells, fact):
    assert facts(("Альфа", cells), ("Звонков", FEW)) == [fact, "calls"]
    assert facts(("Кто ведёт учёт", cells), ("Звонков", FEW)) == [None, "calls"]


def test_a_week_that_says_its_year_says_that_of_the_columns_beside_it():
    columns = (("Звонки 17.11.25–23.11.25", FEW), ("Сообщений в группах 17.11–23.11", FIGURES))
    assert facts(*columns) == ["calls", "group_messages"]


def test_days_before_the_week_of_the_title_are_no_days_to_come():
    days: list[Cell] = ["10.11.2026", "12.11.2026", "14.11.2026", "09.11.2026"]
    rows: list[list[Cell]] = [["Статистика за 09.11.2026–15.11.2026", None], ["ФИО", "Последняя активность"]]
    rows += [list(row) for row in zip(NAMES, days, strict=True)]
    sheet = read_sheet(Table("Лист1", rows), {}, date(2026, 9, 1))
    assert sheet is not None
    assert [column.fact for column in sheet.found.columns] == ["full_name", "last_activity"]
