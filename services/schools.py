"""The school a deed is done at."""

from indicators.errors import UnknownSchool
from services.actor import Actor
from storage.database.connection import Session
from storage.tables import School

NONE = "Такой школы больше нет."


async def school_of(session: Session, actor: Actor) -> School:
    """
    Raises:
        UnknownSchool: the actor stands at none, or it is there no more.
    """
    school = await session.get(School, actor.school_id) if actor.school_id is not None else None
    if school is None:
        raise UnknownSchool(NONE)
    return school
