"""Accounts that are not the person's they were taken for: what goes with the tie, and what is remembered of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.tables import Account, Detached, OutboxRow, Person, PersonAccount

NOT_THEIRS = "Аккаунт отвязан: писать туда больше нельзя."


async def detach(session: AsyncSession, person: Person, account_id: int, now: datetime, *, asked: bool) -> None:
    """Untie the account; what waits to go there does not go, and no file ties it again."""
    if person.account_id == account_id:
        person.account_id = None
    both = (PersonAccount.person_id == person.id, PersonAccount.account_id == account_id)
    await session.execute(delete(PersonAccount).where(*both))
    waiting = update(OutboxRow).where(
        OutboxRow.person_id == person.id, OutboxRow.account_id == account_id, OutboxRow.state == "planned"
    )
    stopped = waiting.values(state="cancelled", finished_at=now, reason=NOT_THEIRS)
    await session.execute(stopped.execution_options(synchronize_session=False))
    before = (Detached.person_id == person.id, Detached.account_id == account_id)
    await session.execute(delete(Detached).where(*before))  # of an account that came again by another code
    row = {"person_id": person.id, "account_id": account_id, "asked": asked, "at": now}
    await insert_new(session, Detached, [row], Detached.person_id)
    await session.flush()


async def tied_again(session: AsyncSession, person: Person, account_id: int) -> None:
    """It is this person's: of whom else of the school it was called, nobody need say any more."""
    mine = (Detached.person_id == person.id, Detached.account_id == account_id)
    await session.execute(delete(Detached).where(*mine))
    others = select(Person.id).where(Person.school_id == person.school_id)
    settled = update(Detached).where(Detached.account_id == account_id, Detached.person_id.in_(others))
    await session.execute(settled.values(asked=False).execution_options(synchronize_session=False))


async def detached_of(session: AsyncSession, person_ids: Collection[int]) -> set[tuple[int, int]]:
    """(person, account) that no file may tie."""
    query = select(Detached.person_id, Detached.account_id).where(Detached.person_id.in_(person_ids))
    return {(row[0], row[1]) for row in await session.execute(query)}


async def asked_of(session: AsyncSession, school_id: int) -> Sequence[tuple[Person, Account]]:
    """Of a school: the people of whom somebody said «это не я» and waits for an officer's word, and the accounts."""
    query = (
        select(Person, Account)
        .join(Detached, Detached.person_id == Person.id)
        .join(Account, Account.id == Detached.account_id)
        .where(Person.school_id == school_id, Detached.asked.is_(True))
        .order_by(Detached.at, Person.id)
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


async def settle(session: AsyncSession, person_id: int, account_id: int) -> bool:
    """An officer has answered; False when it was answered before."""
    done = update(Detached).where(
        Detached.person_id == person_id, Detached.account_id == account_id, Detached.asked.is_(True)
    )
    return (await session.execute(done.values(asked=False).returning(Detached.person_id))).first() is not None
