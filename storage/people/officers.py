"""Telling the officers and managers of a school something that concerns them, each in their own messenger."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialogs.replies import Answer, add_replies
from storage.people.roles import Role, members, with_several_schools
from storage.schools.communities import home
from storage.tables import Campaign, School

OFFICERS = (Role.OFFICER, Role.DEPUTY)


async def answers_to(
    session: AsyncSession, school: School, text: str, communities: Sequence[int], *roles: Role, named: bool = False
) -> list[Answer]:
    """The same text to everybody with one of the roles; one account hears it once. `named`: the text does not say
    which school it is about, and whoever has several is told."""
    accounts = {account.id: account for _, account in await members(session, school.id, *roles)}
    several = await with_several_schools(session, accounts) if named else set()
    of_school = f"{school.name}\n\n{text}"
    return [
        Answer(
            one.external_id,
            of_school if one.id in several else text,
            community=home(school.community_id, communities, one.platform),
        )
        for one in sorted(accounts.values(), key=lambda one: (one.platform, one.external_id))
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
