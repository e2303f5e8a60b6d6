"""A surname, a post, a class set right by an officer, so that the next file does not undo it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from indicators.russian.names import comparable, parse_name
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people.corrections import (
    CLASSES,
    NAME,
    ROLE,
    newest_former_name,
    remember_correction,
    said_before,
    with_former,
)
from storage.people.told_changes import answer_changes
from storage.tables import Person

FIELDS = (NAME, ROLE, CLASSES)
LONGEST = 120
NO_NAME = "Не понял имя. Напишите фамилию или фамилию, имя и отчество полностью."
# Words of an order that are nobody's name.
_NO_NAMES = frozenset({"фамилия", "фамилию", "имя", "отчество", "теперь", "вместо", "у", "на", "не"})
NO_VALUE = "Напишите новое значение: одной короткой строкой."


@dataclass(frozen=True, slots=True)
class Corrected:
    """What it said before, and says now; equal where there was nothing to change."""

    person: Person
    field: str
    was: str
    now: str

    @property
    def fresh(self) -> bool:
        return self.was != self.now


def as_corrected(person: Person, field: str, value: str, *, may_be_empty: bool = False) -> str:
    """What the field will say: a surname alone keeps the given names. A post and classes `may_be_empty`, as they were
    before.

    Raises:
        NotPossible: that is no value of this field.
    """
    value = " ".join(value.split()).strip(" .,;:«»\"'")
    if not value and may_be_empty and field in (ROLE, CLASSES):
        return value
    if field not in FIELDS or not value or len(value) > LONGEST:
        raise NotPossible(NO_VALUE)
    if field != NAME:
        return value
    if " " not in value:
        value = " ".join(filter(None, (value, person.first_name, person.patronymic)))
    name = parse_name(value)
    is_order = not _NO_NAMES.isdisjoint(value.lower().split())
    if is_order or name is None or not name.last or any(letter.isdigit() for letter in value):
        raise NotPossible(NO_NAME)
    return name.shown


async def correct(
    session: Session,
    actor: Actor,
    person_id: int,
    field: str,
    value: str,
    now: datetime,
    *,
    may_be_empty: bool = False,
) -> Corrected:
    """Set a field right; a file that goes on with what it said before is not believed.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: that is no value of this field.
    """
    require(actor, Deed.CORRECT)
    [person] = await people_here(session, actor, [person_id])
    said = as_corrected(person, field, value, may_be_empty=may_be_empty)
    await answer_changes(session, [person.id], field)
    was = person.full_name if field == NAME else getattr(person, field)
    if said == was:
        return Corrected(person, field, was, said)
    if field == NAME:
        _rename(person, said)
    else:
        setattr(person, field, said)
    if was:
        await remember_correction(session, person.id, field, was, now)
    log_deed(session, actor, "corrected", now, person=person.id, field=field)
    return Corrected(person, field, was, said)


async def name_before(session: Session, actor: Actor, person_id: int) -> str:
    """The name that an officer set right last; empty where none did.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.CORRECT)
    [person] = await people_here(session, actor, [person_id])
    return await newest_former_name(session, person.id, person.full_name)


async def correct_classes(
    session: Session, actor: Actor, wanted: Mapping[int, str], now: datetime
) -> Sequence[Corrected]:
    """The classes of several at once, of whom some may have none from now on: a class goes from one to another.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: those are no classes.
    """
    require(actor, Deed.CORRECT)
    await people_here(session, actor, list(wanted))
    return [
        await correct(session, actor, person_id, CLASSES, classes, now, may_be_empty=True)
        for person_id, classes in wanted.items()
    ]


async def before_it(session: Session, actor: Actor, person_id: int, field: str, at: datetime) -> Corrected | None:
    """What a correction of that moment changed, as it was then and as it stands; None where nothing is kept of it.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.CORRECT)
    [person] = await people_here(session, actor, [person_id])
    was = await said_before(session, person_id, field, at)
    now = person.full_name if field == NAME else getattr(person, field)
    return Corrected(person, field, was, now) if was is not None else None


def _rename(person: Person, said: str) -> None:
    name = parse_name(said)
    person.former = with_former(person.former, person.full_name)
    person.full_name, person.name_key = said, comparable(said)
    if name is not None:
        person.last_name, person.first_name, person.patronymic = name.last, name.first, name.patronymic
