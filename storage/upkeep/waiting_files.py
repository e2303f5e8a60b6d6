"""Files that were sent in and wait for an answer. Somebody who has their data deleted may stand in any of them.

They are not read once more for that: all that were sent by people of the same schools go. Whoever presses a button
under one is told to send it again.
"""

import asyncio
import json
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.owner_only import CHAT, PAGES, WAITING, make_folder
from storage.dialogs.dialogues import file_waiting
from storage.tables import Dialogue, Errand, Member

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


@dataclass(frozen=True, slots=True)
class Folders:
    """Where files wait for a database, and where they do for the one it moves to; often the same folder. `placed`:
    what was copied so far, and where it is now."""

    old: Path
    new: Path
    placed: dict[Path, Path] = field(default_factory=dict)

    @property
    def are_apart(self) -> bool:
        return self.old.resolve() != self.new.resolve()

    def moved(self, path: str) -> str:
        place = self.placed.get(Path(path).parent)
        return path if place is None else str(place / Path(path).name)


async def follow(session: AsyncSession, folders: Folders) -> None:
    """Files that wait go along with their database, which is told where they are now."""
    if not folders.are_apart:
        return
    await asyncio.to_thread(_copy, folders)
    for dialogue in await session.scalars(select(Dialogue)):
        dialogue.state = _with_moved(dialogue.state, folders)
    for errand in await session.scalars(select(Errand)):
        errand.details = _with_moved(errand.details, folders)


def leave(folders: Folders) -> None:
    """What has been copied is not left behind: it is full of names."""
    for name in WAITING if folders.are_apart else ():
        shutil.rmtree(folders.old / name, ignore_errors=True)


def stay(folders: Folders) -> None:
    """What was copied for a database that has not come is not left there either."""
    for place in folders.placed.values():
        shutil.rmtree(place, ignore_errors=True)


def _copy(folders: Folders) -> None:
    """What waits there for the database that is replaced stays until that has really happened: a number of its errands
    may be one of ours. An upload's is its secret, and the same one is the same file."""
    for name in WAITING:
        for folder in (folders.old / name).glob("*"):
            place = folders.new / name / folder.name
            make_folder(place.parent)
            if name == CHAT and place.exists():
                place = place.with_name(f"{place.name}-{secrets.token_hex(4)}")
            folders.placed[folder] = place
            shutil.copytree(folder, place, dirs_exist_ok=True)


def _with_moved(state: dict[str, Any], folders: Folders) -> dict[str, Any]:
    """A file that waits may stand under a question, so in a state within the state."""
    moved = {key: _with_moved(one, folders) if isinstance(one, dict) else one for key, one in state.items()}
    path = moved.get("path")
    return {**moved, "path": folders.moved(path)} if isinstance(path, str) else moved
