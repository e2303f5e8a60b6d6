"""Conversations that wait for an answer. One at a time for an account; they survive a restart.

A file that waits for its buttons waits on under whatever is asked meanwhile, and comes up again when that is over.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Dialogue

IMPORT = "import"
_UNDER = "under"  # in the state of whatever is asked meanwhile: the state of the file


async def begin_dialogue(
    session: AsyncSession, account_id: int, name: str, state: dict[str, Any], now: datetime
) -> Dialogue:
    """Start waiting for something; whatever was waited for before is dropped, but for a file."""
    file = None if name == IMPORT else file_waiting(await session.get(Dialogue, account_id))
    state = state if file is None else {**state, _UNDER: file}
    dialogue = await session.merge(Dialogue(account_id=account_id, name=name, state=state, at=now))
    await session.flush()
    return dialogue


async def end_dialogue(session: AsyncSession, account_id: int) -> Dialogue | None:
    """What is waited for now: a file that waited under the question."""
    dialogue = await session.get(Dialogue, account_id)
    if dialogue is None:
        return None
    if dialogue.name != IMPORT and file_waiting(dialogue) is not None:
        turn_to_file(dialogue)
        await session.flush()
        return dialogue
    await session.delete(dialogue)
    await session.flush()
    return None


def file_waiting(dialogue: Dialogue | None) -> dict[str, Any] | None:
    """The state of a file that waits for its buttons, also under another question."""
    if dialogue is None:
        return None
    found = dialogue.state if dialogue.name == IMPORT else dialogue.state.get(_UNDER)
    return found if isinstance(found, dict) else None


def turn_to_file(dialogue: Dialogue) -> None:
    """The question is over: its file is what is waited for."""
    file = file_waiting(dialogue)
    if file is not None:
        dialogue.name, dialogue.state = IMPORT, file


async def waiting_file_paths(session: AsyncSession) -> set[str]:
    """Where the files are that somebody still may load."""
    files = [file_waiting(one) for one in await session.scalars(select(Dialogue))]
    return {str(one["path"]) for one in files if one is not None and one.get("path")}
