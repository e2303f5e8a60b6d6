"""How a campaign stands, and who did not get it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.delivery import State
from storage.tables import OutboxRow, Person


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by state; `planned` and `sending` are those still open."""

    planned: int = 0
    sending: int = 0
    sent: int = 0
    failed: int = 0
    unreachable: int = 0
    skipped: int = 0
    cancelled: int = 0

    @property
    def open(self) -> int:
        return self.planned + self.sending

    @property
    def total(self) -> int:
        return self.open + self.sent + self.failed + self.unreachable + self.skipped + self.cancelled


async def count_rows(session: AsyncSession, campaign_ids: Collection[int]) -> Counts:
    counted = select(OutboxRow.state, func.count()).where(OutboxRow.campaign_id.in_(campaign_ids))
    rows = await session.execute(counted.group_by(OutboxRow.state))
    return Counts(**{row[0]: row[1] for row in rows})


async def count_open(session: AsyncSession) -> int:
    """Rows of all campaigns that are not settled yet."""
    still_open = OutboxRow.state.in_((State.PLANNED, State.SENDING))
    return await session.scalar(select(func.count()).select_from(OutboxRow).where(still_open)) or 0


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Somebody who did not get the message, and the sentence why."""

    row_id: int
    person_id: int
    full_name: str
    state: str
    error_code: int | None
    reason: str


async def undelivered(session: AsyncSession, campaign_id: int) -> list[Undelivered]:
    """«Кто не получил»: failed, unreachable, skipped, cancelled, by name."""
    states = (State.FAILED, State.UNREACHABLE, State.SKIPPED, State.CANCELLED)
    wanted = (
        select(OutboxRow.id, Person.id, Person.full_name, OutboxRow.state, OutboxRow.error_code, OutboxRow.reason)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(OutboxRow.campaign_id == campaign_id, OutboxRow.state.in_(states))
        .order_by(Person.full_name, OutboxRow.id)
    )
    return [Undelivered(*row[:5], row[5] or "") for row in (await session.execute(wanted)).all()]
