"""What a teacher answers to a nudge, and what an officer says to «это ошибка»."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from nudges.plan.standing import ACCEPTED, ALL_GAPS, BY_FILE, DONE, MISTAKE, NOT_NOW, REJECTED, WITHDRAWN
from services.actor import Actor
from services.audit import log_deed
from services.rights import ROLES_ONLY, Deed, require
from services.schools import school_of
from storage.campaigns import claims as stored
from storage.database.connection import Session
from storage.people.registry import people_with
from storage.people.unanswered import newest_answered
from storage.tables import Claim, Person

RESOLUTIONS = (ACCEPTED, REJECTED)
NOT_ANSWERED = "На это ещё не отвечали: ответьте, и ответ можно будет изменить."
DONE_BY_FILE = "Менять нечего: по новым данным это выполнено."
TAKEN_BACK = "Менять нечего: педагог это отозвал."
GONE = "Этого сообщения об ошибке больше нет."


@dataclass(frozen=True, slots=True)
class Answered:
    """`before` is what somebody else had answered; then nothing was changed."""

    claim: Claim
    person: Person
    before: str | None = None


@dataclass(frozen=True, slots=True)
class NewestAnswer:
    """What an officer answered last to somebody."""

    person: Person
    claims: Sequence[Claim]

    @property
    def resolution(self) -> str:
        return self.claims[0].resolution or ""


async def say_done(
    session: Session, actor: Actor, person_id: int, week: str, gaps: Sequence[str], now: datetime
) -> bool:
    """«Уже сделано»: silent about these gaps until the next file. False when it was said before."""
    return bool(await _claim(session, actor, person_id, week, gaps, DONE, now))


async def say_not_now(session: Session, actor: Actor, person_id: int, week: str, now: datetime) -> None:
    """«Не на этой неделе», about everything."""
    await _claim(session, actor, person_id, week, [ALL_GAPS], NOT_NOW, now)


async def dispute(
    session: Session, actor: Actor, person_id: int, week: str, gaps: Sequence[str], now: datetime
) -> list[Claim]:
    """«Это ошибка»: silent until an officer answers. The disputes that are new."""
    fresh = await _claim(session, actor, person_id, week, gaps, MISTAKE, now)
    return [await session.get_one(Claim, claim_id) for claim_id in fresh]


async def _claim(
    session: Session, actor: Actor, person_id: int, week: str, gaps: Sequence[str], kind: str, now: datetime
) -> list[int]:
    """
    Raises:
        NotPossible: it is somebody else's nudge.
    """
    require(actor, Deed.ANSWER_NUDGE)
    if person_id not in actor.persons:
        raise NotPossible(ROLES_ONLY)
    return await stored.add_claims(session, person_id, week, gaps, kind, now, actor.account_id)


async def find_dispute(session: Session, claim_id: int) -> tuple[Claim, Person]:
    """
    Raises:
        NotPossible: there is none of that number.
    """
    found = await session.get(Claim, claim_id)
    person = await session.get(Person, found.person_id) if found is not None else None
    if found is None or person is None or found.kind != MISTAKE:
        raise NotPossible(GONE)
    return found, person


async def answer(session: Session, actor: Actor, claim_id: int, resolution: str, now: datetime) -> Answered:
    """An officer's word at the person's school; the first one counts.

    Raises:
        NotAllowed
        NotPossible: there is no such dispute, here.
    """
    require(actor, Deed.ANSWER_DISPUTE)
    found, person = await find_dispute(session, claim_id)
    if person.school_id != actor.school_id or resolution not in RESOLUTIONS:
        raise NotPossible(GONE)
    if not await stored.resolve(session, found.id, resolution, now):
        await session.refresh(found)
        return Answered(found, person, found.resolution or "")
    log_deed(session, actor, "dispute_answered", now, claim=found.id, resolution=resolution)
    return Answered(found, person)


async def change_answer(session: Session, actor: Actor, claim_id: int, resolution: str, now: datetime) -> Answered:
    """Another answer than an officer gave by mistake; `before` where that is the answer already.

    Raises:
        NotAllowed
        NotPossible: there is no such dispute here, or no officer has answered it.
    """
    require(actor, Deed.ANSWER_DISPUTE)
    found, person = await find_dispute(session, claim_id)
    if person.school_id != actor.school_id or resolution not in RESOLUTIONS:
        raise NotPossible(GONE)
    if found.resolution in BY_FILE:
        raise NotPossible(DONE_BY_FILE)
    if found.resolution == WITHDRAWN:
        raise NotPossible(TAKEN_BACK)
    if found.resolution not in RESOLUTIONS or found.resolved_at is None:
        raise NotPossible(NOT_ANSWERED)
    if found.resolution == resolution or not await stored.change_answer(session, found, resolution, now):
        return Answered(found, person, found.resolution)
    log_deed(session, actor, "dispute_changed", now, claim=found.id, resolution=resolution)
    return Answered(found, person)


async def newest_answers(session: Session, actor: Actor) -> Mapping[int, NewestAnswer]:
    """Of each person of the school, what was answered last and may be changed.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.ANSWER_DISPUTE)
    school = await school_of(session, actor)
    found = await newest_answered(session, school.id)
    return {one.id: NewestAnswer(one, found[one.id]) for one in await people_with(session, found)}
