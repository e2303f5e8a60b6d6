"""Headings in other words than the usual ones, with the cells that go with them: which fact each column is."""

from datetime import date

import pytest

from indicators.reading.tables import Cell
from tests.indicators.columns import ANSWERS, FEW, FIGURES, NAMES, SCHOOLS, STATES, STUDIES, facts, read, read_rows


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
    "heading", ["Статус учебного профиля", "Учебный профиль", "Профиль Сферум", "Стадия профиля", "Статус в Сферуме"]
)
def test_states_are_of_the_profile(heading):
    assert facts((heading, STATES)) == ["profile_active"]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("soobshcheniy", FIGURES, "group_messages"),
        ("soobsheniya_v_chatah", FIGURES, "group_messages"),
        ("sozdano_chatov", FEW, "group_chats"),
        ("privyazka_zhurnala", ANSWERS, "journal_linked"),
        ("prosmotrov", FIGURES, None),
        ("kol_zvonkov", FEW, "calls"),
        ("est_v_max", ANSWERS, "max_registered"),
        ("dolzhnost", ["учитель химии"] * 4, "role"),
    ],
)
def test_russian_words_in_latin_letters(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Аккаунт подтверждён", ANSWERS, "registered"),
        ("Телефон подтверждён", ANSWERS, None),
        ("Отметка: зарегистрирован в Сферуме", ANSWERS, "registered"),
        ("Отметка в ЭЖД", ANSWERS, None),
        ("IV. Звонки", FEW, "calls"),
        ("б) создано чатов", FEW, "group_chats"),
        ("Школа, в которой трудится педагог", SCHOOLS, "school"),
        ("Чаты, которые этот педагог создал", FEW, "group_chats"),
        ("Зарегистрирован, да – 1, нет – 0", [1, 0, 1, 0], "registered"),
        ("Связь с ЭЖД: + есть, – нет", ["+", "-", "+", "-"], "journal_linked"),
        ("Показатель 3+", ANSWERS, "messages_3"),
        ("5. ≥10 в группах", ANSWERS, "messages_10"),
        ("Сообщений с понедельника", FIGURES, "group_messages"),
        ("Последнее время входа", [date(2026, 11, day) for day in (9, 10, 12, 13)], "last_activity"),
        ("Время в сети", FIGURES, None),
        ("Должность (учитель, завуч)", ["учитель химии"] * 4, "role"),
        ("Профиль не удалён", ANSWERS, "profile_active"),
        ("Отключил VPN", ANSWERS, None),
        ("Итог беседы", ["да", "не помнит", "работает", "обещала"], None),
        ("Создал чат с коллегами", ANSWERS, "group_chats"),
        ("Создал чат с учителем", ANSWERS, None),
        ("Перезвонил", ANSWERS, None),
        ("Сообщений написать", FIGURES, None),
        ("Чатов, где есть педагог", FIGURES, None),
        ("Связались с педагогом", ANSWERS, None),
        ("Зарегистрирован в ЭЖД", ANSWERS, None),
        ("Создал группу ВК", ANSWERS, None),
        ("Статус работника", ANSWERS, None),
        ("Последний отчёт", [date(2026, 11, day) for day in (9, 10, 12, 13)], None),
        ("Журнал (примечание)", ["проведена беседа"] * 4, None),
        ("Администрирует чатов", FIGURES, None),
        ("Сообщений всех педагогов", FIGURES, None),
        ("Сообщений за неделю до отчётной", FIGURES, None),
        ("Публикаций ВК", FIGURES, None),
        ("Активность записи в Сферуме", ANSWERS, "profile_active"),
    ],
)
def test_what_only_joins_or_numbers_the_words_says_nothing(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


def test_a_visit_told_from_the_day_of_the_file_is_a_day():
    assert facts(("Был в сети", ["вчера", "3 дня назад", "сегодня", "неделю назад"])) == ["last_activity"]


def test_in_chats_beside_calls_may_be_either():
    asked = read(("ФИО", NAMES), ("Звонков", FEW), ("в чатах", FIGURES)).found.columns[2]
    assert (asked.fact, asked.asked) == (None, "group_messages")
    assert facts(("Звонков", FEW), ("из них в группах", FEW))[0] == "calls"


@pytest.mark.parametrize("still", ["Пока не", "Ещё не", "До сих пор не", "Так и не"])
def test_what_is_not_yet_so_is_the_opposite(still):
    found = read(("ФИО", NAMES), (f"{still} зарегистрирован в MAX", ANSWERS)).found
    assert [person.facts.get("max_registered") for person in found.people] == [False, True, False, True]


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


def test_days_under_the_bare_name_of_the_platform_are_no_registration():
    days: list[Cell] = ["12.03.2024", "01.09.2023", "15.10.2022", "02.02.2025"]
    assert facts(("Сферум", days), ("Сферум", ANSWERS)) == [None, "registered"]


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


def test_a_word_that_only_says_which_week_takes_nothing_away():
    assert facts(("Написано на этой неделе", FIGURES)) == ["group_messages"]


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


@pytest.mark.parametrize(
    "page", ["vk.com/id70000000{}", "[id70000000{}|Коллега]", "*id70000000{}", "sferum.ru/id70000000{}"]
)
def test_pages_under_the_profile_or_the_account_are_whose_they_are(page):
    pages: list[Cell] = [page.format(number) for number in range(3)]
    assert facts(("Профиль", [*pages, "нет"])) == ["vk_id"]
    assert facts(("Аккаунт", [*pages, "нет"])) == ["vk_id"]


@pytest.mark.parametrize(
    "turn",
    [
        *("Факт прохождения {}", "Сведения о наличии {}", "Маркер {}", "Фиксация {}", "Наличие (отсутствие) {}"),
        *("{} по состоянию на конец недели", "{} на отчётную дату", "{} в течение недели", "{} на момент выгрузки"),
        *("{} согласно приказу", "{} по данным платформы", "{} — да/нет", "{}: да / нет", "Показатель 5. {}", "П4. {}"),
        *("{} за 46-ю неделю", "{} (ноябрь, 3 неделя)", "{} на сегодня", "{} в рамках мониторинга", "{} у педагога"),
    ],
)
def test_set_turns_of_office_language_take_nothing_away(turn):
    columns = [
        (turn.format("регистрации в Сферуме"), ANSWERS),
        (turn.format("привязки к ЭЖД"), ANSWERS),
        (turn.format("активности профиля"), STATES),
        (turn.format("исходящих звонков"), FEW),
    ]
    assert facts(*columns) == ["registered", "journal_linked", "profile_active", "calls"]


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Наличие / отсутствие MAX", "max_registered"),
        ("Наличие либо отсутствие регистрации в Сферуме", "registered"),
        ("Отсутствие / наличие связи с ЭЖД", "journal_linked"),
        ("Отсутствие или наличие связи с ЭЖД", "journal_linked"),
        ("Подключён / отключён", "registered"),
        ("Аккаунт подключён или отключён", "registered"),
        ("Связан/отвязан", "journal_linked"),
        ("Активирован/заблокирован", "profile_active"),
    ],
)
def test_both_answers_of_a_heading_turn_nothing_round(heading, fact):
    [column] = read(("ФИО", NAMES), (heading, ANSWERS)).found.columns[1:]
    assert (column.fact, [why for why in column.why if "обратное" in why]) == (fact, [])


def test_what_became_of_a_registration_is_no_second_answer():
    [column] = read(("ФИО", NAMES), ("Регистрация приостановлена", ANSWERS)).found.columns[1:]
    assert any("обратное" in why for why in column.why)


@pytest.mark.parametrize("title", ["Активность педагогов", "Отметка", "Критерии оценки", "Раздел 2. Общение", "Блок 1"])
def test_the_title_of_a_part_takes_nothing_away_from_what_stands_below(title):
    rows: list[list[Cell]] = [
        ["ФИО", title, title],
        ["ФИО", "Зарегистрирован в Сферуме", "Связан с ЭЖД"],
        *([name, *cells] for name, cells in zip(NAMES, zip(ANSWERS, ANSWERS, strict=True), strict=True)),
    ]
    assert [column.fact for column in read_rows(rows).found.columns[1:]] == ["registered", "journal_linked"]


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("{} зарегистрированы ли Вы в Сферуме", "registered"),
        ("{} настроена ли у Вас связь с ЭЖД", "journal_linked"),
        ("{} удалось ли Вам написать три сообщения", "messages_3"),
        ("{} справились ли Вы с нормой десять сообщений", "messages_10"),
        ("{} пользуетесь ли Вы «Моей школой»", "my_school"),
        ("{} имеете ли Вы аккаунт в MAX", "max_registered"),
        ("{} общаетесь ли Вы в MAX", "max_active_week"),
    ],
)
@pytest.mark.parametrize("asked", ["", "Уточните, пожалуйста,", "Прошу указать,", "Опрос:", "Вопрос 5."])
def test_forms_ask_in_many_ways(question, asked, fact):
    assert facts((f"{question.format(asked)} (впишите ответ)?", ANSWERS)) == [fact]


@pytest.mark.parametrize("flat", ["{}: {}", "{} ({})", "{}, {}", "{} — {}", "{}. {}", "{} | {}", "{} → {}"])
def test_an_upper_line_may_be_written_into_the_headings_below_it(flat):
    parts = [("в классе", [25, 30, 28, 27]), ("зарегистрировано", [20, 29, 28, 11]), ("связали ЭЖД", [3, 9, 28, 0])]
    columns: list[tuple[str, list[Cell]]] = [(flat.format("Дети", part), cells) for part, cells in parts]
    assert facts(*columns) == ["pupils_total", "pupils_registered", "pupils_journal_linked"]


def test_parts_below_a_heading_that_is_not_merged():
    rows: list[list[Cell]] = [["ФИО", "Ученики", None, "Связан с ЭЖД"], [None, "сообщений", "звонков", None]]
    found = read_rows([*rows, *([name, 5, 2, "да"] for name in NAMES)]).found.columns
    assert [column.fact for column in found] == ["full_name", None, None, "journal_linked"]


@pytest.mark.parametrize("part", ["в чате педагогов", "в беседе школы", "в чат класса"])
def test_what_was_written_in_one_chat_is_not_all_that_was_written(part):
    upper = "Сообщения"
    rows: list[list[Cell]] = [["ФИО", upper, upper, upper], ["ФИО", "всего", "написано", part]]
    figures = ([40, 12, 5], [9, 9, 0], [31, 7, 7], [8, 2, 1])
    found = read_rows([*rows, *([name, *cells] for name, cells in zip(NAMES, figures, strict=True))]).found.columns
    assert [column.fact for column in found] == ["full_name", None, "group_messages", None]


@pytest.mark.parametrize("heading", ["Имеет активный профиль", "Профиль включён", "Переведён на активный профиль"])
def test_an_active_profile_is_more_than_having_one(heading):
    assert facts((heading, ANSWERS)) == ["profile_active"]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Учеников по списку", [512, 512, 480, 301]),
        ("Тип школы", ["основная", "средняя", "лицей", "средняя"]),
        ("Специальность по диплому", ["учитель", "педагог-психолог", "учитель", "воспитатель"]),
        ("Логин в Сферуме", ["ivanova_a", "orlov.p", "belova-n", "gadzhiev"]),
        ("Сферум №", [1, 2, 3, 4]),
        ("ID канала в MAX", [10000001, 10000002, 10000003, 10000004]),
        ("Аккаунт в ЭЖД", ANSWERS),
        ("Сообщений в чате педагогов", FIGURES),
        ("Сообщений класса", FIGURES),
        ("Сообщений (срочных)", FIGURES),
        ("Сообщений (неотправленных)", FIGURES),
        ("Сообщений (прогноз)", FIGURES),
        ("Сообщений 2024", FIGURES),
        ("Системных сообщений", FIGURES),
        ("Звонили ли Вам", ANSWERS),
        ("Сколько раз Вам писали", FIGURES),
        ("Кадровый статус", ["работает", "уволен", "отпуск", "работает"]),
        ("Зарегистрирован", ["Android", "iOS", "ПК", "Android"]),
    ],
)
def test_what_is_told_of_something_else(heading, cells):
    assert facts((heading, cells)) == [None]


def test_marks_under_a_threshold_are_no_count_of_messages():
    assert facts(("Дотянул до 10 сообщений", ANSWERS), ("Соответствует требованию 3 сообщения", ANSWERS)) == [
        "messages_10",
        "messages_3",
    ]
    assert facts(("Сообщения", ANSWERS)) == [None]


def test_the_part_of_a_class_is_a_number_of_pupils():
    assert facts(("ЭЖД", ["20 из 25", "3 из 30", "28 из 28", "0 из 27"])) == ["pupils_journal_linked"]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        ("Норма звонков выполнена", ANSWERS, "calls"),
        ("Вход через ЭЖД", ANSWERS, "journal_linked"),
        ("Создано и ведётся чатов", FEW, "group_chats"),
        ("Имеет действующий аккаунт в MAX", ANSWERS, "max_registered"),
        ("Учебная нагрузка (классы)", ["5А", "6Б", "7А, 8Б", "11 «В»"], "classes"),
        ("Учеников в классе", ["25 детей", "30 детей", "28 детей", "27 детей"], "pupils_total"),
    ],
)
def test_said_with_other_deeds_or_units(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells", "fact"),
    [
        (
            "Настроено сопряжение учётных записей ИКОП «Сферум» и системы электронного журнала",
            ANSWERS,
            "journal_linked",
        ),
        ("Число групповых бесед, созданных и модерируемых педагогом", FEW, "group_chats"),
        ("Численность родителей обучающихся класса, подключённых к MAX", [20, 25, 18, 7], "parents_connected"),
        ("Осуществляет деятельность в «Моей школе»", ANSWERS, "my_school"),
        ("Вход в MAX выполнен", ANSWERS, "max_registered"),
        ("Учётная запись педагога в рабочем состоянии", ANSWERS, "profile_active"),
        ("Отвечает требованию «3 сообщения»", ANSWERS, "messages_3"),
        ("Регистрация в информационно-коммуникационной образовательной платформе", ANSWERS, "registered"),
        ("В качестве кого работает", ["учитель", "завуч", "педагог-психолог", "учитель"], "role"),
    ],
)
def test_official_wordings_at_length(heading, cells, fact):
    assert facts((heading, cells)) == [fact]


@pytest.mark.parametrize(
    ("heading", "cells", "code"),
    [
        ("Должность по основному трудовому договору", ["учитель", "завуч", "учитель", "педагог-психолог"], "role"),
        ("Роль в кабинете администратора", ["учитель", "директор", "учитель", "учитель"], "role"),
        ("Место осн. работы", ["МБОУ СОШ № 5"] * 4, "school"),
        ("Краткое название по уставу", ["МБОУ СОШ № 5", "Лицей № 3"] * 2, "school"),
        ("Жив ли профиль", ["активен", "не активен", "активен", "заблокирован"], "profile_active"),
        ("Учётная запись находится в активном состоянии", ["активна", "не активна"] * 2, "profile_active"),
        ("Проведена активация учётной записи", ANSWERS, "profile_active"),
        ("Привязка аккаунта к ЭЖД осуществлена", ANSWERS, "journal_linked"),
        ("Кол-во сбщ в группах за нед.", FIGURES, "group_messages"),
        ("Сообщений (с девятого по пятнадцатое ноября)", FIGURES, "group_messages"),
        ("Звонков с понедельника по воскресенье", FEW, "calls"),
        ("Детей (всего по журналу)", [25, 31, 28, 22], "pupils_total"),
    ],
)
def test_cells_and_set_turns_tell_what_the_words_leave_open(heading, cells, code):
    assert facts((heading, cells)) == [code]
