"""What a stranger said under somebody's name: it goes when an officer has settled that it was not them.

Words and answers know whose account they came from; wishes stand with the person and are known by the log.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.own_time import OwnTime
from storage.people.exemptions import drop_own_words
from storage.people.own_time import keep_own_time, own_time
from storage.tables import AuditEntry, Claim, Person, ThreadLine, ToldChange

_WORDS = (Claim, ThreadLine, ToldChange)
_ABSENCES = ("absence_told", "leaving_told")
_SILENCE = ("opted_out", "opted_in")
_OWN_TIME = ("own_time",)


async def take_back_words(session: AsyncSession, person: Person, account_id: int, today: date) -> bool:
    """What stands by that account's word as if it were the person's: claims and words, absences, hours, silence.
    Whether there was any."""
    found = False
    for table in _WORDS:
        theirs = delete(table).where(table.person_id == person.id, table.account_id == account_id)
        found |= (await session.execute(theirs.returning(table.id))).first() is not None
    if await _said_last(session, person.id, account_id, _ABSENCES) is not None:
        found |= bool(await drop_own_words(session, person.id, today))
    if await _said_last(session, person.id, account_id, _OWN_TIME) is not None:
        found |= own_time(person) != OwnTime()
        keep_own_time(person, OwnTime())
    if await _said_last(session, person.id, account_id, _SILENCE) == "opted_out":
        found, person.wants_nudges = True, True
    await session.flush()
    return found


async def forget_speakers(session: AsyncSession, account_ids: Collection[int]) -> None:
    """What was said from accounts that are deleted stays, as nobody's whom anybody knows."""
    for table in _WORDS:
        theirs = update(table).where(table.account_id.in_(account_ids)).values(account_id=None)
        await session.execute(theirs.execution_options(synchronize_session=False))


async def _said_last(session: AsyncSession, person_id: int, account_id: int, actions: tuple[str, ...]) -> str | None:
    """The last of these deeds about the person, when it was that account's."""
    about = AuditEntry.details["person"].as_integer() == person_id
    entry = select(AuditEntry.action, AuditEntry.account_id).where(about, AuditEntry.action.in_(actions))
    last = (await session.execute(entry.order_by(AuditEntry.id.desc()).limit(1))).first()
    return last.action if last is not None and last.account_id == account_id else None
