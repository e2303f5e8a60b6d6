"""`backup`: the whole database in one file, made while the program runs."""

import secrets
from datetime import datetime
from pathlib import Path

from bot.commands.common import command_app, run_async
from bot.commands.printing import check_place
from bot.terminal.output import print_json, say
from indicators.errors import UsageError
from indicators.russian.rules import plural
from storage.database.connection import Database
from storage.database.owner_only import make_folder
from storage.upkeep.backup import Manifest, make_backup
from storage.upkeep.moving import Moved

_KEEP_SAFE = "В файле персональные данные: храните его там, куда нет доступа посторонним."


def fresh_salt() -> int:
    return secrets.randbelow(2**31 - 1)


def backup_command(out: Path, *, force: bool, as_json: bool) -> None:
    _check_place(out, force=force)

    async def work() -> Manifest:
        async with command_app(moved_too=True) as app:
            _check_not_itself(app.database, out)
            return await make_backup(app.database, out, app.clock(), fresh_salt)

    made = run_async(work())
    size = out.stat().st_size
    if as_json:
        print_json(
            {
                "file": str(out),
                "bytes": size,
                "schema": made.schema,
                "schools": made.schools,
                "people": made.people,
                "made_at": made.made_at.isoformat(),
            }
        )
        return
    say(f"Копия готова: {out} ({described(made)}, {size / 2**20:.1f} МБ). {_KEEP_SAFE}")
    if not made.schools:
        say("Внимание: в базе нет ни одной школы. Проверьте, та ли база указана в DATABASE_URL и та ли это папка.")


async def keep_replaced(database: Database, folder: Path, before: str, now: datetime) -> Path:
    """What is about to be replaced, as a backup in the folder."""
    make_folder(folder.absolute())
    kept = folder / f"before-{before}-{now:%Y%m%d-%H%M%S}.db"
    await make_backup(database, kept, now, fresh_salt)
    return kept


def described(made: Manifest | Moved) -> str:
    schools = plural(made.schools, "школа", "школы", "школ")
    return f"{schools}, {plural(made.people, 'сотрудник', 'сотрудника', 'сотрудников')}"


def _check_place(out: Path, *, force: bool) -> None:
    check_place(out, "дежурный.db")
    if out.exists() and not force:
        raise UsageError(f"Файл {out} уже есть: назовите другой или добавьте --force, чтобы заменить его.")


def _check_not_itself(database: Database, out: Path) -> None:
    if database.file is not None and out.exists() and out.samefile(database.file):
        raise UsageError(f"{out} — это сама база, а не копия: назовите другой файл.")
