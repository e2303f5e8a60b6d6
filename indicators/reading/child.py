"""Files to tables, in a child process that a hostile file may kill and that dies alone."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import indicators
from indicators.errors import UnusableFile
from indicators.reading.collector import collector_paused
from indicators.reading.limits import ReadLimits
from indicators.reading.packing import unpack
from indicators.reading.refusals import SENTENCES
from indicators.reading.tables import Cell, Table

__all__ = ["Cell", "ReadLimits", "Table", "read_tables", "read_tables_now"]

DEFAULT_LIMITS = ReadLimits()
_HOME = Path(indicators.__file__).resolve().parent.parent
# The parent waits a little longer than the child's own processor time lasts.
_GRACE_SECONDS = 5
_KILLED_FOR_TIME = {-24, -9}  # SIGXCPU, SIGKILL


async def read_tables(path: Path, *, limits: ReadLimits = DEFAULT_LIMITS) -> list[Table]:
    """Read the tables of any statistics file.

    Raises:
        UnusableFile: with the Russian sentence that says what to send instead.
    """
    _check_size(path, limits)
    process = await asyncio.create_subprocess_exec(
        *_command(path, limits),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback would carry names into the logs
        start_new_session=True,  # Ctrl-C is for the program, which ends this process if it must
        cwd=_HOME,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(limits.seconds + _GRACE_SECONDS):
            output, _ = await process.communicate()
    except TimeoutError as error:
        raise UnusableFile(SENTENCES["too_slow"]) from error
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return await asyncio.to_thread(_answer, output, process.returncode or 0)


def read_tables_now(path: Path, *, limits: ReadLimits = DEFAULT_LIMITS) -> list[Table]:
    """The same for callers without an event loop."""
    _check_size(path, limits)
    try:
        done = subprocess.run(
            _command(path, limits),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            env=_environment(),
            timeout=limits.seconds + _GRACE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnusableFile(SENTENCES["too_slow"]) from error
    return _answer(done.stdout, done.returncode)


def _check_size(path: Path, limits: ReadLimits) -> None:
    try:
        size = path.stat().st_size if path.is_file() else None
    except (OSError, ValueError) as error:
        raise UnusableFile(SENTENCES["missing"].format(name=path.name)) from error
    if size is None:
        raise UnusableFile(SENTENCES["missing"].format(name=path.name))
    if size > limits.file_bytes:
        raise UnusableFile(SENTENCES["too_big"].format(megabytes=limits.file_bytes // 2**20))


def _command(path: Path, limits: ReadLimits) -> list[str]:
    options = json.dumps(asdict(limits))
    return [sys.executable, "-X", "utf8", "-m", "indicators.reading", str(path.resolve()), options]


def _environment() -> dict[str, str]:
    """Neither tokens nor passwords: the child meets files from strangers."""
    kept = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHOME")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"MALLOC_ARENA_MAX": "1"}


def _answer(output: bytes, status: int) -> list[Table]:
    if status:
        raise UnusableFile(SENTENCES["too_slow" if status in _KILLED_FOR_TIME else "bomb_or_damaged"])
    try:
        with collector_paused():
            tables = unpack(output)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UnusableFile(SENTENCES["bomb_or_damaged"]) from error
    if isinstance(tables, str):
        raise UnusableFile(tables)
    return tables
