"""What was set is put back as it was, wherever it had been set: the log keeps how it stood before and after."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from indicators.errors import NotPossible
from services import targets
from services.actor import Actor
from services.audit import LEFT, WAS, log_deed
from services.rights import Deed, require
from services.school_settings import rename
from services.schools import school_of
from services.targets import Goal
from storage.database.connection import Session
from storage.people.audit import entries_of
from storage.schools.settings_state import set_state, state_of
from storage.tables import AuditEntry, School

GONE = "Вернуть это уже нельзя: посмотрите «настройки» и «журнал действий»."
TARGET, NAME, ROOM = "target", "name", "room"


class ChangedSince(NotPossible):
    """It was set once more meanwhile."""


async def put_back(session: Session, actor: Actor, entry_ids: Sequence[int], now: datetime, *, sure: bool) -> None:
    """As it stood before these deeds, the newest first. `sure`: whatever was set since.

    Raises:
        NotAllowed, UnknownSchool
        ChangedSince
        NotPossible: the log keeps nothing of it, or the name is another school's by now.
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    found = [one for one in await entries_of(session, school.id, entry_ids) if WAS in one.details]
    if not found or len(found) != len(set(entry_ids)):
        raise NotPossible(GONE)
    for one in reversed(found):
        await (_targets_back if one.action == TARGET else _setting_back)(session, actor, school, one, now, sure)


async def _targets_back(
    session: Session, actor: Actor, school: School, one: AuditEntry, now: datetime, sure: bool
) -> None:
    goals = await targets.targets(session, actor)
    if not sure and {code: targets.logged(goals.get(code)) for code in one.details[WAS]} != one.details[LEFT]:
        raise ChangedSince(GONE)
    await targets.put_back(session, actor, {code: _goal(was) for code, was in one.details[WAS].items()}, now)


def _goal(kept: Any) -> Goal | None:
    if kept is None:
        return None
    value, is_percent, until = kept
    return Goal(float(value), bool(is_percent), date.fromisoformat(until) if until else None)


async def _setting_back(
    session: Session, actor: Actor, school: School, one: AuditEntry, now: datetime, sure: bool
) -> None:
    key = ROOM if one.action == ROOM else str(one.details["key"])
    before = state_of(school, key)
    if not sure and before != one.details[LEFT]:
        raise ChangedSince(GONE)
    if key == NAME:
        await rename(session, actor, one.details[WAS][NAME], now)
        return
    set_state(school, key, one.details[WAS])
    await session.flush()
    about = {} if key == ROOM else {"key": key}
    log_deed(session, actor, one.action, now, **about, **{WAS: before, LEFT: state_of(school, key)})
