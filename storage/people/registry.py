"""Finding people of a school and tying accounts to them."""

import hashlib
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import String, and_, case, cast, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from indicators.russian.name_endings import is_typo
from indicators.russian.names import comparable
from nudges.platforms import Platform
from storage.database.bulk import plain_rows
from storage.messengers.arrivals import end_arrivals
from storage.messengers.ways import tied
from storage.people.corrections import any_has, every_name
from storage.people.detached import tied_again
from storage.people.privacy.forgetting import speak_again
from storage.tables import Account, Dialogue, Person, PersonAccount

_HAS_LEFT = case((Person.left_on.is_(None), ""), else_="-")
_THERE_FIRST = (Person.left_on.is_not(None), Person.name_key, Person.id)


async def people_of(session: AsyncSession, school_id: int) -> Sequence[Person]:
    """Everybody who works there, by name."""
    there = select(Person).where(Person.school_id == school_id, Person.left_on.is_(None))
    return (await session.scalars(there.order_by(Person.name_key, Person.id))).all()


async def people_with(session: AsyncSession, ids: Collection[int]) -> Sequence[Person]:
    return (await session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id))).all()


async def everybody_of(session: AsyncSession, school_id: int) -> Sequence[Person]:
    """Also those who do not work there any more, the others first."""
    return (await session.scalars(select(Person).where(Person.school_id == school_id).order_by(*_THERE_FIRST))).all()


class Listed(NamedTuple):
    """Somebody of a list, with what is needed to know who is spoken of."""

    id: int
    full_name: str
    last_name: str
    first_name: str
    patronymic: str
    former: str
    role: str
    classes: str


async def names_of_everybody(session: AsyncSession, school_id: int) -> Sequence[Listed]:
    """The same people in the same order, read more quickly."""
    told = (getattr(Person, field) for field in Listed._fields)
    rows = await plain_rows(session, select(*told).where(Person.school_id == school_id).order_by(*_THERE_FIRST))
    return [Listed(*row) for row in rows]


async def names_at_a_glance(session: AsyncSession, school_id: int) -> bytes:
    """Another number when anything is another that `names_of_everybody` tells; a fifth of its work."""
    told = [cast(Person.id, String), *(getattr(Person, field) for field in Listed._fields[1:]), _HAS_LEFT]
    columns = (func.aggregate_strings(one, "\x1f") for one in told)
    [row] = await plain_rows(session, select(*columns).where(Person.school_id == school_id))
    return hashlib.sha256("\x1e".join(column or "" for column in row).encode()).digest()


async def staff_of_schools(session: AsyncSession, school_ids: Collection[int]) -> Sequence[Person]:
    """Everybody who works at one of them, with no more than the name, the role and the classes."""
    told = (Person.id, Person.school_id, Person.full_name, Person.last_name, Person.first_name, Person.patronymic)
    there = select(Person).options(load_only(*told, Person.former, Person.role, Person.classes))
    there = there.where(Person.school_id.in_(school_ids), Person.left_on.is_(None))
    return (await session.scalars(there.order_by(Person.name_key, Person.id))).all()


async def person_at(session: AsyncSession, school_id: int, person_id: int) -> Person | None:
    """A person by id, but only of this school: an id from a button proves nothing."""
    person = await session.get(Person, person_id)
    return person if person is not None and person.school_id == school_id else None


async def names_by_page(
    session: AsyncSession, pages: Sequence[tuple[str, int]], school_ids: Sequence[int] | None
) -> dict[tuple[str, int], str]:
    """Who owns these accounts (messenger, number), as the lists of these schools say; None means all schools."""
    of = tied()
    rows = select(Account.platform, Account.external_id, Person.full_name).join(of, of.c.account_id == Account.id)
    rows = rows.join(Person, Person.id == of.c.person_id)
    rows = rows.where(Account.external_id.in_({number for _, number in pages}))
    if school_ids is not None:
        rows = rows.where(Person.school_id.in_(school_ids))
    found = await session.execute(rows.order_by(Person.id.desc()))
    return {(platform, number): name for platform, number, name in found}


async def schools_of_account(session: AsyncSession, account_id: int) -> list[tuple[int, int]]:
    """(school, person) of everybody on a list who writes from this account."""
    further = select(PersonAccount.person_id).where(PersonAccount.account_id == account_id)
    theirs = or_(Person.account_id == account_id, Person.id.in_(further))
    rows = select(Person.school_id, Person.id).where(theirs).order_by(Person.id)
    return [(row.school_id, row.id) for row in await session.execute(rows)]


async def called(session: AsyncSession, full_name: str) -> Sequence[Person]:
    """People of any school whose name, or one of before, has all the words that were typed, or where nobody has them
    all but one with a slip; those without an account first."""
    words = comparable(full_name).split()
    if len(words) < 2:
        return []
    has_it = [one.contains(words[0], autoescape=True) for one in (Person.name_key, Person.former)]
    others = and_(*(Person.name_key.contains(word, autoescape=True) for word in words[1:]))
    likely = (await session.scalars(select(Person).where(Person.left_on.is_(None), or_(*has_it, others)))).all()
    found = [person for person in likely if any_has(every_name(person.name_key, person.former), words)]
    found = found or [person for person in likely if _nearly(person.name_key.split(), words)]
    return sorted(found, key=lambda person: (person.account_id is not None, person.id))


def _nearly(name: Sequence[str], words: Sequence[str]) -> bool:
    """«Даниловна» of Данииловна."""
    slips = [word for word in words if word not in name]
    return len(slips) == 1 and len(words) > 2 and any(is_typo(one, slips[0]) for one in name if one not in words)


async def link(session: AsyncSession, person: Person, account: Account) -> bool:
    """Tie the account to the person, whatever they have in another messenger; False when the account is tied to
    somebody else in this school already, or the person to another account of this messenger.

    An account that is gone for good gives way to the person's new one.
    """
    owner, same = await _in_the_way(session, person, account)
    if owner is not None or any(one.writing != "gone" for one in same):
        return owner == person.id
    await _tie(session, person, account, {one.id for one in same})
    await tied_again(session, person, account.id)
    await end_arrivals(session, [person.id], account.platform)
    await _no_longer_asking(session, account.id)
    if person.wants_nudges:
        await speak_again(session, account)
    await session.flush()
    return True


async def may_link(session: AsyncSession, person: Person, account: Account) -> bool:
    """Whether `link` would."""
    owner, same = await _in_the_way(session, person, account)
    return owner == person.id if owner is not None else all(one.writing == "gone" for one in same)


async def _in_the_way(session: AsyncSession, person: Person, account: Account) -> tuple[int | None, list[Account]]:
    """Whose the account is in this school by now, and what the person has in its messenger."""
    of = tied()
    owners = select(Person.id).join(of, of.c.person_id == Person.id)
    owner = await session.scalar(owners.where(Person.school_id == person.school_id, of.c.account_id == account.id))
    theirs = select(Account).join(of, of.c.account_id == Account.id).where(of.c.person_id == person.id)
    return owner, [one for one in await session.scalars(theirs) if one.platform == account.platform]


async def _no_longer_asking(session: AsyncSession, account_id: int) -> None:
    """Whoever is known waits for nobody to know them."""
    dialogue = await session.get(Dialogue, account_id)
    if dialogue is not None and dialogue.name == "asked":
        await session.delete(dialogue)
        await session.flush()


async def _tie(session: AsyncSession, person: Person, account: Account, instead_of: set[int]) -> None:
    """VK's account is the person's first one, as a list's column has it; MAX's is too where there is none."""
    gone = delete(PersonAccount).where(PersonAccount.person_id == person.id, PersonAccount.account_id.in_(instead_of))
    await session.execute(gone)
    first = await session.get(Account, person.account_id) if person.account_id is not None else None
    if account.platform == Platform.MAX:
        session.add(PersonAccount(person_id=person.id, account_id=account.id))
    if first is None or first.id in instead_of or account.platform == Platform.VK:
        person.account_id = account.id


async def asking(session: AsyncSession) -> Sequence[tuple[Account, Dialogue]]:
    """Those who typed their name and wait for an officer to know them."""
    rows = select(Account, Dialogue).join(Dialogue, Dialogue.account_id == Account.id)
    found = await session.execute(rows.where(Dialogue.name == "asked").order_by(Dialogue.at))
    return [(account, dialogue) for account, dialogue in found.all()]
