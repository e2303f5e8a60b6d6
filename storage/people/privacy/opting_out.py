"""Not to be reminded: the wish of an account and of all rows of staff lists that are its owner."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.people.privacy.forgetting import speak_again
from storage.people.privacy.human import human_of
from storage.tables import Account, Person


async def opt_out(session: AsyncSession, account: Account) -> None:
    """For every school, also one whose list comes later: that is why the account keeps it. The rows keep it too,
    for the day their owner writes from a new page."""
    await _set(session, account, wants=False)


async def opt_in(session: AsyncSession, account: Account) -> None:
    """Their own word also lifts the silence of deleted data."""
    await _set(session, account, wants=True)
    await speak_again(session, account)


async def _set(session: AsyncSession, account: Account, *, wants: bool) -> None:
    """All rows and accounts of the human, whatever the messenger."""
    human = await human_of(session, account.id)
    await session.execute(update(Account).where(Account.id.in_(human.account_ids)).values(wants_nudges=wants))
    await session.execute(update(Person).where(Person.id.in_(human.person_ids)).values(wants_nudges=wants))
    await session.flush()
