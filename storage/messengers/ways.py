"""The accounts of people, whichever of their rows names them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import CTE, Select, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.platforms import Way
from storage.tables import Account, Person, PersonAccount


def tied() -> CTE:
    """(person_id, account_id) of every account of everybody."""
    first = select(Person.id.label("person_id"), Person.account_id).where(Person.account_id.is_not(None))
    return union(first, select(PersonAccount.person_id, PersonAccount.account_id)).cte("tied")


async def ways_of(session: AsyncSession, people: Select[*tuple[Any, ...]]) -> dict[int, list[Way]]:
    """By person; `people` selects their ids."""
    of = tied()
    query = (
        select(of.c.person_id, Account)
        .join(Account, Account.id == of.c.account_id)
        .where(of.c.person_id.in_(people))
        .order_by(Account.id)
    )
    found: dict[int, list[Way]] = {}
    for person_id, account in await session.execute(query):
        found.setdefault(person_id, []).append(way_of(account))
    return found


def way_of(account: Account) -> Way:
    return Way(
        account.id,
        account.external_id,
        account.platform,
        account.writing,
        account.heard_at,
        account.chosen_at,
    )


async def accounts_of(session: AsyncSession, person_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """The numbers of everybody's accounts, by person."""
    of = tied()
    found: dict[int, set[int]] = {}
    for person_id, account_id in await session.execute(select(of).where(of.c.person_id.in_(person_ids))):
        found.setdefault(person_id, set()).add(account_id)
    return {person_id: frozenset(accounts) for person_id, accounts in found.items()}
