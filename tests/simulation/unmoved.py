"""«Без движения» against the history that the card shows: see `agreement`."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from nudges.gaps import GAP, Source
from services.actor import the_program
from services.rounds.stuck import stuck_people
from storage.tables import Campaign, OutboxRow, PersonWeek
from tests.loads import add_load
from tests.simulation.schools import NOW, OPEN, W46, W47, Made, Someone, States

W45 = W46.shift(-1)
_COUNTED = {
    "no_group_chat": "group_chats",
    "few_messages": "group_messages",
    "no_call": "calls",
    "pupils_journal_not_linked": "pupils_journal_linked",
}
_BEFORE = {"group_chats": (0, 1), "group_messages": (0, 2), "calls": (0, 0, 1)}


async def of_unmoved(session: AsyncSession, differ: Any, made: Made, states: Mapping[int, States]) -> None:
    """A week more before the two, with letters about it as well: two reminders are enough here."""
    dice = random.Random(made.school.name)
    made.school.settings = {**made.school.settings, "schedule": {"escalate_after": 2}}
    before = await _week_before(session, made, dice)
    found = await stuck_people(session, the_program(made.school.id), NOW, default_zone="Europe/Moscow")
    shown = {(one.person_id, one.gap.code) for one in found if GAP[one.gap.code].source is Source.FILE}
    true = {
        (one.person.id, code)
        for one in made.people
        if one.person.id in states and not one.exempt
        for code in one.nudged
        if GAP[code].source is Source.FILE
        if states[one.person.id].get(code) == OPEN and code not in one.disputed | one.spared
        if not _has_moved(one, code, before[one.person.id], made)
    }
    differ("who is without movement", shown, true)


def _has_moved(one: Someone, code: str, before: Mapping[str, int], made: Made) -> bool:
    fact = _COUNTED.get(code, "")
    told = [facts.get(fact) for facts in (before, *(one.facts[week] or {} for week in (W46, W47)))]
    was_done = before.get(fact, 0) >= (made.wishes.messages if fact == "group_messages" else 1)
    return was_done or any(earlier < later for earlier, later in pairwise(one for one in told if one is not None))


async def _week_before(session: AsyncSession, made: Made, dice: random.Random) -> dict[int, dict[str, int]]:
    load = await add_load(session, made.school.id, W45, NOW, rows=len(made.people))
    campaign = Campaign(school_id=made.school.id, week=str(W45), kind="digest", state="finished", made_at=NOW)
    session.add(campaign)
    await session.flush()
    before = {}
    for one in made.people:
        before[one.person.id] = facts = {fact: dice.choice(values) for fact, values in _BEFORE.items()}
        session.add(PersonWeek(person_id=one.person.id, week=str(W45), import_id=load.id, **facts))
        if one.nudged:
            session.add(
                OutboxRow(
                    campaign_id=campaign.id,
                    person_id=one.person.id,
                    account_id=one.person.account_id,
                    peer_id=1,
                    text="…",
                    gaps=sorted(one.nudged, key=list(GAP).index),
                    state="sent",
                    calendar_week="2026-W46",
                    finished_at=datetime(2026, 11, 10, 9, tzinfo=UTC),
                )
            )
    await session.flush()
    return before
