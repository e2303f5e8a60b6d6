"""Did the nudges help: two weeks' facts and what was sent between them."""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from indicators.weeks import Week
from nudges.effect import Effect, NotCompared, did_it_help, summed
from nudges.gaps import GAP, WEEKLY, Known, Source, balance
from nudges.norms import Norms
from storage.database.bulk import as_text, plain_rows
from storage.schools.calendar import DEFAULT_ZONE, school_calendar
from storage.schools.targets import norms_of
from storage.statistics.facts import list_weeks
from storage.statistics.kinds import are_reminders, week_spoken_of
from storage.statistics.silences import admitted_in
from storage.tables import Campaign, OutboxRow, PersonWeek, School, StatisticsImport

_FACTS = {fact.code: getattr(PersonWeek, fact.code) for fact in FACTS}


async def effect_of(session: AsyncSession, school: School, week: Week) -> list[Effect]:
    """What the messages sent by the figures of `week` changed by the next file; empty while there is none.

    Only what files tell is compared: of the register of chats there is no earlier state. Weekly quotas of a week of
    holidays, which nobody is asked about, say nothing of the messages.
    """
    after = await _following(session, school, week)
    if after is None:
        return []
    norms = await norms_of(session, school)
    before = await _open_gaps(session, school, str(week), norms)
    nudged = await reminded(session, school, week, after)
    counts = (await school_calendar(session, school)).quotas_count(after)
    later = await _open_gaps(session, school, str(after), norms, besides=frozenset() if counts else WEEKLY)
    return did_it_help(before, later, nudged)


async def _following(session: AsyncSession, school: School, week: Week) -> Week | None:
    """The week of the next list by name."""
    return next((one for one in await list_weeks(session, school.id) if one > week), None)


async def _open_gaps(
    session: AsyncSession, school: School, week: str, norms: Norms, *, besides: frozenset[str] = frozenset()
) -> dict[int, dict[str, bool]]:
    # By way of the import, whose rows stand together.
    query = select(PersonWeek.person_id, *_FACTS.values()).join(
        StatisticsImport, StatisticsImport.id == PersonWeek.import_id
    )
    query = query.where(StatisticsImport.school_id == school.id, StatisticsImport.week == week)
    found: dict[int, dict[str, bool]] = {}
    alike: dict[tuple[object, ...], dict[str, bool]] = {}  # many people have equal facts
    for row in await plain_rows(session, query):
        key = row[1:]
        if key not in alike:
            told = _open_by(key, norms)
            alike[key] = {code: is_open for code, is_open in told.items() if code not in besides} if besides else told
        found[row[0]] = alike[key]
    for person_id, wrong in (await admitted_in(session, school.id, Week.parse(week))).items():
        if person_id in found:  # what the file said there was never so, and nobody has done it since
            found[person_id] = {code: is_open for code, is_open in found[person_id].items() if code not in wrong}
    return found


@lru_cache(maxsize=2048)
def _open_by(facts: tuple[object, ...], norms: Norms) -> dict[str, bool]:
    """Of each gap that the file tells of, whether it is open."""
    now = balance(Known(dict(zip(_FACTS, facts, strict=True))), norms)
    told = dict.fromkeys(now.closed, False) | dict.fromkeys(now.open, True)
    return {code: is_open for code, is_open in told.items() if GAP[code].source is Source.FILE}


async def effects_in(session: AsyncSession, school: School, weeks: Sequence[Week]) -> tuple[Effect, ...]:
    """What the files of these weeks show of the messages sent before them, summed: the one count for everybody."""
    nudged = await _shown_by(session, school, weeks)
    return tuple(summed([one for week in nudged for one in await effect_of(session, school, week)]))


async def not_compared_in(session: AsyncSession, school: School, weeks: Sequence[Week]) -> tuple[NotCompared, ...]:
    """What `effects_in` leaves out of the reminders."""
    nudged = await _shown_by(session, school, weeks)
    every = [await not_compared(session, school, week) for week in nudged]
    return tuple(one for one in every if one is not None)


async def _shown_by(session: AsyncSession, school: School, weeks: Sequence[Week]) -> list[Week]:
    """The weeks of figures whose next file is of one of these weeks."""
    lists = [week for week in await list_weeks(session, school.id) if week <= weeks[-1]]
    shown = [week for week in lists if week >= weeks[0]]
    return [*[week for week in lists if week < weeks[0]][-1:], *shown[:-1]] if shown else []


async def not_compared(session: AsyncSession, school: School, week: Week) -> NotCompared | None:
    """What `effect_of` leaves out; None where that is nothing."""
    after = await _following(session, school, week)
    if after is None:
        return None
    in_time = await reminded(session, school, week, after)
    norms = any(gaps & WEEKLY for gaps in in_time.values())
    rest = norms and not (await school_calendar(session, school)).quotas_count(after)
    is_newest = await _following(session, school, after) is None
    ever = await reminded(session, school, week) if is_newest else {}
    late = sum(bool(gaps) and person_id not in in_time for person_id, gaps in ever.items())
    return NotCompared(week, after, rest, late) if rest or late else None


async def reminded(
    session: AsyncSession, school: School, week: Week, newer: Week | None = None
) -> dict[int, frozenset[str]]:
    """Of each person, the gaps they were told of between the files of `week` and `newer`, the next one, or ever since.

    What was sent when `newer` was over cannot show in it and belongs to the file after; so what went by older figures
    counts here if `week` was over by then.
    """
    by, sent = week_spoken_of(), OutboxRow.finished_at
    query = (
        select(OutboxRow.person_id, as_text(OutboxRow.gaps))
        .join(Campaign, Campaign.id == OutboxRow.campaign_id)
        .where(
            Campaign.school_id == school.id,
            or_(by == str(week), and_(by < str(week), sent >= _over(school, week))),
            are_reminders(),
            OutboxRow.state == "sent",
        )
    )
    if newer is not None:
        query = query.where(sent < _over(school, newer))
    found: dict[int, frozenset[str]] = {}
    for person_id, gaps in await plain_rows(session, query):
        named = _named(gaps)
        found[person_id] = found[person_id] | named if person_id in found else named
    return found


def _over(school: School, week: Week) -> datetime:
    return datetime.combine(week.sunday + timedelta(days=1), time(), ZoneInfo(school.timezone or DEFAULT_ZONE))


@lru_cache(maxsize=512)
def _named(gaps: str) -> frozenset[str]:
    return frozenset(json.loads(gaps))
