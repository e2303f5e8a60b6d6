"""A round an officer sends by hand: shown first, begun only when that was confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from indicators.errors import NotPossible
from indicators.weeks import Week
from nudges.names import ShownNames
from nudges.plan import MANUAL, Plan
from nudges.plan.skip_reason import SkipReason
from services.actor import Actor
from services.audit import log_deed
from services.lists import ALL, STAFF, gaps_in, people_list
from services.rights import Deed, require
from services.schools import school_of
from storage.campaigns.lately import Lately, lately
from storage.campaigns.outbox import count_rows
from storage.campaigns.planning import RoundWishes, plan
from storage.campaigns.rounds import next_kind, plan_campaign
from storage.database.connection import Database, Session
from storage.people.namesakes import told_apart
from storage.people.own_time import their_moments
from storage.schools.calendar import school_calendar
from storage.statistics.facts import newest_people_week
from storage.tables import Campaign, School

FARTHEST = timedelta(days=14)  # by then the figures are old
GONE_BY = "Этот час уже прошёл: назовите тот, который ещё будет."
TOO_FAR = "Так далеко не заглядываю: цифры к тому времени устареют. Назовите день в ближайшие две недели."


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a round is for: everybody who lacks something, those with a gap or with one of several (`no_call+few_…`)
    or with all of them (`no_call&few_…`), or one person, or several (`people`).

    `below` narrows messages to those who did not reach the first mark, `who` to the people of a selection.
    """

    gap: str = ALL
    below: str = ""
    person_id: int = 0
    who: str = ""
    people: frozenset[int] = frozenset()

    @property
    def gaps(self) -> tuple[str, ...]:
        """Empty where everything that somebody lacks is meant."""
        return gaps_in(self.gap)


@dataclass(frozen=True, slots=True)
class Preview:
    """`kind` is what the round will be kept under: two confirmations of one preview make one round.

    `opens` is when the first message may go, in the school's zone; None when nobody knows, as in a pause. `later` are
    those who get theirs in hours or on days of their own; `names` tells namesakes apart; `lately` is what its people
    heard and said in the last days.
    """

    plan: Plan
    kind: str
    opens: datetime | None
    later: tuple[str, ...] = ()
    names: ShownNames = field(default_factory=lambda: ShownNames({}))
    lately: Lately = field(default_factory=Lately)


@dataclass(frozen=True, slots=True)
class Started:
    """For how many people the round is, None when nobody was left to be written to. `others`: somebody else was
    faster with another list, and this round is for those whom theirs left out. `passed_over`: why nobody is, and how
    many each time."""

    people: int | None
    others: bool = False
    passed_over: Mapping[SkipReason, int] = field(default_factory=dict)


async def preview(
    session: Session,
    actor: Actor,
    chosen: Chosen,
    now: datetime,
    *,
    default_zone: str,
    letters: slice | None = None,
    at: datetime | None = None,
) -> Preview | None:
    """Who would get what now, or `at` that moment, by the newest list; None while the school has none. Only the
    `letters` of these recipients can be read. Writes nothing.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: the moment is over, or too far away.
    """
    require(actor, Deed.START_ROUND)
    _check(at, now)
    school = await school_of(session, actor)
    week = await newest_people_week(session, school.id)
    if week is None:
        return None
    calendar = await school_calendar(session, school, default_zone)
    wishes = await _wishes(session, calendar.today(now), week, chosen, MANUAL, actor)
    planned = await plan(session, school, week, wishes, now=at or now, default_zone=default_zone, letters=letters)
    moment = calendar.next_allowed(at or now)
    kind = await next_kind(session, school, week, MANUAL)
    names = await told_apart(session, school.id)
    before = await lately(session, school.id, calendar, now)
    if moment is None:
        return Preview(planned, kind, None, names=names, lately=before)
    own = await their_moments(session, [one.person_id for one in planned.recipients], calendar, moment)
    first = min((own.get(one.person_id, moment) for one in planned.recipients), default=moment)
    late = [one for one in planned.recipients if own.get(one.person_id, moment) > first]
    own_way = tuple(names.called(one.person_id, one.full_name) for one in late)
    return Preview(planned, kind, calendar.local(first), own_way, names, before)


async def start(
    database: Database,
    actor: Actor,
    chosen: Chosen,
    week: Week,
    kind: str,
    now: datetime,
    *,
    default_zone: str,
    at: datetime | None = None,
) -> Started:
    """Begin the round that was shown; planned anew, so that nobody gets it who has closed the gap meanwhile.

    Called again for the same preview it finds the round written and changes nothing.

    Raises:
        NotAllowed, UnknownSchool
        UnknownWeek: the list of that week is there no more.
    """
    require(actor, Deed.START_ROUND)
    async with database.reading() as session:
        school = await school_of(session, actor)
        today = (await school_calendar(session, school, default_zone)).today(now)
        wishes = await _wishes(session, today, week, chosen, kind, actor)
        wishes = replace(wishes, at=at if at and at > now else None)
    others = False
    while True:
        campaign = await start_round(database, actor, school, week, wishes, now, default_zone=default_zone)
        if campaign is None:
            async with database.reading() as session:
                found = await plan(session, school, week, wishes, now=now, default_zone=default_zone, letters=slice(0))
            return Started(None, others, dict(found.reasons.most_common()))
        if campaign.made_by == actor.account_id:
            async with database.reading() as session:
                return Started((await count_rows(session, [campaign.id])).total, others)
        others, wishes = True, replace(wishes, kind=_following(wishes.kind))


def _check(at: datetime | None, now: datetime) -> None:
    if at is not None and at < now:
        raise NotPossible(GONE_BY)
    if at is not None and at - now > FARTHEST:
        raise NotPossible(TOO_FAR)


def _following(kind: str) -> str:
    """«manual-3» after «manual-2»."""
    return f"{MANUAL}-{int(kind.removeprefix(f'{MANUAL}-')) + 1}"


async def start_round(
    database: Database,
    actor: Actor,
    school: School,
    week: Week,
    wishes: RoundWishes,
    now: datetime,
    *,
    default_zone: str,
) -> Campaign | None:
    """The round of that school, week and kind, whoever began it; begun now when there is none.

    None: nobody is to be written to, and nothing is written.

    Raises:
        NotAllowed
        UnknownWeek: the school has no list by name of that week.
    """
    require(actor, Deed.START_ROUND)

    def tell(session: Session, campaign: Campaign, people: int) -> None:
        log_deed(
            session, replace(actor, school_id=school.id), "campaign_made", now, campaign=campaign.id, people=people
        )

    return await plan_campaign(database, school, week, wishes, now=now, default_zone=default_zone, tell=tell)


async def _wishes(session: Session, today: date, week: Week, chosen: Chosen, kind: str, actor: Actor) -> RoundWishes:
    """Whoever is on the list that was chosen is of the round, and nobody else: neither gets it nor is counted as
    passed over. Of a group without a gap everybody is, also who lacks nothing."""
    people: frozenset[int] | None = None
    if chosen.person_id or chosen.people:
        people = chosen.people or frozenset({chosen.person_id})
    elif chosen.below or chosen.who or chosen.gaps:
        gap = chosen.gap if chosen.gaps or chosen.below else STAFF
        found = await people_list(session, actor, gap, chosen.below, week=week, today=today, who=chosen.who)
        people = frozenset(one.person_id for one in found.people)
    return RoundWishes(kind, frozenset(chosen.gaps) or None, people, made_by=actor.account_id)
