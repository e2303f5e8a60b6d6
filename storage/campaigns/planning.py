"""Plans of rounds: everything is loaded in bulk and decided by `nudges.plan`; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import UnknownWeek
from indicators.russian.rules import quoted
from indicators.weeks import Week
from nudges.calendar import SchoolCalendar
from nudges.digest import Figures
from nudges.plan import DIGEST, QUOTA, Plan, Round, make_plan
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import ALL_GAPS, NOTHING_SENT, Silence, Standing
from storage.people.own_time import their_weeks
from storage.schools.calendar import DEFAULT_ZONE, school_calendar
from storage.schools.targets import norms_of
from storage.schools.thanks import gives_thanks
from storage.statistics.facts import newest_list, newest_people_week
from storage.statistics.scope import Scope
from storage.statistics.sent_before import OPEN, history_of
from storage.statistics.standings import load_standings, of_several
from storage.tables import Campaign, OutboxRow, Person, School, StatisticsImport

_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class RoundWishes:
    """What a round is to be. `gaps` and `people` limit it; `made_by` is the account that asked for it.

    `kind` «manual» takes the next free «manual-N». It begins at once, or `at` that moment.
    """

    kind: str = DIGEST
    gaps: frozenset[str] | None = None
    people: frozenset[int] | None = None
    ignore_hours: bool = False
    made_by: int | None = None
    at: datetime | None = None


WEEKLY = RoundWishes()


async def plan(
    session: AsyncSession,
    school: School,
    week: Week,
    wishes: RoundWishes = WEEKLY,
    *,
    now: datetime,
    default_zone: str = DEFAULT_ZONE,
    letters: slice | None = None,
) -> Plan:
    """Who would get what, and who is skipped and why; writes nothing.

    It speaks of the moment at which the messages would start to go: now, or the school's next hour; of whoever is
    written to next week only, in hours of their own, as of then. `letters`: only of these recipients the texts are
    wanted, and what they need is read.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    calendar = await school_calendar(session, school, default_zone)
    figures, warnings = await figures_of(session, school, week)
    round_ = Round(
        wishes.kind,
        figures,
        await norms_of(session, school),
        _halt(school, calendar, now),
        calendar.quotas_count(week),
        wishes.gaps,
        wishes.people,
        gives_thanks(school),
    )
    moment = start_of(calendar, now, wishes.ignore_hours)
    scope = Scope(school.id, week, moment, calendar, history=letters is None or round_.thanks or wishes.kind == QUOTA)
    standings: Sequence[Standing] = await load_standings(session, scope)
    if not wishes.ignore_hours:
        standings = await _in_their_weeks(session, scope, standings, wishes.kind)
    made = make_plan(await _with_this_round(session, standings, school, week, round_), round_, warnings)
    return made if letters is None or scope.history else await _with_letters(session, scope, made, letters)


async def figures_week(session: AsyncSession, campaign: Campaign) -> Week:
    """The week by whose figures a reminder that waits is looked at: a later one, if its list came after the round was
    planned, so that nobody is reminded of what they have done since."""
    came_since = await _came_since(session, campaign.school_id, campaign.week, campaign.made_at)
    return Week.parse(max([campaign.week, *came_since]))


async def figures_weeks(
    session: AsyncSession, school_id: int, week: str, made_at: datetime, went_until: datetime
) -> Sequence[str]:
    """The weeks by whose figures a round's reminders may have gone: see `figures_week`."""
    return [week, *await _came_since(session, school_id, week, made_at, went_until)]


async def _came_since(
    session: AsyncSession, school_id: int, week: str, made_at: datetime, until: datetime | None = None
) -> Sequence[str]:
    lists = select(StatisticsImport.week).where(
        StatisticsImport.school_id == school_id,
        StatisticsImport.kind == _PEOPLE,
        StatisticsImport.week > week,
        StatisticsImport.at > made_at,
    )
    return (await session.scalars(lists if until is None else lists.where(StatisticsImport.at <= until))).all()


async def _in_their_weeks(
    session: AsyncSession, scope: Scope, standings: Sequence[Standing], kind: str
) -> Sequence[Standing]:
    """Whoever is written to next week only, in hours or on days of their own, is looked at as of then; the second
    look is over by that time."""
    weeks = await their_weeks(session, scope.narrow(select(Person.id)), scope.calendar, scope.moment)
    later: dict[int, Standing] = {}
    for moment in sorted(set(weeks.values())):
        people = [person_id for person_id, theirs in weeks.items() if theirs == moment]
        later |= {
            one.person_id: one for one in await load_standings(session, replace(scope, people=people, moment=moment))
        }
    if kind == QUOTA:
        too_late = Silence(SkipReason.TOO_LATE, ALL_GAPS)
        later = {key: replace(one, silences=(*one.silences, too_late)) for key, one in later.items()}
    return [later.get(one.person_id, one) for one in standings]


async def _with_letters(session: AsyncSession, scope: Scope, made: Plan, letters: slice) -> Plan:
    """What the texts of a few need besides."""
    few = replace(scope, people=[one.person_id for one in made.recipients[letters]])
    history, (elsewhere, school) = await history_of(session, few), await of_several(session, few)

    def told(person: Standing) -> Standing:
        name = school if person.accounts & elsewhere else ""
        return replace(person, history=history.get(person.person_id, NOTHING_SENT), school=name)

    recipients = list(made.recipients)
    recipients[letters] = [replace(one, person=told(one.person)) for one in made.recipients[letters]]
    return replace(made, recipients=tuple(recipients))


async def _with_this_round(
    session: AsyncSession, standings: Sequence[Standing], school: School, week: Week, round_: Round
) -> Sequence[Standing]:
    """A round is held once: whoever got it, or is about to, has been written to in whatever calendar week."""
    open_or_sent = OutboxRow.state.in_((*OPEN, "sent"))
    of_round = (Campaign.school_id == school.id, Campaign.week == str(week), Campaign.kind == round_.kind)
    query = select(OutboxRow.person_id).join(Campaign, Campaign.id == OutboxRow.campaign_id)
    got_it = set(await session.scalars(query.where(*of_round, open_or_sent)))
    if not got_it:
        return standings
    return [
        replace(one, written=one.written | {round_.message_class}) if one.person_id in got_it else one
        for one in standings
    ]


def start_of(calendar: SchoolCalendar, now: datetime, ignore_hours: bool) -> datetime:
    return now if ignore_hours else calendar.next_allowed(now) or now


async def figures_of(session: AsyncSession, school: School, week: Week) -> tuple[Figures, list[str]]:
    """What a message says of where its figures come from, and warnings for whoever plans.

    Raises:
        UnknownWeek: the school has no list by name of that week.
    """
    found = await newest_list(session, school.id, str(week))
    if found is None:
        raise UnknownWeek(
            f"За неделю {week} пофамильного списка школы {quoted(school.name)} нет: сначала загрузите его."
        )
    newest = await newest_people_week(session, school.id)
    newer = newest is not None and newest > week
    warnings = [f"Есть более новые данные: за неделю {newest}. Взята неделя {week}, как просили."] if newer else []
    return Figures(week, found.received_on, school.journal_name), warnings


def _halt(school: School, calendar: SchoolCalendar, now: datetime) -> SkipReason | None:
    if school.paused:
        return SkipReason.PAUSED
    return SkipReason.BREAK if calendar.rest_on(calendar.today(now)) is not None else None
