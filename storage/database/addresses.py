"""Addresses of databases: read as people write them, and shown without what nobody else is to read."""

import inspect
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from indicators.errors import BadSetting

SQLITE, SERVER = "sqlite", "postgresql"
SETTING = "DATABASE_URL"
_WRONG = "{named}: адрес базы записан неверно. Примеры: sqlite:///data/dezhurny.db, postgresql://имя:пароль@хост/база."
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_OF_THE_ENGINE = {"prepared_statement_cache_size", "prepared_statement_name_func"}


def wrong_address(named: str) -> BadSetting:
    return BadSetting(_WRONG.format(named=named))


def parse_url(url: str | URL, named: str = SETTING) -> URL:
    """Check an address and name the asynchronous driver where only the database is named. `named` is where the address
    was written.

    Raises:
        BadSetting: it cannot be understood, or is of another kind of database.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # the latter of a port that is no number
        raise wrong_address(named) from error
    parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
    backend = parsed.get_backend_name()
    if backend not in (SQLITE, SERVER):
        raise BadSetting(f"База «{backend}» не поддерживается: подойдут sqlite и postgresql.")
    if parsed.port is not None and not 0 < parsed.port < 2**16:
        raise wrong_address(named)
    return _with_known_options(parsed, named) if parsed.drivername == _DRIVERS[SERVER] else parsed


def _with_known_options(url: URL, named: str) -> URL:
    """`sslmode` is how everybody but this driver calls it."""
    import asyncpg  # only where there is a server

    if "sslmode" in url.query:
        url = url.update_query_dict({"ssl": url.query["sslmode"]}).difference_update_query(["sslmode"])
    known = {*inspect.signature(asyncpg.connect).parameters, *_OF_THE_ENGINE}
    if unknown := sorted(set(url.query) - known):
        raise BadSetting(f"{named}: параметр «{unknown[0]}» в адресе базы не поддерживается, уберите его.")
    return url


def shown(url: URL) -> str:
    """Without a password, wherever it stands: one that holds a «@» is taken for a part of the host."""
    if url.get_backend_name() == SQLITE:
        return str(url.database or "sqlite://")
    host = str(url.query.get("host") or url.host or "").rpartition("@")[2]
    place = f"{host}:{url.port}" if url.port else host
    return f"{SERVER}://{url.username + '@' if url.username else ''}{place}/{url.database or ''}"


def data_folder(url: str | URL) -> Path:
    """Where what belongs to a database is kept, such as files that wait for an answer: beside SQLite's file, or in
    `data`."""
    parsed = parse_url(url)
    in_file = parsed.get_backend_name() == SQLITE and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)).parent if in_file else Path("data")
