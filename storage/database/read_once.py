"""What is read is read once: a reading function's result is kept by the session until the session writes.

A session that has written anything, in whatever way, forgets all: every statement of its connection that is no plain
SELECT empties the memory, and so does the end of a transaction. Changes of objects that are not written yet are
written first, as before any query. Sessions share nothing.
"""

from collections.abc import Awaitable, Callable, Coroutine, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import CompoundSelect, Connection, Select, event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

P = ParamSpec("P")
T = TypeVar("T")
_MEMORY = "dezhurny_read"


@dataclass(slots=True, eq=False)
class _Memory:
    """Of one session. A read that is under way when all is forgotten keeps its result in what nobody asks any more."""

    known: dict[Hashable, Any] = field(default_factory=dict)

    def forget(self) -> None:
        self.known = {}


class RememberingSession(Session):
    """A session with a memory of its own. Without one everything is read each time it is asked for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.info[_MEMORY] = _Memory()


@event.listens_for(RememberingSession, "after_begin")
def _watch(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    connection.info[_MEMORY] = session.info[_MEMORY]


@event.listens_for(RememberingSession, "after_transaction_end")
def _forget_all(session: Session, transaction: SessionTransaction) -> None:
    session.info[_MEMORY].forget()


def forget_at_writes(engine: AsyncEngine) -> None:
    """Without this nothing may be remembered by sessions of the engine."""

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def on_statement(connection: Connection, cursor: Any, sql: str, values: Any, context: Any, many: bool) -> None:
        memory = connection.info.get(_MEMORY)
        if memory is not None and not _only_reads(context):
            memory.forget()


def _only_reads(context: Any) -> bool:
    """Whoever locks what they read wants it as it is by now."""
    compiled = context.compiled if context is not None else None
    statement = compiled.statement if compiled is not None else None
    if not isinstance(statement, (Select, CompoundSelect)) or context.isinsert or context.isupdate or context.isdelete:
        return False
    return statement._for_update_arg is None


def read_once(
    read: Callable[Concatenate[AsyncSession, P], Awaitable[T]],
) -> Callable[Concatenate[AsyncSession, P], Coroutine[Any, Any, T]]:
    """Of a function that reads and does nothing else: asked with the same arguments again, it reads only when the
    session has written in between.

    The arguments must be hashable, and nobody may change what it gives: a tuple, a frozenset, frozen fields, a
    `Mapping`. Objects of the library in a tuple are the session's own, there are no others of the same rows.
    """

    @wraps(read)
    async def once(session: AsyncSession, *args: P.args, **named: P.kwargs) -> T:
        memory: _Memory | None = session.info.get(_MEMORY)
        if memory is None:
            return await read(session, *args, **named)
        if session.new or session.dirty or session.deleted:
            await session.flush()
        known, key = memory.known, (read, args, tuple(sorted(named.items())))
        if key not in known:
            known[key] = await read(session, *args, **named)
        found: T = known[key]
        return found

    return once  # type: ignore[return-value]
