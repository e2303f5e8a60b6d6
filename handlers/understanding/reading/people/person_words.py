"""A person of the database as they are called."""

from collections.abc import Sequence

from indicators.russian.rules import enumerated
from nudges.names import Case, PersonName
from storage.tables import Person


def name_of(person: Person) -> PersonName:
    return PersonName.read(
        person.full_name, last=person.last_name, first=person.first_name, patronymic=person.patronymic
    )


def whom(person: Person, case: Case) -> str:
    """The full name as the sentence needs it: «напомнить Алиевой Марьям Ахмедовне»."""
    return name_of(person).declined(case)


def all_of(people: Sequence[Person], case: Case) -> str:
    """«Алиеву Марьям Ахмедовну, Борисова Бориса Олеговича и Васильеву Галину Юрьевну»."""
    return enumerated(whom(person, case) for person in people)
