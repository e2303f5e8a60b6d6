"""Thousands of rows in a few statements: the library's own way costs more than the rows themselves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from types import NoneType
from typing import Any, Final, cast

from sqlalchemy import Boolean, Column, Table, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.imports.chunking import IN_INSERT, chunks
from storage.tables import Base

_FLAG: Final = {bool, NoneType}


async def insert_columns(
    session: AsyncSession, table: type[Base], columns: Mapping[str, Sequence[Any]], same: Mapping[str, object]
) -> None:
    """Insert as many rows as each of the columns is long; `same` is what all of them share.

    A collision is an error. The rows go to the driver as they are, so each column is made ready for it as a whole.
    """
    if len({len(values) for values in columns.values()}) != 1:
        raise ValueError("columns of different lengths")
    connection = await session.connection()
    dialect, its_table = connection.dialect, cast(Table, table.__table__)
    shared = {**_defaults(its_table), **same}
    names = [*columns, *(name for name in shared if name not in columns)]
    compiled = insert(its_table).compile(dialect=dialect, column_keys=names)
    ready = {name: _ready(its_table.c[name], columns[name], dialect) for name in columns}
    ready |= {name: repeat(_ready_one(its_table.c[name], shared[name], dialect)) for name in names if name not in ready}
    rows = zip(*(ready[name] for name in compiled.positiontup or ()), strict=False)
    for some in chunks(rows, IN_INSERT):
        await connection.exec_driver_sql(str(compiled), some)


def _defaults(table: Table) -> dict[str, object]:
    columns = [(column.name, column.default) for column in table.columns]
    return {name: default.arg for name, default in columns if isinstance(default, ScalarElementColumnDefault)}


def _ready(column: Column[Any], values: Sequence[Any], dialect: Dialect) -> Iterable[Any]:
    process = _processor(column, dialect)
    if isinstance(column.type, Boolean):  # both drivers take what Python has; a number is no flag
        if not _FLAG.issuperset(map(type, values)):
            raise ValueError(f"no flag in {column.name}")
        return values
    if process is None:
        return values
    known = {value: process(value) for value in dict.fromkeys(values)}  # thousands of rows, few days and moments
    return map(known.__getitem__, values)


def _ready_one(column: Column[Any], value: object, dialect: Dialect) -> object:
    (ready,) = _ready(column, [value], dialect)
    return ready


def _processor(column: Column[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    return column.type.dialect_impl(dialect).bind_processor(dialect)
