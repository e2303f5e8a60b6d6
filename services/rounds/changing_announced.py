"""An announcement that waits is changed: its words, its moment, whom it is for. It stays the same announcement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from indicators.errors import NotPossible
from nudges.letters.announcement import is_announcement
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.rounds.announcing import Announced, Announcement, begins_at, check, opens_at
from services.rounds.standing import campaign_here, rounds_under_way
from services.schools import school_of
from storage.campaigns.announcing import audience, gone_of, write_rows, written_now
from storage.database.connection import Session
from storage.schools.calendar import school_calendar

BEGUN = (
    "Это объявление уже уходит: у тех, кому отправлено, слова останутся прежними. Остальным его можно отменить — "
    "«отмени объявление», а поправку передать новым: «передай всем, что …»."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`said` is what it says now, to whom and when; `begun`: some of it has gone, or goes now; `made_by` is the account
    that ordered it."""

    round_id: int
    said: Announcement
    begun: bool
    made_by: int | None = None


async def waiting_announcements(session: Session, actor: Actor) -> list[Waiting]:
    """Those of which something is still to go, the newest first.

    Raises:
        NotAllowed, UnknownSchool
    """
    found = []
    for one in await rounds_under_way(session, actor):
        campaign = await campaign_here(session, actor, one.id) if is_announcement(one.kind) else None
        written = await written_now(session, campaign) if campaign is not None else None
        if campaign is not None and written is not None:
            said = Announcement(written.words, written.people, written.not_before)
            found.append(Waiting(one.id, said, written.begun, campaign.made_by))
    return found


async def waiting_announcement(session: Session, actor: Actor, round_id: int) -> Waiting | None:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    return next((one for one in await waiting_announcements(session, actor) if one.round_id == round_id), None)


@dataclass(frozen=True, slots=True)
class Gone:
    """What has arrived of an announcement: its words, and when each of `people` got it."""

    words: str
    people: Mapping[int, datetime]


async def gone_announcement(session: Session, actor: Actor, round_id: int) -> Gone | None:
    """None where nobody has it.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    campaign = await campaign_here(session, actor, round_id)
    if campaign is None or not is_announcement(campaign.kind):
        return None
    words, people = await gone_of(session, campaign)
    return Gone(words, people) if people else None


async def change_announcement(
    session: Session, actor: Actor, round_id: int, wanted: Announcement, now: datetime, *, default_zone: str
) -> Announced:
    """This in the place of what waits. `people` is 0 where nobody would be told any more: then it stays as it is.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it has begun to go or waits no more; see `preview_announcement`.
    """
    require(actor, Deed.START_ROUND)
    school = await school_of(session, actor)
    check(wanted, now)
    calendar = await school_calendar(session, school, default_zone)
    opens = opens_at(school, calendar, wanted, now)
    campaign = await campaign_here(session, actor, round_id)
    written = await written_now(session, campaign, to_change=True) if campaign is not None else None
    if campaign is None or written is None or written.begun or not is_announcement(campaign.kind):
        raise NotPossible(BEGUN)
    told, _ = await audience(session, school, calendar, opens, wanted.people, now=now, instead_of=campaign.id)
    if not told:
        return Announced(0)
    not_before = opens if opens > now else None
    await write_rows(session, campaign, told, wanted.words, goes_in=calendar.week_of(opens), not_before=not_before)
    log_deed(session, actor, "announcement_changed", now, campaign=campaign.id, people=len(told))
    begins = await begins_at(session, told, calendar, opens)
    return Announced(len(told), calendar.local(begins) if begins > now else None, campaign.id)
