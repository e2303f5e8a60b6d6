"""The clock's heartbeat: has it run, and has it been asleep?"""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.calendar import SchoolCalendar
from nudges.officer import slept_text, stopped_text
from storage.database.key_values import read_note, write_note
from storage.database.upsert import insert_new
from storage.tables import Note

TOO_LONG = timedelta(days=1)
_BEAT, _SLEPT, _TOLD, _FAULT_TOLD = "clock.beat", "clock.slept", "clock.slept.told", "clock.fault.told"


async def last_beat(session: AsyncSession) -> datetime | None:
    """When the clock last ran; None when it never did."""
    kept = await read_note(session, _BEAT)
    return None if kept is None else datetime.fromisoformat(kept)


async def beat(session: AsyncSession, now: datetime) -> None:
    """Remember that the clock runs, and a sleep of a day or more that ends now."""
    last = await last_beat(session)
    if last is not None and now - last >= TOO_LONG:
        await write_note(session, _SLEPT, f"{last.isoformat()} {now.isoformat()}")
    # Two programs may beat for the first time at once, so the note is not written as others are.
    if not await insert_new(session, Note, [{"key": _BEAT, "value": now.isoformat()}], Note.key):
        await session.execute(update(Note).where(Note.key == _BEAT).values(value=now.isoformat()))


async def clock_fault(session: AsyncSession, now: datetime, calendar: SchoolCalendar) -> str | None:
    """A sentence when the clock has not run for a day, for `doctor`, `/healthz` and the officer's dialogue.

    None when it runs, and when it never has: a program that was never started has nothing to miss.
    """
    last = await last_beat(session)
    return stopped_text(calendar.local(last)) if last is not None and now - last >= TOO_LONG else None


async def clock_notice(session: AsyncSession, school_id: int, now: datetime, calendar: SchoolCalendar) -> str | None:
    """What an officer must hear of the clock, once for each school: it stands still, or it has slept."""
    fault = await clock_fault(session, now, calendar)
    if fault is None:
        return await sleep_notice(session, school_id, calendar)
    key = f"{_FAULT_TOLD}:{school_id}"
    if await read_note(session, key) == fault:
        return None
    await write_note(session, key, fault)
    return fault


async def sleep_notice(session: AsyncSession, school_id: int, calendar: SchoolCalendar) -> str | None:
    """Once for each school: that the clock has slept a day or more. Needs a writing session."""
    slept = await read_note(session, _SLEPT)
    key = f"{_TOLD}:{school_id}"
    if slept is None or await read_note(session, key) == slept:
        return None
    await write_note(session, key, slept)
    since, until = (calendar.local(datetime.fromisoformat(moment)) for moment in slept.split())
    return slept_text(since, until)
