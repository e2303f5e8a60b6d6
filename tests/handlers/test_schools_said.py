"""Which of several schools a message names, and what is left of it without the name."""

import pytest

from handlers.understanding.said.orders.schools_said import schools_said

FOUR = {
    1: ["Школа № 1 (пример)"],
    2: ["Школа № 2 (пример)"],
    3: ["Гимназия № 3 (пример)"],
    5: ["Лицей № 5 (пример)"],
}
NAMED = {
    1: ["Школа «Перспектива»"],
    2: ["СОШ с. Примерное", "сош 12"],
    3: ["Гимназия имени Букварёва"],
    4: ["Гимназия № 3"],
}


@pytest.mark.parametrize(
    ("text", "schools", "rest"),
    [
        ("динамика гимназии", (3,), "динамика"),
        ("почему у школы № 2 100 процентов по звонкам", (2,), "почему 100 процентов по звонкам"),
        ("школа гимназия", (3,), ""),
        ("Гимназия № 3 (пример)", (3,), ""),
        ("сводка школы 2.", (2,), "сводка."),
        ("сколько во второй школе", (2,), "сколько"),
        ("отчёт 5 лицея в ворде", (5,), "отчёт в ворде"),
        ("отчёт 5-го лицея за ноябрь", (5,), "отчёт за ноябрь"),
        ("сводка школы 2 за 2–8 ноября", (2,), "сводка за 2–8 ноября"),
        ("сравни школу № 1 и гимназию", (1, 3), "сравни"),
        ("сводка школ № 1 и № 2", (1, 2), "сводка"),
    ],
)
def test_a_school_is_known_by_its_kind_and_number(text, schools, rest):
    said = schools_said(text, FOUR)
    assert (said.schools, said.rest) == (schools, rest)


@pytest.mark.parametrize(
    ("text", "schools", "doubt"),
    [
        ("сводка школы Перспектива", (1,), ()),
        ("школа «Перспектива»", (1,), ()),
        ("примерная школа", (2,), ()),
        ("сводка школы № 12", (2,), ()),
        ("сводка гимназии Букварёва", (3,), ()),
        ("сводка гимназии", (), (3, 4)),
        ("гимназия 3", (4,), ()),
    ],
)
def test_a_school_is_known_by_words_of_its_own_and_by_names_of_files(text, schools, doubt):
    said = schools_said(text, NAMED)
    assert (said.schools, said.doubt) == (schools, doubt)


@pytest.mark.parametrize(
    "text",
    [
        "сводка по школе",
        "в школе 2 недели каникулы",
        "у школы 5 человек без чата",
        "начальная школа",
        "старшая школа, 10 и 11",
        "Моя школа 5",
        "2 школы",
        "другая школа",
        "в лице директора",
        "данные школы за 12 ноября",
        "школа 2-4 классов",
    ],
)
def test_a_school_in_general_names_none(text):
    assert not schools_said(text, FOUR).names_any


def test_a_school_that_is_not_known_is_said_to_be_unknown_and_all_are_all():
    assert schools_said("сводка школы № 7", FOUR).unknown == "школы № 7"
    assert schools_said("сводка гимназии № 4", FOUR).unknown == "гимназии № 4"
    for text in ("ученики по школам", "сколько всего учителей в округе", "отчёт по всем школам", "все школы"):
        assert schools_said(text, FOUR).every, text


PLACES = {1: ["Лицей № 0 «Пример»"], 2: ["МКОУ «Озёрская ООШ»"], 3: ["Горная средняя школа", "горнолыжная оош"]}
SUBJECTS = {1: ["Лицей № 0 «Пример»"], 2: ["Татарская гимназия"], 3: ["Новоозёрская ООШ"]}


@pytest.mark.parametrize(
    ("text", "schools", "rest"),
    [
        ("листовки озёрская", (2,), "листовки"),
        ("озерская сводка", (2,), "сводка"),
        ("роли в Озёрской", (2,), "роли"),
        ("сводка Озёрской школы", (2,), "сводка"),
        ("озёрская", (2,), ""),
        ("кто без звонка в горнолыжной", (3,), "кто без звонка"),
        ("примерно столько же", (), "примерно столько же"),
        ("карточка Озёрной", (), "карточка Озёрной"),
    ],
)
def test_a_school_is_known_by_its_place_alone(text, schools, rest):
    said = schools_said(text, PLACES)
    assert (said.schools, said.rest) == (schools, rest)


def test_a_subject_is_no_place_of_a_school():
    assert not schools_said("напомни учителям татарского про чат", SUBJECTS).names_any
    assert schools_said("сводка татарской гимназии", SUBJECTS).schools == (2,)
    assert schools_said("листовки новоозёрская", SUBJECTS).schools == (3,)


def test_a_day_behind_a_kind_is_no_number_of_a_school():
    said = schools_said("карантин в гимназии 10 и 11 декабря", FOUR)
    assert (said.schools, said.rest) == ((3,), "карантин 10 и 11 декабря")
    assert not schools_said("карантин в школе 10 и 11 декабря", FOUR).names_any
