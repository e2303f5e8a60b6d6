"""Deleting what is known of somebody. What hangs on a person or an account goes with it by foreign keys."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.dialogs.replies import written_to
from storage.messengers.told_there import forget_told
from storage.people.privacy.strangers import forget_speakers
from storage.people.roles import Role
from storage.statistics.nameless import keep_counts
from storage.tables import Account, Attempt, Member, Person, PersonAccount, PersonWeek, Reply, Silenced


async def forget_human(session: AsyncSession, person_ids: Sequence[int], account: Account | None) -> None:
    """These people, who are one human, with every account of theirs; nobody nudges any of these again."""
    first = select(Person.account_id).where(Person.id.in_(person_ids))
    found = [*await session.scalars(select(Account).where(Account.id.in_(first)))]
    accounts = {one.id: one for one in (*found, *await further_accounts(session, person_ids))}
    if account is not None:
        accounts[account.id] = account
    await forget_people(session, person_ids)
    for one in accounts.values():
        await forget_account(session, one)


async def further_accounts(session: AsyncSession, person_ids: Sequence[int]) -> Sequence[Account]:
    """Their accounts in other messengers than the one they are written to in."""
    query = select(Account).join(PersonAccount, PersonAccount.account_id == Account.id)
    return (await session.scalars(query.where(PersonAccount.person_id.in_(person_ids)).distinct())).all()


async def forget_people(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """Names, facts, claims, exemptions and messages of these people; what was counted of them stays as a number."""
    await keep_counts(session, person_ids)
    await session.execute(delete(Person).where(Person.id.in_(person_ids)))


async def forget_account(session: AsyncSession, account: Account) -> None:
    """The account, its roles, counts, open dialogue and the answers written to it; nobody nudges it again."""
    await insert_new(
        session, Silenced, [{"platform": account.platform, "external_id": account.external_id}], Silenced.external_id
    )
    tried = (Attempt.platform == account.platform, Attempt.external_id == account.external_id)
    await session.execute(update(Attempt).where(*tried).values(about=None))
    await session.execute(delete(Reply).where(*written_to(account)))
    await forget_numbers(session, [account.id])
    await session.execute(delete(Account).where(Account.id == account.id))


async def forget_numbers(session: AsyncSession, account_ids: Collection[int]) -> None:
    """Where no foreign key does: an account that is deleted leaves its number to another one day."""
    await forget_told(session, account_ids)
    await forget_speakers(session, account_ids)


async def is_last_officer(session: AsyncSession, account_id: int) -> bool:
    """Whether some school would be left without a confirmed officer."""
    mine = select(Member.school_id).where(
        Member.account_id == account_id, Member.role == str(Role.OFFICER), Member.confirmed_at.is_not(None)
    )
    others = (
        select(Member.school_id)
        .where(Member.account_id != account_id, Member.role == str(Role.OFFICER), Member.confirmed_at.is_not(None))
        .distinct()
    )
    return bool(set(await session.scalars(mine)) - set(await session.scalars(others)))


async def count_weeks(session: AsyncSession, person_id: int) -> int:
    counted = select(func.count()).select_from(PersonWeek).where(PersonWeek.person_id == person_id)
    return await session.scalar(counted) or 0


async def speak_again(session: AsyncSession, account: Account) -> bool:
    """Their own word, or a way in of their own, lifts the silence of `forget_account`; whether there was one."""
    of_account = (Silenced.platform == account.platform, Silenced.external_id == account.external_id)
    lifted = await session.execute(delete(Silenced).where(*of_account).returning(Silenced.external_id))
    return bool(lifted.all())
