"""One ring of the clock: what is due at each school is done once, in one transaction with its note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock.actions import ACTIONS, Moment
from bot.clock.keeping import keep_to_period
from indicators.errors import DezhurnyError
from nudges.clock.due import Due, due
from nudges.clock.schedule import SchoolFacts
from services.access.arriving import let_in_overdue
from storage.clock.heartbeat import beat
from storage.clock.occasions import clock_facts, note_done
from storage.database.connection import Database
from storage.dialogs.replies import add_replies
from storage.messengers.arrivals import overdue
from storage.schools.calendar import DEFAULT_ZONE
from storage.tables import School

log = structlog.get_logger()


def _nothing() -> None:
    return None


def _no_link(community: int) -> str:
    return ""


@dataclass(slots=True)
class Clock:
    """`now` tells the time. `deliver` wakes the delivery of nudges, `answer` the sending of replies and
    the slow work of conversations; both return at once. `communities` are those that the program runs, and
    `link_of` opens a dialog with any of them. With `keep_weeks`, what is older than that is deleted once a day."""

    database: Database
    now: Callable[[], datetime]
    communities: Sequence[int] = ()
    link_of: Callable[[int], str] = _no_link
    default_zone: str = DEFAULT_ZONE
    keep_weeks: int | None = None
    deliver: Callable[[], None] = _nothing
    answer: Callable[[], None] = _nothing

    async def ring(self) -> list[tuple[int, Due]]:
        """Do what is due now; returns (school id, occasion) of what this process did.

        One school's trouble is logged and does not keep the others from their turn; it is tried again
        with the next ring.
        """
        now = self.now()
        async with self.database.writing() as session:
            await beat(session, now)
        async with self.database.reading() as session:
            schools = await clock_facts(session, now, self.default_zone, open_now=True)
        done = []
        for school, facts in schools:
            for occasion in due(now, facts):
                try:
                    if await self._do(school, facts, occasion, now):
                        done.append((school.id, occasion))
                except (DezhurnyError, SQLAlchemyError) as error:
                    log.error("clock_failed", school=school.id, kind=occasion.kind.value, error=type(error).__name__)
        await self._let_in_overdue(now)
        if done:
            self.deliver()
            self.answer()
        if self.keep_weeks is not None:
            await keep_to_period(self.database, now, self.keep_weeks)
        return done

    async def _let_in_overdue(self, now: datetime) -> None:
        """Of accounts that brought a code nobody said that it was a stranger: they are whose the code is."""
        try:
            async with self.database.reading() as session:
                if not await overdue(session, now):
                    return
            async with self.database.writing() as session:
                await let_in_overdue(session, now)
        except SQLAlchemyError as error:
            log.error("arrivals_failed", error=type(error).__name__)

    async def _do(self, school: School, facts: SchoolFacts, occasion: Due, now: datetime) -> bool:
        async with self.database.writing() as session:
            if not await note_done(session, school.id, occasion, now):
                return False
            moment = Moment(school, facts, occasion, now, self.default_zone, tuple(self.communities), self.link_of)
            await self._act(session, moment)
        log.info("clock_done", school=school.id, kind=occasion.kind.value, period=occasion.period)
        return True

    async def _act(self, session: AsyncSession, moment: Moment) -> None:
        answers = await ACTIONS[moment.due.kind](session, moment)
        if answers:
            told = [replace(one, hours_of=moment.school.id) for one in answers]
            await add_replies(session, moment.home(), told, moment.now)
