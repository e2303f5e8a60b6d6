"""Telling the officers of a school something that concerns them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialogs.replies import Answer, add_replies
from storage.people.roles import Role, members
from storage.schools.communities import home
from storage.tables import Campaign, School


async def tell_officers_of(
    session: AsyncSession, campaign_ids: Sequence[int], text: str, now: datetime, communities: Sequence[int]
) -> int:
    """Write to the officers of the campaigns' schools, once to each; how many there are."""
    found = select(School).join(Campaign, Campaign.school_id == School.id).where(Campaign.id.in_(campaign_ids))
    told: set[int] = set()
    for school in (await session.scalars(found)).unique():
        people = {account.external_id for _, account in await members(session, school.id, Role.OFFICER, Role.DEPUTY)}
        answers = [Answer(peer_id, text) for peer_id in sorted(people - told)]
        await add_replies(session, home(school.community_id, communities), answers, now)
        told |= people
    return len(told)
