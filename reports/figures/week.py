"""Everything a report says, as plain data: the indicators of a school and week, and the people behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import INDICATORS, OPTIONAL, Indicator
from indicators.errors import UnknownWeek
from indicators.russian.rules import plural, quoted
from indicators.weeks import Week
from nudges.effect import Effect, NotCompared
from nudges.norms import Norms, own_numbers
from reports.figures import people
from reports.figures.counting import NOTHING, Key, Measure, Measures, measures
from reports.figures.disputes import Dispute, disputes_in, objections_in_words
from reports.figures.figure import Figure, Goal
from reports.figures.journal import with_journal
from reports.figures.unreachable import Unreachable, unreachable
from reports.figures.wording import day, full_period, number, period
from storage.campaigns.effect import effects_in, not_compared_in
from storage.imports.by_hand import TYPED
from storage.people.unanswered import waiting_ids
from storage.schools.loads import loads_of
from storage.schools.targets import targets_of_each
from storage.statistics.facts import newest_people_week
from storage.tables import School, StatisticsImport

HISTORY = 8  # weeks shown in a chart


_USUAL = Norms()


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A school's report: the last of `weeks` against an earlier one.

    `previous` is that earlier week: the last known before the first of `weeks` (further back after a
    break or a lost file), for a range that nothing precedes its own first known week. `earlier` are all
    known weeks before the last, oldest first. `received_on` is when the newest file of the week came.
    `reminders` are about the one week, or went in the days of several. `gone` of the week's list are among the
    `teachers` no more. Of the newest week the `disputes` also hold whoever objected in words alone and waits.
    """

    school: str
    journal: str
    weeks: tuple[Week, ...]
    previous: Week | None
    received_on: date | None
    registration_deadline: date | None
    figures: tuple[Figure, ...]
    teachers: tuple[people.TeacherGaps, ...] = ()
    reminders: tuple[people.Reminder, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    effects: tuple[Effect, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    earlier: tuple[Week, ...] = ()
    gone: int = 0
    norms: Norms = _USUAL

    @property
    def objecting(self) -> frozenset[int]:
        """Who waits for an answer now."""
        return frozenset(one.person_id for one in self.disputes if one.resolved_at is None)

    @property
    def helped(self) -> people.Helped | None:
        return people.helped(self.effects)

    @property
    def done(self) -> people.Done:
        return people.done_of(self.teachers)

    @property
    def sources(self) -> list[str]:
        """Where the figures come from: «По файлу от 17 ноября», «Ученики введены вручную 20 ноября»."""
        of_file = [f"По файлу от {day(self.received_on)}"] if self.received_on else []
        return [*of_file, *filter(None, [self.typed, self.registration])]

    @property
    def registration(self) -> str:
        """By which week's registration the shares are counted, where the week's file tells nothing of it."""
        weeks = {one.now.whole_of: one.now.total for one in self.figures if one.now.whole_of is not None}
        if not weeks:
            return ""
        told = max(weeks)
        return f"О регистрации файл не говорит: доли — от {number(weeks[told])}, как за {period(told)}"

    @property
    def typed(self) -> str:
        """«Ученики введены вручную 20 ноября», «Ученики 2 классов введены …»; nothing where all is of files."""
        found = [one.now for one in self.figures if one.now.typed_on is not None]
        if not found:
            return ""
        classes = max(one.typed for one in found) if all(one.typed for one in found) else 0
        whose = f"Ученики {plural(classes, 'класса', 'классов', 'классов')}" if classes else "Ученики"
        return f"{whose} введены вручную {day(max(one.typed_on for one in found if one.typed_on))}"

    @property
    def out_of_reach(self) -> list[Unreachable]:
        """Those who cannot be written to."""
        return [one for one in self.unreachable if not one.reached]

    @property
    def week(self) -> Week:
        return self.weeks[-1]

    def figure(self, code: str) -> Figure:
        return next(figure for figure in self.figures if figure.indicator.code == code)

    @property
    def known(self) -> bool:
        """Whether there is anything to say of the week, be it of some classes only."""
        return any(figure.now.known or figure.now.partly for figure in self.figures)


async def indicator_figures(
    session: AsyncSession, schools: Sequence[School], weeks: Sequence[Week], history: int = HISTORY
) -> list[WeekFigures]:
    """The indicators alone, for as many schools as wanted, in as many queries as for one."""
    return await figures_of_each(session, schools, {school.id: weeks for school in schools}, history)


async def figures_of_each(
    session: AsyncSession, schools: Sequence[School], weeks: Mapping[int, Sequence[Week]], history: int = 0
) -> list[WeekFigures]:
    """The same, each school in weeks of its own."""
    spans = {tuple(one): _span(one, history) for one in weeks.values()}
    ids = [school.id for school in schools]
    found = await measures(session, ids, sorted({week for span in spans.values() for week in span}))
    goals = await _goals(session, ids)
    last = {school_id: one[-1] for school_id, one in weeks.items()}
    received = await _received(session, last)
    shown = (*INDICATORS, *_optional(last, found, goals))
    if len(schools) == 1:  # schools beside each other keep the order's words
        shown = tuple(with_journal(one, schools[0].journal_name) for one in shown)
    return [
        _assemble(one, weeks[one.id], spans[tuple(weeks[one.id])], found, goals, received.get(one.id), shown)
        for one in schools
    ]


async def school_figures(
    session: AsyncSession, school: School, weeks: Sequence[Week], history: int = HISTORY, today: date | None = None
) -> WeekFigures:
    """Everything about one school over a range of weeks (oldest first, at least one). `today` is for what is said of
    a week now: who is there and who is left in peace by now, and not when it ended or its file came; a deadline that is
    over is none."""
    from dataclasses import replace

    [figures] = await indicator_figures(session, [school], weeks, history)
    deadline = figures.registration_deadline
    if today is not None and deadline is not None and deadline < today:
        figures = replace(figures, registration_deadline=None)
    disputes = await disputes_in(session, school, figures.weeks)
    return replace(
        figures,
        teachers=await people.teachers(session, school, figures.week, today, figures.received_on),
        gone=await people.gone_since(session, school, _span(weeks, history), today),
        reminders=await people.reminders(session, school, figures.weeks),
        unreachable=await unreachable(session, school, figures.week, today=today),
        disputes=(*disputes, *await _in_words(session, school, figures.week, disputes)),
        effects=await effects_in(session, school, figures.weeks),
        not_compared=await not_compared_in(session, school, figures.weeks),
    )


async def _in_words(
    session: AsyncSession, school: School, week: Week, disputes: Sequence[Dispute]
) -> tuple[Dispute, ...]:
    """The rest of those who wait for an answer; an earlier week's report tells of its own figures."""
    newest = await newest_people_week(session, school.id)
    if newest is not None and newest > week:
        return ()
    pressed = {one.person_id for one in disputes if one.resolved_at is None}
    return await objections_in_words(session, school, week, await waiting_ids(session, school.id) - pressed)


async def status(session: AsyncSession, school: School, week: Week) -> dict[str, list[dict[str, object]]]:
    """`indicators[{code,title,value,total,target,previous}]`, null where unknown.

    Raises:
        UnknownWeek: nothing of that week is known.
    """
    [figures] = await indicator_figures(session, [school], [week])
    require_data(figures)
    return {"indicators": [_row(figure) for figure in figures.figures]}


def require_data(figures: WeekFigures) -> None:
    """
    Raises:
        UnknownWeek: there is not one figure in the week.
    """
    if not figures.known:
        raise UnknownWeek(
            f"За {full_period(figures.week)} ({figures.week}) по школе {quoted(figures.school)} данных нет: "
            "загрузите файл статистики этой недели."
        )


def _row(figure: Figure) -> dict[str, object]:
    return {
        "code": figure.indicator.code,
        "title": figure.indicator.title,
        "value": figure.now.value,
        "total": figure.now.total,
        "target": figure.target,
        "previous": figure.before.value,
    }


def _span(weeks: Sequence[Week], history: int) -> list[Week]:
    """From `history` weeks before the end, or from the week before the range, to the end; without a history the
    range alone, which then is compared with nothing."""
    if not history:
        return list(weeks)
    first = min(weeks[0].shift(-1), weeks[-1].shift(1 - history))
    count = (weeks[-1].monday - first.monday).days // 7
    return [first.shift(number) for number in range(count + 1)]


def _optional(
    weeks: Mapping[int, Week], found: Mapping[Key, Measures], goals: Mapping[tuple[int, str], Goal]
) -> list[Indicator]:
    """Those that the file of one school's week has, or a target is set for: all show the same ones."""
    return [
        one
        for one in OPTIONAL
        if any(
            one.code in found.get((school, str(week)), {}) or (school, one.code) in goals
            for school, week in weeks.items()
        )
    ]


def _assemble(
    school: School,
    weeks: Sequence[Week],
    span: Sequence[Week],
    found: Mapping[Key, Measures],
    goals: Mapping[tuple[int, str], Goal],
    received_on: date | None,
    shown: Sequence[Indicator],
) -> WeekFigures:
    by_week = {week: found.get((school.id, str(week)), {}) for week in span}
    last = weeks[-1]
    earlier = tuple(week for week in span if week < last and any(one.known for one in by_week[week].values()))
    previous = _base(weeks[0], earlier)

    def of(week: Week | None, code: str) -> Measure:
        return by_week[week].get(code, NOTHING) if week is not None else NOTHING

    def figure(indicator: Indicator) -> Figure:
        """By the last of the weeks that tells it."""
        code = indicator.code
        told = next((week for week in reversed(weeks) if of(week, code).known), last)
        before = of(previous, code) if told != previous else NOTHING
        history = tuple((week, of(week, code)) for week in span)
        goal = goals.get((school.id, code))
        return Figure(indicator, of(told, code), before, goal, history, told if told != last else None)

    figures = tuple(map(figure, shown))
    return WeekFigures(
        school.name,
        school.journal_name,
        tuple(weeks),
        previous,
        received_on,
        school.registration_deadline,
        figures,
        earlier=earlier,
        norms=own_numbers(school.settings),
    )


def _base(first: Week, earlier: Sequence[Week]) -> Week | None:
    before = [week for week in earlier if week < first]
    return before[-1] if before else earlier[0] if earlier else None


async def _goals(session: AsyncSession, school_ids: Sequence[int]) -> dict[tuple[int, str], Goal]:
    rows = await targets_of_each(session, school_ids)
    return {(row.school_id, row.code): Goal(row.value, row.is_percent, row.deadline) for row in rows}


async def _received(session: AsyncSession, weeks: Mapping[int, Week]) -> dict[int, date]:
    """By school, when the newest file of its week came."""
    if len(weeks) == 1:
        [(only, meant)] = weeks.items()
        files = [one for one in await loads_of(session, only) if one.file_name != TYPED]
        came = max((one.received_on for one in files if one.week == str(meant)), default=None)
        return {only: came} if came is not None else {}
    rows = await session.execute(
        select(StatisticsImport.school_id, StatisticsImport.week, StatisticsImport.received_on).where(
            StatisticsImport.school_id.in_(list(weeks)),
            StatisticsImport.week.in_({str(week) for week in weeks.values()}),
            StatisticsImport.file_name != TYPED,
        )
    )
    newest: dict[int, date] = {}
    for school_id, week, received_on in rows:
        if week == str(weeks[school_id]):
            newest[school_id] = max(received_on, newest.get(school_id, received_on))
    return newest
