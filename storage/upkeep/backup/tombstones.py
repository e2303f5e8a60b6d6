"""What people have asked for that a backup cannot know: it is taken along from the database that is replaced."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.people.accounts import ensure_account
from storage.people.privacy.forgetting import forget_human
from storage.people.privacy.opting_out import opt_out
from storage.tables import Account, Person, PersonAccount, Silenced

_Page = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Tombstones:
    """Pages, as (platform, id), of those who had their data deleted, and of those who asked not to be reminded."""

    silenced: frozenset[_Page]
    muted: frozenset[_Page]


async def read_tombstones(session: AsyncSession) -> Tombstones:
    silenced = await session.execute(select(Silenced.platform, Silenced.external_id))
    pages = select(Account.platform, Account.external_id).outerjoin(Person, Person.account_id == Account.id)
    muted = await session.execute(pages.where(or_(Person.wants_nudges.is_(False), Account.wants_nudges.is_(False))))
    return Tombstones(
        frozenset((row.platform, row.external_id) for row in silenced),
        frozenset((row.platform, row.external_id) for row in muted),
    )


async def honour(session: AsyncSession, known: Tombstones) -> int:
    """Forget once more those whom the backup brought back; how many there were."""
    already = (await read_tombstones(session)).silenced
    forgotten = 0
    for platform, external_id in sorted(known.silenced - already):
        page = (Account.platform == platform, Account.external_id == external_id)
        account = await session.scalar(select(Account).where(*page))
        if account is None:
            row = {"platform": platform, "external_id": external_id}
            await insert_new(session, Silenced, [row], Silenced.external_id)
            continue
        further = select(PersonAccount.person_id).where(PersonAccount.account_id == account.id)
        theirs = or_(Person.account_id == account.id, Person.id.in_(further))
        people = (await session.scalars(select(Person.id).where(theirs))).all()
        await forget_human(session, people, account)
        forgotten += 1
    await _mute(session, known)
    return forgotten


async def _mute(session: AsyncSession, known: Tombstones) -> None:
    for platform, external_id in sorted(known.muted):
        await opt_out(session, await ensure_account(session, platform, external_id))
