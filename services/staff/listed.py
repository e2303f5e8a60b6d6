"""The people a deed is about: an id from a button or a form proves nothing."""

from collections.abc import Sequence
from datetime import date

from indicators.errors import UnknownPerson
from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.people.exemptions import leaving_of
from storage.people.registry import everybody_of, person_at
from storage.tables import Exemption, Person

NOT_HERE = "Этого человека больше нет в списке школы."


async def who_has_left(session: Session, actor: Actor) -> list[tuple[Person, date]]:
    """Who was marked as gone and since which day, the newest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    everybody = await everybody_of(session, (await school_of(session, actor)).id)
    gone = [(one, one.left_on) for one in everybody if one.left_on is not None]
    return sorted(gone, key=lambda one: one[1], reverse=True)


async def who_will_leave(session: Session, actor: Actor, today: date) -> list[tuple[Person, Exemption]]:
    """Of whom it was said beforehand, and what says so.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    return await leaving_of(session, (await school_of(session, actor)).id, today)


async def people_here(session: Session, actor: Actor, person_ids: Sequence[int]) -> list[Person]:
    """All of these people, each once.

    Raises:
        UnknownPerson: one of them is not (or no longer) of the school the deed is done at.
    """
    found = [await person_at(session, actor.school_id or 0, person_id) for person_id in dict.fromkeys(person_ids)]
    known = [person for person in found if person is not None]
    if len(known) != len(found) or not known:
        raise UnknownPerson(NOT_HERE)
    return known
