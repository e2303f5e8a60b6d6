"""The staff list as a table: everybody of a school with what they lack, searched, filtered, sorted, page by page."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from indicators.russian.names import comparable
from indicators.weeks import Week
from nudges.gaps import GAP
from services.actor import Actor
from services.lists import EXEMPT
from services.rights import Deed, may, require
from services.schools import school_of
from storage.database.connection import Session
from storage.statistics.facts import newest_list
from storage.statistics.people_in_week import PersonInWeek, people_in_week
from storage.statistics.staff import StaffRow, exempt_until, further_messengers, open_disputes, staff_rows
from storage.statistics.standings import class_names
from storage.tables import School

PAGE = 50
ACTIVE, LACKING, DONE, EXEMPTED, NO_MESSAGES = "active", "lacking", "done", "exempt", "unreachable"
DISPUTED, OPTED_OUT, LEFT, UNLISTED = "disputed", "opted_out", "left", "unlisted"
STATES = (ACTIVE, LACKING, DONE, EXEMPTED, NO_MESSAGES, DISPUTED, OPTED_OUT, UNLISTED, LEFT)
VK, MAX, BOTH, NONE = "vk", "max", "both", "none"
SORTS = ("name", "gaps", "messages", "calls", "chats")


@dataclass(frozen=True, slots=True)
class Colleague:
    """`exempt` is the reason why they are left in peace, None when they are not. `messengers` are those with an
    account; `reached`: one of them may be written to. `listed` is false for those the newest list does not have."""

    person_id: int
    name: str
    name_key: str
    role: str
    classes: str
    gaps: tuple[str, ...]
    is_done: bool
    listed: bool
    group_chats: int | None
    messages: int | None
    calls: int | None
    exempt: str | None
    exempt_to: date | None
    left_on: date | None
    messengers: frozenset[str]
    reached: bool
    wants_nudges: bool
    disputes: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a table is to show; an empty word does not narrow it."""

    text: str = ""
    gap: str = ""
    class_name: str = ""
    role: str = ""
    messenger: str = ""
    state: str = ACTIVE
    sort: str = "name"
    page: int = 0


@dataclass(frozen=True, slots=True)
class StaffTable:
    """`shown` is one page of the `found` people; `by_gap` counts those who work here and may be reminded."""

    week: Week | None
    received_on: date | None
    shown: Sequence[Colleague] = ()
    found: int = 0
    page: int = 0
    pages: int = 1
    everybody: int = 0
    by_gap: Mapping[str, int] = field(default_factory=dict)
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
        people = [replace(one, exempt=EXEMPT, exempt_to=None) if one.exempt else one for one in people]
    here = [one for one in people if one.left_on is None]
    found = sorted((one for one in people if _fits(one, wanted)), key=_ORDER.get(wanted.sort, _ORDER["name"]))
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
        gap_counts(here),
        sorted({one.role for one in here if one.role}),
        sorted({name for one in here for name in class_names(one.classes)}, key=_class_order),
    )


def gap_counts(people: Sequence[Colleague]) -> Mapping[str, int]:
    return Counter(gap for one in people if one.exempt is None for gap in one.gaps)


async def colleagues(session: Session, school: School, week: Week | None, today: date) -> list[Colleague]:
    """Everybody who is known at the school, by name, in a number of queries that does not depend on how many."""
    resting = await exempt_until(session, school.id, today)
    further = await further_messengers(session, school.id)
    disputes = await open_disputes(session, school.id)
    found = await people_in_week(session, school, week, today=today) if week is not None else []
    now = {one.person_id: one for one in found}
    return [
        _colleague(row, now.get(row.person_id), resting.get(row.person_id), further.get(row.person_id, {}), disputes)
        for row in await staff_rows(session, school.id)
    ]


def _colleague(
    row: StaffRow,
    now: PersonInWeek | None,
    resting: tuple[str, date | None] | None,
    further: Mapping[str, str],
    disputes: Mapping[int, int],
) -> Colleague:
    accounts = {**further, row.platform: row.writing} if row.platform and row.writing else further
    facts = now.known.facts if now is not None else {}
    reason, until = resting or (None, None)
    return Colleague(
        row.person_id,
        row.full_name,
        row.name_key,
        row.role,
        row.classes,
        now.balance.open if now is not None else (),
        now is not None and now.is_done,
        now is not None and now.listed,
        _number(facts.get("group_chats")),
        _number(facts.get("group_messages")),
        _number(facts.get("calls")),
        reason,
        until,
        row.left_on,
        frozenset(accounts),
        any(writing in ("unknown", "allowed") for writing in accounts.values()),
        row.wants_nudges,
        disputes.get(row.person_id, 0),
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _fits(one: Colleague, wanted: Wanted) -> bool:
    words = comparable(wanted.text).split()
    return (
        _STATES.get(wanted.state, _STATES[ACTIVE])(one)
        and (wanted.gap not in GAP or wanted.gap in one.gaps)
        and (not wanted.class_name or wanted.class_name in class_names(one.classes))
        and (not wanted.role or wanted.role == one.role)
        and (not wanted.messenger or _messenger(one) == wanted.messenger)
        and all(word in one.name_key for word in words)
    )


def _messenger(one: Colleague) -> str:
    if one.messengers >= {VK, MAX}:
        return BOTH
    return next(iter(one.messengers), NONE)


_STATES: Mapping[str, Callable[[Colleague], bool]] = {
    ACTIVE: lambda one: one.left_on is None,
    LACKING: lambda one: one.left_on is None and bool(one.gaps),
    DONE: lambda one: one.left_on is None and one.is_done,
    EXEMPTED: lambda one: one.left_on is None and one.exempt is not None,
    NO_MESSAGES: lambda one: one.left_on is None and not one.reached,
    DISPUTED: lambda one: one.disputes > 0,
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


def _class_order(name: str) -> tuple[int, str]:
    digits = "".join(letter for letter in name if letter.isdigit())
    return int(digits or 0), name
