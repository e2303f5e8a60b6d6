"""Not to be reminded: the wish of an account and of all rows of staff lists that are its owner."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.plan.standing import NOT_NOW
from storage.people.privacy.forgetting import speak_again
from storage.people.privacy.human import human_of
from storage.tables import Account, Claim, Person


async def opt_out(session: AsyncSession, account: Account) -> None:
    """For every school, also one whose list comes later: that is why the account keeps it. The rows keep it too,
    for the day their owner writes from a new page."""
    await _set(session, account, wants=False)


async def opt_in(session: AsyncSession, account: Account, now: datetime) -> bool:
    """Their own word also lifts the silence of deleted data in every messenger, and «не на этой неделе». False where
    nothing was so."""
    changed = await _set(session, account, wants=True)
    human = await human_of(session, account.id)
    monday = now - timedelta(days=now.weekday() + 1)  # a day more than any zone's week has had
    this_week = (Claim.person_id.in_(human.person_ids), Claim.kind == NOT_NOW, Claim.at >= monday)
    taken_back = await session.execute(delete(Claim).where(*this_week).returning(Claim.id))
    theirs = await session.scalars(select(Account).where(Account.id.in_(human.account_ids)))
    silent = [await speak_again(session, one) for one in theirs.all()]
    return bool(taken_back.all()) or any(silent) or changed


async def _set(session: AsyncSession, account: Account, *, wants: bool) -> bool:
    """All rows and accounts of the human, whatever the messenger; whether one was otherwise."""
    human = await human_of(session, account.id)
    accounts = update(Account).where(Account.id.in_(human.account_ids), Account.wants_nudges.is_not(wants))
    people = update(Person).where(Person.id.in_(human.person_ids), Person.wants_nudges.is_not(wants))
    of_accounts = await session.scalars(accounts.values(wants_nudges=wants).returning(Account.id))
    of_people = await session.scalars(people.values(wants_nudges=wants).returning(Person.id))
    changed = [*of_accounts, *of_people]
    await session.flush()
    return bool(changed)
