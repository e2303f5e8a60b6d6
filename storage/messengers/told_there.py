"""Which accounts with a role want the news of their schools in another one of theirs: nobody's list ties the two.

It is the word of the account that becomes quiet, about itself alone; so nothing has to be proved for it.
"""

from collections.abc import Collection

from sqlalchemy import delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.key_values import write_note
from storage.tables import Account, Note

_KEY = "told_there:"


def _key(account_id: int) -> str:
    return f"{_KEY}{account_id}"


async def told_there(session: AsyncSession, account_ids: Collection[int]) -> dict[int, int]:
    """By account, the one that is told in its place."""
    query = select(Note.key, Note.value).where(Note.key.in_([_key(one) for one in account_ids]))
    return {int(key.removeprefix(_KEY)): int(there) for key, there in await session.execute(query)}


async def forget_told(session: AsyncSession, account_ids: Collection[int]) -> None:
    """Of accounts that are deleted."""
    either = or_(Note.key.in_([_key(one) for one in account_ids]), Note.value.in_([str(one) for one in account_ids]))
    await session.execute(delete(Note).where(Note.key.startswith(_KEY, autoescape=True), either))


async def tell_there(session: AsyncSession, account: Account, there: Account) -> None:
    """Never both: the one that is chosen speaks."""
    await tell_here(session, there)
    await write_note(session, _key(account.id), str(there.id))


async def tell_here(session: AsyncSession, account: Account) -> bool:
    """Whether it was told elsewhere until now."""
    gone = delete(Note).where(Note.key == _key(account.id)).returning(Note.key)
    return (await session.execute(gone.execution_options(synchronize_session="fetch"))).first() is not None
