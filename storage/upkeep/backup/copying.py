"""Every row of one database into another, whichever kinds they are."""

from collections.abc import Callable

from sqlalchemy import Table, delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base, Errand, OutboxRow, Reply

# Their numbers must never come back: random ids, folders and buttons are made of them.
NUMBERED = tuple(table.__tablename__ for table in (OutboxRow, Reply, Errand))
_BATCH = 2000


def _is_sqlite(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "sqlite"


async def copy_tables(
    source: AsyncSession, target: AsyncSession, copied: Callable[[int], None] = lambda rows: None
) -> None:
    """Into empty tables, those that others refer to first. `copied` hears how many rows are."""
    done = 0
    for table in Base.metadata.sorted_tables:
        found = await source.stream(select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH))
        async for rows in found.mappings().partitions(_BATCH):
            await target.execute(insert(table), [dict(row) for row in rows])
            done += len(rows)
            copied(done)


async def empty_tables(session: AsyncSession) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        await session.execute(delete(table))


async def read_sequences(session: AsyncSession) -> dict[str, int]:
    """The last numbers given out."""
    if _is_sqlite(session):
        rows = (await session.execute(text("SELECT name, seq FROM sqlite_sequence"))).all()
        given = {name: int(last) for name, last in rows}
        return {name: given.get(name, 0) for name in NUMBERED}
    last = text("SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence(:name, 'id')::regclass), 0)")
    return {name: int(await session.scalar(last, {"name": name}) or 0) for name in NUMBERED}


async def go_on_numbering(session: AsyncSession, last: dict[str, int]) -> None:
    """The next row of a table gets the number after `last`; of those not named, after the greatest there is."""
    if _is_sqlite(session):
        for name, number in last.items():
            await session.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            values = {"name": name, "seq": number}
            await session.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), values)
        return
    for table in Base.metadata.sorted_tables:
        if _counts_itself(table):
            number = last.get(table.name) or await session.scalar(select(func.max(table.c.id))) or 0
            setting = text("SELECT setval(pg_get_serial_sequence(:name, 'id')::regclass, :number, :taken)")
            await session.execute(setting, {"name": table.name, "number": max(number, 1), "taken": number > 0})


def _counts_itself(table: Table) -> bool:
    return "id" in table.c and table.autoincrement_column is not None
