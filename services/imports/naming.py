"""Whom and what a file names: rows that may be several people, schools that are not known by that name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from indicators.errors import NotPossible, UnknownPerson
from indicators.russian.rules import quoted
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from services.staff.listed import NOT_HERE
from storage.database.connection import Session
from storage.people.registry import person_at
from storage.people.roles import Role, give_role, is_municipal_everywhere
from storage.schools.matches import remember_match
from storage.schools.registry import (
    add_school_name,
    create_school,
    school_called,
    set_automatic,
    set_of_municipality,
)
from storage.tables import Member, School

NAME_OF_ANOTHER = "{name} — это уже другая школа."


async def say_who_it_is(session: Session, actor: Actor, row_key: str, person_id: int | None) -> None:
    """Who a doubtful row is about, None for somebody new; remembered for this and the next files.

    Raises:
        NotAllowed, UnknownSchool
        UnknownPerson: not of this school.
    """
    require(actor, Deed.IMPORT)
    school = await school_of(session, actor)
    if person_id is not None and await person_at(session, school.id, person_id) is None:
        raise UnknownPerson(NOT_HERE)
    await remember_match(session, school.id, row_key, person_id)


async def remember_name(session: Session, actor: Actor, name: str, now: datetime) -> School:
    """«Это наша школа»: files write it so, too. A school that never heard its name takes it.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: another school is called so.
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    if not await add_school_name(session, school, name):
        raise NotPossible(NAME_OF_ANOTHER.format(name=quoted(name)))
    log_deed(session, actor, "school_name", now)
    return school


@dataclass(frozen=True, slots=True)
class Created:
    """The new schools, and the roles their maker got there."""

    schools: tuple[School, ...]
    members: tuple[Member, ...]


async def create_schools(session: Session, actor: Actor, names: Sequence[str], now: datetime) -> Created:
    """The schools of a district's file that are not known yet; whoever creates them answers for them. Nobody there
    has said yet who is to be left in peace: the clock writes to nobody until an officer of theirs lets it.

    Raises:
        NotAllowed
    """
    require(actor, Deed.CREATE_SCHOOLS)
    account_id = actor.account_id
    everywhere = account_id is None or await is_municipal_everywhere(session, account_id)
    schools, members = [], []
    for name in names:
        if await school_called(session, name) is not None:
            continue
        school = await create_school(session, name, now)
        if account_id is not None:
            set_of_municipality(school)
            set_automatic(school, on=False)
        schools.append(school)
        if account_id is not None and not everywhere:
            members.append(await give_role(session, account_id, school.id, Role.MUNICIPAL, now, given_by=account_id))
        log_deed(session, replace(actor, school_id=school.id), "school_created", now)
    return Created(tuple(schools), tuple(members))
