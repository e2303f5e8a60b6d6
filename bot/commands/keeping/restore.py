"""`restore`: a backup takes the place of the database. The old state is kept in a file beside it."""

import asyncio
import sqlite3
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App, utc_now
from bot.commands.common import command_app, run_async
from bot.commands.keeping.backup import described, keep_replaced
from bot.settings import Settings, load_settings
from bot.terminal.output import print_json, say
from indicators.errors import UsageError
from indicators.russian.rules import plural
from storage.database.connection import connect
from storage.processes.rights import alone_with
from storage.upkeep.backup import (
    Archive,
    Restored,
    bring_up_to_date,
    is_empty,
    open_archive,
    restore_backup,
)
from storage.upkeep.workspace import workspace

_REFUSED = (
    "В базе уже есть данные, восстановление заменит их все. Если это и нужно, добавьте --yes: "
    "прежнее состояние сначала сохранится в файл рядом."
)
_BROKEN = "Файл базы повреждён. Чтобы отложить его в сторону и восстановить базу из копии, добавьте --yes."


@dataclass(frozen=True, slots=True)
class Done:
    """`kept` is the file with the old state; None when there was none."""

    archive: Archive
    restored: Restored
    kept: Path | None


def restore_command(path: Path, *, yes: bool, as_json: bool) -> None:
    settings = load_settings()
    done = run_async(_work(settings, path, yes=yes))
    if as_json:
        print_json(_document(path, done))
    else:
        _tell(path, done, settings)


async def _work(settings: Settings, path: Path, *, yes: bool) -> Done:
    with workspace() as folder:
        archive = await asyncio.to_thread(open_archive, path, folder)
        await bring_up_to_date(archive, path)
        now = utc_now()
        broken = await _set_broken_aside(settings, now, yes=yes)
        async with command_app(moved_too=True) as app, AsyncExitStack() as stack:
            await stack.enter_async_context(alone_with(app.database))
            kept = await _keep_old_state(app, now, yes=yes) or broken
            restored = await restore_backup(
                app.database,
                archive,
                now,
                communities=settings.doors,
                default_zone=settings.timezone,
            )
    return Done(archive, restored, kept)


async def _set_broken_aside(settings: Settings, now: datetime, *, yes: bool) -> Path | None:
    """A damaged SQLite file cannot be read, and not be copied either: it is renamed, with what belongs to it."""
    database = connect(settings.database_url)
    file = database.file
    await database.close()
    if file is None or not await asyncio.to_thread(_is_broken, file):
        return None
    if not yes:
        raise UsageError(_BROKEN)
    async with alone_with(database):
        aside = file.with_name(f"{file.name}.broken-{now:%Y%m%d-%H%M%S}")
        for suffix in ("-wal", "-shm", "-journal", ""):
            part = file.with_name(file.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
    return aside


def _is_broken(file: Path) -> bool:
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file)) as connection:
            (found,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.OperationalError:
        return False  # locked, or no right to read it: opening it says so in words
    except sqlite3.DatabaseError:
        return True
    return bool(found != "ok")


async def _keep_old_state(app: App, now: datetime, *, yes: bool) -> Path | None:
    if await is_empty(app.database):
        return None
    if not yes:
        raise UsageError(_REFUSED)
    return await keep_replaced(app.database, app.settings.data_folder, "restore", now)


def _document(path: Path, done: Done) -> dict[str, object]:
    manifest, restored = done.archive.manifest, done.restored
    return {
        "file": str(path),
        "made_at": manifest.made_at.isoformat(),
        "schema": manifest.schema,
        "upgraded": restored.upgraded,
        "schools": manifest.schools,
        "people": manifest.people,
        "kept": None if done.kept is None else str(done.kept),
        "paused_campaigns": restored.paused,
        "forgotten_again": restored.forgotten,
    }


def _tell(path: Path, done: Done, settings: Settings) -> None:
    made_at = done.archive.manifest.made_at.astimezone(ZoneInfo(settings.timezone))
    say(f"База восстановлена из {path}, копия от {made_at:%d.%m.%Y %H:%M}: {described(done.archive.manifest)}.")
    if done.kept is not None:
        say(f"Прежнее состояние сохранено: {done.kept}. Если оно не понадобится, удалите файл: в нём личные данные.")
    if done.restored.paused:
        some = plural(done.restored.paused, "рассылка", "рассылки", "рассылок")
        say(f"На паузе {some}, которые были открыты: продолжит их «продолжить» в чате или команда send.")
    if done.restored.forgotten:
        people = plural(done.restored.forgotten, "человека", "человек", "человек")
        say(f"Снова удалены данные {people}: об этом просили уже после того, как копия была сделана.")
    say("Что было после копии, бот не помнит. Кому он уже написал, он увидит в переписке и второй раз не напишет.")
