"""Telling the officers and managers of a school something that concerns them, each in their own messenger."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.platforms import CLOSED, best_way
from storage.dialogs.replies import Answer, add_replies
from storage.messengers.spoken import spoken
from storage.messengers.told_there import told_there
from storage.messengers.ways import accounts_beside, tied, ways_of
from storage.people.roles import Role, members, with_several_schools
from storage.schools.communities import home
from storage.tables import Account, Campaign, Person, School

OFFICERS = (Role.OFFICER, Role.DEPUTY)


async def accounts_with(
    session: AsyncSession, school_id: int, *roles: Role, but: Collection[Role] = ()
) -> list[Account]:
    """Where those with one of the roles are written to. Whoever has the role in both messengers, and is one person of a
    list or has said so, is written to in the one they chose. `but`: whoever has one of these, in whatever messenger, is
    left out."""
    held = {account.id: account for _, account in await members(session, school_id, *roles)}
    for _, account in await members(session, school_id, *but) if but else ():
        for one in await accounts_beside(session, account.id):
            held.pop(one, None)
    of = tied()
    people = select(of.c.person_id).where(of.c.account_id.in_(held)).group_by(of.c.person_id)
    several = (await session.scalars(people.having(func.count() > 1))).all()
    spoken_here = await spoken(session)
    for ways in (await ways_of(session, select(Person.id).where(Person.id.in_(several)))).values():
        mine = [way for way in ways if way.account_id in held]
        best = best_way(mine, spoken_here)
        for way in mine if best is not None else ():
            if way != best:
                held.pop(way.account_id, None)
    for account_id, there in (await told_there(session, held)).items():
        chosen = held.get(there)
        if chosen is not None and chosen.platform in spoken_here and chosen.writing not in CLOSED:
            held.pop(account_id, None)
    return sorted(held.values(), key=lambda one: (one.platform, one.external_id))


async def told_instead(
    session: AsyncSession, school_id: int, accounts: Sequence[Account], *roles: Role
) -> dict[int, Account]:
    """By account, where its owner is told what those with one of the roles are told: it itself, or another of theirs
    that they chose since."""
    told = {one.id: one for one in await accounts_with(session, school_id, *roles)}
    there = await told_there(session, [one.id for one in accounts])
    found = {}
    for one in accounts:
        theirs = [*sorted(await accounts_beside(session, one.id)), there.get(one.id, one.id)]
        found[one.id] = one if one.id in told else next((told[other] for other in theirs if other in told), one)
    return found


async def answers_to(
    session: AsyncSession,
    school: School,
    text: str,
    communities: Sequence[int],
    *roles: Role,
    named: bool = False,
) -> list[Answer]:
    """The same text to everybody with one of the roles, once."""
    accounts = await accounts_with(session, school.id, *roles)
    return await answers_for(session, school, text, communities, accounts, named=named)


async def answers_for(
    session: AsyncSession,
    school: School,
    text: str,
    communities: Sequence[int],
    accounts: Sequence[Account],
    *,
    named: bool = False,
) -> list[Answer]:
    """The same text to each of them. `named`: it does not say which school it is about, and whoever has several is
    told."""
    several = await with_several_schools(session, [one.id for one in accounts]) if named else set()
    of_school = f"{school.name}\n\n{text}"
    return [
        Answer(
            one.external_id,
            of_school if one.id in several else text,
            community=home(school.community_id, communities, one.platform),
        )
        for one in accounts
    ]


async def tell_officers_of(
    session: AsyncSession, campaign_ids: Sequence[int], text: str, now: datetime, communities: Sequence[int]
) -> int:
    """Write to the officers of the campaigns' schools, once to each; how many there are."""
    found = select(School).join(Campaign, Campaign.school_id == School.id).where(Campaign.id.in_(campaign_ids))
    answers: dict[tuple[int | None, int], Answer] = {}
    for school in (await session.scalars(found)).unique():
        for answer in await answers_to(session, school, text, communities, *OFFICERS):
            answers.setdefault((answer.community, answer.peer_id), answer)
    await add_replies(session, communities[0], list(answers.values()), now)
    return len(answers)
