"""Did the nudges help: two weeks' facts and what was sent between them."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.effect import Effect, did_it_help
from nudges.gaps import GAPS, Known, codes, find_gaps, is_known
from nudges.norms import Norms
from storage.schools.calendar import DEFAULT_ZONE
from storage.schools.targets import norms_of
from storage.tables import Campaign, OutboxRow, Person, PersonWeek, School, StatisticsImport


async def effect_of(session: AsyncSession, school: School, week: Week) -> list[Effect]:
    """What the messages sent by the figures of `week` changed by the next file; empty while there is none."""
    following = select(StatisticsImport.week).where(
        StatisticsImport.school_id == school.id, StatisticsImport.kind == "people", StatisticsImport.week > str(week)
    )
    after = await session.scalar(following.order_by(StatisticsImport.week).limit(1))
    if after is None:
        return []
    norms = await norms_of(session, school)
    before = await _open_gaps(session, school, str(week), norms)
    nudged = await reminded(session, school, week, Week.parse(after))
    return did_it_help(before, await _open_gaps(session, school, after, norms), nudged)


async def _open_gaps(session: AsyncSession, school: School, week: str, norms: Norms) -> dict[int, dict[str, bool]]:
    columns = [column for column in PersonWeek.__table__.columns if column.name not in ("week", "import_id")]
    query = select(*columns).join(Person, Person.id == PersonWeek.person_id)
    rows = await session.execute(query.where(Person.school_id == school.id, PersonWeek.week == week))
    found = {}
    for row in rows.mappings():
        known = Known(dict(row))
        still = set(codes(find_gaps(known, norms)))
        found[row["person_id"]] = {kind.code: kind.code in still for kind in GAPS if is_known(known, kind.code)}
    return found


async def reminded(session: AsyncSession, school: School, week: Week, newer: Week) -> dict[int, set[str]]:
    """Of each person, the gaps of `week` they were told of before `newer` was over.

    What was sent later cannot show in the figures of `newer`, and says nothing about the messages.
    """
    over = datetime.combine(newer.sunday + timedelta(days=1), time(), ZoneInfo(school.timezone or DEFAULT_ZONE))
    query = (
        select(OutboxRow.person_id, OutboxRow.gaps)
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(
            Campaign.school_id == school.id,
            Campaign.week == str(week),
            OutboxRow.state == "sent",
            OutboxRow.finished_at < over,
        )
    )
    found: dict[int, set[str]] = {}
    for person_id, gaps in await session.execute(query):
        found.setdefault(person_id, set()).update(gaps)
    return found
