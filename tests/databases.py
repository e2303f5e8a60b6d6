"""Empty databases for tests: the tables are made once in a process, and copied from then on."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.util import LRUCache

from storage.database.connection import Database
from storage.database.opening import open_database

_made: list[bytes] = []


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
    if not _made:
        with TemporaryDirectory() as folder:
            template = Path(folder) / "template.db"
            await (await open_database(url_of(template))).close()
            _made.append(template.read_bytes())
    path.write_bytes(_made[0])
    database = await open_database(url_of(path))
    for engine in (database.engine, database._write.kw["bind"]):
        engine.sync_engine._compiled_cache = _compiled
    return database
