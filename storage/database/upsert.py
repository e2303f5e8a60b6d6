"""«Insert unless it is there», the same way on both databases."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Row, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base

# SQLite allows 32,766 parameters in a statement; a row of ours has at most a dozen.
_CHUNK = 2000


def insert_unless_there(session: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]]) -> sqlite.Insert:
    """An insert that can be told what to do about rows that are there already."""
    return _insert(session, table).values(list(rows))


def _insert(session: AsyncSession, table: type[Base]) -> sqlite.Insert:
    into = cast(Table, table.__table__)
    if session.get_bind().dialect.name == "sqlite":
        return sqlite.insert(into)
    from sqlalchemy.dialects import postgresql  # 3 MB that a bot on SQLite need not hold

    return cast(sqlite.Insert, postgresql.insert(into))  # the two classes have the same methods


async def insert_new(
    session: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]], *returning: Any
) -> list[Row[Any]]:
    """Insert the rows that do not collide with any unique key; what is returned are the inserted ones."""
    inserted: list[Row[Any]] = []
    for start in range(0, len(rows), _CHUNK):
        statement = _insert(session, table).on_conflict_do_nothing().returning(*returning)
        # With the rows beside it and not inside, the statement is built once.
        inserted += (await session.execute(statement, list(rows[start : start + _CHUNK]))).all()
    return inserted


async def insert_rows(session: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows at once; a collision is an error."""
    for start in range(0, len(rows), _CHUNK):
        await session.execute(insert(cast(Table, table.__table__)), list(rows[start : start + _CHUNK]))
