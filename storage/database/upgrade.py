"""Bringing a database to the schema of this program with alembic, in one transaction."""

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from indicators.errors import NewerDatabase
from storage.database.connection import Database, connect
from storage.database.turns import Turn, take_turn

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent.parent / "migrations"
# The newest migration, by its file's name: a start with an up-to-date database need not load alembic.
HEAD = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
_URL = "DEZHURNY_UPGRADE_URL"


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def current_revision(connection: Connection) -> str | None:
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def _upgrade(connection: Connection) -> None:
    found = current_revision(connection)
    if found == HEAD:
        return
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabase(
            f"База создана более новой версией Дежурного (схема {found}): обновите программу, базу она не тронула."
        )
    command.upgrade(config, "head")


async def is_current(database: Database) -> bool:
    async with database.reading() as session:
        return await (await session.connection()).run_sync(current_revision) == HEAD


async def is_of_others(database: Database) -> bool:
    """Whether another program has its tables there, and this one none."""
    async with database.reading() as session:
        there = await (await session.connection()).run_sync(lambda one: inspect(one).get_table_names())
    return bool(there) and "alembic_version" not in there


async def upgrade(database: Database) -> None:
    """Create or upgrade the tables; does nothing to an up-to-date database.

    Raises:
        NewerDatabase: the schema is one this program does not know.
    """
    if await is_current(database):
        return
    async with database.writing() as session:
        await take_turn(session, Turn.UPGRADE)
        await (await session.connection()).run_sync(_upgrade)


async def upgrade_apart(database: Database) -> None:
    """The same in a process of its own: alembic is large, used once, and a program that runs for months keeps
    every module it ever loaded. What goes wrong there goes wrong again in `upgrade`, which says it properly."""
    if await is_current(database):
        return
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "storage.database.upgrade",
        env={
            **os.environ,
            _URL: database.engine.url.render_as_string(hide_password=False),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    await process.wait()


async def _main() -> None:
    database = connect(os.environ[_URL])
    try:
        await upgrade(database)
    finally:
        await database.close()


if __name__ == "__main__":
    asyncio.run(_main())
