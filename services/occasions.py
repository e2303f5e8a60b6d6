"""What the clock does at its moments, each once: the note that it was done is the caller's, in the same transaction."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from indicators.weeks import Week
from nudges.gaps import GAP, gap_title
from nudges.norms import own_numbers
from nudges.officer import Ended
from nudges.plan import Plan
from services.actor import somebody, the_program
from services.audit import log_deed
from services.rights import Deed, may
from storage.campaigns.lately import DAYS
from storage.campaigns.planning import RoundWishes, plan
from storage.campaigns.rounds import find_campaign, save_plan
from storage.database.connection import Session
from storage.people.accounts import still_there
from storage.people.audit import COMPLAINED, last_of_each
from storage.people.codes import drop_codes
from storage.people.exemptions import ended_untold, exempt_people, take_leaving
from storage.people.namesakes import told_apart
from storage.people.officers import told_instead
from storage.people.registry import people_with
from storage.people.roles import CHANGING, Role
from storage.schools.subscriptions import subscriptions
from storage.tables import Account, School


async def begin_round(
    session: Session, school: School, week: Week, kind: str, now: datetime, *, default_zone: str
) -> Plan | None:
    """The week's digest or its second look at the quotas; None, and nothing written, when there is one or no need."""
    if await find_campaign(session, school, week, kind) is not None:
        return None
    wishes = RoundWishes(kind)
    made = await plan(session, school, week, wishes, now=now, default_zone=default_zone)
    campaign = await save_plan(session, school, made, wishes, now=now, default_zone=default_zone)
    if campaign is None:
        return None
    log_deed(session, the_program(school.id), "campaign_made", now, campaign=campaign.id, people=len(made.recipients))
    return made


async def take_ended_exemptions(session: Session, school: School, today: date) -> list[Ended]:
    """Whose time in peace is over and of whom nobody was told yet; from now on they have been told of. Whom another
    exemption keeps in peace today is not reminded again, and is told of when that is over."""
    ended, names = [], await told_apart(session, school.id)
    lasting = await exempt_people(session, school.id, today)
    held = {(one.person_id, one.gap) for one, _ in lasting if one.starts_on <= today}
    for exemption, full_name in await ended_untold(session, school.id, today):
        exemption.told_ended = True
        if held & {(exemption.person_id, None), (exemption.person_id, exemption.gap)}:
            continue
        title = gap_title(exemption.gap, own_numbers(school.settings)) if exemption.gap in GAP else None
        ended.append(
            Ended(names.called(exemption.person_id, full_name), exemption.reason, exemption.ends_on or today, title)
        )
    return ended


async def mark_those_who_leave(session: Session, school: School, now: datetime, today: date) -> list[tuple[str, date]]:
    """Of whom an officer said beforehand that they leave by today: gone from now on, since that day."""
    leaving = await take_leaving(session, school.id, today)
    if not leaving:
        return []
    names = await told_apart(session, school.id)
    for person, day in leaving:
        person.left_on = day
        log_deed(session, the_program(school.id), "left", now, person=person.id)
    await drop_codes(session, [person.id for person, _ in leaving])
    return [(names.called(person.id, person.full_name), day) for person, day in leaving]


async def complained_lately(session: Session, school: School, now: datetime) -> list[str]:
    """Who of those who work there was fed up with reminders in the days before, by name."""
    said = await last_of_each(session, school.id, COMPLAINED, now - timedelta(days=DAYS))
    if not said:
        return []
    names = await told_apart(session, school.id)
    here = [one for one in await people_with(session, said) if one.left_on is None]
    return [names.called(one.id, one.full_name) for one in here]


async def report_readers(session: Session, school: School) -> Mapping[Account, str]:
    """Who asked for the weekly report and still may read it, with the form they chose: where they get the summary."""
    wanted = subscriptions(school)
    asked = await still_there(session, wanted)
    readers = [one.account for one in asked if may(somebody(one, school.id), Deed.READ)]
    told = await told_instead(session, school.id, readers, *CHANGING, Role.MANAGER)
    return {told[one.id]: wanted[one.id] for one in readers}
