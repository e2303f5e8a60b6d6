"""When the next reminders go and to whom: the same sentences as in the chat."""

from bot.web.cabinet.visit import Visit
from nudges.clock.after_load import after_load_words
from nudges.clock.coming import nudge_words
from services.rounds.coming import after_load, coming_nudge
from storage.statistics.facts import newest_people_week


async def when_next(visit: Visit) -> str:
    coming = await coming_nudge(visit.session, visit.actor, visit.now, default_zone=visit.zone)
    return nudge_words(coming, visit.local(visit.now))


async def what_follows(visit: Visit) -> str:
    """After a load who gets what, otherwise when the next reminders go; empty where there is no list, or no one
    school is looked at."""
    if visit.chosen is None:
        return ""
    week = await newest_people_week(visit.session, visit.chosen.id)
    if week is None:
        return ""
    if visit.asked("done") not in ("imported", "imported_settled"):  # who gets what is counted when it has just changed
        return await when_next(visit)
    found = await after_load(visit.session, visit.actor, week, visit.now, default_zone=visit.zone)
    return after_load_words(found) if found is not None else ""
