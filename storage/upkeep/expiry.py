"""What is older than the keep period goes, in small transactions, so that nobody waits long for the database.

Never what «never twice» or today's statements rest on: the newest list and summary of each school stay, and a
campaign outlives the list it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, tuple_, update
from sqlalchemy.orm import aliased

from indicators.weeks import Week
from storage.database.connection import Database
from storage.dialogs.not_understood import TERM
from storage.people.attempts import REMEMBERED
from storage.people.codes import ROLE_TERM
from storage.people.exemptions import NO_LONGER_KEPT, REASON_TERM
from storage.people.privacy.forgetting import forget_numbers, forget_people, further_accounts
from storage.tables import (
    Account,
    Attempt,
    AuditEntry,
    Base,
    Campaign,
    Claim,
    ClassPupils,
    Dialogue,
    Errand,
    Exemption,
    HandledEvent,
    Invitation,
    LiveCount,
    Member,
    NotUnderstood,
    Occasion,
    OutboxRow,
    Person,
    PersonAccount,
    Reply,
    StatisticsImport,
    ThreadLine,
    ToldChange,
)

# The clock, the wording and the escalations look back twelve weeks, and a summer without files lasts fourteen.
SHORTEST_KEEP = 26  # weeks
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Cut:
    """Everything before this goes: the first week that stays, as week, day and moment."""

    week: Week

    @property
    def day(self) -> date:
        return self.week.monday

    @property
    def moment(self) -> datetime:
        return datetime.combine(self.day, time(), UTC)


def cut_of(now: datetime, keep_weeks: int) -> Cut:
    return Cut(Week.of((now - timedelta(weeks=keep_weeks)).date()))


async def expire(database: Database, now: datetime, keep_weeks: int) -> int:
    """Delete what is older than so many weeks; how many rows, those that go by foreign key not counted."""
    cut = cut_of(now, keep_weeks)
    gone = await _expire_people(database, cut)
    for table, is_old in _old(cut):
        gone += await _delete(database, table, is_old)
    gone += await _delete(database, Attempt, Attempt.at < now - REMEMBERED)
    await _empty_reasons(database, now.date() - REASON_TERM)
    gone += await _delete(database, NotUnderstood, NotUnderstood.at < now - TERM)
    # Roles that nobody took up; whoever is offered one again gets a new offer.
    return gone + await _delete(database, Member, Member.confirmed_at.is_(None) & (Member.offered_at < now - ROLE_TERM))


async def _empty_reasons(database: Database, before: date) -> None:
    """Why somebody was away is nobody's business any more; that they were stays for the reports of those weeks."""
    old = (Exemption.ends_on < before, Exemption.reason != NO_LONGER_KEPT)
    while True:
        async with database.writing() as session:
            some = select(Exemption.id).where(*old).limit(_BATCH)
            emptied = update(Exemption).where(Exemption.id.in_(some)).values(reason=NO_LONGER_KEPT)
            done = await session.execute(emptied.returning(Exemption.id).execution_options(synchronize_session=False))
            if len(done.all()) < _BATCH:
                return


def _is_passed_over(since: date) -> ColumnElement[bool]:
    """Lists go on marking what an officer's later word has ended: without it the next one would make it anew."""
    return Exemption.passed_over_on.is_not(None) & (Exemption.passed_over_on >= since)


def _old(cut: Cut) -> Sequence[tuple[type[Base], ColumnElement[bool]]]:
    """In order: lists go before campaigns, and rows of the outbox before what they belong to."""
    week, moment = str(cut.week), cut.moment
    old_campaign = (Campaign.made_at < moment) & ~_has_list()
    return (
        (StatisticsImport, (StatisticsImport.week < week) & (StatisticsImport.at < moment) & _is_superseded()),
        (ClassPupils, (ClassPupils.week < week) & (ClassPupils.at < moment) & ~_has_file()),
        (OutboxRow, OutboxRow.campaign_id.in_(select(Campaign.id).where(old_campaign))),
        (Campaign, old_campaign),
        (Claim, Claim.at < moment),
        (ThreadLine, ThreadLine.at < moment),
        (ToldChange, ToldChange.at < moment),
        (Exemption, (Exemption.ends_on < cut.day) & ~_is_passed_over(cut.day)),
        (LiveCount, LiveCount.week < week),
        (Occasion, Occasion.at < moment),
        (Reply, Reply.at < moment),
        (Errand, Errand.at < moment),
        (Dialogue, Dialogue.at < moment),
        (Invitation, Invitation.made_at < moment),
        (HandledEvent, HandledEvent.at < moment),
        (AuditEntry, AuditEntry.at < moment),
    )


def _is_superseded() -> ColumnElement[bool]:
    """A newer week of the same school and kind is there."""
    newer = aliased(StatisticsImport)
    same = (newer.school_id == StatisticsImport.school_id) & (newer.kind == StatisticsImport.kind)
    return exists().where(same & (newer.week > StatisticsImport.week))


def _has_list() -> ColumnElement[bool]:
    """While the list is there, the campaign says that its round was held."""
    of_campaign = (StatisticsImport.school_id == Campaign.school_id) & (StatisticsImport.week == Campaign.week)
    return exists().where(of_campaign & (StatisticsImport.kind == "people"))


def _has_file() -> ColumnElement[bool]:
    """What was typed of classes goes with the last file of its week."""
    of_week = (StatisticsImport.school_id == ClassPupils.school_id) & (StatisticsImport.week == ClassPupils.week)
    return exists().where(of_week)


async def _delete(database: Database, table: type[Base], is_old: ColumnElement[bool]) -> int:
    columns = list(table.__table__.primary_key)
    key: Any = tuple_(*columns)
    gone = 0
    while True:
        async with database.writing() as session:
            keys = (await session.execute(select(*columns).where(is_old).limit(_BATCH))).all()
            if keys:
                chosen = delete(table).where(key.in_([tuple(one) for one in keys]))
                await session.execute(chosen.execution_options(synchronize_session=False))
        gone += len(keys)
        if len(keys) < _BATCH:
            return gone


async def _expire_people(database: Database, cut: Cut) -> int:
    """Those who left so long ago, and their accounts where nobody else is behind them."""
    gone = 0
    while True:
        async with database.writing() as session:
            left = select(Person.id, Person.account_id).where(Person.left_on < cut.day).limit(_BATCH)
            people = (await session.execute(left)).all()
            ids = [person.id for person in people]
            accounts = {person.account_id for person in people if person.account_id is not None}
            accounts |= {account.id for account in await further_accounts(session, ids)}
            await forget_people(session, ids)
            still_somebody = exists().where(Person.account_id == Account.id)
            has_more = exists().where(PersonAccount.account_id == Account.id)
            has_role = exists().where(Member.account_id == Account.id)
            nobody = delete(Account).where(Account.id.in_(accounts), ~still_somebody, ~has_more, ~has_role)
            gone_accounts = nobody.returning(Account.id).execution_options(synchronize_session=False)
            await forget_numbers(session, list(await session.scalars(gone_accounts)))
        gone += len(people)
        if len(people) < _BATCH:
            return gone
