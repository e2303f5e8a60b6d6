"""Names as people write them, and long texts."""

import pytest

from handlers.engine.talk import split_text
from handlers.understanding.reading.people.by_name import find_people
from indicators.russian.name_endings import is_typo
from indicators.russian.names import comparable
from storage.tables import Person

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


@pytest.mark.parametrize(
    ("name", "slips", "others"),
    [
        ("петров", ("пертов", "питров", "петрв", "птров"), ("ветрову", "мотров", "шпетров")),
        ("омарова", ("амарова", "оморова"), ("умарова", "комарову")),
        ("сафиуллина", ("сафиулина", "софиулину", "сафиуллнной"), ("гафиуллина",)),
        ("иванова", ("ивонова", "иваноа"), ("иванкова", "ивашова")),
        ("скворцова", ("скворцава", "сквирцава"), ("суворова",)),
    ],
)
def test_a_slip_is_forgiven_and_another_surname_is_none(name, slips, others):
    assert [one for one in slips if not is_typo(name, one)] == []
    assert [one for one in others if is_typo(name, one)] == []


def test_a_long_text_is_cut_between_lines():
    text = "\n".join(f"строка {number}" for number in range(1000))
    parts = split_text(text)
    assert all(len(part) <= 3900 for part in parts)
    assert "\n".join(parts) == text
    assert len(split_text("а" * 9000)) == 3


@pytest.mark.parametrize(
    "text",
    ["Алиевой Светланы", "Алиеву Марьям Андреевну", "алиеву светлану до 12.01", "Борисова Бориса Борисовича"],
)
def test_whoever_has_another_first_name_or_patronymic_is_only_a_guess(text):
    found = find_people(PEOPLE, text)
    assert found.misnamed
    assert found.person is None
    assert found.rest in ("", "до 12.01")
