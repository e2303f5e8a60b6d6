"""What people have asked for that a backup cannot know: it is taken along from the database that is replaced."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.upsert import insert_new
from storage.people.accounts import ensure_account
from storage.people.codes import drop_codes
from storage.people.detached import detach
from storage.people.privacy.forgetting import forget_human
from storage.people.privacy.opting_out import opt_out
from storage.tables import Account, Detached, Person, PersonAccount, Silenced

_Page = tuple[str, int]


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """An account that is not this person's, since `at`; numbers alone may be another database's, so that the moment
    belongs to it at which the person was entered."""

    person_id: int
    entered_at: datetime
    page: _Page
    asked: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Tombstones:
    """Pages, as (platform, id), of those who had their data deleted, and of those who asked not to be reminded; and
    whose account is not whose."""

    silenced: frozenset[_Page]
    muted: frozenset[_Page]
    strange: frozenset[NotTheirs]


async def read_tombstones(session: AsyncSession) -> Tombstones:
    silenced = await session.execute(select(Silenced.platform, Silenced.external_id))
    pages = select(Account.platform, Account.external_id).outerjoin(Person, Person.account_id == Account.id)
    muted = await session.execute(pages.where(or_(Person.wants_nudges.is_(False), Account.wants_nudges.is_(False))))
    strange = await session.execute(
        select(Detached, Person.created_at, Account.platform, Account.external_id)
        .join(Person, Person.id == Detached.person_id)
        .join(Account, Account.id == Detached.account_id)
    )
    return Tombstones(
        frozenset((row.platform, row.external_id) for row in silenced),
        frozenset((row.platform, row.external_id) for row in muted),
        frozenset(
            NotTheirs(one.person_id, entered, (platform, number), one.asked, one.at)
            for one, entered, platform, number in strange
        ),
    )


async def honour(session: AsyncSession, known: Tombstones, made_at: datetime) -> int:
    """Forget once more those whom the backup, made at that moment, brought back; how many there were. Whom somebody has
    said since that they are not, they are not, and the codes by which they came are void."""
    already = (await read_tombstones(session)).silenced
    forgotten = 0
    for platform, external_id in sorted(known.silenced - already):
        page = (Account.platform == platform, Account.external_id == external_id)
        account = await session.scalar(select(Account).where(*page))
        if account is None:
            row = {"platform": platform, "external_id": external_id}
            await insert_new(session, Silenced, [row], Silenced.external_id)
            continue
        further = select(PersonAccount.person_id).where(PersonAccount.account_id == account.id)
        theirs = or_(Person.account_id == account.id, Person.id.in_(further))
        people = (await session.scalars(select(Person.id).where(theirs))).all()
        await forget_human(session, people, account)
        forgotten += 1
    await _mute(session, known)
    for one in sorted((one for one in known.strange if one.at > made_at), key=lambda one: one.at):
        await _untie(session, one)
    return forgotten


async def _untie(session: AsyncSession, one: NotTheirs) -> None:
    person = await session.get(Person, one.person_id)
    if person is None or person.created_at != one.entered_at:
        return
    account = await ensure_account(session, *one.page)
    await detach(session, person, account.id, one.at, asked=one.asked)
    await drop_codes(session, [person.id])


async def _mute(session: AsyncSession, known: Tombstones) -> None:
    for platform, external_id in sorted(known.muted):
        await opt_out(session, await ensure_account(session, platform, external_id))
