"""«Кто без звонка» and its sisters: whom a gap is about, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.weeks import Week
from nudges.gaps import GAP
from reports.figures.people import TeacherGaps, teachers
from services.actor import Actor
from services.rights import Deed, may, require
from services.schools import school_of
from storage.database.connection import Session
from storage.statistics.facts import below_first_mark, newest_people_week
from storage.tables import School

PAGE = 20
ALL = "all"
# Lists of those who lack nothing, and of everybody: to be seen, not to be reminded.
DONE, STAFF = "done", "staff"
EXEMPT = "не тревожим"
NOT_REGISTERED = "not_registered"


@dataclass(frozen=True, slots=True)
class PeopleList:
    """Everybody with a gap by the newest list; `week` is None while the school has no list by name."""

    week: Week | None
    people: Sequence[TeacherGaps] = ()

    @property
    def pages(self) -> int:
        return (len(self.people) - 1) // PAGE + 1

    def on(self, page: int) -> tuple[int, Sequence[TeacherGaps]]:
        """The page that is there in the place of the one that was asked for, from 0, and who is on it."""
        page = min(max(page, 0), max(self.pages - 1, 0))
        return page, self.people[page * PAGE : (page + 1) * PAGE]


async def people_list(
    session: Session, actor: Actor, gap: str, below: str = "", *, week: Week | None = None
) -> PeopleList:
    """By the newest list, or that of a week. `gap` is a gap's code, `ALL`, `DONE` or `STAFF`; with `below` only those
    under the first mark of messages.

    Why somebody is left in peace (an illness, say) is for those who exempt, not for all who read.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    week = week or await newest_people_week(session, school.id)
    if week is None:
        return PeopleList(None)
    found = await lacking_people(session, school, week, gap, below)
    return PeopleList(week, found if may(actor, Deed.EXEMPT) else _without_reasons(found))


async def lacking_people(
    session: Session, school: School, week: Week, gap: str, below: str = ""
) -> Sequence[TeacherGaps]:
    people = await teachers(session, school, week)
    if gap in (DONE, STAFF):
        return [one for one in people if gap == STAFF or (one.listed and not one.gaps)]
    everybody = [one for one in people if one.gaps]
    if below:
        few = await below_first_mark(session, week)
        return [one for one in everybody if "few_messages" in one.gaps and one.person_id in few]
    return [one for one in everybody if gap not in GAP or gap in one.gaps]


def _without_reasons(found: Sequence[TeacherGaps]) -> Sequence[TeacherGaps]:
    return [replace(one, exempt=EXEMPT) if one.exempt is not None else one for one in found]


@dataclass(frozen=True, slots=True)
class Registration:
    """By when everybody is to be registered, and how many are not by the newest list; None is unknown."""

    deadline: date | None
    missing: int | None


async def registration(session: Session, actor: Actor) -> Registration:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    week = await newest_people_week(session, school.id)
    missing = len(await lacking_people(session, school, week, NOT_REGISTERED)) if week is not None else None
    return Registration(school.registration_deadline, missing)
