"""The accounts of people, whichever of their rows names them."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import CTE, Select, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.platforms import Way, best_way, is_there
from storage.database.bulk import plain_rows
from storage.database.read_once import read_once
from storage.messengers.spoken import spoken
from storage.tables import Account, Person, PersonAccount, School

# In the order of the fields of `Way`; columns, because objects cost a large school three times as much.
_WAY = (
    Account.id,
    Account.external_id,
    Account.platform,
    Account.writing,
    Account.heard_at,
    Account.chosen_at,
)


@cache
def tied() -> CTE:
    """(person_id, account_id) of every account of everybody, each once. Not by a plain UNION: to drop what is double
    it would gather everybody of every school, whomever it is asked about. Made once: it takes as long as its query."""
    first = select(Person.id.label("person_id"), Person.account_id).where(Person.account_id.is_not(None))
    further = select(PersonAccount.person_id, PersonAccount.account_id)
    further = further.join(Person, Person.id == PersonAccount.person_id)
    further = further.where(Person.account_id.is_distinct_from(PersonAccount.account_id))
    return union_all(first, further).cte("tied")


async def ways_of(session: AsyncSession, people: Select[*tuple[Any, ...]]) -> dict[int, list[Way]]:
    """By person; `people` selects their ids."""
    of = tied()
    query = (
        select(of.c.person_id, *_WAY)
        .join(Account, Account.id == of.c.account_id)
        .where(of.c.person_id.in_(people))
        .order_by(Account.id)
    )
    found: dict[int, list[Way]] = {}
    for row in await plain_rows(session, query):
        found.setdefault(row[0], []).append(Way(*row[1:]))
    return found


async def ways_of_person(session: AsyncSession, person_id: int) -> list[Way]:
    return (await ways_of(session, select(Person.id).where(Person.id == person_id))).get(person_id, [])


@read_once
async def ways_at(session: AsyncSession, school_id: int) -> Mapping[int, Sequence[Way]]:
    """By person of a school."""
    return await ways_of(session, select(Person.id).where(Person.school_id == school_id))


async def best_ways(session: AsyncSession, school_id: int) -> dict[int, Way]:
    """By person of a school, where they are written to; those whom no messenger of the program's knows are left out."""
    here = await spoken(session)
    found = {person_id: best_way(ways, here) for person_id, ways in (await ways_at(session, school_id)).items()}
    return {person_id: way for person_id, way in found.items() if way is not None}


async def messengers_at(session: AsyncSession, school_id: int) -> dict[int, frozenset[str]]:
    """By person of a school, in which messengers they are; see `nudges.platforms.is_there`."""
    found = await ways_at(session, school_id)
    return {
        person_id: frozenset(way.platform for way in ways if is_there(way.platform, way.writing))
        for person_id, ways in found.items()
    }


async def open_ways(session: AsyncSession, people: Select[*tuple[Any, ...]], platform: str) -> dict[int, Way]:
    """By person, the account in that messenger from which they have opened a dialog with the bot."""
    found = await ways_of(session, people)
    theirs = (
        (person_id, way)
        for person_id, ways in found.items()
        for way in ways
        if way.platform == platform and way.writing == "allowed"
    )
    return dict(theirs)


async def account_for(session: AsyncSession, person: Person) -> Account | None:
    """The account a person is written to; None where no messenger of the program's knows them."""
    way = best_way(await ways_of_person(session, person.id), await spoken(session))
    return await session.get(Account, way.account_id) if way is not None else None


async def every_account_of(session: AsyncSession, person_id: int) -> Sequence[Account]:
    ids = [one.account_id for one in await ways_of_person(session, person_id)]
    return (await session.scalars(select(Account).where(Account.id.in_(ids)).order_by(Account.id))).all()


async def known_in(session: AsyncSession, platform: str, person_ids: Collection[int]) -> frozenset[int]:
    """Those of the people who have an account in that messenger. One that is gone for good gives way to another."""
    of = tied()
    query = select(of.c.person_id).join(Account, Account.id == of.c.account_id)
    here = (of.c.person_id.in_(person_ids), Account.platform == platform, Account.writing != "gone")
    return frozenset(await session.scalars(query.where(*here)))


async def lacks_account(session: AsyncSession, person_id: int) -> bool:
    """Whether there is a messenger of the program's in which nobody knows them."""
    return any([person_id not in await known_in(session, one, [person_id]) for one in await spoken(session)])


async def all_accounts_of(session: AsyncSession, person_ids: Collection[int]) -> frozenset[int]:
    return frozenset[int]().union(*(await accounts_of(session, person_ids)).values())


async def accounts_beside(session: AsyncSession, account_id: int) -> frozenset[int]:
    """This account, and the others of the people whose it is."""
    of = tied()
    people = await session.scalars(select(of.c.person_id).where(of.c.account_id == account_id))
    return await all_accounts_of(session, people.all()) | {account_id}


async def accounts_of(session: AsyncSession, person_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """The numbers of everybody's accounts, by person."""
    of = tied()
    found: dict[int, set[int]] = {}
    for person_id, account_id in await session.execute(select(of).where(of.c.person_id.in_(person_ids))):
        found.setdefault(person_id, set()).add(account_id)
    return {person_id: frozenset(accounts) for person_id, accounts in found.items()}


async def known_elsewhere(session: AsyncSession, school_id: int, people: Select[*tuple[Any, ...]]) -> set[int]:
    """The accounts of these people that belong to somebody at work at another school, too. `tied` is met but once: met
    twice it would be made whole, of everybody of every school."""
    of = tied()
    mine = select(of.c.account_id).where(of.c.person_id.in_(people))
    at_work = (Person.school_id != school_id, Person.left_on.is_(None))
    first = select(Person.account_id).where(Person.account_id.in_(mine), *at_work)
    further = select(PersonAccount.account_id).join(Person, Person.id == PersonAccount.person_id)
    further = further.where(PersonAccount.account_id.in_(mine), *at_work)
    return {one for one in await session.scalars(union_all(first, further)) if one is not None}


async def schools_of(session: AsyncSession, accounts: Collection[int], *, but: int) -> Sequence[School]:
    """The other schools at which somebody with one of these accounts is at work."""
    first = select(Person.school_id).where(Person.account_id.in_(accounts), Person.left_on.is_(None))
    further = select(Person.school_id).join(PersonAccount, PersonAccount.person_id == Person.id)
    further = further.where(PersonAccount.account_id.in_(accounts), Person.left_on.is_(None))
    ids = union_all(first, further).subquery()
    found = select(School).where(School.id.in_(select(ids.c.school_id)), School.id != but)
    return (await session.scalars(found.order_by(School.id))).all()
