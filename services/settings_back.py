"""What was set is put back as it was, wherever it had been set: the log keeps how it stood before and after."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from indicators.errors import NotPossible
from nudges.calendar import Rest
from services import breaks, targets
from services.actor import Actor
from services.audit import LEFT, WAS, log_deed
from services.rights import Deed, require
from services.school_settings import rename
from services.schools import school_of
from services.targets import Goal
from storage.database.connection import Session
from storage.people.audit import entries_of
from storage.schools.calendar import breaks_from
from storage.schools.settings_state import set_state, state_of
from storage.tables import AuditEntry, School

GONE = "Вернуть это уже нельзя: посмотрите «настройки» и «журнал действий»."
TARGET, NAME, ROOM, BREAK = "target", "name", "room", "break"


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
    if all(one.action == BREAK for one in found):
        await _days_back(session, actor, school, found, now, sure=sure)
        return
    if not all(one.action == TARGET or one.details[WAS].keys() == state_of(school, _key(one)).keys() for one in found):
        raise NotPossible(GONE)  # an older program kept it in another form
    if not sure and await _is_changed_since(session, actor, school, found):
        raise ChangedSince(GONE)
    for one in reversed(found):
        if one.action == TARGET:
            goals = {code: _goal(was) for code, was in one.details[WAS].items()}
            await targets.put_back(session, actor, goals, now)
        else:
            await _setting_back(session, actor, school, one, now)


async def _days_back(
    session: Session, actor: Actor, school: School, deeds: Sequence[AuditEntry], now: datetime, *, sure: bool
) -> None:
    """Days off: those that the deeds brought go, those that they took come back."""
    left = [breaks.of_kept(one) for deed in deeds for one in deed.details[LEFT][breaks.DAYS]]
    was = [breaks.of_kept(one) for deed in deeds for one in deed.details[WAS][breaks.DAYS]]
    found = await breaks_from(session, school.id, date.min)
    there = {Rest(one.starts_on, one.ends_on, one.title, one.kind) for one in found}
    if not sure and not there.issuperset(left):
        raise ChangedSince(GONE)
    await breaks.swap(session, actor, [one for one in left if one in there], was, now)


async def _is_changed_since(session: Session, actor: Actor, school: School, deeds: Sequence[AuditEntry]) -> bool:
    """Before any of them is taken back: all of it is, or nothing."""
    goals = await targets.targets(session, actor)
    left: dict[tuple[str, str], Any] = {}
    stands: dict[tuple[str, str], Any] = {}
    for one in deeds:  # the oldest first: what the newest left is what has to be there
        key = _key(one)
        now = (
            {code: targets.logged(goals.get(code)) for code in one.details[LEFT]}
            if key == TARGET
            else state_of(school, key)
        )
        left |= {(key, name): value for name, value in one.details[LEFT].items()}
        stands |= {(key, name): value for name, value in now.items()}
    return left != stands


def _key(one: AuditEntry) -> str:
    return one.action if one.action in (TARGET, ROOM) else str(one.details["key"])


def _goal(kept: Any) -> Goal | None:
    if kept is None:
        return None
    value, is_percent, until = kept
    return Goal(float(value), bool(is_percent), date.fromisoformat(until) if until else None)


async def _setting_back(session: Session, actor: Actor, school: School, one: AuditEntry, now: datetime) -> None:
    key = _key(one)
    if key == NAME:
        await rename(session, actor, one.details[WAS][NAME], now)
        return
    before = state_of(school, key)
    set_state(school, key, one.details[WAS])
    await session.flush()
    about = {} if key == ROOM else {"key": key}
    log_deed(session, actor, one.action, now, **about, **{WAS: before, LEFT: state_of(school, key)})
