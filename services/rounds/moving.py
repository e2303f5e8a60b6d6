"""«Переезд в MAX»: who is there already, who is invited by one message with their personal link, who needs paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from indicators.errors import NotPossible
from indicators.russian.natural import natural_order
from indicators.russian.rules import capital
from indicators.weeks import Week
from nudges.letters.moving import MOVE, invitation_text
from nudges.periods import day_words
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from nudges.platforms import WORDS, Platform
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.rounds.announcing import NO_MOMENT, ON_PAUSE
from services.schools import school_of
from storage.campaigns.moving import movers, next_week_opens, write_invitations
from storage.campaigns.outbox import count_rows
from storage.campaigns.rounds import find_campaign, next_kind
from storage.database.connection import Session
from storage.people.codes import PERSONAL_TERM, last_day, make_invitation
from storage.schools.calendar import school_calendar
from storage.tables import School

NO_LINK = "{inside} бот пока не отвечает, поэтому личных ссылок нет. Попробуйте чуть позже."
# From a code the links that lead to it, by messenger.
Links = Callable[[School, str], Mapping[str, str]]
_SAMPLE_LINK, _SAMPLE_CODE = "(личная ссылка)", "(личный код)"


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody on the list; `why` they cannot be invited."""

    person_id: int
    name: str
    why: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """How far a school's move is; see `storage.campaigns.moving.Movers`. `opens` is when the first invitation may go,
    `opens_later` when those who have been written to this week may be, `goes` when the first of those that wait will:
    in the school's zone, None while the school rests or is paused. `sample` is one invitation, without its link."""

    to: Platform
    moved: tuple[Mover, ...]
    now: tuple[Mover, ...]
    later: tuple[Mover, ...]
    waiting: tuple[Mover, ...]
    invited: tuple[Mover, ...]
    left: tuple[Mover, ...]
    week: Week
    kind: str
    opens: datetime | None
    opens_later: datetime | None
    goes: datetime | None
    sample: str

    @property
    def everybody(self) -> int:
        return len(self.moved) + len(self.not_yet)

    @property
    def not_yet(self) -> tuple[Mover, ...]:
        """By name, whatever is to be done about them."""
        people = (*self.now, *self.later, *self.waiting, *self.invited, *self.left)
        return tuple(sorted(people, key=lambda one: natural_order(one.name)))

    @property
    def to_invite(self) -> int:
        return len(self.now) + len(self.later)


async def move_of(session: Session, actor: Actor, to: Platform, now: datetime, *, default_zone: str) -> Move:
    """Writes nothing.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.READ)
    school = await school_of(session, actor)
    calendar = await school_calendar(session, school, default_zone)
    opens = None if school.paused else calendar.next_allowed(now)
    found = await movers(session, school, calendar, opens or now, to)
    week = calendar.week_of(opens or now)
    first = next(iter((*found.now, *found.later)), None)

    def local(moment: datetime | None) -> datetime | None:
        return None if moment is None or school.paused else calendar.local(moment)

    until = day_words(calendar.today(now) + PERSONAL_TERM - timedelta(days=1))
    return Move(
        to,
        _named(found.moved),
        _named(found.now),
        _named(found.later),
        _named(found.waiting),
        _named(found.invited),
        tuple(Mover(one.person_id, one.full_name, why) for one, why in found.left),
        week,
        await next_kind(session, school, week, MOVE),
        local(opens),
        local(next_week_opens(calendar, opens or now)),
        local(found.goes),
        _text(first, to, _SAMPLE_LINK, _SAMPLE_CODE, until) if first is not None else "",
    )


def _named(people: tuple[Standing, ...]) -> tuple[Mover, ...]:
    return tuple(Mover(one.person_id, one.full_name) for one in people)


def _text(one: Standing, to: Platform, link: str, code: str, until: str) -> str:
    now_in = Platform(one.way.platform) if one.way is not None else to
    return invitation_text(one.name, to, now_in, link, code, until)


async def invite_to_move(
    session: Session,
    actor: Actor,
    to: Platform,
    week: Week,
    kind: str,
    now: datetime,
    *,
    default_zone: str,
    new_code: Callable[[], str],
    links: Links,
) -> int:
    """Write to everybody who was shown, each with a link of their own; for how many people it is. Called again for
    the same preview it changes nothing, and nobody is ever invited twice. Needs a writing session.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: no moment for it, or the links are not known.
    """
    require(actor, Deed.START_ROUND)
    school = await school_of(session, actor)
    before = await find_campaign(session, school, week, kind)
    if before is not None:
        return (await count_rows(session, [before.id])).total
    calendar = await school_calendar(session, school, default_zone)
    opens = calendar.next_allowed(now)
    if school.paused or opens is None:
        raise NotPossible(ON_PAUSE if school.paused else NO_MOMENT)
    found = await movers(session, school, calendar, opens, to)
    if next_week_opens(calendar, opens) is None:
        found = replace(found, later=())
    people = (*found.now, *found.later)
    if not people:
        return 0
    invited = _Inviting(session, school, to, calendar.today(now), now, new_code, links)
    texts = {one.person_id: await invited.text_for(one) for one in people}
    campaign = await write_invitations(
        session,
        school,
        calendar,
        week,
        kind,
        found,
        lambda one: texts[one.person_id],
        now,
        opens=opens,
        made_by=actor.account_id,
    )
    log_deed(session, actor, "move_invited", now, campaign=campaign.id, people=len(people))
    return len(people)


@dataclass(frozen=True, slots=True)
class _Inviting:
    session: Session
    school: School
    to: Platform
    today: date
    now: datetime
    new_code: Callable[[], str]
    links: Links

    async def text_for(self, one: Standing) -> str:
        """
        Raises:
            NotPossible: the link is not known.
        """
        made = await make_invitation(
            self.session, self.new_code, self.now, person_id=one.person_id, school_id=self.school.id
        )
        link = self.links(self.school, made.code).get(str(self.to))
        if not link:
            raise NotPossible(NO_LINK.format(inside=capital(WORDS[self.to].inside)))
        return _text(one, self.to, link, made.code, day_words(last_day(made, self.today)))
