"""Whoever presses a button has got the message it stands under, whatever was unknown until then."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.delivery.row_ids import row_of
from nudges.delivery.states import State
from nudges.messenger import Pressed
from storage.database.salts import kept_salt
from storage.tables import OutboxRow


async def prove_sent(session: AsyncSession, platform: str, presses: Sequence[Pressed], now: datetime) -> None:
    """Rows in doubt, also those set aside, whose mark came back with a press, were sent."""
    marked = [(press, press.mark) for press in presses if press.mark is not None and press.mark > 0]
    salt = await kept_salt(session, "outbox") if marked else None
    for press, mark in marked if salt is not None else ():
        in_doubt = update(OutboxRow).where(
            OutboxRow.id == row_of(mark, salt or 0),
            OutboxRow.platform == platform,
            OutboxRow.peer_id == press.peer_id,
            OutboxRow.state.in_((State.PLANNED, State.FAILED)),
            OutboxRow.unsure_since.is_not(None),
        )
        proved = {"state": State.SENT, "message_id": press.message_id or None, "finished_at": now}
        proved |= {"unsure_since": None, "not_before": None, "error_code": None, "reason": None}
        await session.execute(in_doubt.values(proved).execution_options(synchronize_session=False))
