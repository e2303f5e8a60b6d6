"""Bringing a database to the schema of this program with alembic, in one transaction."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from indicators.errors import NewerDatabase
from storage.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

# The newest migration; a test holds it against the migrations folder. Kept here so that a start
# with an up-to-date database need not load alembic.
HEAD = "0001"


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
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


async def upgrade(database: Database) -> None:
    """Create or upgrade the tables; does nothing to an up-to-date database.

    Raises:
        NewerDatabase: the schema is one this program does not know.
    """
    async with database.reading() as session:
        if await (await session.connection()).run_sync(current_revision) == HEAD:
            return
    async with database.writing() as session:
        await (await session.connection()).run_sync(_upgrade)
