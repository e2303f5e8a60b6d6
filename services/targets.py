"""Targets: what the school is to reach, a number of people or a percentage of an indicator's whole, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from indicators.catalogue import INDICATORS
from indicators.errors import NotPossible
from indicators.russian.rules import plural
from services.actor import Actor
from services.audit import DROPPED, changed, log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.schools import targets as stored

MY_SCHOOL = "my_school"
SHARES = tuple(one.code for one in INDICATORS if one.of is not None)  # what a percentage can be asked of
PAST = "Срок цели должен быть ещё впереди. Напишите день, например: «до 25 декабря»."
TOO_SMALL = "Цель должна быть больше нуля. Чтобы убрать её совсем, напишите «нет»."
TOO_LARGE = "Больше 100 % не бывает: напишите долю от 1 до 100 %."
ONLY_SHARES = "Для всех показателей сразу цель — это доля в процентах."
TOO_MANY = "Столько людей в школе нет: по последним данным — {people}. Может быть, проценты?"
_PEOPLE = ("человек", "человека", "человек")


class MayBePercent(NotPossible):
    """A number that was likely meant as a percentage. `doubtful`: it may be right all the same, for the school's
    list need not be whole; said again as sure it is taken."""

    def __init__(self, sentence: str, *, doubtful: bool = False) -> None:
        super().__init__(sentence)
        self.doubtful = doubtful


@dataclass(frozen=True, slots=True)
class Goal:
    value: float
    is_percent: bool
    deadline: date | None = None


async def targets(session: Session, actor: Actor) -> Mapping[str, Goal]:
    """What is set, by the indicator's code.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    found = await stored.targets_of(session, school.id)
    return {code: Goal(one.value, one.is_percent, one.deadline) for code, one in found.items()}


async def set_targets(
    session: Session, actor: Actor, codes: Sequence[str], goal: Goal, now: datetime, *, today: date, sure: bool = False
) -> None:
    """The same goal for one indicator or for several. Where it cannot be, nothing is set.

    Raises:
        NotAllowed, UnknownSchool
        MayBePercent
        NotPossible: not a target at all, or its day is over.
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    if goal.deadline is not None and goal.deadline < today:
        raise NotPossible(PAST)
    if goal.value <= 0:
        raise NotPossible(TOO_SMALL)
    if goal.is_percent and goal.value > 100:
        raise NotPossible(TOO_LARGE)
    if not goal.is_percent:
        await _check_number(session, school.id, codes, goal.value, sure=sure)
    was = await _state(session, actor, codes)
    for code in codes:
        is_percent, deadline = goal.is_percent, goal.deadline
        await stored.put_target(session, school.id, code, goal.value, is_percent=is_percent, deadline=deadline)
    left = await _state(session, actor, codes)
    log_deed(session, actor, "target", now, codes=list(codes), goal=logged(goal), **changed(was, left))


async def _check_number(session: Session, school_id: int, codes: Sequence[str], value: float, *, sure: bool) -> None:
    if len(codes) > 1:
        raise MayBePercent(ONLY_SHARES)
    most = await stored.people_at_most(session, school_id, codes[0])
    if most is not None and value > most and not sure:
        raise MayBePercent(TOO_MANY.format(people=plural(most, *_PEOPLE)), doubtful=True)


async def put_back(session: Session, actor: Actor, before: Mapping[str, Goal | None], now: datetime) -> None:
    """As they were, by the indicator's code, also what nobody would set any more: its day may be over.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    was = await _state(session, actor, list(before))
    await stored.drop_targets(session, school.id, list(before))
    for code, goal in before.items():
        if goal is not None:
            is_percent, deadline = goal.is_percent, goal.deadline
            await stored.put_target(session, school.id, code, goal.value, is_percent=is_percent, deadline=deadline)
    left = await _state(session, actor, list(before))
    log_deed(session, actor, "target", now, codes=list(before), **changed(was, left))


async def drop_targets(session: Session, actor: Actor, codes: Sequence[str], now: datetime) -> None:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_SCHOOL)
    school = await school_of(session, actor)
    was = await _state(session, actor, codes)
    await stored.drop_targets(session, school.id, codes)
    left = await _state(session, actor, codes)
    log_deed(session, actor, "target", now, codes=list(codes), goal=DROPPED, **changed(was, left))


async def _state(session: Session, actor: Actor, codes: Sequence[str]) -> dict[str, Any]:
    await session.flush()
    known = await targets(session, actor)
    return {code: logged(known.get(code)) for code in codes}


def logged(goal: Goal | None) -> list[float | bool | str | None] | None:
    if goal is None:
        return None
    return [goal.value, goal.is_percent, goal.deadline.isoformat() if goal.deadline else None]
