"""What the program asks its database while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from storage.database.connection import Database


@contextmanager
def counting(database: Database) -> Iterator[list[str]]:
    """Every statement, in their order."""
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)
