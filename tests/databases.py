"""Databases for tests: made once in a process, and copied from then on."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.util import LRUCache

from storage.database.connection import Database, connect
from storage.database.opening import open_database
from storage.database.owner_only import FILE

_made: dict[str, bytes] = {}


class _Compiled(LRUCache[Any, Any]):
    """Statements made once for all databases of the tests: a key begins with its engine's dialect."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(key[1:])

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1:], value)


_compiled = _Compiled(2_000)


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def fresh_database(path: Path) -> Database:
    """All tables, and nothing in them."""
    return await filled_database("", path, None)


async def filled_database(name: str, path: Path, fill: Callable[[Database], Awaitable[object]] | None) -> Database:
    """One that `fill` filled for the first test that asked for this name."""
    if name not in _made:
        _made[name] = await _content(fill)
    path.write_bytes(_made[name])
    path.chmod(FILE)
    database = connect(url_of(path))
    for engine in (database.engine, database._write.kw["bind"]):
        engine.sync_engine._compiled_cache = _compiled
    return database


async def _content(fill: Callable[[Database], Awaitable[object]] | None) -> bytes:
    with TemporaryDirectory() as folder:
        template = Path(folder) / "template.db"
        database = await (open_database(url_of(template)) if fill is None else fresh_database(template))
        if fill is not None:
            await fill(database)
        await database.close()
        return template.read_bytes()
