"""Not to be reminded: the wish of an account and of all rows of staff lists that are its owner."""

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.people.forgetting import speak_again
from storage.tables import Account, Person, PersonAccount


async def opt_out(session: AsyncSession, account: Account) -> None:
    """For every school, also one whose list comes later: that is why the account keeps it. The rows keep it too,
    for the day their owner writes from a new page."""
    await _set(session, account, wants=False)


async def opt_in(session: AsyncSession, account: Account) -> None:
    """Their own word also lifts the silence of deleted data."""
    await _set(session, account, wants=True)
    await speak_again(session, account)


async def _set(session: AsyncSession, account: Account, *, wants: bool) -> None:
    """One human: all rows that the account is, and all accounts of those rows, whatever the messenger."""
    further = select(PersonAccount.person_id).where(PersonAccount.account_id == account.id)
    people = select(Person.id).where(or_(Person.account_id == account.id, Person.id.in_(further)))
    ids = (await session.scalars(people)).all()
    first = select(Person.account_id).where(Person.id.in_(ids), Person.account_id.is_not(None))
    others = select(PersonAccount.account_id).where(PersonAccount.person_id.in_(ids))
    accounts = {account.id, *(await session.scalars(first)), *(await session.scalars(others))}
    await session.execute(update(Account).where(Account.id.in_(accounts)).values(wants_nudges=wants))
    await session.execute(update(Person).where(Person.id.in_(ids)).values(wants_nudges=wants))
    await session.flush()
