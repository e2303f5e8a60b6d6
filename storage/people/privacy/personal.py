"""Everything that is kept about one person, as plain values: for «что вы обо мне храните?»."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.names import PersonName
from storage.dialogs.replies import written_to
from storage.messengers.told_there import told_there
from storage.people.privacy.human import human_of
from storage.statistics.kinds import week_spoken_of
from storage.tables import (
    Account,
    Arrival,
    Attempt,
    AuditEntry,
    Base,
    Campaign,
    Chat,
    Claim,
    Correction,
    Detached,
    Dialogue,
    Errand,
    Escalation,
    Exemption,
    Invitation,
    LiveCount,
    Member,
    OutboxRow,
    Person,
    PersonAccount,
    PersonWeek,
    PreviousRow,
    RememberedMatch,
    Reply,
    School,
    ThreadLine,
    ToldChange,
)

# Of each person: what hangs on their row of the staff list.
_OF_PERSON: dict[str, type[Base]] = {
    "weeks": PersonWeek,
    "corrections": Correction,
    "detached_accounts": Detached,
    "accounts_asked_about": Arrival,
    "before_the_last_load": PreviousRow,
    "exemptions": Exemption,
    "answers_to_reminders": Claim,
    "words_with_the_officer": ThreadLine,
    "changes_told": ToldChange,
    "codes": Invitation,
    "escalations": Escalation,
    "spellings": RememberedMatch,
}
# Of each page: what hangs on the account they write from.
_OF_ACCOUNT: dict[str, type[Base]] = {
    "roles": Member,
    "counted_in_chats": LiveCount,
    "open_dialogue": Dialogue,
    "work_under_way": Errand,
}
# Numbers of other rows tell a reader nothing.
_HIDDEN = frozenset({"id", "person_id", "account_id", "import_id", "campaign_id", "owner_id", "given_by", "name_key"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody data is kept about: their rows on staff lists (of one page, so of one human), and the page."""

    people: tuple[Person, ...]
    account: Account | None


async def same_human(session: AsyncSession, person: Person) -> Subject:
    """A row of a staff list with all others of the same human."""
    further = select(PersonAccount.account_id).where(PersonAccount.person_id == person.id).limit(1)
    account_id = person.account_id or await session.scalar(further)
    if account_id is None:
        return Subject((person,), None)
    return await subject_of(session, await session.get_one(Account, account_id))


async def subject_of(session: AsyncSession, account: Account) -> Subject:
    """Whoever writes from this account, with all rows that are them."""
    human = await human_of(session, account.id)
    rows = await session.scalars(select(Person).where(Person.id.in_(human.person_ids)).order_by(Person.id))
    return Subject(tuple(rows), account)


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is about somebody, in rows; `page_remembered` says that the page's number outlives them."""

    person_ids: tuple[int, ...]
    schools: tuple[str, ...]
    weeks: int
    messages: int
    claims: int
    exemptions: int
    roles: int
    page_remembered: bool


async def count_kept(session: AsyncSession, subject: Subject) -> Kept:
    ids = tuple(person.id for person in subject.people)
    schools = select(School.name).where(School.id.in_({person.school_id for person in subject.people}))
    account_ids = (subject.account.id,) if subject.account else ()
    return Kept(
        person_ids=ids,
        schools=tuple((await session.scalars(schools.order_by(School.name_key))).all()),
        weeks=await _count(session, PersonWeek, "person_id", ids),
        messages=await _count(session, OutboxRow, "person_id", ids),
        claims=await _count(session, Claim, "person_id", ids),
        exemptions=await _count(session, Exemption, "person_id", ids),
        roles=await _count(session, Member, "account_id", account_ids),
        page_remembered=subject.account is not None,
    )


async def _count(session: AsyncSession, table: type[Base], key: str, ids: tuple[int, ...]) -> int:
    counted = select(func.count()).select_from(table).where(table.__table__.c[key].in_(ids))
    return await session.scalar(counted) or 0


async def names_of(session: AsyncSession, subject: Subject) -> list[PersonName]:
    """What the human is called on lists, and how they called themselves when they asked to be let in."""
    names = [
        PersonName.read(one.full_name, last=one.last_name, first=one.first_name, patronymic=one.patronymic)
        for one in subject.people
    ]
    asked = await session.get(Dialogue, subject.account.id) if subject.account is not None else None
    told = str(asked.state.get("full_name", "")) if asked is not None else ""
    return [*names, PersonName.read(told)] if told else names


async def everything_about(session: AsyncSession, subject: Subject) -> dict[str, Any]:
    """`records` by school, then what is kept of the page; moments in UTC."""
    records = [await _record(session, person) for person in subject.people]
    return {"records": records, "page": None if subject.account is None else await _page(session, subject.account)}


async def _record(session: AsyncSession, person: Person) -> dict[str, Any]:
    school = await session.get(School, person.school_id)
    found: dict[str, Any] = {
        "person_id": person.id,
        "school": school.name if school else None,
        "person": _plain(person),
    }
    for title, table in _OF_PERSON.items():
        found[title] = await _rows(session, select(table).where(table.__table__.c.person_id == person.id))
    further = select(Account).join(PersonAccount, PersonAccount.account_id == Account.id)
    found["further_accounts"] = await _rows(session, further.where(PersonAccount.person_id == person.id))
    found["messages"] = await _messages(session, person)
    found["chats"] = await _rows(session, select(Chat).where(Chat.owner_id == person.id))
    journal = select(AuditEntry).where(AuditEntry.details["person"].as_integer() == person.id)
    found["journal"] = await _rows(session, journal.order_by(AuditEntry.id))
    return found


async def _messages(session: AsyncSession, person: Person) -> list[dict[str, Any]]:
    query = select(OutboxRow, week_spoken_of(), Campaign.kind).join(Campaign, Campaign.id == OutboxRow.campaign_id)
    rows = await session.execute(query.where(OutboxRow.person_id == person.id).order_by(OutboxRow.id))
    return [_plain(row) | {"figures_week": week, "kind": kind} for row, week, kind in rows]


async def _page(session: AsyncSession, account: Account) -> dict[str, Any]:
    found = _plain(account)
    for title, table in _OF_ACCOUNT.items():
        found[title] = await _rows(session, select(table).where(table.__table__.c.account_id == account.id))
    tried = (Attempt.platform == account.platform, Attempt.external_id == account.external_id)
    found["attempts"] = await _rows(session, select(Attempt).where(*tried))
    found["news_told_in_another_account"] = bool(await told_there(session, [account.id]))
    found["replies"] = await _rows(session, select(Reply).where(*written_to(account)))
    journal = select(AuditEntry).where(AuditEntry.account_id == account.id).order_by(AuditEntry.id)
    found["journal"] = await _rows(session, journal)
    return found


async def _rows(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [_plain(row) for row in await session.scalars(query)]


def _plain(row: Base) -> dict[str, Any]:
    columns = [column.name for column in row.__table__.columns if column.name not in _HIDDEN]
    return {name: _value(getattr(row, name)) for name in columns}


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value
