"""The people of a selection, whatever is to be done with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from services.selection import Selection, select
from storage.database.connection import Session
from storage.messengers.ways import messengers_at
from storage.people.registry import people_of
from storage.tables import Person


@dataclass(frozen=True, slots=True)
class _Listed:
    """Somebody of the staff list, as a selection looks at them."""

    person: Person
    messengers: frozenset[str]

    @property
    def person_id(self) -> int:
        return self.person.id

    @property
    def role(self) -> str:
        return self.person.role

    @property
    def classes(self) -> str:
        return self.person.classes


async def people_chosen(session: Session, actor: Actor, who: str) -> Sequence[Person]:
    """Those of a selection such as `subject:математика` who work here.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    inside = await messengers_at(session, school.id)
    people = [_Listed(one, inside.get(one.id, frozenset())) for one in await people_of(session, school.id)]
    return [one.person for one in select(people, Selection.parse(who))]
