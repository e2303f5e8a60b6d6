"""What processes tell each other through the database: a process cannot wake another one."""

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, select

from storage.database.connection import Session
from storage.database.key_values import write_note
from storage.tables import Note

_DELIVER, _PAGES = "told:deliver", "told:pages"


@dataclass(frozen=True, slots=True)
class Board:
    """`deliver` is another word whenever rows were written that somebody may deliver; `pages` is the address of the
    cabinet, empty while nobody serves it."""

    deliver: str = ""
    pages: str = ""


async def read_board(session: Session) -> Board:
    notes = await session.execute(select(Note.key, Note.value).where(Note.key.in_((_DELIVER, _PAGES))))
    found = dict(list(notes))
    return Board(found.get(_DELIVER, ""), found.get(_PAGES, ""))


async def tell_of_rows(session: Session) -> None:
    """There is something to deliver."""
    await write_note(session, _DELIVER, secrets.token_hex(8))


async def forget_pages(session: Session, address: str) -> None:
    """Unless somebody else serves them by now."""
    await session.execute(delete(Note).where(Note.key == _PAGES, Note.value == address))


async def tell_of_pages(session: Session, address: str) -> None:
    await write_note(session, _PAGES, address)
