"""Writing to one person of a staff list, in the messenger in which they are written to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from nudges.messenger import Keyboard
from storage.dialogs.replies import Answer, add_replies
from storage.messengers.ways import account_for
from storage.schools.communities import NOBODY, home
from storage.tables import Account, Person, School


async def tell_person(
    session: AsyncSession,
    school: School,
    person: Person,
    text: str,
    keyboard: Keyboard,
    now: datetime,
    communities: Sequence[int],
) -> bool:
    """False where there is nowhere to write to: no account, or one that is gone."""
    account = await account_for(session, person)
    return account is not None and await tell_account(session, school, account, text, keyboard, now, communities)


async def tell_account(
    session: AsyncSession,
    school: School,
    account: Account,
    text: str,
    keyboard: Keyboard,
    now: datetime,
    communities: Sequence[int],
) -> bool:
    """False where it cannot be written to."""
    if account.writing == "gone":
        return False
    door = home(school.community_id, communities, account.platform)
    if door == NOBODY:
        return False
    await add_replies(session, door, [Answer(account.external_id, text, keyboard, community=door)], now)
    return True
