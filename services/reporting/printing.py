"""What is printed or handed in: leaflets with their codes, posters of class chats, the weekly report.

The libraries that draw are read when something is drawn: a program that idles has no use for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from indicators.classes import class_key, class_names
from indicators.errors import NotAllowed, NotPossible
from indicators.weeks import Week
from nudges.periods import span_words
from services.actor import Actor, At
from services.chats.known import PARENTS, KnownChat, known
from services.rights import Deed, may, require
from services.schools import school_of
from storage.database.connection import Database, Session
from storage.people.registry import people_with
from storage.tables import Chat

if TYPE_CHECKING:
    from reports.printed.leaflets import Links, SchoolLeaflets
    from reports.printed.posters import SchoolPosters

NOT_YOUR_CHAT = "Такого чата среди ваших классов нет."
NO_LINK = "Для плаката нужна ссылка-приглашение этого чата: пришлите её сюда."


async def make_leaflets(
    session: Session,
    actor: Actor,
    new_code: Callable[[], str],
    now: datetime,
    *,
    today: date,
    links: Links,
    only: frozenset[int] | None = None,
    moving: str = "",
) -> SchoolLeaflets:
    """For everybody who needs one, or for some of them; with `moving` for those who are not in that messenger yet.
    The codes are written: a printed code must work.

    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.printed.leaflets import make_leaflets as made_for

    require(actor, Deed.PRINT)
    school = await school_of(session, actor)
    return await made_for(session, school, new_code, now, today, links=links, only=only, moving=moving)


async def poster_chat(session: Session, at: At, chat_id: int) -> KnownChat:
    """A class chat whose poster somebody may print: the school's officers any, others that of their own class, or
    of the chat they registered themselves.

    Raises:
        NotAllowed
        NotPossible: its invitation is not known.
    """
    chat = await session.get(Chat, chat_id)
    if chat is None or not await _may_print(session, at, chat):
        raise NotAllowed(NOT_YOUR_CHAT)
    if not chat.link:
        raise NotPossible(NO_LINK)
    return known(chat)


async def _may_print(session: Session, at: At, chat: Chat) -> bool:
    if chat.school_id is None or chat.kind not in PARENTS:
        return False
    actor = at(chat.school_id)
    if may(actor, Deed.PRINT):
        return True
    people = await people_with(session, actor.persons)
    here = [one for one in people if one.school_id == chat.school_id and one.left_on is None]
    own = {name for person in here for name in class_names(person.classes)}
    return class_key(chat.class_name or "") in own or chat.owner_id in {person.id for person in here}


async def make_posters(session: Session, at: At, school_id: int, chat_id: int | None = None) -> SchoolPosters:
    """All class chats of a school, or the one asked for.

    Raises:
        NotAllowed, UnknownSchool
    """
    from reports.printed.posters import school_posters

    actor = at(school_id)
    if chat_id is None:
        require(actor, Deed.PRINT)
    else:
        await poster_chat(session, at, chat_id)
    return await school_posters(session, await school_of(session, actor), chat_id)


def report_name(weeks: Sequence[Week], form: str, of: str = "") -> str:
    """What the file is called, wherever it is asked for: «Отчёт за 9–15 ноября 2026.xlsx»."""
    return f"Отчёт{f' {of}' if of else ''} за {span_words(weeks[0].monday, weeks[-1].sunday, year=True)}.{form}"


async def make_report(
    database: Database, actor: Actor, weeks: Sequence[Week], form: str, *, today: date, apart: bool = True
) -> bytes:
    """The report of these weeks, oldest first, as a file; a docx by the school's own template where it has one.

    Raises:
        NotAllowed, UnknownSchool, UnknownWeek
        UnusableFile: the school's template cannot be used.
        UsageError: there is no such form.
    """
    from reports.make import make_report as made_of

    require(actor, Deed.READ)
    async with database.reading() as session:
        school = await school_of(session, actor)
    return await made_of(database, schools=[school], weeks=weeks, format=form, apart=apart, today=today)
