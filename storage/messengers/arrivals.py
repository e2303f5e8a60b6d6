"""Accounts that wait until the one that was there before has said whether they are the same person's."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.tables import Account, Arrival, Person

_QUESTION = "whose_account:"  # what begins the `about` of a question; then the person and the account


def question_about(person_id: int, account_id: int) -> str:
    """What the question is about, by which it is known when it has been delivered."""
    return f"{_QUESTION}{person_id}:{account_id}"


async def note_asked(session: AsyncSession, abouts: Collection[str], now: datetime) -> None:
    """Of answers that have reached whom they were for, those that ask whose an account is."""
    for one in abouts:
        if one.startswith(_QUESTION):
            person_id, account_id = map(int, one.removeprefix(_QUESTION).split(":"))
            both = (Arrival.person_id == person_id, Arrival.account_id == account_id, Arrival.asked_at.is_(None))
            await session.execute(update(Arrival).where(*both).values(asked_at=now))


async def hold(session: AsyncSession, person: Person, account: Account, now: datetime, until: datetime) -> None:
    row = {"person_id": person.id, "account_id": account.id, "at": now, "until": until}
    await insert_new(session, Arrival, [row], Arrival.person_id)


async def end_arrival(session: AsyncSession, person_id: int, account_id: int) -> bool:
    """False when there was none any more."""
    both = (Arrival.person_id == person_id, Arrival.account_id == account_id)
    return (await session.execute(delete(Arrival).where(*both).returning(Arrival.person_id))).first() is not None


async def end_arrivals(session: AsyncSession, person_ids: Collection[int], platform: str = "") -> None:
    """Whoever waits to become these people, in that messenger or in any, does so no longer."""
    theirs = delete(Arrival).where(Arrival.person_id.in_(person_ids))
    if platform:
        theirs = theirs.where(Arrival.account_id.in_(select(Account.id).where(Account.platform == platform)))
    await session.execute(theirs)


async def arrivals_from(session: AsyncSession, account_id: int) -> Sequence[Arrival]:
    """What waits of whoever writes from this account."""
    return (await session.scalars(select(Arrival).where(Arrival.account_id == account_id).order_by(Arrival.at))).all()


async def arrivals_of(session: AsyncSession, person_ids: Sequence[int]) -> Sequence[Arrival]:
    """Which accounts wait to become these people's, the newest first."""
    theirs = select(Arrival).where(Arrival.person_id.in_(person_ids))
    return (await session.scalars(theirs.order_by(Arrival.at.desc(), Arrival.account_id))).all()


async def overdue(session: AsyncSession, now: datetime) -> Sequence[Arrival]:
    """Those that silence makes somebody's: who could not be asked has not been silent."""
    over = select(Arrival).where(Arrival.until <= now, Arrival.asked_at.is_not(None))
    return (await session.scalars(over.order_by(Arrival.until))).all()
