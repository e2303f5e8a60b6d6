"""OFFICER_IDS: whom a new installation knows as officers before anybody has said a word."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.key_values import read_note, write_note
from storage.database.turns import Turn, take_turn
from storage.people.accounts import ensure_account
from storage.people.audit import record
from storage.people.roles import Role, give_role, members
from storage.schools.registry import UNNAMED, all_schools, create_school, is_of_municipality, set_automatic
from storage.tables import Account, AuditEntry

_NAMED = "officers.named"  # the pages and schools for which OFFICER_IDS have done their work
_FROM_SETTINGS = "officer_from_settings"


async def ensure_officers(
    session: AsyncSession, officers: Sequence[tuple[str, int]], now: datetime
) -> Sequence[Account]:
    """Make OFFICER_IDS, as (messenger, number), officers of every school of the operator's that has none of its own; a
    first school is made for them. Schools that the municipality created have their officers named by it.

    Once for each page and school: a role that was taken away since stays away. That first school writes to nobody
    by itself until its officer has said so: on the first evening files are looked at.
    """
    if not officers:
        return []
    await take_turn(session, Turn.FIRST_OFFICERS)
    every = await all_schools(session)
    schools = [one for one in every if not is_of_municipality(one)]
    if not every:
        schools = [await create_school(session, UNNAMED, now)]
        set_automatic(schools[0], on=False)
    named = await _named_before(session)
    fresh = [one for one in officers if any(_place(*one, school.id) not in named for school in schools)]
    accounts = {one: await ensure_account(session, *one) for one in fresh}
    for school in schools:
        known = {account.id for _, account in await members(session, school.id, Role.OFFICER)}
        for one, account in accounts.items():
            place = _place(*one, school.id)
            if place in named or (known - {account.id} and len(schools) > 1):
                continue
            named.add(place)
            if account.id not in known and not await _was_named(session, account, school.id):
                await give_role(session, account.id, school.id, Role.OFFICER, now)
                record(session, _FROM_SETTINGS, now, school_id=school.id, account_id=account.id)
    await write_note(session, _NAMED, json.dumps(sorted(named)))
    return list(accounts.values())


def _place(platform: str, external_id: int, school_id: int) -> str:
    return f"{platform}:{external_id}:{school_id}"


async def _named_before(session: AsyncSession) -> set[str]:
    return set(json.loads(await read_note(session, _NAMED) or "[]"))


async def _was_named(session: AsyncSession, account: Account, school_id: int) -> bool:
    """In a database from before this was noted, the log tells."""
    entry = (AuditEntry.action == _FROM_SETTINGS, AuditEntry.account_id == account.id)
    return await session.scalar(select(AuditEntry.id).where(*entry, AuditEntry.school_id == school_id)) is not None
