"""Files that were sent in and wait for an answer. Somebody who has their data deleted may stand in any of them.

They are not read once more for that: all that were sent by people of the same schools go. Whoever presses a button
under one is told to send it again.
"""

import asyncio
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.owner_only import PAGES
from storage.dialogs.dialogues import file_waiting
from storage.tables import Dialogue, Member

ABOUT = "about.json"  # whose an upload is


async def drop_waiting(session: AsyncSession, data: Path, school_ids: Sequence[int]) -> None:
    """Drop what waits for people with a role at one of these schools, or at all of them."""
    here = select(Member.account_id).where(or_(Member.school_id.in_(school_ids), Member.school_id.is_(None)))
    senders = set(await session.scalars(here)) if school_ids else set()
    folders = await asyncio.to_thread(lambda: [one for one in (data / PAGES).glob("*") if _sender(one) in senders])
    for dialogue in await session.scalars(select(Dialogue).where(Dialogue.account_id.in_(senders))):
        file = file_waiting(dialogue)
        if file is not None and file.get("path"):
            folders.append(Path(str(file["path"])).parent)
            await session.delete(dialogue)
    await session.flush()
    for folder in folders:
        await asyncio.to_thread(shutil.rmtree, folder, True)


def _sender(folder: Path) -> int | None:
    """None while it is just being sent."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    found = about.get("account_id") if isinstance(about, dict) else None
    return found if isinstance(found, int) else None
