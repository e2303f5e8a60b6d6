"""The parents' chats as a norm: the first chat in the register makes it possible, an officer's word makes it so.

A colleague who registers a chat must not set weekly reminders for everybody else going.
"""

from datetime import datetime

from indicators.classes import headed_classes
from nudges.norms import PARENTS_CHATS
from services.actor import Actor
from services.audit import log_deed
from services.chats.known import PARENTS
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.schools.chats import chats_of
from storage.schools.registry import put_setting
from storage.statistics.facts import newest_people_week
from storage.statistics.staff import teaching_classes
from storage.tables import School

_ASKED = "asked"


async def heads_of_classes(session: Session, school_id: int) -> dict[int, tuple[str, ...]]:
    """The classes of everybody who heads any, by the school's list and the newest figures."""
    found = {
        person_id: headed_classes(classes, role, has_pupils=pupils is not None)
        for person_id, role, classes, pupils in await teaching_classes(
            session, school_id, await newest_people_week(session, school_id)
        )
    }
    return {person_id: classes for person_id, classes in found.items() if classes}


async def shares_a_class(session: Session, school_id: int, person_id: int) -> bool:
    """Whether somebody else heads one of their classes, too."""
    heads = await heads_of_classes(session, school_id)
    mine = set(heads.get(person_id, ()))
    return any(mine & set(classes) for number, classes in heads.items() if number != person_id)


async def take_question(session: Session, school_id: int) -> int | None:
    """How many class teachers the norm would be about, if the officers are to be asked about it now: once."""
    school = await session.get(School, school_id)
    if school is None or PARENTS_CHATS in school.settings:
        return None
    if not any(chat.kind in PARENTS for chat in await chats_of(session, school_id)):
        return None
    heads = len(await heads_of_classes(session, school_id))
    if heads:
        put_setting(school, PARENTS_CHATS, _ASKED)
    return heads or None


async def switch_parents_chats(session: Session, actor: Actor, now: datetime, *, on: bool) -> None:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    put_setting(school, PARENTS_CHATS, on)
    log_deed(session, actor, "parents_chats_on" if on else "parents_chats_off", now)
