"""What the plan needs to know of people, read in a handful of bulk queries: see `nudges.plan.standing.Standing`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from nudges.digest import Live
from nudges.gaps import Known, ParentChats
from nudges.plan.standing import NOTHING_SENT, Standing
from nudges.platforms import best_way
from storage.database.bulk import plain_rows
from storage.messengers.spoken import spoken
from storage.messengers.ways import known_elsewhere, tied, ways_at, ways_of
from storage.statistics.classes import parent_chats, parents_register
from storage.statistics.people_in_week import usual_facts
from storage.statistics.scope import Rows, Scope
from storage.statistics.sent_before import history_of, written_to
from storage.statistics.silences import silences_of
from storage.tables import (
    Account,
    LiveCount,
    Person,
    PersonAccount,
    PersonWeek,
    School,
    StatisticsImport,
)

_NO_FACTS: Mapping[str, Any] = {}
_FACT_COLUMNS = [column for column in PersonWeek.__table__.columns if column.name not in ("week", "import_id")]
_FACTS = [column.name for column in _FACT_COLUMNS[1:]]


async def load_standings(session: AsyncSession, scope: Scope) -> list[Standing]:
    """Everybody in scope, by name. `written` holds what every school's campaigns sent to the account."""
    people = await plain_rows(session, scope.narrow(_people()).order_by(Person.name_key, Person.id))
    everybody = scope.people is None
    ways = await (ways_at(session, scope.school_id) if everybody else ways_of(session, scope.narrow(select(Person.id))))
    spoken_here = await spoken(session)
    facts = await _facts(session, scope)
    silences = await silences_of(session, scope)
    written = await written_to(session, scope) if scope.for_writing else {}
    live = await _live(session, scope)
    history = await history_of(session, scope) if scope.for_writing and scope.history else {}
    nothing_sent = NOTHING_SENT if scope.history else None
    elsewhere, school = await of_several(session, scope) if scope.for_writing and scope.history else (set(), "")
    register = await parents_register(session, scope.school_id)
    today = scope.today
    usual = await usual_facts(session, scope.school_id, scope.week) if scope.for_writing else None
    nothing_of_them: frozenset[str] = frozenset()
    alike: dict[tuple[int, ParentChats | None, frozenset[str]], Known] = {}
    found = []
    for person_id, full_name, last, first, patronymic, role, classes, left_on, wants_nudges in people:
        its_facts, its_ways = facts.get(person_id, _NO_FACTS), ways.get(person_id, ())
        chats = _chats_of(role, classes, its_facts, register) if register else None
        its_usual = usual.of(person_id) if usual is not None else nothing_of_them
        known = alike.get((id(its_facts), chats, its_usual))
        if known is None:
            known = alike[id(its_facts), chats, its_usual] = Known(its_facts, chats, its_usual)
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
            school if any(way.account_id in elsewhere for way in its_ways) else "",
        )
        found.append(standing)
    return found


async def of_several(session: AsyncSession, scope: Scope) -> tuple[set[int], str]:
    """The accounts that other schools know, too, and the name by which this one is told from them."""
    found = await known_elsewhere(session, scope.school_id, scope.narrow(select(Person.id)))
    return found, (await session.get_one(School, scope.school_id)).name if found else ""


@cache
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


async def _live(session: AsyncSession, scope: Scope) -> dict[int, Live]:
    """Of each person, in all messengers together."""
    of = tied()
    counted = select(of.c.person_id, func.sum(LiveCount.messages), func.sum(LiveCount.calls))
    counted = counted.join(LiveCount, LiveCount.account_id == of.c.account_id)
    here = of.c.person_id.in_(scope.narrow(select(Person.id)))
    rows = await session.execute(counted.where(LiveCount.week == str(scope.this_week), here).group_by(of.c.person_id))
    return {person_id: Live(int(messages), int(calls)) for person_id, messages, calls in rows}


def _chats_of(
    role: str, classes: str, facts: Mapping[str, Any], register: Mapping[str, frozenset[str]]
) -> ParentChats | None:
    return parent_chats(role, classes, register, has_pupils=facts.get("pupils_total") is not None)
