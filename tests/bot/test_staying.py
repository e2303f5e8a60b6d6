"""A process of parts keeps out whoever needs the database for themselves, also when its connection broke."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import TextClause, text

from bot.app import open_app
from bot.process.parts import parts_of
from bot.running import Program
from bot.settings import Settings
from indicators.errors import DatabaseBusy
from storage.database.connection import Database, connect
from storage.processes.rights import alone_with
from tests.bot.program import until
from tests.postgres import empty

_HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())"
_RIGHTS = f"FROM pg_locks WHERE locktype = 'advisory' AND database = {_HERE}"
PULLED = text(f"SELECT pg_terminate_backend(pid) {_RIGHTS} AND pid <> pg_backend_pid()")
_SHARED = text(f"SELECT pid {_RIGHTS} AND mode = 'ShareLock' AND granted")


@asynccontextmanager
async def at_work(url: str, folder: Path) -> AsyncIterator[tuple[Database, asyncio.Task[None]]]:
    """The database as somebody else has it open, and a process with the clock alone."""
    settings = Settings(_env_file=None, database_url=url, vk_token=SecretStr("invented"), vk_group_id=1)
    other = connect(url)
    async with open_app(settings, online=True) as app:
        program = Program(app, folder / "files", parts_of(["clock"]))
        async with program.alone():
            working = asyncio.create_task(program.run())
            try:
                yield other, working
            finally:
                program.stopping.set()
                await asyncio.gather(working, return_exceptions=True)
    await other.close()


async def asked(database: Database, what: TextClause) -> int:
    async with database.engine.connect() as connection:
        return int(await connection.scalar(what) or 0)


async def _holds_again(database: Database, pulled: int) -> bool:
    """By another connection than the one that broke, whose right may be seen for a moment longer."""
    return await asked(database, _SHARED) not in {0, pulled}


async def test_whoever_lost_its_connection_is_met_again_by_whoever_needs_the_database_alone(postgres, tmp_path):
    async with empty(postgres) as url, at_work(url, tmp_path) as (other, working):
        pulled = await asked(other, _SHARED)
        assert pulled
        await asked(other, PULLED)
        await until(lambda: _holds_again(other, pulled))
        with pytest.raises(DatabaseBusy):
            async with alone_with(other):
                pytest.fail("somebody works")
        assert not working.done()


async def test_it_leaves_where_somebody_has_come_in_meanwhile(postgres, tmp_path):
    async with empty(postgres) as url, at_work(url, tmp_path) as (other, working), asyncio.timeout(60):
        await asked(other, PULLED)
        async with alone_with(other):
            [ended] = await asyncio.gather(working, return_exceptions=True)
        assert isinstance(ended, BaseExceptionGroup)
        assert ended.subgroup(DatabaseBusy) is not None
