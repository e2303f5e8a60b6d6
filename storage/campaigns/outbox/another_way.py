"""Somebody who surely cannot be written to in one messenger gets the same row in another."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.delivery.states import State
from nudges.platforms import best_way
from storage.campaigns.outbox.claiming import Claimed
from storage.messengers.spoken import spoken
from storage.messengers.ways import ways_of
from storage.tables import OutboxRow, Person


async def try_another_way(session: AsyncSession, rows: Sequence[Claimed]) -> int:
    """Open these rows again where another account may still be written to; how many there were.

    The row and its random id stay what they are: whatever becomes of it, it is one message. Its text is written
    again, in the other messenger's words, by the last look before it goes.
    """
    if not rows:
        return 0
    ways = await ways_of(session, select(Person.id).where(Person.id.in_({row.person_id for row in rows})))
    platforms = await spoken(session)
    opened = 0
    for row in rows:
        others = [way for way in ways.get(row.person_id, ()) if way.account_id != row.account_id and way.is_open]
        way = best_way(others, platforms)
        if way is None:
            continue
        again = update(OutboxRow).where(OutboxRow.id == row.id, OutboxRow.state == State.UNREACHABLE)
        again = again.values(
            state=State.PLANNED,
            account_id=way.account_id,
            platform=way.platform,
            peer_id=way.peer_id,
            attempts=0,
            not_before=None,
            finished_at=None,
            twin_id=None,
            error_code=None,
            reason=None,
        )
        await session.execute(again.execution_options(synchronize_session=False))
        opened += 1
    return opened
