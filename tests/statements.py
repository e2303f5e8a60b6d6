"""What the program asks its databases while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def counting() -> Iterator[list[str]]:
    """Every statement of every database, in their order."""
    statements: list[str] = []

    def note(connection: Any, cursor: Any, sql: str, *rest: Any) -> None:
        statements.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
