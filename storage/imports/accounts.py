"""The accounts that the rows of a list name: VK's go to the person, another messenger's beside it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.rows import MAX, VK, AccountId
from storage.database.ids import reserve_ids
from storage.database.upsert import insert_rows
from storage.imports.bulk import insert_columns
from storage.imports.chunking import chunks
from storage.imports.matched import MatchedRow
from storage.people.detached import detached_of
from storage.tables import Account, Person, PersonAccount, Silenced

# Its numbers are handed over as one value: one by one they cost more than the query.
_KNOWN: Final = select(Account.external_id, Account.id).where(
    Account.platform == bindparam("platform"), Account.external_id.in_(bindparam("numbers", expanding=True))
)


async def ensure_accounts(session: AsyncSession, wanted: Iterable[AccountId]) -> dict[AccountId, int]:
    """Account ids; those not known yet are made."""
    wanted = list(dict.fromkeys(wanted))
    found: dict[AccountId, int] = {}
    for platform in (VK, MAX):
        for some in chunks([number for its, number in wanted if its == platform]):
            numbers = {"platform": platform, "numbers": some}
            found |= {(platform, number): account for number, account in await session.execute(_KNOWN, numbers)}
    fresh = [one for one in wanted if one not in found]
    ids = await reserve_ids(session, Account, len(fresh))
    columns = {"id": ids, "platform": [one[0] for one in fresh], "external_id": [one[1] for one in fresh]}
    await insert_columns(session, Account, columns, {"writing": "unknown"})
    return found | dict(zip(fresh, ids, strict=True))


async def silenced(session: AsyncSession) -> set[AccountId]:
    """Those who had their data deleted: the file brings them back as staff, not as recipients."""
    rows = await session.execute(select(Silenced.platform, Silenced.external_id))
    return {(platform, number) for platform, number in rows}


def is_silenced(one: MatchedRow, nobody: Set[AccountId]) -> bool:
    return bool(nobody) and not nobody.isdisjoint(one.row.accounts)


async def add_further(session: AsyncSession, matched: Sequence[MatchedRow], accounts: Mapping[AccountId, int]) -> None:
    """MAX accounts of people who have none yet; one that is known already is not replaced."""
    naming = {one.person_id: (MAX, one.row.max_id) for one in matched if one.person_id and one.row.max_id}
    for some in chunks(naming):
        of_max = select(PersonAccount.person_id).join(Account, Account.id == PersonAccount.account_id)
        have = set(await session.scalars(of_max.where(PersonAccount.person_id.in_(some), Account.platform == MAX)))
        strange = await detached_of(session, some)
        naming_ids = {one: accounts[naming[one]] for one in some if one not in have}
        values = [
            {"person_id": one, "account_id": account_id}
            for one, account_id in naming_ids.items()
            if (one, account_id) not in strange
        ]
        await insert_rows(session, PersonAccount, values)
        await _first_where_none(session, {one["person_id"]: one["account_id"] for one in values})


async def _first_where_none(session: AsyncSession, of_max: Mapping[int, int]) -> None:
    """Whoever has no account of VK's is known by the one of MAX; an account is one person's only in a school."""
    query = select(Person.id, Person.school_id).where(Person.id.in_(of_max), Person.account_id.is_(None))
    without = {row.id: row.school_id for row in await session.execute(query.order_by(Person.id))}
    known = select(Person.school_id, Person.account_id).where(Person.account_id.in_({of_max[one] for one in without}))
    taken = {(row.school_id, row.account_id) for row in await session.execute(known)}
    for person_id, school_id in without.items():
        place = (school_id, of_max[person_id])
        if place not in taken:
            taken.add(place)
            changed = update(Person).where(Person.id == person_id).values(account_id=of_max[person_id])
            await session.execute(changed.execution_options(synchronize_session=False))
