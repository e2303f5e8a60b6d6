"""What was loaded, week by week, and taking the newest load of a week back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from indicators.errors import NotPossible
from indicators.weeks import Week
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.campaigns.rewording import reword_waiting
from storage.campaigns.settled import count_reopened, settle_disputes
from storage.campaigns.taken_back import call_off
from storage.clock.occasions import forget_week
from storage.database.connection import Session
from storage.imports.away import forget_marks
from storage.imports.previous import take_back
from storage.imports.stored import StoredLoad, as_files, load_of, stored_loads
from storage.schools.calendar import DEFAULT_ZONE

GONE = "Этой загрузки уже нет: её отменили или заменили новым файлом. Что есть сейчас, покажет «загрузки»."
NOTHING_BEFORE = "До этого файла за ту неделю ничего не было: отменить можно только целиком."


@dataclass(frozen=True, slots=True)
class Undone:
    """`back` is what the week says again, None where nothing is left of it. `sent` people have had their message by
    the figures of the load; `called_off` messages will not go; `gone` people were only in that file; `reopened`
    people's mistakes, that it had settled, wait for an answer again."""

    load: StoredLoad
    back: StoredLoad | None
    sent: int
    called_off: int
    gone: int
    reopened: int


async def loads(session: Session, actor: Actor) -> Sequence[StoredLoad]:
    """The newest week first, a file of two kinds as one.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SEE_LOADS)
    return as_files(await stored_loads(session, (await school_of(session, actor)).id))


async def find_load(session: Session, actor: Actor, week: str, kind: str, at: datetime) -> StoredLoad:
    """
    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it is there no more.
    """
    found = next((one for one in await loads(session, actor) if one.is_called(week, kind, at)), None)
    if found is None:
        raise NotPossible(GONE)
    return found


async def undo_load(
    session: Session,
    actor: Actor,
    load: StoredLoad,
    now: datetime,
    *,
    to_previous: bool,
    default_zone: str = DEFAULT_ZONE,
) -> Undone:
    """Take a load back, with all that came in its file: the week says again what it said before, or nothing. What was
    sent stays sent.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it is there no more, or there was none before.
    """
    require(actor, Deed.UNDO_LOAD)
    school = await school_of(session, actor)
    rows = [row for one in load.parts if (row := await load_of(session, school.id, one)) is not None]
    if not rows:
        raise NotPossible(GONE)
    if to_previous and load.previous_at is None:
        raise NotPossible(NOTHING_BEFORE)
    list_comes_back = to_previous and await _has_list_before(session, school.id, load)
    if load.is_list and not list_comes_back:
        await _forget_marks(session, school.id, load, ZoneInfo(school.timezone or default_zone))
    gone = sum([await take_back(session, row, to_previous=to_previous) for row in rows])
    await settle_disputes(session, [school], taken_back=True)
    back = await _what_stands(session, school.id, load) if to_previous else None
    outcome = await call_off(session, school.id, load.week, now, all_rows=load.is_list and not list_comes_back)
    if not outcome.sent:
        await forget_week(session, school.id, Week.parse(load.week))
    if list_comes_back:
        await reword_waiting(session, school, Week.parse(load.week), now, default_zone)
    log_deed(session, actor, "load_undone", now, week=load.week, kind=load.kind, back=back is not None)
    reopened = await count_reopened(session, school.id)
    return Undone(load, back, outcome.sent, outcome.called_off, gone, reopened)


async def _forget_marks(session: Session, school_id: int, load: StoredLoad, zone: ZoneInfo) -> None:
    """Whom the list marked as away; of a day's lists the last one decides, and its marks stay with it."""
    day = load.at.astimezone(zone).date()
    lists = [one for one in await stored_loads(session, school_id) if one.is_list and one.week != load.week]
    if not any(one.at >= load.at and one.at.astimezone(zone).date() == day for one in lists):
        await forget_marks(session, school_id, day)


async def _has_list_before(session: Session, school_id: int, load: StoredLoad) -> bool:
    """Whether the list itself had replaced one: of a file of two kinds only the summary may have."""
    stands = await _what_stands(session, school_id, load)
    return stands is not None and stands.is_list and stands.previous_at is not None


async def _what_stands(session: Session, school_id: int, load: StoredLoad) -> StoredLoad | None:
    """What the week says now in the place of the load: its list, or its summary where only that is there."""
    stored = await stored_loads(session, school_id)
    there = {one.kind: one for one in stored if one.week == load.week}
    return next((there[part.kind] for part in load.parts if part.kind in there), None)
