"""Of people with one and the same name, what tells them apart."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.names import PersonName, ShownNames, short_name
from storage.database.read_once import read_once
from storage.tables import Person

_WAYS: Sequence[Callable[[Any], str]] = (
    lambda row: row.role,
    lambda row: row.classes,
    lambda row: ", ".join(filter(None, (row.role, row.classes))),
)


@read_once
async def told_apart(session: AsyncSession, school_id: int) -> ShownNames:
    """Of a school's people those who work there; nothing stands behind a name of whom the account alone is known."""
    here = (Person.school_id == school_id, Person.left_on.is_(None), Person.name_key != "")
    shared = select(Person.name_key).where(*here).group_by(Person.name_key).having(func.count() > 1)
    query = select(Person.id, Person.name_key, Person.role, Person.classes).where(*here, Person.name_key.in_(shared))
    alike: dict[str, list[Any]] = {}
    for row in await session.execute(query.order_by(Person.id)):
        alike.setdefault(row.name_key, []).append(row)
    everybody = [(one, rows) for rows in alike.values() for one in rows]
    return ShownNames({one.id: f" ({label})" for one, rows in everybody if (label := _label(one, rows))})


async def name_shown(session: AsyncSession, person: Person) -> str:
    """Of one person, where the school may have another of that name."""
    return (await told_apart(session, person.school_id)).called(person.id, person.full_name)


async def in_short(session: AsyncSession, school_id: int, names: Collection[str]) -> dict[str, str]:
    """«Алиева М. А.» of each full name; whole where initials are another's of the school too, also of one who left."""
    surnames = {PersonName.read(one).last for one in names}
    here = select(Person.full_name).where(Person.school_id == school_id, Person.last_name.in_(surnames))
    alike: dict[str, set[str]] = {}
    for one in {*names, *await session.scalars(here)}:
        alike.setdefault(short_name(one), set()).add(one)
    return {one: one if len(alike[short_name(one)]) > 1 else short_name(one) for one in names}


def _label(one: Any, alike: Sequence[Any]) -> str:
    """The shortest that is nobody else's: the post, the classes, or both."""
    for way in _WAYS:
        label = way(one)
        if label and all(way(other) != label for other in alike if other.id != one.id):
            return label
    return _WAYS[-1](one)
