"""One human: rows of staff lists and accounts in messengers that lead to each other."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Person, PersonAccount


@dataclass(frozen=True, slots=True)
class Human:
    person_ids: frozenset[int]
    account_ids: frozenset[int]


async def human_of(session: AsyncSession, account_id: int) -> Human:
    """Whoever writes from this account: also rows of schools they have left, and what only another messenger ties."""
    people: frozenset[int] = frozenset()
    accounts = frozenset({account_id})
    while True:
        further = select(PersonAccount.person_id).where(PersonAccount.account_id.in_(accounts))
        theirs = select(Person.id).where(or_(Person.account_id.in_(accounts), Person.id.in_(further)))
        found = frozenset(await session.scalars(theirs))
        if found == people:
            return Human(people, accounts)
        people = found
        first = select(Person.account_id).where(Person.id.in_(people), Person.account_id.is_not(None))
        others = select(PersonAccount.account_id).where(PersonAccount.person_id.in_(people))
        accounts |= {one for one in await session.scalars(first) if one is not None}
        accounts |= set(await session.scalars(others))
