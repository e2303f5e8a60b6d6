"""What headings mean: the order's wording, ordinary variants, and what must not be taken for a fact."""

import pytest

from indicators.catalogue import FACT, INDICATOR
from indicators.headings.definitions import IGNORED, PEOPLE, SUMMARY
from indicators.headings.meaning import meaning_of
from indicators.headings.plain import plain_heading

VARIANTS = {
    "vk_id": "VK ID; id; ID ВК; user_id; Ссылка на профиль VK; Страница ВКонтакте; vk.com (ссылка); Идентификатор",
    "full_name": "ФИО; Ф.И.О. педагога; Фамилия, имя, отчество; Сотрудник; Учитель; Фамилия И.О.",
    "first_name": "Имя; Имя, отчество; Инициалы",
    "role": "Должность; Роль; Роли; Роль пользователя",
    "classes": "Класс; Классы",
    "class_teacher": "Классное руководство; Кл. рук.",
    "school": "Школа; Учебные заведения; Наименование ОО; Образовательная организация; ОУ",
    "registered": "Зарегистрирован; Регистрация в Сферуме; Зарегестрирован; Наличие аккаунта в Сферум (да/нет); Сферум",
    "profile_active": "Статус (активен / не активен); Статус; Статус профиля; Профиль активирован; Активен",
    "group_chats": "Создано чатов; Создал(а) групповой чат; Кол-во созданных чатов; Групповые чаты",
    "group_messages": "Написано в групповых чатах; Сообщения с 9 по 15 ноября 2026 года; "
    "Кол-во сообщ.; Сообщений за неделю; Сообщения в групповых чатах; messages",
    "messages_3": "Не менее 3 сообщений; ≥ 3 сообщений; Минимум три сообщения; Сообщения / 3; 3+ сообщений",
    "messages_10": "Не менее 10 сообщений; Порог 10; Норма 10; 10 и более сообщений; "
    "Написал 10+ сообщений; Десять сообщений",
    "calls": "Звонки; 3вонки; Кол-во звонков; Совершен хотя бы один звонок; Звонок (мин. 1)",
    "journal_linked": "ЭЖД (связан/не связан); Сетевой город; "
    "ЭЖД; Связан с ЭЖД; Привязка к электронному журналу; Электронное образование Дагестана",
    "my_school": "Моя школа; ФГИС «Моя школа»; Активность в «Моей школе»",
    "max_id": "ID MAX; id в MAX; MAX ID; Идентификатор MAX; Номер в MAX",
    "max_registered": "Зарегистрирован в MAX; Регистрация в MAX; Регистрация в МАХ",
    "max_active_week": "Активен в MAX; Активность в MAX за неделю",
    "parents_connected": "Родителей подключено; Подключено родителей; Зарегистрировано родителей",
    "last_activity": "Последняя активность; Дата последнего входа; Последний визит; last_activity",
    "pupils_count": "Учеников в классе; Уч-ков всего; Всего обучающихся; Кол-во уч-ся",
    "pupils_in": "Учеников в Сферуме; Зарегистрировано обучающихся; Дети в VK Мессенджере",
    "pupils_journal": "Учеников связали ЭЖД; Обучающиеся, привязавшие аккаунт; Уч-ся с ЭЖД",
    "teachers_count": "Учителей по штату; Учит. всего; Всего педагогов; Кол-во педагогических работников",
    "teachers_in": "Учителей в Сферуме; Зарегистрировано педагогов; Педагогов в VK Мессенджере",
    IGNORED: "№ п/п; Табельный номер; Телефон; Дата рождения; Личных сообщений; Длительность звонков; "
    "Дата последнего сообщения; "
    "Менее 3 сообщений; Не создали чаты; Учителя, не связавшие аккаунты; План; Динамика; Чат с родителями; ФИО ученика"
    "; Сообщений за месяц; Количество сообщений в групповых чатах за учебный год; Звонки за всё время; "
    "Кол-во сообщений в личных чатах; Количество учителей, не создавших групповые чаты; Чаты (пред. неделя); "
    "Количество педагогов, написавших в чатах менее трёх сообщений; Сообщений в чатах за прошлую неделю; "
    "Учителя без звонков; Неактивен",
}
PAIRS = [(code, text.strip()) for code, texts in VARIANTS.items() for text in texts.split(";")]


@pytest.mark.parametrize("indicator", INDICATOR.values(), ids=lambda indicator: indicator.code)
def test_the_orders_own_wording_is_known(indicator):
    meaning = meaning_of(indicator.title)
    assert meaning is not None
    assert SUMMARY[meaning.code] == indicator.code


@pytest.mark.parametrize("fact", FACT.values(), ids=lambda fact: fact.code)
def test_a_facts_own_title_means_that_fact(fact):
    meaning = meaning_of(fact.title)
    assert meaning is not None
    assert PEOPLE.get(meaning.code, meaning.code) == fact.code


@pytest.mark.parametrize(("code", "heading"), PAIRS)
def test_ordinary_variants_are_known(code, heading):
    meaning = meaning_of(heading)
    assert meaning is not None
    assert (meaning.code, meaning.guess) == (code, False)


@pytest.mark.parametrize("heading", ["Группа", "Непонятный столбец", "Да", "Инф. 3", "п. 10", "Пок. 3", "Сведения (3)"])
def test_an_unknown_heading_stays_unknown(heading):
    assert meaning_of(heading) is None


def test_a_slip_of_the_pen_is_a_guess():
    guess = meaning_of("Сооющений за неделю")
    assert guess is not None
    assert (guess.code, guess.guess) == ("group_messages", True)


def test_spellings_of_one_heading_look_the_same():
    assert plain_heading("Кол-во  сообщ.") == plain_heading("количество сообщ") == "количество сообщ"
    assert plain_heading("Hе менее 3") == plain_heading("≥ 3") == "минимум 3"  # the first letter is a Latin one
