"""What a teacher answered to a nudge, or wrote about figures, taken back by themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from indicators.errors import NotPossible
from indicators.weeks import Week
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, require
from services.schools import school_of
from storage.campaigns import claims as stored
from storage.database.connection import Session
from storage.people.threads import OFFICER, REPLACED, TEACHER, WITHDREW, add_line, newest_words
from storage.people.unanswered import answered_at_of_each, lines_of_each, newest_answered, newest_closed, waiting_ids
from storage.statistics.facts import newest_people_week
from storage.tables import Claim, ThreadLine


async def what_holds(session: Session, actor: Actor, person_id: int, now: datetime, zone: ZoneInfo) -> Sequence[Claim]:
    """Their answers that keep reminders back, the newest first.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it is about somebody else.
    """
    _require(actor, person_id)
    school = await school_of(session, actor)
    monday = datetime.combine(Week.of(now.astimezone(zone).date()).monday, time.min, zone)
    newest = await newest_people_week(session, school.id)
    return await stored.still_silent(session, [person_id], str(newest or ""), monday)


async def waits(session: Session, actor: Actor, person_id: int) -> bool:
    """Whether they have objected to figures and nobody has answered.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible
    """
    _require(actor, person_id)
    school = await school_of(session, actor)
    return person_id in await waiting_ids(session, school.id)


async def waits_since(session: Session, actor: Actor, person_id: int) -> datetime | None:
    """When they wrote last, where that has no answer.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible
    """
    if not await waits(session, actor, person_id):
        return None
    return (await newest_words(session, [person_id])).get(person_id)


async def last_words(session: Session, actor: Actor, person_id: int) -> str:
    """What they wrote, where nothing was written since.

    Raises:
        NotAllowed, NotPossible
    """
    _require(actor, person_id)
    [*_, newest] = (await lines_of_each(session, [person_id], 1)).get(person_id, [None])
    return newest.text if newest is not None and newest.side == TEACHER else ""


async def open_words(session: Session, actor: Actor, person_id: int) -> ThreadLine | None:
    """What they wrote last, where nothing was written since and nothing of theirs was answered.

    Raises:
        NotAllowed, NotPossible
    """
    _require(actor, person_id)
    [*_, newest] = (await lines_of_each(session, [person_id], 1)).get(person_id, [None])
    answered = (await answered_at_of_each(session, [person_id])).get(person_id)
    is_open = newest is not None and newest.side == TEACHER and (answered is None or answered < newest.at)
    return newest if is_open else None


async def closed_last(session: Session, actor: Actor, person_id: int, gaps: Collection[str]) -> Sequence[Claim]:
    """Which of their disputes about these gaps, or about any, was closed last, by whomever.

    Raises:
        NotAllowed, NotPossible
    """
    _require(actor, person_id)
    return await newest_closed(session, person_id, gaps)


async def answered_in_words(session: Session, actor: Actor, person_id: int) -> ThreadLine | None:
    """What an officer wrote to them, where nothing was written since.

    Raises:
        NotAllowed, NotPossible
    """
    _require(actor, person_id)
    [*_, newest] = (await lines_of_each(session, [person_id], 1)).get(person_id, [None])
    return newest if newest is not None and newest.side == OFFICER else None


async def replace_words(session: Session, actor: Actor, person_id: int, line: ThreadLine) -> None:
    """Words of theirs that are said better now: they stay to be read, and nobody answers them.

    Raises:
        NotAllowed, NotPossible
    """
    _require(actor, person_id)
    if line.person_id != person_id or line.side != TEACHER:
        raise NotPossible(ROLES_ONLY)
    line.side = REPLACED
    await session.flush()


async def answered_last(session: Session, actor: Actor, person_id: int) -> Sequence[Claim]:
    """What an officer has answered them last.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible
    """
    _require(actor, person_id)
    school = await school_of(session, actor)
    return (await newest_answered(session, school.id)).get(person_id, [])


async def take_back(
    session: Session, actor: Actor, person_id: int, claims: Collection[Claim], words: str, now: datetime
) -> None:
    """With `words`, it is their last word about the figures, too; the caller tells the officers.

    Raises:
        NotAllowed, NotPossible
    """
    _require(actor, person_id)
    if any(one.person_id != person_id for one in claims):
        raise NotPossible(ROLES_ONLY)
    await stored.take_back(session, claims, now)
    if words:
        await add_line(session, person_id, WITHDREW, words, now, actor.account_id)
    log_deed(session, actor, "answer_taken_back", now, person=person_id)


def _require(actor: Actor, person_id: int) -> None:
    require(actor, Deed.ANSWER_NUDGE)
    if person_id not in actor.persons:
        raise NotPossible(ROLES_ONLY)
