"""Accounts in messengers, and everything a conversation must know about who speaks, read for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from storage.database.upsert import insert_new
from storage.messengers.ways import tied
from storage.tables import Account, Dialogue, Member, Person, School

_THESE: BindParameter[Any] = bindparam("accounts", expanding=True)


@dataclass(slots=True)
class Who:
    """Somebody who speaks: the people they are in schools, their confirmed roles, what they were asked."""

    account: Account
    persons: list[Person] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    dialogue: Dialogue | None = None

    @property
    def wants_nudges(self) -> bool:
        return self.account.wants_nudges and all(person.wants_nudges for person in self.persons)

    @property
    def is_linked(self) -> bool:
        return bool(self.persons)

    @property
    def is_known(self) -> bool:
        return bool(self.persons or self.members)


async def ensure_account(session: AsyncSession, platform: str, external_id: int) -> Account:
    found = await session.scalar(
        select(Account).where(Account.platform == platform, Account.external_id == external_id)
    )
    if found is None:
        found = Account(platform=platform, external_id=external_id, writing="unknown")
        session.add(found)
        await session.flush()
    return found


async def load_who(session: AsyncSession, platform: str, external_ids: Iterable[int]) -> dict[int, Who]:
    """Everybody known by those ids, under their ids: three queries however many they are."""
    wanted = sorted(set(external_ids))
    found = await _who(session, Account.platform == platform, Account.external_id.in_(wanted))
    return {one.account.external_id: one for one in found.values()}


async def _who(session: AsyncSession, *whose: ColumnElement[bool]) -> dict[int, Who]:
    """By account."""
    accounts = select(Account, Dialogue).outerjoin(Dialogue, Dialogue.account_id == Account.id).where(*whose)
    who = {account.id: Who(account, dialogue=asked) for account, asked in await session.execute(accounts)}
    if not who:
        return {}
    these = {"accounts": list(who)}
    for account_id, person in await session.execute(_persons(), these):
        who[account_id].persons.append(person)
    for member in await session.scalars(_members(), these):
        who[member.account_id].members.append(member)
    return who


@cache
def _persons() -> Select[int, Person]:
    """Of every event: made once."""
    of = tied()
    persons = select(of.c.account_id, Person).join(Person, Person.id == of.c.person_id)
    return persons.where(of.c.account_id.in_(_THESE), Person.left_on.is_(None)).order_by(Person.id)


@cache
def _members() -> Select[Member]:
    theirs = select(Member).where(Member.account_id.in_(_THESE), Member.confirmed_at.is_not(None))
    return theirs.order_by(Member.id)


async def create_accounts(session: AsyncSession, platform: str, external_ids: Iterable[int]) -> dict[int, Who]:
    rows = [
        {"platform": platform, "external_id": external_id, "writing": "unknown"}
        for external_id in sorted(set(external_ids))
    ]
    inserted = await insert_new(session, Account, rows, Account.id)
    ids = [row.id for row in inserted]
    accounts = await session.scalars(select(Account).where(Account.id.in_(ids)))
    return {account.external_id: Who(account) for account in accounts}


_HEARD_EVERY = timedelta(hours=1)  # it is worth a write: people answer in bursts


async def note_heard(session: AsyncSession, accounts: Iterable[Account], now: datetime) -> None:
    """Their owners wrote or pressed: one statement, however many they are."""
    late = [one for one in accounts if one.heard_at is None or not timedelta(0) <= now - one.heard_at < _HEARD_EVERY]
    if late:
        heard = update(Account).where(Account.id.in_([one.id for one in late])).values(heard_at=now)
        await session.execute(heard, execution_options={"synchronize_session": False})
    for account in late:
        set_committed_value(account, "heard_at", now)


async def note_cleared(session: AsyncSession, account_id: int, at: datetime) -> None:
    """They emptied their dialog: what was sent before cannot be looked up there."""
    await session.execute(update(Account).where(Account.id == account_id).values(cleared_at=at))


async def set_writing(session: AsyncSession, account_id: int, state: str) -> None:
    """Remember whether the bot may write to this account: allowed, denied, gone."""
    await session.execute(update(Account).where(Account.id == account_id).values(writing=state))


async def school_of(session: AsyncSession, person: Person) -> School:
    school = await session.get(School, person.school_id)
    if school is None:
        raise LookupError("a person without a school")
    return school


async def load_who_by_account(session: AsyncSession, account_id: int) -> Who:
    """The same about one account.

    Raises:
        LookupError: there is no such account (its owner had it deleted).
    """
    found = await _who(session, Account.id == account_id)
    if not found:
        raise LookupError("no such account")
    return found[account_id]


async def still_there(session: AsyncSession, account_ids: Iterable[int]) -> list[Who]:
    """The same about those of the accounts that there are."""
    found = await session.scalars(select(Account.id).where(Account.id.in_(set(account_ids))).order_by(Account.id))
    return [await load_who_by_account(session, one) for one in found.all()]
