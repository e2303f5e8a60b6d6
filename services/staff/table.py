"""The staff list as a table: everybody of a school with what they lack, searched, filtered, sorted, page by page."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from indicators.classes import class_names
from indicators.russian.names import comparable
from indicators.russian.natural import natural_order
from indicators.weeks import Week
from nudges.gaps import GAP
from services.actor import Actor
from services.lists import EXEMPT
from services.rights import Deed, may, require
from services.schools import school_of
from services.staff.colleagues import Colleague, colleagues, gap_counts
from storage.database.connection import Session
from storage.statistics.facts import newest_list

PAGE = 50
BOTH, NONE, IN_MAX, NOT_IN_MAX = "both", "none", "in_max", "no_max"
ACTIVE, LACKING, DONE, EXEMPTED, NO_MESSAGES = "active", "lacking", "done", "exempt", "unreachable"
DISPUTED, OPTED_OUT, LEFT, UNLISTED = "disputed", "opted_out", "left", "unlisted"
STATES = (ACTIVE, LACKING, DONE, EXEMPTED, NO_MESSAGES, DISPUTED, OPTED_OUT, UNLISTED, LEFT)
SORTS = ("name", "gaps", "messages", "calls", "chats")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a table is to show; an empty word does not narrow it. `only`: of these people, found elsewhere."""

    text: str = ""
    gap: str = ""
    class_name: str = ""
    role: str = ""
    messenger: str = ""
    state: str = ACTIVE
    sort: str = "name"
    page: int = 0
    only: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class StaffTable:
    """`shown` is one page of the `found` people; `by_gap` counts, of those who work here, whom each gap is about."""

    week: Week | None
    received_on: date | None
    shown: Sequence[Colleague] = ()
    found: int = 0
    page: int = 0
    pages: int = 1
    everybody: int = 0
    by_gap: Mapping[str, int | None] = field(default_factory=dict)
    roles: Sequence[str] = ()
    classes: Sequence[str] = ()


async def staff_table(session: Session, actor: Actor, wanted: Wanted, today: date) -> StaffTable:
    """By the newest list. Why somebody is left in peace is for those who exempt, not for all who read.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    newest = await newest_list(session, school.id)
    people = await colleagues(session, school, newest.week if newest else None, today)
    if not may(actor, Deed.EXEMPT):
        people = [one._replace(exempt=EXEMPT, exempt_to=None) if one.exempt else one for one in people]
    here = [one for one in people if one.left_on is None]
    found = sorted(filter(_fitting(wanted), people), key=_ORDER.get(wanted.sort, _ORDER["name"]))
    pages = max((len(found) - 1) // PAGE + 1, 1)
    page = min(wanted.page, pages - 1)
    return StaffTable(
        newest.week if newest else None,
        newest.received_on if newest else None,
        found[page * PAGE : (page + 1) * PAGE],
        len(found),
        page,
        pages,
        len(here),
        _of_gaps(here),
        sorted({one.role for one in here if one.role}, key=natural_order),
        sorted({name for told in {one.classes for one in here} for name in class_names(told)}, key=natural_order),
    )


def _of_gaps(people: Sequence[Colleague]) -> Mapping[str, int | None]:
    """Whatever is asked of anybody, in the catalogue's order; None where the list tells it of nobody."""
    balances = list({id(one.balance): one.balance for one in people if one.balance is not None}.values())
    told = {code for one in balances for code in (*one.open, *one.closed)}
    asked = told.union(*(one.unknown for one in balances))
    counts = gap_counts(people)
    return {code: counts.get(code, 0) if code in told else None for code in GAP if code in asked}


def _fitting(wanted: Wanted) -> Callable[[Colleague], bool]:
    """Only what is asked for is looked at, and the words are read once."""
    checks = [_STATES.get(wanted.state, _STATES[ACTIVE])]
    if (only := wanted.only) is not None:
        checks.append(lambda one: one.person_id in only)
    if wanted.gap in GAP:
        checks.append(lambda one: wanted.gap in one.gaps)
    if wanted.class_name:
        checks.append(lambda one: wanted.class_name in class_names(one.classes))
    if wanted.role:
        checks.append(lambda one: one.role == wanted.role)
    if wanted.messenger:
        checks.append(lambda one: _is_in(one, wanted.messenger))
    if words := comparable(wanted.text).split():
        checks.append(lambda one: all(word in one.every_name for word in words))
    return lambda one: all(check(one) for check in checks)


def _is_in(one: Colleague, wanted: str) -> bool:
    if wanted in (IN_MAX, NOT_IN_MAX):
        return one.in_max is (wanted == IN_MAX)
    return _messenger(one) == wanted


def _messenger(one: Colleague) -> str:
    if len(one.messengers) > 1:
        return BOTH
    return one.messengers[0] if one.messengers else NONE


_STATES: Mapping[str, Callable[[Colleague], bool]] = {
    ACTIVE: lambda one: one.left_on is None,
    LACKING: lambda one: one.left_on is None and bool(one.gaps),
    DONE: lambda one: one.left_on is None and one.is_done,
    EXEMPTED: lambda one: one.left_on is None and one.exempt is not None,
    NO_MESSAGES: lambda one: one.left_on is None and not one.reached,
    DISPUTED: lambda one: one.objects,
    OPTED_OUT: lambda one: one.left_on is None and not one.wants_nudges,
    UNLISTED: lambda one: one.left_on is None and not one.listed,
    LEFT: lambda one: one.left_on is not None,
}
# Names decide between equals: the rows come in their order, and sorting keeps it.
_ORDER: Mapping[str, Callable[[Colleague], Any]] = {
    "name": lambda one: 0,
    "gaps": lambda one: -len(one.gaps),
    "messages": lambda one: (one.messages is None, one.messages or 0),
    "calls": lambda one: (one.calls is None, one.calls or 0),
    "chats": lambda one: (one.group_chats is None, one.group_chats or 0),
}
