"""What the plan needs to know of people, read in a handful of bulk queries: see `nudges.plan.Standing`."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.clock.schedule import BETWEEN
from nudges.digest import Live
from nudges.gaps import Known, ParentChats
from nudges.letters.announcement import ANNOUNCE, is_announcement
from nudges.plan import (
    ACCEPTED,
    ALL_GAPS,
    DIGEST,
    DONE,
    MISTAKE,
    NOT_NOW,
    NOTHING_SENT,
    QUOTA,
    History,
    Silence,
    SkipReason,
    Standing,
)
from nudges.platforms import best_way
from storage.database.bulk import as_text, plain_rows
from storage.messengers.spoken import spoken
from storage.messengers.ways import tied, ways_of
from storage.statistics.classes import parent_chats, parents_register
from storage.statistics.kinds import are_reminders
from storage.tables import (
    Account,
    Campaign,
    Claim,
    Exemption,
    LiveCount,
    OutboxRow,
    Person,
    PersonAccount,
    PersonWeek,
    StatisticsImport,
)

Rows = Select[*tuple[Any, ...]]
OPEN = ("planned", "sending")
_REMEMBERED_WEEKS = 12  # of history; older messages do not colour the wording
_NO_FACTS: Mapping[str, Any] = {}
_FACT_COLUMNS = [column for column in PersonWeek.__table__.columns if column.name not in ("week", "import_id")]
_FACTS = [column.name for column in _FACT_COLUMNS[1:]]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose standings are read, for which week of figures, and as of which moment.

    `people` narrows it to some of the school's people. `calendar` is the school's. Without `for_writing`
    what only a new message needs is left out: history, and what was written this week. The
    history goes `remembered_weeks` back; without `history` nobody's is read (see `history_of`).
    """

    school_id: int
    week: Week
    moment: datetime
    calendar: SchoolCalendar
    people: Collection[int] | None = None
    for_writing: bool = True
    history: bool = True
    remembered_weeks: int = _REMEMBERED_WEEKS

    @property
    def today(self) -> date:
        return self.calendar.today(self.moment)

    @property
    def this_week(self) -> Week:
        return self.calendar.week_of(self.moment)

    def narrow(self, query: Rows) -> Rows:
        """Restrict a query that has `Person` in it."""
        query = query.where(Person.school_id == self.school_id)
        return query if self.people is None else query.where(Person.id.in_(self.people))


async def load_standings(session: AsyncSession, scope: Scope) -> list[Standing]:
    """Everybody in scope, by name. `written` holds what every school's campaigns sent to the account."""
    people = await plain_rows(session, scope.narrow(_people()).order_by(Person.full_name, Person.id))
    ways = await ways_of(session, scope.narrow(select(Person.id)))
    spoken_here = await spoken(session)
    facts = await _facts(session, scope)
    silences = await _silences(session, scope)
    written = await _written(session, scope) if scope.for_writing else {}
    live = await _live(session, scope)
    history = await history_of(session, scope) if scope.for_writing and scope.history else {}
    nothing_sent = NOTHING_SENT if scope.history else None
    register = await parents_register(session, scope.school_id)
    today = scope.today
    alike: dict[tuple[int, ParentChats | None], Known] = {}
    found = []
    for person_id, full_name, last, first, patronymic, role, classes, left_on, wants_nudges in people:
        its_facts, its_ways = facts.get(person_id, _NO_FACTS), ways.get(person_id, ())
        chats = _chats_of(role, classes, its_facts, register) if register else None
        known = alike.get((id(its_facts), chats))
        if known is None:
            known = alike[id(its_facts), chats] = Known(its_facts, chats)
        standing = Standing(
            person_id,
            full_name,
            (last, first, patronymic),
            known,
            best_way(its_ways, spoken_here),
            frozenset([way.account_id for way in its_ways]),
            left_on is not None and left_on <= today,
            wants_nudges,
            tuple(silences.get(person_id, ())),
            frozenset(written.get(person_id, ())),
            live.get(person_id),
            history.get(person_id, nothing_sent),
        )
        found.append(standing)
    return found


def message_class(kind: str) -> str:
    if is_announcement(kind):
        return ANNOUNCE
    return QUOTA if kind == QUOTA else DIGEST


def counts_in(week: str) -> ColumnElement[bool]:
    """Outbox rows that count in that calendar week: sent, or about to be. One that an officer has put
    back into the queue has no week of its own and goes as soon as it may."""
    is_open = OutboxRow.state.in_(OPEN)
    this_week = and_(OutboxRow.calendar_week == week, or_(OutboxRow.state == "sent", is_open))
    return or_(this_week, and_(OutboxRow.calendar_week.is_(None), is_open))


def _people() -> Rows:
    return select(
        Person.id,
        Person.full_name,
        Person.last_name,
        Person.first_name,
        Person.patronymic,
        Person.role,
        Person.classes,
        Person.left_on,
        _wants_nudges().label("wants_nudges"),
    ).outerjoin(Account, Account.id == Person.account_id)


def _wants_nudges() -> ColumnElement[bool]:
    """A person's own word, wherever and of whichever school they said it."""
    further = aliased(Account)
    refusing = exists().where(
        PersonAccount.person_id == Person.id, PersonAccount.account_id == further.id, further.wants_nudges.is_(False)
    )
    return and_(Person.wants_nudges, func.coalesce(Account.wants_nudges, true()), ~refusing)


async def _facts(session: AsyncSession, scope: Scope) -> dict[int, Mapping[str, Any]]:
    # By way of the import, whose rows stand together.
    query = select(*_FACT_COLUMNS).join(StatisticsImport, StatisticsImport.id == PersonWeek.import_id)
    query = query.where(StatisticsImport.school_id == scope.school_id, StatisticsImport.week == str(scope.week))
    if scope.people is not None:
        query = query.where(PersonWeek.person_id.in_(scope.people))
    rows = await plain_rows(session, query)
    alike: dict[tuple[Any, ...], dict[str, Any]] = {}  # many people have equal facts: read once, kept once
    found: dict[int, Mapping[str, Any]] = {}
    for row in rows:
        values = row[1:]
        if values not in alike:
            alike[values] = dict(zip(_FACTS, values, strict=True))
        found[row[0]] = alike[values]
    return found


async def _silences(session: AsyncSession, scope: Scope) -> dict[int, list[Silence]]:
    """Exemptions that hold today, then what people answered to nudges."""
    found: dict[int, list[Silence]] = {}
    exempt = select(Exemption.person_id, Exemption.gap).join(Person, Person.id == Exemption.person_id)
    holds = and_(Exemption.starts_on <= scope.today, or_(Exemption.ends_on.is_(None), Exemption.ends_on >= scope.today))
    for row in await session.execute(scope.narrow(exempt.where(holds))):
        found.setdefault(row.person_id, []).append(Silence(SkipReason.EXEMPT, row.gap))
    monday = scope.calendar.at(scope.this_week.monday, datetime.min.time())
    recent = or_(
        Claim.week == str(scope.week), Claim.at >= monday, and_(Claim.kind == MISTAKE, Claim.resolved_at.is_(None))
    )
    claims = select(Claim).join(Person, Person.id == Claim.person_id)
    for claim in await session.scalars(scope.narrow(claims.where(recent)).order_by(Claim.id)):
        reason = _claimed(claim, scope)
        if reason is not None:
            found.setdefault(claim.person_id, []).append(Silence(reason, None if claim.gap == ALL_GAPS else claim.gap))
    return found


def _claimed(claim: Claim, scope: Scope) -> SkipReason | None:
    """What a claim silences: «done» until the next file, «not now» for the calendar week, a mistake until
    it is answered, and for its week's figures also afterwards when the person was right."""
    this_week = scope.calendar.week_of(claim.at) == scope.this_week
    same_figures = claim.week == str(scope.week)
    if claim.kind == DONE:
        return SkipReason.CLAIMED_DONE if this_week or same_figures else None
    if claim.kind == NOT_NOW:
        return SkipReason.NOT_THIS_WEEK if this_week else None
    if is_admitted(claim, scope.week):
        return SkipReason.ADMITTED
    return SkipReason.DISPUTED if in_dispute(claim, scope.week) else None


def in_dispute(claim: Claim, week: Week) -> bool:
    """Until it is answered, and for its week's figures also afterwards when the person was right."""
    return claim.kind == MISTAKE and (claim.resolved_at is None or is_admitted(claim, week))


def is_admitted(claim: Claim, week: Week) -> bool:
    """An officer has said that the week's figures are wrong there."""
    return claim.kind == MISTAKE and claim.week == str(week) and claim.resolution == ACCEPTED


async def _written(session: AsyncSession, scope: Scope) -> dict[int, set[str]]:
    """What each person got this calendar week, or is about to get from an open row of any school, in whatever
    messenger."""
    of = tied()
    query = (
        select(of.c.person_id, Campaign.kind, OutboxRow.finished_at)
        .join(OutboxRow, OutboxRow.account_id == of.c.account_id)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(of.c.person_id.in_(scope.narrow(select(Person.id))), counts_in(str(scope.this_week)))
    )
    found: dict[int, set[str]] = {}
    for person_id, kind, finished_at in await session.execute(query):
        if is_announcement(kind):
            continue
        written = found.setdefault(person_id, set())
        written.add(message_class(kind))
        if finished_at is not None and scope.today < scope.calendar.today(finished_at) + BETWEEN:
            written.add(QUOTA)  # the second look does not come on the heels of anything, by hand or late
    return found


async def _live(session: AsyncSession, scope: Scope) -> dict[int, Live]:
    """Of each person, in all messengers together."""
    of = tied()
    counted = select(of.c.person_id, func.sum(LiveCount.messages), func.sum(LiveCount.calls))
    counted = counted.join(LiveCount, LiveCount.account_id == of.c.account_id)
    here = of.c.person_id.in_(scope.narrow(select(Person.id)))
    rows = await session.execute(counted.where(LiveCount.week == str(scope.this_week), here).group_by(of.c.person_id))
    return {person_id: Live(int(messages), int(calls)) for person_id, messages, calls in rows}


async def history_of(session: AsyncSession, scope: Scope) -> dict[int, History]:
    """Messages sent in earlier calendar weeks, the second looks aside."""
    query = (
        select(OutboxRow.person_id, as_text(OutboxRow.gaps), Campaign.kind)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .join(Person, Person.id == OutboxRow.person_id)
        .where(
            OutboxRow.state == "sent",
            Campaign.kind != QUOTA,
            are_reminders(),
            OutboxRow.calendar_week < str(scope.this_week),
            OutboxRow.calendar_week >= str(scope.this_week.shift(-scope.remembered_weeks)),
        )
    )
    letters: dict[int, list[Letter]] = {}
    for person_id, gaps, kind in await plain_rows(session, scope.narrow(query).order_by(OutboxRow.id.desc())):
        letters.setdefault(person_id, []).append((_named(gaps), kind == DIGEST))
    return {person_id: _summed(newest_first) for person_id, newest_first in letters.items()}


Letter = tuple[tuple[str, ...], bool]  # the gaps it named, and whether it was a digest


@lru_cache(maxsize=512)
def _named(gaps: str) -> tuple[str, ...]:
    return tuple(json.loads(gaps))


def _summed(newest_first: list[Letter]) -> History:
    named = dict.fromkeys(code for gaps, _ in newest_first for code in gaps)
    return History(len(newest_first), newest_first[0][0], {code: _streak(newest_first, code) for code in named})


def _streak(newest_first: list[Letter], code: str) -> int:
    """Letters in a row that named the gap. A digest without it ends them; a letter written by hand about
    something else says nothing of it."""
    counted = 0
    for gaps, is_digest in newest_first:
        if code in gaps:
            counted += 1
        elif is_digest:
            break
    return counted


def _chats_of(
    role: str, classes: str, facts: Mapping[str, Any], register: Mapping[str, frozenset[str]]
) -> ParentChats | None:
    return parent_chats(role, classes, register, has_pupils=facts.get("pupils_total") is not None)
