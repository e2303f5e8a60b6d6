"""Row ids taken ahead, so that many rows that refer to each other can be written in a few statements."""

from collections.abc import Sequence

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base


async def reserve_ids(session: AsyncSession, table: type[Base], count: int) -> Sequence[int]:
    """`count` ids of a table whose key is `id`; inside a writing transaction, where nobody else takes them."""
    if count == 0:
        return []
    key = table.__table__.c.id
    if session.get_bind().dialect.name == "sqlite":
        last = await session.scalar(select(func.max(key))) or 0
        return range(last + 1, last + 1 + count)
    numbers = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
    return list(await session.scalars(numbers, {"name": table.__tablename__, "count": count}))
