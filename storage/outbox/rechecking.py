"""The look at each row just before it goes: is the person still to be written to, and about that?"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import cast

from storage.calendar import DEFAULT_ZONE
from storage.database import Database
from storage.last_look import recheck
from storage.outbox.claiming import Claimed
from storage.tables import OutboxRow

# Claimed rows in; out, by row id, the sentence why a row must not go. Called once for each claimed page.
Recheck = Callable[[Sequence[Claimed]], Awaitable[Mapping[int, str]]]


def make_recheck(database: Database, clock: Callable[[], datetime], default_zone: str = DEFAULT_ZONE) -> Recheck:
    """The rules of the plan once more, with what is known by now."""

    async def check(rows: Sequence[Claimed]) -> Mapping[int, str]:
        async with database.reading() as session:
            # A claimed row has all that the plan looks at in an outbox row.
            alike = cast(Sequence[OutboxRow], rows)
            reasons = await recheck(session, alike, clock(), default_zone=default_zone)
        return {row_id: reason.sentence for row_id, reason in reasons.items()}

    return check
