"""The log of who did what. Details hold ids and numbers, never names or texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.messengers.ways import tied
from storage.people.namesakes import in_short
from storage.people.pages import page_of
from storage.tables import Account, AuditEntry, Claim, Detached, Member, Person

COMPLAINED = "complained"  # of the reminders


def record(
    session: AsyncSession,
    action: str,
    now: datetime,
    *,
    school_id: int | None = None,
    account_id: int | None = None,
    **details: Any,
) -> None:
    session.add(AuditEntry(at=now, school_id=school_id, account_id=account_id, action=action, details=details))


async def recent(session: AsyncSession, school_id: int, limit: int = 20, *, skip: int = 0) -> Sequence[AuditEntry]:
    newest = select(AuditEntry).where(AuditEntry.school_id == school_id).order_by(AuditEntry.id.desc())
    return (await session.scalars(newest.limit(limit).offset(skip))).all()


async def recent_about(session: AsyncSession, school_id: int, person_id: int, limit: int = 20) -> Sequence[AuditEntry]:
    """The newest deeds that were about one person of the list."""
    about = AuditEntry.details["person"].as_integer() == person_id
    found = select(AuditEntry).where(AuditEntry.school_id == school_id, about).order_by(AuditEntry.id.desc())
    return (await session.scalars(found.limit(limit))).all()


async def recent_of(
    session: AsyncSession, school_id: int, account_ids: Collection[int], limit: int = 20
) -> Sequence[AuditEntry]:
    """The newest deeds of these accounts."""
    theirs = select(AuditEntry).where(AuditEntry.school_id == school_id, AuditEntry.account_id.in_(account_ids))
    return (await session.scalars(theirs.order_by(AuditEntry.id.desc()).limit(limit))).all()


async def last_of_each(
    session: AsyncSession, school_id: int, action: str, since: datetime | None = None
) -> dict[int, datetime]:
    """By person, when it was said or done of them last; by an account that turned out to be a stranger's, never."""
    entries = select(AuditEntry).where(AuditEntry.school_id == school_id, AuditEntry.action == action)
    entries = entries if since is None else entries.where(AuditEntry.at >= since)
    found = [one for one in await session.scalars(entries.order_by(AuditEntry.id)) if "person" in one.details]
    if not found:
        return {}
    strange = select(Detached.person_id, Detached.account_id).where(Detached.asked.is_(False))
    of_strangers = {(row[0], row[1]) for row in await session.execute(strange)}
    return {
        one.details["person"]: one.at for one in found if (one.details["person"], one.account_id) not in of_strangers
    }


async def entry_of_coming(session: AsyncSession, people: Sequence[Person], account_id: int) -> int:
    """By which entry the account became theirs last, by a code or an officer's word; 0 where a list had it. Of two
    accounts the greater one came later, whichever is chosen to be written to."""
    coming = or_(
        and_(AuditEntry.action == "linked", AuditEntry.account_id == account_id),
        and_(AuditEntry.action == "link_approved", AuditEntry.details["account"].as_integer() == account_id),
    )
    query = select(func.max(AuditEntry.id)).where(
        AuditEntry.school_id.in_([one.school_id for one in people]),
        AuditEntry.details["person"].as_integer().in_([one.id for one in people]),
        coming,
    )
    return await session.scalar(query) or 0


async def who_disowned(session: AsyncSession, person: Person, account_id: int) -> Account | None:
    """From which account it was said last that this one is not the person's."""
    query = select(Account).join(AuditEntry, AuditEntry.account_id == Account.id)
    query = query.where(
        AuditEntry.school_id == person.school_id,
        AuditEntry.action == "disowned",
        AuditEntry.details["person"].as_integer() == person.id,
        AuditEntry.details["account"].as_integer() == account_id,
    )
    return (await session.scalars(query.order_by(AuditEntry.id.desc()).limit(1))).first()


async def count_entries(session: AsyncSession, school_id: int) -> int:
    return await session.scalar(select(func.count()).where(AuditEntry.school_id == school_id)) or 0


async def who_loaded(session: AsyncSession, school_id: int, moments: Sequence[datetime]) -> dict[datetime, str]:
    """The names of those who loaded statistics at these moments."""
    query = select(AuditEntry).where(
        AuditEntry.school_id == school_id, AuditEntry.action.in_(("imported", "pupils_set")), AuditEntry.at.in_(moments)
    )
    entries = (await session.scalars(query)).all()
    known = await named(session, entries, school_id)
    return {one.at: known.account(one.account_id) for one in entries}


@dataclass(frozen=True, slots=True)
class Named:
    """Names for the ids in entries of one school: by person, by account, by member and by claim. They are short, as the
    log shows them, and whole where a short one would be another's too."""

    people: Mapping[int, str]
    accounts: Mapping[int, str]
    members: Mapping[int, int]
    claims: Mapping[int, int]

    def account(self, account_id: int | None) -> str:
        return self.accounts.get(account_id or 0, "")

    def subject(self, details: Mapping[str, Any]) -> str:
        """Whom an entry is about; empty when it is about nobody, or about somebody who is not known any more."""
        person_id = details.get("person") or self.claims.get(details.get("claim", 0))
        account_id = details.get("account") or self.members.get(details.get("member", 0))
        return self.people.get(person_id or 0) or self.account(account_id)


async def named(session: AsyncSession, entries: Sequence[AuditEntry], school_id: int) -> Named:
    """Look the names up, a query for each kind of id. A person without a name on the list is their page."""
    ids = {kind: {entry.details[kind] for entry in entries if entry.details.get(kind)} for kind in _KINDS}
    members = await _pairs(session, Member.id, Member.account_id, ids["member"])
    claims = await _pairs(session, Claim.id, Claim.person_id, ids["claim"])
    people = await _pairs(session, Person.id, Person.full_name, {*ids["person"], *claims.values()})
    wanted = {*ids["account"], *members.values(), *(entry.account_id for entry in entries if entry.account_id)}
    rows = select(Account.id, Account.platform, Account.external_id).where(Account.id.in_(wanted))
    pages = {row.id: page_of(row.platform, row.external_id) for row in await session.execute(rows)}
    of = tied()
    here = (
        select(of.c.account_id, Person.full_name)
        .join(Person, Person.id == of.c.person_id)
        .where(Person.school_id == school_id, of.c.account_id.in_(wanted))
    )
    names = {row.account_id: row.full_name for row in await session.execute(here)}
    short = await in_short(session, school_id, {*people.values(), *names.values()})
    accounts = {key: short[names[key]] if names.get(key) else page for key, page in pages.items()}
    return Named({key: short[name] for key, name in people.items()}, accounts, members, claims)


_KINDS = ("person", "account", "member", "claim")


async def _pairs(session: AsyncSession, key: Any, value: Any, ids: set[int]) -> dict[int, Any]:
    return {row[0]: row[1] for row in await session.execute(select(key, value).where(key.in_(ids)))}


async def newest_of(
    session: AsyncSession, school_id: int, account_ids: Collection[int], actions: Sequence[str]
) -> AuditEntry | None:
    """The last of these that somebody, with whichever of their accounts, did at the school."""
    query = select(AuditEntry).where(
        AuditEntry.school_id == school_id, AuditEntry.account_id.in_(account_ids), AuditEntry.action.in_(actions)
    )
    return (await session.scalars(query.order_by(AuditEntry.id.desc()).limit(1))).first()


async def entries_of(session: AsyncSession, school_id: int, ids: Sequence[int]) -> Sequence[AuditEntry]:
    """Those of the school, in their order."""
    query = select(AuditEntry).where(AuditEntry.school_id == school_id, AuditEntry.id.in_(ids))
    return (await session.scalars(query.order_by(AuditEntry.id))).all()


async def newest_with(session: AsyncSession, school_id: int, action: str, detail: str, value: int) -> int:
    """The number of the last such deed about that; 0 where there is none."""
    query = select(AuditEntry.id).where(
        AuditEntry.school_id == school_id,
        AuditEntry.action == action,
        AuditEntry.details[detail].as_integer() == value,
    )
    return await session.scalar(query.order_by(AuditEntry.id.desc()).limit(1)) or 0


async def later_of_others(session: AsyncSession, entry: AuditEntry) -> AuditEntry | None:
    """The last time that somebody else did the same after it."""
    query = select(AuditEntry).where(
        AuditEntry.school_id == entry.school_id,
        AuditEntry.account_id.is_distinct_from(entry.account_id),
        AuditEntry.action == entry.action,
        AuditEntry.id > entry.id,
    )
    return (await session.scalars(query.order_by(AuditEntry.id.desc()).limit(1))).first()


async def later_about(
    session: AsyncSession, entry: AuditEntry, people: Collection[int], actions: Collection[str]
) -> AuditEntry | None:
    """The last of these that was done to one of the people after it."""
    query = select(AuditEntry).where(
        AuditEntry.school_id == entry.school_id,
        AuditEntry.action.in_(actions),
        AuditEntry.details["person"].as_integer().in_(people),
        AuditEntry.id > entry.id,
        AuditEntry.at > entry.at,
    )
    return (await session.scalars(query.order_by(AuditEntry.id.desc()).limit(1))).first()


async def same_deed(session: AsyncSession, entry: AuditEntry) -> Sequence[AuditEntry]:
    """The entry with those of the same order: several people were named in it."""
    query = select(AuditEntry).where(
        AuditEntry.school_id == entry.school_id,
        AuditEntry.account_id == entry.account_id,
        AuditEntry.action == entry.action,
        AuditEntry.at == entry.at,
    )
    return (await session.scalars(query.order_by(AuditEntry.id))).all()
