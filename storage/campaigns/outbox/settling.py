"""Writing down what became of rows, many in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.delivery.states import OPEN_STATES, State
from nudges.delivery.verdicts import Verdict
from storage.campaigns.outbox.another_way import try_another_way
from storage.campaigns.outbox.claiming import Claimed, drop_cancelled
from storage.tables import Account, Chat, OutboxRow, Reply

# The tables, not the classes: SQLAlchemy then runs one statement for many rows as it stands.
_ROWS = cast(Table, OutboxRow.__table__)
_ACCOUNTS = cast(Table, Account.__table__)
_VALUES = ("state", "attempts", "not_before", "unsure_since", "message_id", "error_code", "reason")


@dataclass(frozen=True, slots=True)
class Settled:
    """One row and what became of it. `chat_off`: the peer is a chat where nothing can be written any more."""

    row: Claimed
    verdict: Verdict
    chat_off: bool = False


_settle_row = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("row"), _ROWS.c.state == State.SENDING.value)
    .values({name: bindparam(name) for name in (*_VALUES, "finished_at", "calendar_week")})
)
_settle_account = (
    update(_ACCOUNTS)
    .where(_ACCOUNTS.c.id == bindparam("account"), _ACCOUNTS.c.writing != bindparam("known"))
    .values(writing=bindparam("known"))
)


async def settle(session: AsyncSession, settled: Sequence[Settled], now: datetime) -> None:
    """Only rows still in `sending` change: whoever settled one first was right."""
    if not settled:
        return
    await session.execute(_settle_row, [_row_values(one, now) for one in settled])
    known = [
        {"account": one.row.account_id, "known": one.verdict.writing.value}
        for one in settled
        if one.verdict.writing is not None
    ]
    if known:
        await session.execute(_settle_account, known)
    back = [one.row.id for one in settled if one.verdict.state is State.PLANNED]
    if back:
        await drop_cancelled(session, back, now)
    for one in settled:
        if one.chat_off:
            await _switch_off(session, one)
    await try_another_way(session, [one.row for one in settled if _is_surely_unreachable(one.verdict)])


def _is_surely_unreachable(verdict: Verdict) -> bool:
    """And no earlier try of which nobody knows whether it was taken."""
    return verdict.state is State.UNREACHABLE and verdict.unsure_since is None


def _row_values(one: Settled, now: datetime) -> dict[str, Any]:
    verdict = one.verdict
    is_open = verdict.state in OPEN_STATES
    values = {name: getattr(verdict, name) for name in _VALUES}
    values |= {"row": one.row.id, "state": verdict.state.value, "finished_at": None if is_open else now}
    return values | {"calendar_week": one.row.this_week if verdict.state is State.SENT else one.row.calendar_week}


async def _switch_off(session: AsyncSession, one: Settled) -> None:
    """The chat of the messenger the row went to: another one's may have the same number."""
    platform = select(Account.platform).where(Account.id == one.row.account_id).scalar_subquery()
    off = update(Chat).where(Chat.peer_id == one.row.peer_id, Chat.platform == platform)
    off = off.values(state="off", state_reason=one.verdict.reason)
    await session.execute(off.execution_options(synchronize_session=False))


async def replies_since(session: AsyncSession, rows: Sequence[Claimed]) -> Mapping[int, int]:
    """By peer: how many answers went into the dialogs of these rows since the oldest unsettled try."""
    moments = [row.unsure_since for row in rows if row.unsure_since is not None]
    if not moments:
        return {}
    peers = [row.peer_id for row in rows]
    counted = select(Reply.peer_id, func.count()).where(Reply.peer_id.in_(peers), Reply.at >= min(moments))
    return {row[0]: row[1] for row in await session.execute(counted.group_by(Reply.peer_id))}
