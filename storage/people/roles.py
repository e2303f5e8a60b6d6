"""Who may do what: the roles of accounts, always read from the database and never from a button."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.messengers.ways import accounts_beside, tied
from storage.people.codes import ISSUER, ROLE_TERM
from storage.people.pages import page_words
from storage.tables import Account, Invitation, Member, Person


class Role(StrEnum):
    OFFICER = "officer"
    DEPUTY = "deputy"
    MANAGER = "manager"
    MUNICIPAL = "municipal"


class RoleWords(NamedTuple):
    """What a role is called, as which somebody is named («назначить заместителем»), and what it may."""

    name: str
    named_as: str
    may: str


ROLES: Mapping[str, RoleWords] = {
    Role.OFFICER: RoleWords("ответственный", "ответственным", "может всё"),
    Role.DEPUTY: RoleWords(
        "заместитель ответственного",
        "заместителем",
        "может всё, кроме ролей, журнала действий и удаления чужих данных",
    ),
    Role.MANAGER: RoleWords("руководитель", "руководителем", "читает сводки и получает отчёты"),
    Role.MUNICIPAL: RoleWords("управление образования", "муниципальным", "читает сводки и загружает файлы"),
}


def role_name(code: str | None) -> str:
    return ROLES[code].name if code is not None and code in ROLES else code or ""


# Who may change things; managers and municipal officers read.
CHANGING = frozenset({Role.OFFICER, Role.DEPUTY})


async def members(session: AsyncSession, school_id: int, *roles: Role) -> Sequence[tuple[Member, Account]]:
    """The confirmed members of a school, those of the whole municipality not counted."""
    found = select(Member, Account).join(Account, Account.id == Member.account_id)
    found = found.where(Member.school_id == school_id, Member.confirmed_at.is_not(None))
    if roles:
        found = found.where(Member.role.in_([str(role) for role in roles]))
    return [(member, account) for member, account in (await session.execute(found.order_by(Member.id))).all()]


async def with_all_roles_of(session: AsyncSession, account_id: int, platform: str) -> Sequence[Account]:
    """Other accounts of that messenger that have each of its roles, in the order in which they got them."""
    held = select(Member.school_id, Member.role).where(
        Member.account_id == account_id, Member.confirmed_at.is_not(None)
    )
    wanted = {(row.school_id, row.role) for row in await session.execute(held)}
    found = select(Account, Member).join(Member, Member.account_id == Account.id).order_by(Member.id)
    found = found.where(Account.platform == platform, Account.id != account_id, Member.confirmed_at.is_not(None))
    theirs: dict[Account, set[tuple[int | None, str]]] = {}
    for account, member in await session.execute(found):
        theirs.setdefault(account, set()).add((member.school_id, member.role))
    return [account for account, roles in theirs.items() if wanted and wanted <= roles]


async def with_several_schools(session: AsyncSession, account_ids: Collection[int]) -> set[int]:
    """Those of the accounts that have a role at more than one school, or at all of them."""
    found = select(Member.account_id).where(Member.account_id.in_(account_ids), Member.confirmed_at.is_not(None))
    several = func.count(Member.school_id.distinct()) > 1
    of_all = func.count() > func.count(Member.school_id)
    return set(await session.scalars(found.group_by(Member.account_id).having(or_(several, of_all))))


async def schools_with(session: AsyncSession, *roles: Role) -> set[int]:
    """The schools that have a confirmed member with one of the roles."""
    found = select(Member.school_id).where(Member.role.in_([str(role) for role in roles]))
    ids = await session.scalars(found.where(Member.confirmed_at.is_not(None)).distinct())
    return {school_id for school_id in ids if school_id is not None}


async def give_role(
    session: AsyncSession,
    account_id: int,
    school_id: int | None,
    role: Role,
    now: datetime,
    *,
    given_by: int | None = None,
    confirmed: bool = True,
) -> Member:
    """Give a role, or confirm the one that is there already; what is not confirmed is an offer, made anew now."""
    same = select(Member).where(Member.account_id == account_id, Member.role == str(role))
    same = same.where(Member.school_id.is_(None) if school_id is None else Member.school_id == school_id)
    member = await session.scalar(same)
    if member is None:
        member = Member(account_id=account_id, school_id=school_id, role=str(role), given_by=given_by)
        session.add(member)
    if member.confirmed_at is None:
        member.confirmed_at = now if confirmed else None
        member.offered_at, member.given_by = now, given_by or member.given_by
    await session.flush()
    return member


async def take_role(session: AsyncSession, member_id: int) -> bool:
    """Take a role away, in every messenger of whoever has it; the last confirmed officer of a school stays, and the
    answer is False then."""
    member = await session.get(Member, member_id)
    if member is None:
        return False
    if member.confirmed_at is None:
        await session.execute(delete(Member).where(Member.id == member_id))
        return True
    theirs = await accounts_beside(session, member.account_id)
    same = (Member.school_id == member.school_id, Member.role == member.role, Member.confirmed_at.is_not(None))
    others = select(Member.id).where(*same, Member.account_id.not_in(theirs)).limit(1)
    if member.role == Role.OFFICER and await session.scalar(others) is None:
        return False
    await session.execute(delete(Member).where(*same, Member.account_id.in_(theirs)))
    return True


async def roles_held(session: AsyncSession, account_id: int) -> Sequence[Member]:
    """The confirmed roles of an account, at any school."""
    held = select(Member).where(Member.account_id == account_id, Member.confirmed_at.is_not(None))
    return (await session.scalars(held.order_by(Member.id))).all()


async def roles_of_others(session: AsyncSession, account_id: int) -> list[tuple[Member, Account]]:
    """The confirmed roles that the same person has in other messengers, and not from this account."""
    theirs = await accounts_beside(session, account_id)
    found = select(Member, Account).join(Account, Account.id == Member.account_id)
    found = found.where(Member.account_id.in_(theirs), Member.confirmed_at.is_not(None))
    rows = [(member, account) for member, account in (await session.execute(found.order_by(Member.id))).all()]
    mine = {(one.school_id, one.role) for one, account in rows if account.id == account_id}
    return [(one, account) for one, account in rows if (one.school_id, one.role) not in mine]


async def officers_changed(session: AsyncSession, member: Member) -> None:
    """Somebody has become an officer, or is none any more: offers of a role and its codes live as long as the right of
    whoever gave them, and one of which nobody knows who gave it goes, too."""
    if member.role != Role.OFFICER or member.school_id is None:
        return
    school_id = member.school_id
    offers = select(Member).where(Member.school_id == school_id, Member.confirmed_at.is_(None))
    codes = select(Invitation).where(Invitation.school_id == school_id, Invitation.role.is_not(None))
    invited: list[tuple[Member | Invitation, int | None]] = [
        *((one, one.given_by) for one in await session.scalars(offers)),
        *((one, issuer(one)) for one in await session.scalars(codes.where(Invitation.used_at.is_(None)))),
    ]
    for one, given_by in invited:
        if not await still_gives_role(session, given_by, school_id, one.role or ""):
            await session.delete(one)
    await session.flush()


async def is_municipal_everywhere(session: AsyncSession, account_id: int) -> bool:
    """Whether somebody answers for all schools, those to come included."""
    mine = (Member.account_id == account_id, Member.school_id.is_(None), Member.role == str(Role.MUNICIPAL))
    return await session.scalar(select(Member.id).where(*mine, Member.confirmed_at.is_not(None))) is not None


def is_open(member: Member, now: datetime) -> bool:
    """Whether it is an offer that may still be taken up."""
    return member.confirmed_at is None and member.offered_at is not None and member.offered_at > now - ROLE_TERM


def _are_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Member.confirmed_at.is_(None), Member.offered_at > now - ROLE_TERM


async def open_offers(session: AsyncSession, school_id: int, now: datetime) -> Sequence[tuple[Member, Account]]:
    """Roles that were offered and may still be taken up."""
    found = select(Member, Account).join(Account, Account.id == Member.account_id)
    found = found.where(Member.school_id == school_id, *_are_open(now))
    return [(member, account) for member, account in (await session.execute(found.order_by(Member.id))).all()]


async def offers_to(session: AsyncSession, account_id: int, now: datetime) -> Sequence[Member]:
    """Roles that were offered to somebody and may still be taken up."""
    found = select(Member).where(Member.account_id == account_id, *_are_open(now))
    return (await session.scalars(found.order_by(Member.id))).all()


async def open_codes(session: AsyncSession, school_id: int, now: datetime) -> Sequence[Invitation]:
    """Codes that give a role and still work."""
    codes = select(Invitation).where(Invitation.school_id == school_id, Invitation.role.is_not(None))
    codes = codes.where(Invitation.used_at.is_(None), Invitation.made_at > now - ROLE_TERM)
    return (await session.scalars(codes.order_by(Invitation.made_at))).all()


def issuer(code: Invitation) -> int | None:
    """The account that gave a code out; None for codes from before this was kept."""
    by = (code.details or {}).get(ISSUER)
    return by if isinstance(by, int) else None


async def offered_together(session: AsyncSession, member: Member) -> Sequence[Member]:
    """The same role at other schools, offered to the same account in the same breath; with this one."""
    found = select(Member).where(
        Member.account_id == member.account_id,
        Member.role == member.role,
        Member.given_by == member.given_by,
        Member.offered_at == member.offered_at,
        Member.confirmed_at.is_(None),
    )
    others = [one for one in await session.scalars(found.order_by(Member.id)) if one.id != member.id]
    return [member, *others]


async def still_gives_role(session: AsyncSession, account_id: int | None, school_id: int | None, role: str) -> bool:
    """Whether somebody may still give a role at a school: its officer, or whoever answers for the municipality, who
    gives their own, and any while the school has no officer."""
    if account_id is None or school_id is None:
        return False
    mine = (Member.account_id == account_id, Member.confirmed_at.is_not(None))
    officer = (Member.school_id == school_id, Member.role == str(Role.OFFICER))
    if await session.scalar(select(Member.id).where(*mine, *officer)) is not None:
        return True
    here = or_(Member.school_id == school_id, Member.school_id.is_(None))
    municipal = select(Member.id).where(*mine, here, Member.role == str(Role.MUNICIPAL)).limit(1)
    if await session.scalar(municipal) is None:
        return False
    return role == Role.MUNICIPAL or not await has_officer(session, school_id)


async def has_officer(session: AsyncSession, school_id: int) -> bool:
    return bool(await members(session, school_id, Role.OFFICER))


async def name_of_account(session: AsyncSession, account: Account, school_id: int) -> str:
    """Who an account is at a school: the name on its list, or the page."""
    of = tied()
    names = select(Person.full_name).join(of, of.c.person_id == Person.id)
    name = await session.scalar(names.where(of.c.account_id == account.id, Person.school_id == school_id))
    return name or page_words(account)


async def first_with_role(session: AsyncSession) -> Account | None:
    """Whose installation it is, as far as roles tell: the first officer, or else the first with any role."""
    by_role = (Member.role != str(Role.OFFICER), Member.id)
    found = select(Account).join(Member, Member.account_id == Account.id).where(Member.confirmed_at.is_not(None))
    return await session.scalar(found.order_by(*by_role).limit(1))
