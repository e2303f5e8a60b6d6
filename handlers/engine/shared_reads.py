"""What the talks of one transaction share: each thing is read once for all of them, however many they are."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from storage.database.connection import Session

T = TypeVar("T")


@dataclass(slots=True)
class Batch:
    """`people` and `accounts` are the ids of everybody who speaks in this transaction, `peers` their dialogs."""

    session: Session
    people: Sequence[int] = ()
    accounts: Sequence[int] = ()
    peers: Sequence[int] = ()
    _known: dict[Hashable, Any] = field(default_factory=dict)

    async def once(self, key: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """What `read` gives, read for the first talk that asks.

        Only for what no talk of a batch changes: the newest list, norms, rows of facts.
        """
        if key not in self._known:
            self._known[key] = await read()
        found: T = self._known[key]
        return found
