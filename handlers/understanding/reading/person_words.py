"""A person of the database as they are called."""

from collections.abc import Sequence

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
    *first, last = [whom(person, case) for person in people]
    return f"{', '.join(first)} и {last}" if first else last


def short_name(name: str) -> str:
    """«Алиева М. А.»; an account without a name («vk.com/id123», «MAX 456») stays as it is."""
    if not name or any(letter in "/0123456789" for letter in name):
        return name
    parts = PersonName.read(name)
    initials = [f"{part[0]}." for part in (parts.first, parts.patronymic) if part]
    return " ".join([parts.last, *initials])
