"""The log of who did what to whom: written by the deeds themselves, read page by page.

It holds ids; names are looked up when it is read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.messengers.ways import accounts_of
from storage.people.audit import (
    Named,
    count_entries,
    later_about,
    later_of_others,
    named,
    newest_of,
    recent,
    recent_about,
    recent_of,
    record,
    same_deed,
)
from storage.tables import AuditEntry

PAGE = 20
DROPPED = "none"  # the targets were taken away


WAS, LEFT = "was", "left"  # how what was set stood before and after, for putting it back


def changed(was: Mapping[str, Any], left: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of something that was set; nothing where it stands as before."""
    return {WAS: dict(was), LEFT: dict(left)} if was != left else {}


def log_deed(session: Session, actor: Actor, action: str, now: datetime, **details: Any) -> None:
    """`details` are ids and numbers, and of the school's own settings what they were; never people's names or texts."""
    record(session, action, now, school_id=actor.school_id, account_id=actor.account_id, **details)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """`who` is empty for the program itself, `whom` where it is about nobody. `role` is a role's code, `key` a
    setting's, `people` how many people a round was for. `codes` are the indicators whose targets were changed, to
    `goal` (value, whether it is a share, by when) where all of them got the same; `dropped`: they have none now."""

    at: datetime
    who: str
    action: str
    whom: str = ""
    role: str = ""
    key: str = ""
    people: int | None = None
    codes: tuple[str, ...] = ()
    goal: tuple[float, bool, date | None] | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class LogPage:
    """The newest first; `page` is counted from 0."""

    entries: tuple[LogEntry, ...]
    page: int
    pages: int


async def log_page(session: Session, actor: Actor, page: int = 0) -> LogPage:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SEE_LOG)
    school = await school_of(session, actor)
    pages = max((await count_entries(session, school.id) - 1) // PAGE + 1, 1)
    page = min(max(page, 0), pages - 1)
    found = await recent(session, school.id, PAGE, skip=page * PAGE)
    known = await named(session, found, school.id)
    return LogPage(tuple(_entry(one, known) for one in found), page, pages)


async def log_about(session: Session, actor: Actor, person_id: int) -> Sequence[LogEntry]:
    """The newest deeds that were about one person.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SEE_LOG)
    school = await school_of(session, actor)
    found = await recent_about(session, school.id, person_id, PAGE)
    known = await named(session, found, school.id)
    return [_entry(one, known) for one in found]


def _entry(one: AuditEntry, known: Named) -> LogEntry:
    people = one.details.get("people")
    return LogEntry(
        one.at,
        known.account(one.account_id),
        one.action,
        known.subject(one.details),
        str(one.details.get("role") or ""),
        str(one.details.get("key") or ""),
        people if isinstance(people, int) else None,
        tuple(one.details.get("codes") or ()),
        _goal(one.details.get("goal")),
        one.details.get("goal") == DROPPED,
    )


def _goal(kept: Any) -> tuple[float, bool, date | None] | None:
    """As `services.targets` writes it."""
    if not isinstance(kept, list):
        return None
    value, is_percent, until = kept
    return float(value), bool(is_percent), date.fromisoformat(until) if until else None


@dataclass(frozen=True, slots=True)
class OwnDeed:
    """What somebody did last, with everybody it was done to at once; `people` is empty where it was about nobody of the
    list. `round_id`: the round that it began; `since`: the same, done by somebody else after it; `claims`: the
    disputes that it answered; `kept`: the entries that know what was set before. `overtaken`: what was done to the same
    people since; `field`: what of a card was set right;
    `settings`: each of `kept`, in its order."""

    entry: LogEntry
    people: tuple[int, ...]
    names: tuple[str, ...]
    round_id: int = 0
    since: LogEntry | None = None
    claims: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    overtaken: LogEntry | None = None
    field: str = ""
    settings: tuple[LogEntry, ...] = ()


async def last_own(session: Session, actor: Actor, actions: Sequence[str]) -> OwnDeed | None:
    """The newest of these deeds that the actor did at the school.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    return await _last(session, actor, {actor.account_id or 0}, actions)


async def last_of(session: Session, actor: Actor, person_id: int, actions: Sequence[str]) -> OwnDeed | None:
    """The newest of these deeds that a colleague did at the school.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SEE_LOG)
    return await _last(session, actor, await _accounts(session, person_id), actions)


async def log_of(session: Session, actor: Actor, person_id: int) -> Sequence[LogEntry]:
    """The newest deeds of a colleague.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SEE_LOG)
    school = await school_of(session, actor)
    found = await recent_of(session, school.id, await _accounts(session, person_id), PAGE)
    known = await named(session, found, school.id)
    return [_entry(one, known) for one in found]


async def _accounts(session: Session, person_id: int) -> frozenset[int]:
    return (await accounts_of(session, [person_id])).get(person_id, frozenset())


# What is done to people, and what of it undoes the other.
_OF_PEOPLE = ("exempted", "restored", "left", "leaves_later", "forgotten")


async def _last(session: Session, actor: Actor, accounts: Collection[int], actions: Sequence[str]) -> OwnDeed | None:
    school = await school_of(session, actor)
    found = await newest_of(session, school.id, accounts, actions)
    if found is None:
        return None
    together = await same_deed(session, found)
    later = await later_of_others(session, found)
    people = tuple(dict.fromkeys(int(one.details["person"]) for one in together if one.details.get("person")))
    is_of_people = found.action in _OF_PEOPLE and bool(people)
    since_then = await later_about(session, found, people, _OF_PEOPLE) if is_of_people else None
    known = await named(session, [*together, *filter(None, (later, since_then))], school.id)
    names = tuple(dict.fromkeys(filter(None, (known.subject(one.details) for one in together))))
    since = _entry(later, known) if later is not None and not people else None
    claims = tuple(int(one.details["claim"]) for one in together if one.details.get("claim"))
    kept = tuple(one.id for one in together if WAS in one.details)
    overtaken = _entry(since_then, known) if since_then is not None else None
    round_id, field = int(found.details.get("campaign") or 0), str(found.details.get("field") or "")
    settings = tuple(_entry(one, known) for one in together if WAS in one.details)
    return OwnDeed(_entry(found, known), people, names, round_id, since, claims, kept, overtaken, field, settings)
