"""«Кто без звонка» and its sisters: whom a gap is about, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.weeks import Week
from nudges.gaps import GAP, is_asked_for
from reports.figures.people import NO_ONE, Done, TeacherGaps, done_of, teachers
from services.actor import Actor
from services.rights import Deed, may, require
from services.schools import school_of
from services.selection import EXCUSED, Selection, select
from storage.database.connection import Session
from storage.schools.targets import norms_of
from storage.statistics.facts import FIRST_MARK, below_mark, is_of_summary, last_told, list_weeks, newest_people_week

PAGE = 20
ALL = "all"
# Lists of those who lack nothing, of everybody, of whoever the week's file does not have, and of those of whom nothing
# but the registration is done: to be seen, not to be reminded.
DONE, STAFF, UNLISTED, NOTHING = "done", "staff", "unlisted", "nothing"
ONLY_SEEN = frozenset({DONE, STAFF, UNLISTED, NOTHING})
TOGETHER = "&"  # between the gaps of those who lack all of them
EITHER = "+"  # between those of whom any is meant
HAVE = "!"  # before the gaps of those of whom all of them are asked, and known to be done; `a&!b` lack a and have b
EXEMPT = "не тревожим"
NOT_REGISTERED = "not_registered"


def gaps_in(gap: str) -> tuple[str, ...]:
    """The gaps of one word, however they are joined; empty where it names a list of another kind."""
    return tuple(one for one in gap.lstrip(HAVE).replace(TOGETHER, EITHER).split(EITHER) if one in GAP)


def done_in(gap: str) -> tuple[str, ...]:
    """What those have who lack something else: `no_call&!no_group_chat`."""
    said = [one.removeprefix(HAVE) for one in gap.split(TOGETHER) if one.startswith(HAVE)]
    return () if gap.startswith(HAVE) else tuple(one for one in said if one in GAP)


@dataclass(frozen=True, slots=True)
class PeopleList:
    """Everybody with a gap by the newest list; `week` is None while the school has no list by name.

    Of so many `unknown` the week does not tell. `told_in`: it tells nothing of the gap at all, and this is the last
    week before that did; None where no earlier one did either. `by_summary`: the school's figure is the one of a
    summary, whomever that counts.
    """

    week: Week | None
    people: Sequence[TeacherGaps] = ()
    unknown: int = 0
    is_told: bool = True
    told_in: Week | None = None
    done: Done = NO_ONE
    asked_for: bool = True
    by_summary: bool = False

    @property
    def pages(self) -> int:
        return (len(self.people) - 1) // PAGE + 1

    def on(self, page: int) -> tuple[int, Sequence[TeacherGaps]]:
        """The page that is there in the place of the one that was asked for, from 0, and who is on it."""
        page = min(max(page, 0), max(self.pages - 1, 0))
        return page, self.people[page * PAGE : (page + 1) * PAGE]


async def people_list(
    session: Session,
    actor: Actor,
    gap: str,
    below: str = "",
    *,
    week: Week | None = None,
    today: date | None = None,
    who: str = "",
) -> PeopleList:
    """By the newest list, or that of a week. `gap` is a gap's code, several that one lacks together (`a&b`) or of which
    one lacks any (`a+b`), `!a&b` for those who have done them all, `a&!b` for those who lack one and have done the
    other, `ALL` or one of `ONLY_SEEN`; with `below` only those under the first mark of messages, or without a single
    one, with `who` only the people of that selection.

    Why somebody is left in peace (an illness, say) is for those who exempt, not for all who read.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    week = week or await newest_people_week(session, school.id)
    if week is None:
        return PeopleList(None)
    chosen = Selection.parse(who)
    everybody = select(await teachers(session, school, week, today), chosen)
    if EXCUSED in chosen.left_out:
        everybody = [one for one in everybody if one.exempt is None]
    norms = await norms_of(session, school)
    found = await _chosen(session, everybody, week, gap, below)
    parts = gaps_in(gap) or (gap,)
    unknown = [one for one in everybody if one.listed and _may_lack(one, gap, parts)]
    is_told = not unknown or any(one.listed and one not in unknown for one in everybody)
    return PeopleList(
        week,
        found if may(actor, Deed.EXEMPT) else _without_reasons(found),
        len(unknown),
        is_told,
        None if is_told else await last_told(session, school.id, GAP[parts[0]].facts, week),
        done_of(everybody),
        all(is_asked_for(GAP[one], norms) for one in gaps_in(gap)),
        gap in GAP and await is_of_summary(session, school.id, week, GAP[gap].indicator or ""),
    )


_MARKS = frozenset({"1", "3"})  # a button can be forged


async def _chosen(
    session: Session, people: Sequence[TeacherGaps], week: Week, gap: str, below: str
) -> Sequence[TeacherGaps]:
    if gap == NOTHING:
        return [one for one in people if one.listed and one.gaps and not one.closed - {NOT_REGISTERED}]
    if gap in ONLY_SEEN:
        return [one for one in people if gap == STAFF or (one.is_done if gap == DONE else not one.listed)]
    if gap.startswith(HAVE):
        parts = gaps_in(gap)
        return [one for one in people if one.listed and one.closed.issuperset(parts)]
    everybody = [one for one in people if one.gaps and one.closed.issuperset(done_in(gap))]
    if below:
        few = await below_mark(session, week, int(below) if below in _MARKS else FIRST_MARK)
        return [one for one in everybody if "few_messages" in one.gaps and one.person_id in few]
    return [one for one in everybody if _lacks(one, gap)]


def _lacks(one: TeacherGaps, gap: str) -> bool:
    parts = gaps_in(gap)  # those that are held are none
    return (any if _is_either(gap) else all)(part in one.gaps for part in parts)


def _may_lack(one: TeacherGaps, gap: str, parts: Sequence[str]) -> bool:
    """Whether what is not known would decide it."""
    if held := done_in(gap):
        open_ = all(part in one.gaps or part in one.unknown for part in parts)
        is_held = all(part in one.closed or part in one.unknown for part in held)
        return open_ and is_held and any(part in one.unknown for part in (*parts, *held))
    if not any(part in one.unknown for part in parts):
        return False
    if gap.startswith(HAVE) or _is_either(gap):
        return not any(part in one.gaps for part in parts)
    return all(part in one.gaps or part in one.unknown for part in parts)


def _is_either(gap: str) -> bool:
    return EITHER in gap and TOGETHER not in gap


async def weeks_listed(session: Session, actor: Actor) -> list[Week]:
    """The weeks of which the school has a list by name, oldest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    return await list_weeks(session, (await school_of(session, actor)).id)


def _without_reasons(found: Sequence[TeacherGaps]) -> Sequence[TeacherGaps]:
    return [replace(one, exempt=EXEMPT) if one.exempt is not None else one for one in found]


@dataclass(frozen=True, slots=True)
class Registration:
    """By when everybody is to be registered, and how many are not by the newest list; None is unknown. Of so many
    `untold` it does not tell."""

    deadline: date | None
    missing: int | None
    untold: int = 0


async def registration(session: Session, actor: Actor, *, today: date | None = None) -> Registration:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    week = await newest_people_week(session, school.id)
    found = await people_list(session, actor, NOT_REGISTERED, week=week, today=today)
    is_known = found.week is not None and found.is_told
    return Registration(school.registration_deadline, len(found.people) if is_known else None, found.unknown)
