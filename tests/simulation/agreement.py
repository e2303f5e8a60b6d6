"""Whether everything that is said of one person or one number of random schools agrees.

Whatever the program shows is held against the oracle of `schools`: summary, card, own figures, lists, plan and digest,
report, spreadsheet, leaflets, «помогло ли», and the answers to questions (`answers`).
"""

import io
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.engine.shared_reads import Batch
from handlers.overview.effect import words as effect_words
from handlers.teacher.figures_in_words import ADMITTED, ALL_DONE, IN_DISPUTE, NOT_ALL_KNOWN, lines, own_figures
from handlers.teacher.my_figures import figures_text
from nudges.effect import Effect
from nudges.gaps import GAP, GAPS, Source, codes, gap_title
from nudges.norms import Norms
from nudges.plan import Plan
from nudges.plan.skip_reason import SkipReason
from reports.figures.conversations import chat_text, people_to_meet
from reports.figures.counting import measures
from reports.figures.people import TeacherGaps
from reports.figures.summary import summary
from reports.figures.week import WeekFigures, school_figures
from reports.printed.leaflets import make_leaflets
from reports.weekly.content import school_content
from reports.weekly.proposed import measures as measures_of
from reports.weekly.spreadsheet import write_spreadsheet
from services.actor import Actor, the_program
from services.lists import ALL, DONE, STAFF, people_list
from services.reporting.desk import Overview, overview
from services.rounds.received import received_by
from services.rounds.starting import Chosen, preview
from services.staff.colleagues import colleagues, gap_counts
from services.staff.counts import StaffCounts
from storage.campaigns.effect import effect_of
from storage.campaigns.planning import plan
from storage.database.connection import Database
from storage.people.privacy.forgetting import forget_people
from storage.tables import Campaign, OutboxRow, Person, School
from tests.databases import fresh_database
from tests.simulation.answers import of_answers
from tests.simulation.schools import (
    CLOSED,
    FRIDAY,
    NOW,
    OPEN,
    TODAY,
    UNKNOWN,
    W46,
    W47,
    Made,
    Someone,
    States,
    doubts,
    in_state,
    is_done,
    make,
)
from tests.simulation.unmoved import of_unmoved

COUNT = 2_000
BESIDE = 50_000  # from a school's number to that of the one beside it
ZONE = "Europe/Moscow"


async def disagreements(session: AsyncSession, database: Database, made: Made) -> list[str]:
    """Whatever is said otherwise than it is, in words; none where all agree."""
    school, found = made.school, []
    figures = await school_figures(session, school, [W47], today=TODAY)
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
    _of_namesakes(differ, figures.teachers, there)
    _of_plan(differ, planned, there, states)
    await _of_lists(differ, session, actor, there, states, made)
    desk = await overview(session, actor, TODAY)
    _of_numbers(differ, figures, desk, effects, made, there, states)
    await _of_counts(differ, session, school, desk.staff)
    await _of_friday(differ, session, school)
    _of_spreadsheet(differ, figures, states)
    await _of_leaflets(differ, session, school, figures, planned, there)
    await of_answers(session, database, differ, made, figures, there, states)
    await of_unmoved(session, differ, made, states)
    await _of_forgotten(differ, session, school.id, there)
    return found


async def _of_forgotten(differ: Any, session: AsyncSession, school_id: int, there: Iterable[int]) -> None:
    """The sums of weeks that were told stay as they were when somebody has their data deleted; last, they are gone."""
    before = await measures(session, [school_id], [W46, W47])
    for one in sorted(there)[:2]:
        await forget_people(session, [one])
    after = await measures(session, [school_id], [W46, W47])
    differ("the sums when two are forgotten", after, before)


def _of_teacher(differ: Any, teacher: TeacherGaps, one: Someone, states: States) -> None:
    who = one.person.full_name
    differ(f"gaps of {who}", list(teacher.gaps), in_state(OPEN, states))
    differ(f"unknown of {who}", list(teacher.unknown), in_state(UNKNOWN, states))
    differ(f"done of {who}", teacher.is_done, is_done(one, states))
    open_gaps = in_state(OPEN, states)
    differ(f"mistakes of {who}", list(teacher.admitted), [code for code in open_gaps if code in one.admitted])
    quiet = one.disputed | one.spared
    differ(f"steps of {who}", list(teacher.steps), [code for code in in_state(OPEN, states) if code not in quiet])
    differ(f"peace of {who}", teacher.exempt is not None, one.exempt)


def _of_namesakes(differ: Any, people: Sequence[TeacherGaps], there: Mapping[int, Someone]) -> None:
    """Who alone is called so bears the plain name; of several the post and the classes tell what they can."""
    here = [one for one in people if there[one.person_id].person.left_on is None]
    count = Counter(one.name for one in here)
    differ("who is told apart", {one.name for one in people if one.apart}, {name for name in count if count[name] > 1})
    true = len({(one.name, *((one.role, one.classes) if count[one.name] > 1 else ())) for one in here})
    differ("names that are told apart", len({one.called for one in here}), true)


async def _of_card(differ: Any, session: AsyncSession, school: School, one: Someone, states: States) -> None:
    who = one.person.full_name
    shown = await own_figures(Batch(session, [one.person.id]), one.person, school)
    if shown is None or shown.now is None:
        differ(f"card of {who}", one.facts[W47], None)
        return
    told = lines(shown, who)
    differ(f"open in the card of {who}", sum(line.startswith("▫") for line in told), len(in_state(OPEN, states)))
    differ(f"closed in the card of {who}", sum(line.startswith("✓") for line in told), len(in_state(CLOSED, states)))
    doubted = (sum(IN_DISPUTE in line for line in told), sum(ADMITTED in line for line in told))
    differ(f"disputes in the card of {who}", doubted, doubts(one, states))
    text = figures_text(shown)
    differ(f"«всё сделано» to {who}", ALL_DONE in text, is_done(one, states))
    unsure = not in_state(OPEN, states) and bool(in_state(UNKNOWN, states))
    differ(f"«известно не всё» to {who}", NOT_ALL_KNOWN.split("{")[0] in text, unsure)


def _of_plan(differ: Any, planned: Plan, there: Mapping[int, Someone], states: Mapping[int, States]) -> None:
    for recipient in planned.recipients:
        one, mine = there[recipient.person_id], states[recipient.person_id]
        may = set(in_state(OPEN, mine)) - one.disputed - one.spared
        differ(f"digest to {recipient.full_name}", set(codes(recipient.gaps)), may)
        differ(f"digest to {recipient.full_name} in peace", one.exempt, False)
        sources = {GAP[code].source for code in codes(recipient.gaps)}
        differ(f"file in {recipient.full_name}'s digest", "данным за" in recipient.text, Source.FILE in sources)
        differ(f"register in {recipient.full_name}'s", "списку чатов" in recipient.text, Source.REGISTER in sources)
    for skipped in planned.skipped:
        if skipped.reason is SkipReason.HAS_EVERYTHING:
            differ(f"«не о чем» of {skipped.full_name}", in_state(OPEN, states[skipped.person_id]), [])
        one = there.get(skipped.person_id)
        if skipped.reason is SkipReason.DISPUTED and one is not None:
            differ(f"dispute of {skipped.full_name}", bool(one.disputed - one.admitted), True)
        if skipped.reason is SkipReason.ADMITTED and one is not None:
            differ(f"mistake of {skipped.full_name}", bool(one.admitted), True)


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
        round_ = await preview(session, actor, Chosen(kind.code), NOW, default_zone="Europe/Moscow", letters=slice(0))
        if round_ is not None:
            counted = len(round_.plan.recipients) + sum(round_.plan.reasons.values())
            differ(f"of whom a round about «{kind.title}» speaks", counted, len(listed.people))
    done = await people_list(session, actor, DONE, today=TODAY)
    differ("«кто молодец»", {one.person_id for one in done.people}, {x for x in there if is_done(there[x], states[x])})
    debts = await people_list(session, actor, ALL, today=TODAY)
    differ(
        "«все долги»", {one.person_id for one in debts.people}, {one for one in there if in_state(OPEN, states[one])}
    )
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


async def _of_friday(differ: Any, session: AsyncSession, school: School) -> None:
    """While the week is not over, also on the last day of an exemption, the report spares whom the cabinet spares."""
    figures = await school_figures(session, school, [W47], today=FRIDAY)
    table = {one.person_id: one.exempt for one in await colleagues(session, school, W47, FRIDAY)}
    for teacher in figures.teachers:
        differ(f"peace of {teacher.name} on Friday", teacher.exempt, table.get(teacher.person_id))


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
    done = sum(is_done(there[one], states[one]) for one in listed)
    unsure = sum(not in_state(OPEN, states[one]) and not is_done(there[one], states[one]) for one in listed)
    text = summary(figures, names=True).replace("\u00a0", " ")
    content = school_content(figures)
    report = " ".join([*content.findings, *content.taken, *content.proposed]).replace("\u00a0", " ")
    if listed and figures.known:
        differ("«всё выполнено» in the summary", f"Всё выполнено у {done} из {len(listed)} " in text, True)
        differ("«известно не всё» in the summary", f"о {unsure} известно не всё" in text, unsure > 0)
        differ("norms in the report", f"нормы выполнены у {done} из {len(listed)} " in report, True)
    missed = [one for one in there.values() if not one.reached]
    said = re.search(r"Не могу написать: (\d+)", text)
    differ("«не могу написать» in the summary", int(said[1]) if said else 0, len(missed) if figures.known else 0)
    differ("whom the cabinet cannot write to", desk.unreachable, len(missed))
    said = re.search(
        r"Не доходят сообщения: (\d+)", " ".join(one.title for one in content.annex).replace("\u00a0", " ")
    )
    differ("«не доходят» in the report", int(said[1]) if said else 0, len(missed))
    pairs = [
        (code, state, made.states(one, W47).get(code))
        for one in made.people
        if one.facts[W46] is not None and one.facts[W47] is not None
        for code, state in made.states(one, W46).items()
        if code in one.nudged - one.wrong and GAP[code].source is Source.FILE
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
    differ("«всё сделано» in the cabinet", desk.staff.done, sum(is_done(there[one], states[one]) for one in there))
    if nudged:
        said = effect_words([(W46, effects)], Norms())
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
    differ("names in the sheet", [row[0] for row in rows], [one.called for one in figures.teachers])
    by_title = {gap_title(code, figures.norms): code for code in GAP}
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
    cut_off = (SkipReason.NO_ACCOUNT, SkipReason.NOT_ALLOWED, SkipReason.NOT_STARTED)
    missed = {one.person_id for one in planned.skipped if one.reason in cut_off}
    differ("leaflets for whom the plan cannot reach", missed - reached, set())
    await _of_papers(differ, session, school, figures, {one: there[one] for one in there if one not in in_peace})


async def _of_papers(
    differ: Any, session: AsyncSession, school: School, figures: WeekFigures, met: Mapping[int, Someone]
) -> None:
    """Of whom nobody is left in peace: who is to register is counted once, and as that, wherever leaflets are meant."""
    unregistered = {one for one in met if (met[one].facts[W47] or {}).get("registered") is False}
    text = chat_text(await people_to_meet(session, school, TODAY), "").replace("\u00a0", " ")
    said = re.search(r"Осталось зарегистрироваться в Сферуме: (\d+)", text)
    differ("who is to register, for the staff chat", int(said[1]) if said else 0, len(unregistered))
    missed = {one for one in met if not met[one].reached}
    said = re.search(r"Пока без личных подсказок «Дежурного»: (\d+)", text)
    differ("who is without hints, for the staff chat", int(said[1]) if said else 0, len(missed - unregistered))
    to_register = {one for one in unregistered if "not_registered" not in met[one].disputed | met[one].spared}
    said = re.search(r"кому не доходят сообщения, — (\d+)", " ".join(measures_of(figures)).replace("\u00a0", " "))
    differ("who else gets a leaflet, in the report", int(said[1]) if said else 0, len(missed - to_register))


async def check(database: Database, numbers: Iterable[int], seed: int) -> list[str]:
    """Every school has dice of its own, so that one that disagrees can be looked at alone."""
    found = []
    for number in numbers:
        dice = random.Random(f"{seed}/{number}")
        try:
            async with database.writing() as session:
                found += await disagreements(session, database, await make(session, number, dice))
        except Exception as error:  # noqa: BLE001 — told with the school it came from
            found.append(f"Школа № {number}: {type(error).__name__}: {error}")
    return found


async def check_beside(database: Database, numbers: Iterable[int], seed: int) -> list[str]:
    """Two schools in one database that share some people: each is told as if it were alone, but for the one message
    a week that whoever works at both gets from either."""
    found = []
    for number in numbers:
        dice = random.Random(f"beside/{seed}/{number}")
        try:
            async with database.writing() as session:
                first = await make(session, number, dice)
                second = await make(session, number + BESIDE, dice, first)
                found += await disagreements(session, database, first)
                found += await _of_both(session, first, second)
                found += await disagreements(session, database, second)
        except Exception as error:  # noqa: BLE001 — told with the school it came from
            found.append(f"Школы № {number} рядом: {type(error).__name__}: {error}")
    return found


async def _of_both(session: AsyncSession, first: Made, second: Made) -> list[str]:
    """Whoever has had this week's message from the first school gets none from the second."""
    there = {one.id for one in await session.scalars(select(Person).where(Person.school_id == first.school.id))}
    written = [one for one in first.people if one.person.id in there and one.person.account_id]
    campaign = Campaign(school_id=first.school.id, week=str(W47), kind="digest", state="finished", made_at=NOW)
    session.add(campaign)
    await session.flush()
    for one in written:
        ids = {"campaign_id": campaign.id, "person_id": one.person.id, "account_id": one.person.account_id}
        sent = {"state": "sent", "calendar_week": str(W47.shift(1)), "finished_at": NOW}
        session.add(OutboxRow(**ids, **sent, peer_id=1, text="…", gaps=["no_call"]))
    await session.flush()
    accounts = {one.person.account_id for one in written}
    shared = {one.person.id: one for one in second.people if one.person.account_id in accounts}
    planned = await plan(session, second.school, W47, now=NOW)
    found = [
        f"{second.school.name}, a second message to {one.full_name}"
        for one in planned.recipients
        if one.person_id in shared
    ]
    actor = the_program(second.school.id)
    for person_id, one in shared.items():
        post = await received_by(session, actor, person_id)
        if not any(received.letter.elsewhere for received in post.letters):
            found.append(f"{second.school.name}, «что получила {one.person.full_name}» knows of no other school")
        round_ = await preview(session, actor, Chosen(ALL, people=frozenset({person_id})), NOW, default_zone=ZONE)
        if round_ is not None and round_.plan.recipients:
            found.append(f"{second.school.name}, a second message to {one.person.full_name} is previewed")
    return found


async def checked_beside(numbers: Iterable[int], seed: int) -> list[str]:
    with TemporaryDirectory() as folder:
        database = await fresh_database(Path(folder) / "beside.db")
        try:
            return await check_beside(database, numbers, seed)
        finally:
            await database.close()


async def checked(numbers: Iterable[int], seed: int) -> list[str]:
    with TemporaryDirectory() as folder:
        database = await fresh_database(Path(folder) / "agreement.db")
        try:
            return await check(database, numbers, seed)
        finally:
            await database.close()
