"""Everything that hangs on one row of the staff list moves to another, and nothing is there twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, delete, func, inspect, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from storage.people.codes import drop_codes
from storage.people.corrections import CLASSES, NAME, ROLE, remember_correction, with_former
from storage.tables import (
    Arrival,
    Base,
    Chat,
    Claim,
    Correction,
    Detached,
    Escalation,
    Exemption,
    OutboxRow,
    Person,
    PersonAccount,
    PersonWeek,
    RememberedMatch,
    ThreadLine,
    ToldChange,
)

# What may stand once for a person and these columns; of two, the kept person's stays.
_ONE_EACH: tuple[tuple[type[Base], tuple[str, ...]], ...] = (
    (Claim, ("week", "gap", "kind")),
    (Escalation, ("gap", "level")),
    (Correction, ("field", "was")),
    (Arrival, ("account_id",)),
    (Detached, ("account_id",)),
)
_ANY: tuple[tuple[type[Base], str], ...] = (
    (Exemption, "person_id"),
    (ThreadLine, "person_id"),
    (ToldChange, "person_id"),
    (RememberedMatch, "person_id"),
    (Chat, "owner_id"),
)


async def is_being_written(session: AsyncSession, person_ids: Sequence[int]) -> bool:
    query = select(OutboxRow.id).where(OutboxRow.person_id.in_(person_ids), OutboxRow.state == "sending")
    return await session.scalar(query.limit(1)) is not None


async def newest_common_week(session: AsyncSession, person_ids: Sequence[int]) -> Week | None:
    """The newest week of which a list says something of each of them."""
    weeks = select(PersonWeek.week).where(PersonWeek.person_id.in_(person_ids)).group_by(PersonWeek.week)
    common = weeks.having(func.count() == len(set(person_ids))).order_by(PersonWeek.week.desc())
    newest = await session.scalar(common.limit(1))
    return None if newest is None else Week.parse(newest)


async def merge_into(session: AsyncSession, kept: Person, other: Person, now: datetime) -> None:
    """`other` is deleted at the end."""
    await drop_codes(session, [kept.id, other.id])
    await _account(session, kept, other)
    await _weeks(session, kept.id, other.id)
    await _messages(session, kept, other.id)
    for table, columns in _ONE_EACH:
        await _move_once(session, table, columns, kept.id, other.id)
    await _not_of_their_own(session, kept)
    for table, column in _ANY:
        key = table.__table__.c[column]
        moved = update(table).where(key == other.id).values({column: kept.id})
        await session.execute(moved.execution_options(synchronize_session=False))
    kept.wants_nudges = kept.wants_nudges and other.wants_nudges
    for field in (ROLE, CLASSES, "write_from", "write_to", "days_off", "weekdays"):
        if not getattr(kept, field):
            setattr(kept, field, getattr(other, field))
    if other.name_key != kept.name_key:
        await remember_correction(session, kept.id, NAME, other.full_name, now)
        kept.former = with_former(kept.former, other.full_name, other.former)
    await session.flush()
    await session.execute(delete(Person).where(Person.id == other.id).execution_options(synchronize_session=False))
    session.expunge(other)


async def _account(session: AsyncSession, kept: Person, other: Person) -> None:
    """The kept person's account stays; without one the other's is theirs."""
    account_id, other.account_id = other.account_id, None
    await session.flush()
    if kept.account_id is None:
        kept.account_id = account_id
    have = set(await session.scalars(select(PersonAccount.account_id).where(PersonAccount.person_id == kept.id))) | {
        kept.account_id
    }
    further = update(PersonAccount).where(PersonAccount.person_id == other.id, PersonAccount.account_id.not_in(have))
    await session.execute(further.values(person_id=kept.id).execution_options(synchronize_session=False))
    await session.flush()


async def _not_of_their_own(session: AsyncSession, kept: Person) -> None:
    """What was said of the one card, «this account is not theirs», does not hold where it is the other's."""
    own = select(PersonAccount.account_id).where(PersonAccount.person_id == kept.id)
    is_own = or_(Detached.account_id == kept.account_id, Detached.account_id.in_(own))
    untrue = delete(Detached).where(Detached.person_id == kept.id, is_own)
    await session.execute(untrue.execution_options(synchronize_session=False))


async def _weeks(session: AsyncSession, kept_id: int, other_id: int) -> None:
    """Where both have a week, what the kept person's row does not know is taken from the other."""
    mine = {row.week: row for row in await session.scalars(_of(PersonWeek, kept_id))}
    for row in (await session.scalars(_of(PersonWeek, other_id))).all():
        twin = mine.get(row.week)
        if twin is not None:
            for column in _facts():
                if getattr(twin, column.key) is None:
                    setattr(twin, column.key, getattr(row, column.key))
            await session.delete(row)
        else:
            row.person_id = kept_id
    await session.flush()


def _of(table: Any, person_id: int) -> Any:
    return select(table).where(table.person_id == person_id)


def _facts() -> list[Column[Any]]:
    return [one for one in inspect(PersonWeek).columns if one.key not in ("person_id", "week", "import_id")]


async def _messages(session: AsyncSession, kept: Person, other_id: int) -> None:
    """Of one round, one message: what was sent counts for both, and what waits goes to the kept account, once."""
    mine = {row.campaign_id: row for row in await session.scalars(_of(OutboxRow, kept.id))}
    for row in (await session.scalars(_of(OutboxRow, other_id))).all():
        twin = mine.get(row.campaign_id)
        if twin is not None and (row.state != "sent" or twin.state == "sent"):
            await session.delete(row)
            continue
        if twin is not None:
            await session.delete(twin)
            await session.flush()
        row.person_id = kept.id
        if row.state == "sent" and kept.account_id is not None:
            row.account_id = kept.account_id  # «one message a week» is counted by account
        elif row.state == "planned" and row.account_id != kept.account_id:
            row.state, row.reason = "cancelled", "Две карточки объединены."
    await session.flush()
    await _one_waiting(session, kept.id)


async def _one_waiting(session: AsyncSession, person_id: int) -> None:
    """Of several rounds that wait for one person, the first one stays: the others would be the same again."""
    waiting = _of(OutboxRow, person_id).where(OutboxRow.state == "planned").order_by(OutboxRow.id)
    for row in (await session.scalars(waiting)).all()[1:]:
        row.state, row.reason = "cancelled", "Две карточки объединены."
    await session.flush()


async def _move_once(
    session: AsyncSession, table: type[Base], columns: tuple[str, ...], kept_id: int, other_id: int
) -> None:
    mine = {tuple(getattr(row, one) for one in columns) for row in await session.scalars(_of(table, kept_id))}
    for row in (await session.scalars(_of(table, other_id))).all():
        if tuple(getattr(row, one) for one in columns) in mine:
            await session.delete(row)
        else:
            values: dict[str, Any] = {"person_id": kept_id}
            keys = [column == getattr(row, column.key) for column in table.__table__.primary_key]
            await session.execute(
                update(table).where(*keys).values(values).execution_options(synchronize_session=False)
            )
            session.expunge(row)
    await session.flush()
