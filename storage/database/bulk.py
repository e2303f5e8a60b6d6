"""Reading thousands of rows of columns: as the driver gives them, past the library's loading of objects."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession


async def plain_rows(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    """In the session's transaction, with what it has not written yet; costs half of what `session.execute` does."""
    await session.flush()
    return (await (await session.connection()).execute(query)).all()


def as_text(column: Any) -> ColumnElement[str]:
    """JSON as it is kept: where many rows say the same, each text is parsed once."""
    return type_coerce(column, String)
