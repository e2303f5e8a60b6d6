"""Empty databases for tests: the tables are made once in a process, and copied from then on."""

from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database.connection import Database
from storage.database.opening import open_database

_made: list[bytes] = []


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def fresh_database(path: Path) -> Database:
    if not _made:
        with TemporaryDirectory() as folder:
            template = Path(folder) / "template.db"
            await (await open_database(url_of(template))).close()
            _made.append(template.read_bytes())
    path.write_bytes(_made[0])
    return await open_database(url_of(path))
