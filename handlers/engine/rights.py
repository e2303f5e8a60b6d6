"""Rights: which school somebody works with now, and in which role. Read from the database at every use."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from handlers.engine import home_community as homes
from handlers.engine.buttons import button, under
from handlers.engine.job import Job
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from nudges.messenger import Written
from services.actor import Actor, At, somebody
from services.schools import schools_looked_after
from storage.database.connection import Session
from storage.people.accounts import load_who_by_account
from storage.people.roles import CHANGING, Role
from storage.tables import School

READING = frozenset(Role)
NEEDED: dict[Right, frozenset[Role]] = {
    Right.READER: READING,
    Right.CHANGER: CHANGING,
    Right.OFFICER: frozenset({Role.OFFICER}),
}
_BUTTONS = 6  # schools to choose from, a row each
_CARRIED = 120  # letters of what was said, in a button
WORDS = "said"
WHICH_SCHOOL = "С какой школой работаем?"

NOT_FOR_YOU = "Это умеет только ответственный за Сферум в школе. Ваши показатели — по кнопке ниже."
READS_ONLY = "Вы видите сводки и отчёты, а менять и рассылать может ответственный за Сферум."
OFFICERS_ONLY = (
    "Это может только ответственный за Сферум. Вам, заместителю, доступно всё, кроме ролей, журнала действий и "
    "удаления чужих данных."
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The school somebody works with, and the strongest role they have there."""

    school: School
    role: Role

    @property
    def may_change(self) -> bool:
        return self.role in CHANGING


_STRENGTH = (Role.OFFICER, Role.DEPUTY, Role.MANAGER, Role.MUNICIPAL)


def role_in(talk: Talk, school_id: int | None) -> Role | None:
    """The strongest role in one school; a municipal officer of «all schools» has it in each."""
    roles = {
        Role(member.role)
        for member in talk.who.members
        if member.school_id == school_id or (member.school_id is None and member.role == Role.MUNICIPAL)
    }
    return next((role for role in _STRENGTH if role in roles), None)


def actor_at(talk: Talk, school_id: int | None) -> Actor:
    """Whoever speaks, as the one who does a deed at a school."""
    return somebody(talk.who, school_id)


async def sender(job: Job) -> At:
    """Whoever asked for slow work, at each school, with the rights they have by now."""
    async with job.services.database.reading() as session:
        who = await load_who_by_account(session, job.errand.account_id)
    return partial(somebody, who)


async def actor_of(job: Job, school_id: int | None) -> Actor:
    """The same at one school."""
    return (await sender(job))(school_id)


@asynccontextmanager
async def reading_as_sender(job: Job) -> AsyncIterator[tuple[Session, Actor]]:
    """What slow work reads, and whoever asked for it, at the school they asked at."""
    async with job.services.database.reading() as session:
        who = await load_who_by_account(session, job.errand.account_id)
        yield session, somebody(who, job.errand.details["school"])


def may(talk: Talk, right: Right, school_id: int | None = None) -> bool:
    """Whether the one who speaks may do something at all, or in one school."""
    if right is Right.ANYONE:
        return True
    if right is Right.LINKED:
        return talk.who.is_linked
    needed = NEEDED[right]
    if school_id is not None:
        return role_in(talk, school_id) in needed
    return any(Role(member.role) in needed for member in talk.who.members)


def why_not(talk: Talk) -> str:
    """To somebody with a role that is not enough."""
    return OFFICERS_ONLY if may(talk, Right.CHANGER) else READS_ONLY


async def schools_of(talk: Talk) -> Sequence[School]:
    return await schools_looked_after(talk.session, talk.who)


def worked_with(talk: Talk, schools: Sequence[School]) -> School | None:
    """The one of these schools that an event is about; None where it is not clear."""
    wanted = talk.school_id or talk.who.account.school_id
    chosen = next((school for school in schools if school.id == wanted), None)
    return schools[0] if chosen is None and talk.school_id is None and len(schools) == 1 else chosen


async def at_desk(talk: Talk, right: Right = Right.READER) -> Desk | None:
    """The desk of whoever speaks; None when the answer was already given: no right, or which school is not clear."""
    if not may(talk, right):
        talk.say(why_not(talk) if talk.who.members else NOT_FOR_YOU)
        return None
    every = await schools_of(talk)
    schools = [school for school in every if role_in(talk, school.id) in NEEDED[right]]
    chosen = worked_with(talk, schools)
    if chosen is None and (named := worked_with(talk, every)) is not None and talk.school_id is not None:
        talk.at = named
        talk.say(why_not(talk) if role_in(talk, named.id) is Role.DEPUTY else READS_ONLY)
        return None
    if chosen is None:
        ask_school(talk, schools)
        return None
    talk.at = chosen if len(every) > 1 else None
    desk = Desk(chosen, role_in(talk, chosen.id) or Role.MANAGER)
    if right is Right.CHANGER and desk.role is Role.OFFICER and not talk.in_chat:
        homes.settle(talk, chosen)
    return desk


def ask_school(talk: Talk, schools: Sequence[School], said: str = "") -> None:
    """The button brings the words once more, and they are answered for that school."""
    if not schools:
        talk.say("Пока нет ни одной школы: пришлите файл статистики, и мы начнём.")
        return
    typed = isinstance(talk.event, Written) and not talk.event.payload
    words: dict[str, Any] = {WORDS: talk.text} if typed and talk.text and len(talk.text) <= _CARRIED else {}
    rows = [[button(school.name, "school", id=school.id, **words)] for school in schools[:_BUTTONS]]
    more = "" if len(schools) <= _BUTTONS else "\nДругую назовите словами: «школа Лицей № 5»."
    talk.say(" ".join(filter(None, [said, f"{WHICH_SCHOOL}{more}"])), under(*rows))
