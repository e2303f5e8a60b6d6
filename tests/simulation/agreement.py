"""Random schools, and whether everything that is said of one person or one number there agrees.

The oracle below knows the rules of one person's gaps by itself; whatever the program shows is held against it:
summary, card, own figures, lists, plan and digest, report, spreadsheet, leaflets, «помогло ли».
"""

import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.engine.shared_reads import Batch
from handlers.overview.effect import words as effect_words
from handlers.teacher.figures_in_words import ALL_DONE, IN_DISPUTE, NOT_ALL_KNOWN, lines, own_figures
from handlers.teacher.my_figures import figures_text
from indicators.weeks import Week
from nudges.effect import Effect
from nudges.gaps import GAP, GAPS, Source, codes
from nudges.plan import ALL_GAPS, Plan, SkipReason
from reports.figures.people import TeacherGaps
from reports.figures.summary import summary
from reports.figures.week import WeekFigures, school_figures
from reports.printed.leaflets import make_leaflets
from reports.weekly.content import school_content
from reports.weekly.spreadsheet import write_spreadsheet
from services.actor import Actor, the_program
from services.lists import ALL, DONE, STAFF, people_list
from services.reporting.desk import Overview, overview
from services.staff.counts import StaffCounts
from services.staff.table import colleagues, gap_counts
from storage.campaigns.effect import effect_of
from storage.campaigns.planning import plan
from storage.database.connection import Database
from storage.schools.registry import create_school
from storage.tables import (
    Account,
    Campaign,
    Chat,
    Claim,
    Exemption,
    OutboxRow,
    Person,
    PersonWeek,
    School,
    StatisticsImport,
    Target,
)
from tests.databases import fresh_database

COUNT = 2_000
W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
NOW, TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"
States = dict[str, str]  # of what is asked, by the gap's code
COLUMNS: dict[str, Sequence[Any]] = {
    "registered": (True, True, True, False),
    "profile_active": (True, True, False),
    "group_chats": (0, 1, 2),
    "group_messages": (0, 2, 4, 9, 10, 14),
    "messages_3": (True, False),
    "messages_10": (True, False),
    "calls": (0, 1, 3),
    "journal_linked": (True, False),
    "my_school": (True, False),
    "pupils_total": (0, 20, 25),
    "pupils_journal_linked": (0, 10, 20),
}
_NAMES = ("Алиева Марьям Ахмедовна", "Борисов Борис Олегович", "Громова Галина Глебовна", "Дюма Кузьма Ильич")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the school asks for beyond the order."""

    my_school: bool
    parents: bool
    messages: int
    register: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Someone:
    person: Person
    facts: dict[Week, dict[str, Any] | None]
    disputed: frozenset[str] = frozenset()
    exempt: bool = False
    spared: frozenset[str] = frozenset()
    nudged: frozenset[str] = frozenset()


@dataclass(slots=True)
class Made:
    school: School
    people: list[Someone]
    wishes: Wishes

    def states(self, one: Someone, week: Week) -> States:
        return expected(one, week, self)


def _flag(value: bool | None) -> str:
    return UNKNOWN if value is None else CLOSED if value else OPEN


def _number(value: int | None, need: int) -> str:
    return UNKNOWN if value is None else _flag(value >= need)


def _messages(facts: Mapping[str, Any], need: int) -> str:
    """The least and the most that can be behind what is told."""
    if facts.get("group_messages") is not None:
        return _number(facts["group_messages"], need)
    three, ten = facts.get("messages_3"), facts.get("messages_10")
    least = 10 if ten else 3 if three else 0
    most = 10**6 if ten else 2 if three is False else 9 if ten is False else 10**6
    return CLOSED if least >= need else OPEN if most < need else UNKNOWN


def expected(one: Someone, week: Week, made: Made) -> States:
    facts, wishes = one.facts[week] or {}, made.wishes
    told = [some.facts[each] or {} for some in made.people for each in (W46, W47) if each <= week]
    own = [one.facts[each] or {} for each in (W46, W47) if each <= week]
    found: dict[str, str | None] = {
        "not_registered": _flag(facts.get("registered")),
        "profile_inactive": _flag(facts.get("profile_active")),
        "no_group_chat": _number(facts.get("group_chats"), 1),
        "few_messages": _messages(facts, wishes.messages),
        "no_call": _number(facts.get("calls"), 1),
        "journal_not_linked": _flag(facts.get("journal_linked")),
        "my_school_inactive": _flag(facts.get("my_school")) if wishes.my_school else None,
    }
    if found["profile_inactive"] == UNKNOWN and not any(row.get("profile_active") is not None for row in told):
        found["profile_inactive"] = None
    classes = one.person.classes.split(", ") if one.person.classes else []
    heads = bool(classes) and (
        facts.get("pupils_total") is not None or "классн" in one.person.role or len(classes) <= 2
    )
    if wishes.parents and heads and any(wishes.register.values()):
        for kind, code in (
            ("parents_with_teacher", "no_parent_chat_with_teacher"),
            ("parents_without_teacher", "no_parent_chat_without_teacher"),
        ):
            found[code] = _flag(set(classes) <= wishes.register.get(kind, frozenset()))
    total, linked = facts.get("pupils_total"), facts.get("pupils_journal_linked")
    if total != 0:
        both = total is not None and linked is not None
        state = _flag(linked >= total) if both else UNKNOWN
        before = any(row.get(fact) is not None for row in own for fact in ("pupils_total", "pupils_journal_linked"))
        found["pupils_journal_not_linked"] = state if both or before else None
    return {code: state for code, state in found.items() if state is not None}


async def make(session: AsyncSession, number: int, dice: random.Random) -> Made:
    school = await create_school(session, f"Школа № {number} (пример)", NOW)
    wishes = Wishes(
        dice.random() < 0.3,
        dice.random() < 0.5,
        dice.choice((10, 10, 5, 15, 3)),
        {kind: frozenset(name for name in ("7А", "8Б", "9В") if dice.random() < 0.5) for kind in _KINDS},
    )
    school.settings = {"norms": {"messages": wishes.messages}}
    parents = True if wishes.parents else dice.choice((None, "asked", False))
    if parents is not None:
        school.settings = {**school.settings, "parents_chats": parents}
    if wishes.my_school:
        session.add(Target(school_id=school.id, code="my_school", value=90, is_percent=True))
    for place, (kind, name) in enumerate((kind, name) for kind, names in wishes.register.items() for name in names):
        peer = -100 * number - place
        session.add(Chat(school_id=school.id, platform="vk", peer_id=peer, kind=kind, class_name=name, settings={}))
    people = [await _someone(session, school, number * 100 + place, dice) for place in range(dice.randint(2, 8))]
    for week in (W46, W47):
        await _tell(session, school, week, people, dice)
    made = Made(school, people, wishes)
    await _nudge(session, made, dice)
    for one in people:
        _wish(session, one, dice)
    await session.flush()
    return made


_KINDS = ("parents_with_teacher", "parents_without_teacher")


async def _someone(session: AsyncSession, school: School, number: int, dice: random.Random) -> Someone:
    account = None
    if dice.random() < 0.8:
        account = Account(platform="vk", external_id=number, writing=dice.choice(("allowed", "allowed", "denied")))
        session.add(account)
        await session.flush()
    name = f"{dice.choice(_NAMES)}"
    last, rest = name.split(maxsplit=1)
    full = f"{last}-{number} {rest}"
    person = Person(
        school_id=school.id,
        full_name=full,
        name_key=full.lower(),
        role=dice.choice(("учитель", "классный руководитель")),
        classes=dice.choice(("", "7А", "7А, 8Б", "7А, 8Б, 9В")),
        account_id=account.id if account else None,
        left_on=dice.choice((None, None, None, date(2026, 11, 20), date(2026, 12, 20))),
        created_at=NOW,
    )
    session.add(person)
    await session.flush()
    return Someone(person, {})


async def _tell(session: AsyncSession, school: School, week: Week, people: list[Someone], dice: random.Random) -> None:
    """A file with some of the columns, some of the people, and some cells empty."""
    made = StatisticsImport(
        school_id=school.id,
        week=str(week),
        kind="people",
        file_name="primer.csv",
        sha256="0" * 64,
        mapping={},
        received_on=week.sunday + timedelta(days=1),
        rows=len(people),
        accepted=len(people),
        at=NOW,
    )
    session.add(made)
    await session.flush()
    columns = [code for code in COLUMNS if dice.random() < 0.8]
    good = dice.random() < 0.5
    for one in people:
        one.facts[week] = None
        if dice.random() < 0.9:
            facts = {code: COLUMNS[code][-1 if good else dice.randrange(len(COLUMNS[code]))] for code in columns}
            if good:
                facts = {code: True if facts[code] is False else facts[code] for code in facts}
            one.facts[week] = {code: value for code, value in facts.items() if dice.random() < 0.9}
            session.add(PersonWeek(person_id=one.person.id, week=str(week), import_id=made.id, **one.facts[week]))


async def _nudge(session: AsyncSession, made: Made, dice: random.Random) -> None:
    """By the figures of the first week, before the second was over."""
    campaign = Campaign(school_id=made.school.id, week=str(W46), kind="digest", state="finished", made_at=NOW)
    session.add(campaign)
    await session.flush()
    for one in made.people:
        still = [code for code, state in made.states(one, W46).items() if state == OPEN]
        if one.person.account_id is not None and still and dice.random() < 0.7:
            one.nudged = frozenset(still)
            session.add(
                OutboxRow(
                    campaign_id=campaign.id,
                    person_id=one.person.id,
                    account_id=one.person.account_id,
                    peer_id=1,
                    text="…",
                    gaps=still,
                    state="sent",
                    calendar_week="2026-W47",
                    finished_at=datetime(2026, 11, 17, 9, tzinfo=UTC),
                )
            )


def _wish(session: AsyncSession, one: Someone, dice: random.Random) -> None:
    """«Это ошибка», answered or not, and being left in peace."""
    if dice.random() < 0.3:
        gap = dice.choice((*GAP, ALL_GAPS))
        week, resolution = dice.choice((W46, W47)), dice.choice((None, None, "accepted", "rejected"))
        at = datetime(2026, 11, 23, 9, tzinfo=UTC)
        claim = Claim(person_id=one.person.id, week=str(week), gap=gap, kind="mistake", at=at)
        claim.resolution, claim.resolved_at = resolution, at if resolution else None
        session.add(claim)
        if resolution is None or (resolution == "accepted" and week == W47):
            one.disputed = frozenset(GAP) if gap == ALL_GAPS else frozenset({gap})
    if dice.random() < 0.3:
        spared = dice.choice((None, None, *GAP))
        session.add(Exemption(person_id=one.person.id, gap=spared, reason="отпуск", starts_on=date(2026, 11, 1)))
        one.exempt, one.spared = spared is None, frozenset({spared} - {None})


async def disagreements(session: AsyncSession, made: Made) -> list[str]:
    """Whatever is said otherwise than it is, in words; none where all agree."""
    school, found = made.school, []
    figures = await school_figures(session, school, [W47])
    planned = await plan(session, school, W47, now=NOW)
    effects = await effect_of(session, school, W46)
    there = {one.person.id: one for one in made.people if one.person.left_on is None or one.person.left_on > TODAY}
    states = {person_id: made.states(one, W47) for person_id, one in there.items()}
    actor = the_program(school.id)

    def differ(what: str, shown: object, true: object) -> None:
        if shown != true:
            found.append(f"{school.name}, {what}: {shown!r}, а на деле {true!r}")

    differ("who is there", {one.person_id for one in figures.teachers}, set(there))
    for teacher in figures.teachers:
        one, mine = there[teacher.person_id], states[teacher.person_id]
        _of_teacher(differ, teacher, one, mine)
        await _of_card(differ, session, school, one, mine)
    _of_plan(differ, planned, there, states)
    await _of_lists(differ, session, actor, there, states, made)
    desk = await overview(session, actor, TODAY)
    _of_numbers(differ, figures, desk, effects, made, there, states)
    await _of_counts(differ, session, school, desk.staff)
    _of_spreadsheet(differ, figures, states)
    await _of_leaflets(differ, session, school, figures, planned, there)
    return found


def _in(state: str, states: States) -> list[str]:
    return [code for code in GAP if states.get(code) == state]


def _is_done(one: Someone, states: States) -> bool:
    return one.facts[W47] is not None and set(states.values()) == {CLOSED}


def _of_teacher(differ: Any, teacher: TeacherGaps, one: Someone, states: States) -> None:
    who = one.person.full_name
    differ(f"gaps of {who}", list(teacher.gaps), _in(OPEN, states))
    differ(f"unknown of {who}", list(teacher.unknown), _in(UNKNOWN, states))
    differ(f"done of {who}", teacher.is_done, _is_done(one, states))
    quiet = one.disputed | one.spared
    differ(f"steps of {who}", list(teacher.steps), [code for code in _in(OPEN, states) if code not in quiet])
    differ(f"peace of {who}", teacher.exempt is not None, one.exempt)


async def _of_card(differ: Any, session: AsyncSession, school: School, one: Someone, states: States) -> None:
    who = one.person.full_name
    shown = await own_figures(Batch(session, [one.person.id]), one.person, school)
    if shown is None or shown.now is None:
        differ(f"card of {who}", one.facts[W47], None)
        return
    told = lines(shown, who)
    differ(f"open in the card of {who}", sum(line.startswith("▫") for line in told), len(_in(OPEN, states)))
    differ(f"closed in the card of {who}", sum(line.startswith("✓") for line in told), len(_in(CLOSED, states)))
    in_dispute = sum(IN_DISPUTE in line for line in told)
    differ(f"disputes in the card of {who}", in_dispute, len(one.disputed.intersection(_in(OPEN, states))))
    text = figures_text(shown)
    differ(f"«всё сделано» to {who}", ALL_DONE in text, _is_done(one, states))
    unsure = not _in(OPEN, states) and bool(_in(UNKNOWN, states))
    differ(f"«известно не всё» to {who}", NOT_ALL_KNOWN.split("{")[0] in text, unsure)


def _of_plan(differ: Any, planned: Plan, there: Mapping[int, Someone], states: Mapping[int, States]) -> None:
    for recipient in planned.recipients:
        one, mine = there[recipient.person_id], states[recipient.person_id]
        may = set(_in(OPEN, mine)) - one.disputed - one.spared
        differ(f"digest to {recipient.full_name}", set(codes(recipient.gaps)), may)
        differ(f"digest to {recipient.full_name} in peace", one.exempt, False)
        sources = {GAP[code].source for code in codes(recipient.gaps)}
        differ(f"file in {recipient.full_name}'s digest", "данным за" in recipient.text, Source.FILE in sources)
        differ(f"register in {recipient.full_name}'s", "списку чатов" in recipient.text, Source.REGISTER in sources)
    for skipped in planned.skipped:
        if skipped.reason is SkipReason.HAS_EVERYTHING:
            differ(f"«не о чем» of {skipped.full_name}", _in(OPEN, states[skipped.person_id]), [])
        if skipped.reason is SkipReason.DISPUTED:
            one = there[skipped.person_id]
            differ(f"dispute of {skipped.full_name}", bool(one.disputed | one.spared), True)


async def _of_lists(
    differ: Any,
    session: AsyncSession,
    actor: Actor,
    there: Mapping[int, Someone],
    states: Mapping[int, States],
    made: Made,
) -> None:
    for kind in GAPS:
        listed = await people_list(session, actor, kind.code, today=TODAY)
        ids = {one.person_id for one in listed.people}
        differ(f"list «{kind.title}»", ids, {one for one in there if states[one].get(kind.code) == OPEN})
        in_file = [one for one in there if there[one].facts[W47] is not None]
        unknown = [one for one in in_file if states[one].get(kind.code) == UNKNOWN]
        differ(f"unknown in «{kind.title}»", listed.unknown, len(unknown))
        if not listed.people and unknown and len(unknown) == len(in_file):
            told = any(set(kind.facts).intersection(one.facts[W46] or {}) for one in made.people)
            differ(f"«сказать не могу» of «{kind.title}»", listed.is_told, False)
            differ(f"last week of «{kind.title}»", listed.told_in, W46 if told else None)
    done = await people_list(session, actor, DONE, today=TODAY)
    differ("«кто молодец»", {one.person_id for one in done.people}, {x for x in there if _is_done(there[x], states[x])})
    debts = await people_list(session, actor, ALL, today=TODAY)
    differ("«все долги»", {one.person_id for one in debts.people}, {one for one in there if _in(OPEN, states[one])})
    staff = await people_list(session, actor, STAFF, today=TODAY)
    differ("«список учителей»", {one.person_id for one in staff.people}, set(there))


async def _of_counts(differ: Any, session: AsyncSession, school: School, counted: StaffCounts) -> None:
    """The numbers of the cabinet's first page are those of its table."""
    table = [one for one in await colleagues(session, school, W47, TODAY) if one.left_on is None]
    lacking = sum(bool(one.gaps) and one.exempt is None for one in table)
    resting = sum(one.exempt is not None for one in table)
    unsure = sum(one.listed and not one.gaps and not one.is_done for one in table)
    shown = (counted.people, counted.in_list, counted.done, counted.unsure, counted.lacking, counted.resting)
    listed = sum(one.listed for one in table)
    true = (len(table), listed, sum(one.is_done for one in table), unsure, lacking, resting)
    differ("the counts of the cabinet's first page", shown, true)
    differ("the gaps of the cabinet's first page", dict(counted.by_gap), dict(gap_counts(table)))
    to_remind = gap_counts(one for one in table if one.exempt is None)
    differ("the gaps on the page of rounds", dict(counted.to_remind), dict(to_remind))


def _of_numbers(
    differ: Any,
    figures: WeekFigures,
    desk: Overview,
    effects: Sequence[Effect],
    made: Made,
    there: Mapping[int, Someone],
    states: Mapping[int, States],
) -> None:
    listed = [one for one in there if there[one].facts[W47] is not None]
    done = sum(_is_done(there[one], states[one]) for one in listed)
    unsure = sum(not _in(OPEN, states[one]) and not _is_done(there[one], states[one]) for one in listed)
    text = summary(figures, names=True).replace("\u00a0", " ")
    content = school_content(figures)
    report = " ".join([*content.findings, *content.taken, *content.proposed]).replace("\u00a0", " ")
    if listed and figures.known:
        differ("«всё выполнено» in the summary", f"Всё выполнено у {done} из {len(listed)} " in text, True)
        differ("«известно не всё» in the summary", f"о {unsure} известно не всё" in text, unsure > 0)
        differ("norms in the report", f"нормы выполнены у {done} из {len(listed)} " in report, True)
    pairs = [
        (code, state, made.states(one, W47).get(code))
        for one in made.people
        if one.facts[W46] is not None and one.facts[W47] is not None
        for code, state in made.states(one, W46).items()
        if code in one.nudged and GAP[code].source is Source.FILE
    ]
    nudged = [after for _, before, after in pairs if before == OPEN and after in (OPEN, CLOSED)]
    closed = nudged.count(CLOSED)
    count = (sum(one.nudged_closed for one in effects), sum(one.nudged for one in effects))
    differ("«помогло ли»", count, (closed, len(nudged)))
    helped = figures.helped
    told = (helped.closed, helped.reminded) if helped is not None else (0, 0)
    differ("«напоминания помогли»", told, (closed, len(nudged)))
    helped = (desk.helped.closed, desk.helped.reminded) if desk.helped else (0, 0)
    differ("«помогли ли» in the cabinet", helped, (closed, len(nudged)))
    differ("«всё сделано» in the cabinet", desk.staff.done, sum(_is_done(there[one], states[one]) for one in there))
    if nudged:
        said = effect_words([(W46, effects)])
        differ("words of «помогло ли»", f"Всего: с напоминанием сделали {closed} из {len(nudged)}" in said, True)
    for effect in effects:
        if effect.nudged:
            said = f"закрыто {effect.nudged_closed} из {effect.nudged}"
            differ(f"«{effect.code}» in the report", said in report, True)


def _of_spreadsheet(differ: Any, figures: WeekFigures, states: Mapping[int, States]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_spreadsheet([figures])))
    differ("the sheet of people", "Педагоги" in book.sheet_names, bool(figures.teachers))
    if not figures.teachers:
        return
    _, headings, *rows = book.get_sheet_by_name("Педагоги").to_python()
    by_title = {kind.title: kind.code for kind in GAPS}
    for teacher, row in zip(figures.teachers, rows, strict=True):
        named = [(title.rpartition(":")[0] or title, cell) for title, cell in zip(headings, row, strict=True)]
        cells = {by_title[title]: cell for title, cell in named if title in by_title}
        for code in GAP:
            state, cell = states[teacher.person_id].get(code), cells.get(code, "")
            differ(f"cell «{code}» of {teacher.name}", cell == "—", state == UNKNOWN)
            differ(f"cell «{code}» of {teacher.name}", cell not in ("", "—"), state == OPEN)


async def _of_leaflets(
    differ: Any,
    session: AsyncSession,
    school: School,
    figures: WeekFigures,
    planned: Plan,
    there: Mapping[int, Someone],
) -> None:
    numbers = iter(range(10**6))
    made = await make_leaflets(session, school, lambda: f"K{next(numbers):05}{school.id:05}", NOW, TODAY)
    reached = {one.person_id for one in figures.unreachable}
    in_peace = {person_id for person_id, one in there.items() if one.exempt}
    differ("leaflets", len(made.leaflets), len(reached - in_peace))
    cut_off = (SkipReason.NO_ACCOUNT, SkipReason.NOT_ALLOWED)
    missed = {one.person_id for one in planned.skipped if one.reason in cut_off}
    differ("leaflets for whom the plan cannot reach", missed - reached, set())


async def check(database: Database, numbers: Iterable[int], seed: int) -> list[str]:
    """Every school has dice of its own, so that one that disagrees can be looked at alone."""
    found = []
    for number in numbers:
        dice = random.Random(f"{seed}/{number}")
        try:
            async with database.writing() as session:
                found += await disagreements(session, await make(session, number, dice))
        except Exception as error:  # noqa: BLE001 — told with the school it came from
            found.append(f"Школа № {number}: {type(error).__name__}: {error}")
    return found


async def checked(numbers: Iterable[int], seed: int) -> list[str]:
    with TemporaryDirectory() as folder:
        database = await fresh_database(Path(folder) / "agreement.db")
        try:
            return await check(database, numbers, seed)
        finally:
            await database.close()
