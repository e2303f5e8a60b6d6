"""The school a deed is done at."""

from collections.abc import Sequence

from indicators.errors import UnknownSchool
from services.actor import Actor
from services.rights import Deed, require
from storage.database.connection import Session
from storage.people.accounts import Who
from storage.schools.registry import all_schools, schools_with_ids
from storage.tables import Account, School

NONE = "Такой школы больше нет."


async def schools_looked_after(session: Session, who: Who) -> Sequence[School]:
    """The schools at which somebody has a role, by name; all of them for whoever answers for the municipality."""
    ids = {member.school_id for member in who.members}
    mine = [school_id for school_id in ids if school_id is not None]
    return await (schools_with_ids(session, mine) if len(mine) == len(ids) else all_schools(session))


async def one_of_several(session: Session, who: Who, school_id: object) -> School | None:
    """A school that somebody looks after, where it has to be told from others."""
    ids = {member.school_id for member in who.members}
    schools = await schools_looked_after(session, who) if None in ids or len(ids) > 1 else ()
    return next((one for one in schools if one.id == school_id), None) if len(schools) > 1 else None


async def choose_school(session: Session, actor: Actor) -> None:
    """Which of several schools the actor works with from now on.

    Raises:
        NotAllowed: they have no role there.
    """
    require(actor, Deed.CHOOSE_SCHOOL)
    account = await session.get_one(Account, actor.account_id)
    account.school_id = actor.school_id


async def school_of(session: Session, actor: Actor) -> School:
    """
    Raises:
        UnknownSchool: the actor stands at none, or it is there no more.
    """
    school = await session.get(School, actor.school_id) if actor.school_id is not None else None
    if school is None:
        raise UnknownSchool(NONE)
    return school
