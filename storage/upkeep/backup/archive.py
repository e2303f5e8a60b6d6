"""The file a backup is: an SQLite database with every table, and a table of its own that says what it is.

The digest covers every row, so that a damaged copy is known before anything is replaced by it.
"""

import errno
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from indicators.errors import NewerDatabase, UnusableFile

_FORMAT = 1
_TABLE = "dezhurny_backup"
_NOT_OURS = "не резервная копия Дежурного: подойдёт только файл, который записала команда backup."
_DAMAGED = "Копия {path} повреждена: возьмите другую. База не тронута."
_NEWER = "Копия {path} сделана более новой версией Дежурного: обновите программу. База не тронута."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `sequences` are the last numbers given out, by table."""

    made_at: datetime
    schema: str
    schools: int
    people: int
    sequences: dict[str, int]


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup that has been looked at and is whole. `path` is a working copy that may be changed."""

    path: Path
    manifest: Manifest


def seal(path: Path, manifest: Manifest) -> None:
    """Write the manifest and the digest into a file of tables, and leave one plain file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN")
        connection.execute(f"CREATE TABLE {_TABLE} (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany(f"INSERT INTO {_TABLE} VALUES (?, ?)", list(_as_rows(manifest)))
        connection.execute(f"INSERT INTO {_TABLE} VALUES ('digest', ?)", [_digest(connection)])
        connection.execute("COMMIT")
    path.chmod(0o600)
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def open_archive(path: Path, workspace: Path) -> Archive:
    """Look at a file and make a working copy of it in the workspace.

    Raises:
        UnusableFile: it is not there, not a backup, damaged, or made by a newer program.
    """
    _check_readable(path)
    copy = workspace / "archive.db"
    shutil.copyfile(path, copy)
    copy.chmod(0o600)
    try:
        with closing(sqlite3.connect(copy)) as connection:
            return Archive(copy, _look_at(connection, path))
    except (sqlite3.DatabaseError, KeyError, ValueError) as error:
        with copy.open("rb") as written:
            is_sqlite = written.read(16).startswith(b"SQLite format 3")
        told = _DAMAGED.format(path=path) if is_sqlite else f"{path} — {_NOT_OURS}"
        raise UnusableFile(told) from error


def _check_readable(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise UnusableFile(f"Нет файла {path}: проверьте имя и папку.") from error
    except OSError as error:
        if error.errno in (errno.EISDIR, errno.EACCES) and path.is_dir():
            raise UnusableFile(f"{path} — это папка: назовите файл копии.") from error
        raise UnusableFile(f"Файл {path} не открывается: проверьте имя и права на него.") from error


def _look_at(connection: sqlite3.Connection, path: Path) -> Manifest:
    if _TABLE not in _tables(connection):
        raise UnusableFile(f"{path} — {_NOT_OURS}")
    kept = dict(connection.execute(f"SELECT key, value FROM {_TABLE}").fetchall())
    if int(kept["format"]) > _FORMAT:
        raise UnusableFile(_NEWER.format(path=path))
    (found,) = connection.execute("PRAGMA quick_check").fetchone()
    (size,) = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    if found != "ok" or size != path.stat().st_size or kept["digest"] != _digest(connection):
        raise UnusableFile(_DAMAGED.format(path=path))
    return _from_rows(kept)


@contextmanager
def newer_refused(path: Path) -> Iterator[None]:
    """A copy with a schema that this program does not know is unusable input, not a broken database."""
    try:
        yield
    except NewerDatabase as error:
        raise UnusableFile(_NEWER.format(path=path)) from error


def place(beside: Path, out: Path) -> None:
    """Put a finished file in its place, for good."""
    beside.replace(out)
    if sys.platform != "win32":
        folder = os.open(out.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _as_rows(manifest: Manifest) -> Iterator[tuple[str, str]]:
    yield "format", str(_FORMAT)
    yield "made_at", manifest.made_at.isoformat()
    yield "schema", manifest.schema
    yield "schools", str(manifest.schools)
    yield "people", str(manifest.people)
    for table, last in manifest.sequences.items():
        yield f"sequence.{table}", str(last)


def _from_rows(kept: dict[str, Any]) -> Manifest:
    sequences = {key.removeprefix("sequence."): int(kept[key]) for key in kept if key.startswith("sequence.")}
    made_at = datetime.fromisoformat(kept["made_at"])
    return Manifest(made_at, kept["schema"], int(kept["schools"]), int(kept["people"]), sequences)


def _tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in names)


def _digest(connection: sqlite3.Connection) -> str:
    """Of every row of every table; the digest's own row aside."""
    whole = hashlib.sha256()
    for table in _tables(connection):
        whole.update(table.encode())
        aside = " WHERE key != 'digest'" if table == _TABLE else ""
        for row in connection.execute(f'SELECT * FROM "{table}"{aside} ORDER BY rowid'):
            whole.update(repr(row).encode())
    return whole.hexdigest()
