"""The log of who did what to whom: written by the deeds themselves, read page by page.

It holds ids; names are looked up when it is read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.actor import Actor
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.people.audit import count_entries, named, recent, record

PAGE = 20


def log_deed(session: Session, actor: Actor, action: str, now: datetime, **details: Any) -> None:
    """`details` are ids and numbers, never names or texts."""
    record(session, action, now, school_id=actor.school_id, account_id=actor.account_id, **details)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """`who` is empty for the program itself, `whom` where it is about nobody. `role` is a role's code, `key` a
    setting's, `people` how many people a round was for."""

    at: datetime
    who: str
    action: str
    whom: str = ""
    role: str = ""
    key: str = ""
    people: int | None = None


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
    entries = []
    for one in found:
        people = one.details.get("people")
        entries.append(
            LogEntry(
                one.at,
                known.account(one.account_id),
                one.action,
                known.subject(one.details),
                str(one.details.get("role") or ""),
                str(one.details.get("key") or ""),
                people if isinstance(people, int) else None,
            )
        )
    return LogPage(tuple(entries), page, pages)
