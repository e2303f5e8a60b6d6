"""Dates and names as people write them."""

from datetime import date

import pytest

from handlers.days import find_span
from handlers.finding import find_people
from handlers.talk import split_text
from indicators.names import comparable
from storage.tables import Person

WEDNESDAY = date(2026, 11, 18)
SPANS = [
    ("до 12.01 больничный", None, "2027-01-12", "больничный"),
    ("до пятницы", None, "2026-11-20", ""),
    ("до следующей среды", None, "2026-11-25", ""),
    ("12 января", "2027-01-12", "2027-01-12", ""),
    ("12.01", "2027-01-12", "2027-01-12", ""),
    ("28.12–11.01", "2026-12-28", "2027-01-11", ""),
    ("с 28 декабря по 11 января зимние", "2026-12-28", "2027-01-11", "зимние"),
    ("9–15 ноября", "2026-11-09", "2026-11-15", ""),
    ("9.11.2026 - 15.11.2026", "2026-11-09", "2026-11-15", ""),
    ("на две недели отпуск", "2026-11-18", "2026-12-01", "отпуск"),
    ("на 10 дней", "2026-11-18", "2026-11-27", ""),
    ("до конца недели", None, "2026-11-22", ""),
    ("до конца месяца", None, "2026-11-30", ""),
    ("завтра", "2026-11-19", "2026-11-19", ""),
    ("с понедельника", "2026-11-23", None, ""),
    ("декрет до 1 сентября 2028", None, "2028-09-01", "декрет"),
    ("42 до 1 декабря", None, "2026-12-01", "42"),
    ("2026-12-01", "2026-12-01", "2026-12-01", ""),
]


@pytest.mark.parametrize(("text", "start", "end", "rest"), SPANS)
def test_a_date_is_read_as_people_write_it(text, start, end, rest):
    found = find_span(text, WEDNESDAY)
    assert (found.start and str(found.start), found.end and str(found.end), found.rest) == (start, end, rest)


@pytest.mark.parametrize(
    "text", ["до 31.02", "больничный", "11.01.2031–28.12.2030", "до 99.99", "когда-нибудь", "до 1.1.9999", ""]
)
def test_no_day_is_made_up(text):
    assert find_span(text, WEDNESDAY) is None


NAMES = (
    "Алиева Марьям Ахмедовна",
    "Алиев Ахмед Магомедович",
    "Борисов Борис Олегович",
    "Иванова Анна Петровна",
    "Иванова Анна Сергеевна",
    "Толстая Мария Ильинична",
    "Гаджиев-Пример Лев Львович",
    "Лукин Никита Ильич",
)
PEOPLE = [Person(id=number, full_name=name, name_key=comparable(name)) for number, name in enumerate(NAMES)]
FOUND = [
    ("Алиевой", ["Алиева Марьям Ахмедовна"], ""),
    ("АЛИЕВУ марьям до 12.01 больничный", ["Алиева Марьям Ахмедовна"], "до 12.01 больничный"),
    ("Алиеву Марьям Ахмедовну, больничный", ["Алиева Марьям Ахмедовна"], "больничный"),
    ("Марьям Ахмедовне", ["Алиева Марьям Ахмедовна"], ""),
    ("Борисова до пятницы", ["Борисов Борис Олегович"], "до пятницы"),
    ("Ивановой", ["Иванова Анна Петровна", "Иванова Анна Сергеевна"], ""),
    ("Ивановой А.С.", ["Иванова Анна Сергеевна"], ""),
    ("Толстую", ["Толстая Мария Ильинична"], ""),
    ("Гаджиеву-Примеру", ["Гаджиев-Пример Лев Львович"], ""),
    ("Лукина Никиту", ["Лукин Никита Ильич"], ""),
    ("Алиева", ["Алиева Марьям Ахмедовна", "Алиев Ахмед Магомедович"], ""),
    ("всем", [], "всем"),
    ("до пятницы", [], "до пятницы"),
    ("никому", [], "никому"),
]


@pytest.mark.parametrize(("text", "names", "rest"), FOUND)
def test_a_person_is_found_in_any_case(text, names, rest):
    found = find_people(PEOPLE, text)
    assert [person.full_name for person in found.people] == names
    assert found.rest == rest
    assert not found.guessed


def test_a_misspelled_surname_is_only_a_guess():
    found = find_people(PEOPLE, "Алеевой")
    assert found.guessed
    assert [person.full_name for person in found.people] == ["Алиева Марьям Ахмедовна"]


def test_a_long_text_is_cut_between_lines():
    text = "\n".join(f"строка {number}" for number in range(1000))
    parts = split_text(text)
    assert all(len(part) <= 3900 for part in parts)
    assert "\n".join(parts) == text
    assert len(split_text("а" * 9000)) == 3
