"""From a file to committed facts: read, understand, route to schools, match people, check, write."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import BadWeek, UnknownSchool, UnusableFile
from indicators.file.child import Rows, UnderstoodFile, Wishes, opened_file
from indicators.file.understood import Understanding
from indicators.reading.collector import collector_paused
from indicators.russian.rules import listed, quoted
from indicators.staff_list.apart import matched
from indicators.summary.schools import school_key
from indicators.weeks import Week
from storage.campaigns.rewording import reword_waiting, schools_waiting
from storage.clock.occasions import forget_empty_rounds
from storage.database.connection import Database
from storage.database.ids import reserve_ids
from storage.imports.away import leave_in_peace
from storage.imports.before import Before, Facts, Official, load_before
from storage.imports.checks import list_changes, list_warnings, summary_changes, summary_warnings
from storage.imports.gone import Gone, gone_words
from storage.imports.matched import MatchedList, matched_list
from storage.imports.remembered import offers, own_corrections, remember_mapping
from storage.imports.report import ImportReport, ImportRequest, SchoolReport
from storage.imports.roster import Roster, load_remembered, load_rosters
from storage.imports.routing import Part, Routed, batches, route
from storage.imports.summaries import joined
from storage.imports.supplementing import gone_columns, lacked_facts, lacked_figures, supplement
from storage.imports.writing import SchoolRows, write_schools
from storage.schools.registry import UNNAMED, new_school
from storage.tables import School

P = ParamSpec("P")
T = TypeVar("T")
_MANY = 500

# Told of the schools a file is about before anything is written; raises when somebody may not.
Guard = Callable[[Sequence[Part]], None]
# Told of what was written, in the same transaction.
Told = Callable[[AsyncSession, ImportReport], None]


async def import_file(database: Database, request: ImportRequest, *, write: bool) -> ImportReport:
    """Read a file and say what it would change; with `write` change it, as one transaction.

    Raises:
        UnusableFile: the file cannot be read or holds no statistics.
        UnknownSchool: it is about schools that are not known.
        BadWeek: it must be written, and nothing says for which week it is.
    """
    async with opened_file(request.path, request.limits) as opened:
        file = await opened.understand(await wishes_of(database, request))
        return await (write_report(database, file, request) if write else preview_report(database, file, request))


async def wishes_of(database: Database, request: ImportRequest) -> Wishes:
    async with database.reading() as session:
        remembered = await own_corrections(session, request.school)
    return Wishes(request.name, request.today, request.mapping, request.week, remembered)


async def preview_report(
    database: Database, file: UnderstoodFile, request: ImportRequest, guard: Guard | None = None
) -> ImportReport:
    """What the file would change.

    Raises:
        UnknownSchool: it is about schools that are not known.
    """
    report = _first_report(file, request, await asyncio.to_thread(_sha256, request.path))
    async with database.reading() as session:
        await _apply(session, file, request, report, guard, write=False)
    return report


async def write_report(
    database: Database,
    file: UnderstoodFile,
    request: ImportRequest,
    guard: Guard | None = None,
    tell: Told | None = None,
) -> ImportReport:
    """Change it, as one transaction.

    Raises:
        UnknownSchool: it is about schools that are not known.
        BadWeek: nothing says for which week it is.
    """
    report = _first_report(file, request, await asyncio.to_thread(_sha256, request.path))
    if file.about.week is None:
        why = file.about.week_doubt or "Не видно, за какую неделю эта статистика: укажите неделю."
        raise BadWeek(f"{why} Например, --week 2026-W46.")
    async with database.writing() as session:
        await _apply(session, file, request, report, guard, write=True)
        if tell is not None:
            tell(session, report)
    report.imported = True
    return report


async def schools_to_create(database: Database, file: UnderstoodFile, request: ImportRequest) -> list[str]:
    """The names of the file for which a school would have to be created; nothing is."""
    async with database.reading() as session:
        routed = await route(session, file, replace(request, school=None, create_schools=True))
    return [part.name for part in routed.parts if part.school is None]


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnusableFile(f"Файл {path.name} исчез, пока его читали: пришлите его ещё раз.") from error


def _first_report(file: UnderstoodFile, request: ImportRequest, sha256: str) -> ImportReport:
    about = file.about
    whole = sum(1 for rejected in about.rejected if not rejected.column)
    return ImportReport(
        file_name=request.name,
        sha256=sha256,
        kind=about.kind,
        week=about.week,
        week_source=about.week_source,
        shape=about.shape,
        rows=sum(file.counts.values()) + whole,
        columns=about.columns,
        rejected=list(about.rejected),
        warnings=list(about.warnings),
        named_schools=list(about.schools),
    )


async def _apply(
    session: AsyncSession,
    file: UnderstoodFile,
    request: ImportRequest,
    report: ImportReport,
    guard: Guard | None,
    *,
    write: bool,
) -> None:
    """One batch of schools after another, so that the rows of a whole municipality are never here at once."""
    routed = await route(session, file, request)
    report.warnings += routed.warnings
    report.unknown_schools = routed.unknown
    _refuse_unknown(routed)
    if guard is not None:
        guard(routed.parts)
    if not write:
        ours = {part.school.id for part in routed.parts if part.school is not None}
        report.offers = await offers(session, report.shape, report.columns, ours, request.mapping)
    for parts in batches(routed.parts):
        with collector_paused():
            found = await _matched(session, file, parts, request, report)
            if write:
                await _write(session, found, file.about, request, report)
    report.warnings += gone_words(report.gone)


@dataclass(slots=True)
class _School:
    """One school of the file with its rows, and each row with the person it is about."""

    part: Part
    rows: Rows
    people: MatchedList
    answers: Mapping[str, int | None]
    report: SchoolReport
    figures: Official
    kept: dict[int, Facts] = field(default_factory=dict)


async def _matched(
    session: AsyncSession,
    file: UnderstoodFile,
    parts: Sequence[Part],
    request: ImportRequest,
    report: ImportReport,
) -> list[_School]:
    week, is_list = file.about.week, file.about.kind == "people"
    ids = [part.school.id for part in parts if part.school is not None]
    rosters = await load_rosters(session, ids) if is_list else {}
    remembered = await load_remembered(session, ids) if is_list else {}
    before = await load_before(session, ids, week) if week is not None else {}
    limits = {"memory_bytes": request.limits.memory_bytes, "seconds": request.limits.seconds}
    found = []
    for part, rows in zip(parts, await file.rows_of([part.written for part in parts]), strict=True):
        school_id = part.school.id if part.school else None
        one = SchoolReport(school_id, part.name, created=part.school is None, rows=part.rows)
        report.schools.append(one)
        roster, answers = rosters.get(school_id or 0, Roster()), remembered.get(school_id or 0, {})
        answers = {**answers, **request.answers}
        matches = await matched(rows.people, roster.people, answers, **limits)
        people = await _aside(len(rows.people), matched_list, matches, roster, one)
        one.accepted += len(rows.summaries)
        mine = _School(part, rows, people, answers, one, joined(rows.summaries))
        if school_id is not None and week is not None:
            was = before.get(school_id, Before())
            await _aside(len(rows.people), _supplement, was, mine, file.about, request)
            await _aside(len(rows.people), _compare, was, week, mine, roster)
            _note_gone(report, gone_columns(was, file.about.columns, file.about.facts) if rows.people else [])
        found.append(mine)
    return found


def _supplement(before: Before, mine: _School, about: Understanding, request: ImportRequest) -> None:
    """A file that lacks what its week has already adds to it, unless it is to take its place."""
    if mine.rows.people and "people" in before.kinds:
        mine.report.lacks += lacked_facts(before, about.facts)
        if mine.report.lacks and not request.replace:
            mine.kept = supplement(before, mine.people)
    if mine.rows.summaries and "summary" in before.kinds:
        lacks = lacked_figures(before, mine.figures)
        mine.report.lacks += lacks
        if lacks and not request.replace:
            mine.figures = {**before.official, **mine.figures}


def _note_gone(report: ImportReport, gone: Sequence[Gone]) -> None:
    """Columns are the file's, whatever its schools had: each is told once."""
    known = {one.fact for one in report.gone}
    report.gone += [one for one in gone if one.fact not in known]


async def _aside(rows: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """In a thread when it takes long; a school of a few hundred is done before a thread has begun."""
    if rows > _MANY:
        return await asyncio.to_thread(work, *args, **kwargs)
    await asyncio.sleep(0)
    return work(*args, **kwargs)


def _take_name(school: School, part: Part, request: ImportRequest) -> str:
    """See `routing._christen`: «Наша школа» becomes the school that the file or the command names."""
    told = request.school or part.named
    if school.name == UNNAMED and told and request.create_schools:
        school.name, school.name_key = " ".join(told.split()), school_key(told)
    return school.name


def _refuse_unknown(routed: Routed) -> None:
    """Schools that are not known hold up nobody but themselves."""
    if routed.unknown and not routed.parts:
        names = listed([quoted(name) for name in routed.unknown])
        hint = "Проверьте названия или разрешите завести их ключом --create-schools."
        raise UnknownSchool(f"Незнакомые школы: {names}.", hint=hint)


def _compare(before: Before, week: Week, mine: _School, roster: Roster) -> None:
    """Fill in the report's differences and warnings against what is known of the school."""
    rows, matched, report, figures = mine.rows, mine.people, mine.report, mine.figures
    if rows.people:
        report.warnings += list_warnings(before, week, matched.rows)
        if "people" in before.kinds:
            report.replaces = True
            report.changes += list_changes(before, matched.rows, roster.names, mine.kept)
    if rows.summaries:
        report.warnings += summary_warnings(before, week, figures)
        if "summary" in before.kinds:
            report.replaces = True
            report.changes += summary_changes(before, figures)


async def _write(
    session: AsyncSession,
    found: Sequence[_School],
    about: Understanding,
    request: ImportRequest,
    report: ImportReport,
) -> None:
    schools = await _schools(session, [one.part for one in found], request)
    mapping = {column.heading: column.fact for column in about.columns}
    rows = []
    for school, one in zip(schools, found, strict=True):
        one.report.school_id, one.report.school = school.id, _take_name(school, one.part, request)
        common = {
            "school_id": school.id,
            "week": str(about.week),
            "file_name": request.name,
            "sha256": report.sha256,
            "mapping": mapping,
            "received_on": request.today,
            "at": request.now,
        }
        people, summaries = one.rows.people, one.rows.summaries
        imports = []
        if people:
            counts = {"rows": len(people), "accepted": len(one.people.rows), "missing": len(one.people.missing_ids)}
            imports.append(common | counts | {"kind": "people"})
        if summaries:
            counts = {"rows": len(summaries), "accepted": len(summaries), "missing": 0}
            imports.append(common | counts | {"kind": "summary"})
        rows.append(SchoolRows(school.id, one.people.rows, one.figures, one.answers, imports, one.kept))
        if request.mapping:
            await remember_mapping(session, school.id, about.shape, request.mapping)
    await write_schools(session, rows, str(about.week))
    if about.week is not None:
        listed = [school.id for school, one in zip(schools, found, strict=True) if one.rows.people]
        await forget_empty_rounds(session, listed, about.week)
        await leave_in_peace(session, rows, about.week, request.today)
        waiting = await schools_waiting(session, about.week)
        for school, one in zip(schools, found, strict=True):
            if one.rows.people and school.id in waiting:
                await reword_waiting(session, school, about.week, request.now)


async def _schools(session: AsyncSession, parts: Sequence[Part], request: ImportRequest) -> list[School]:
    """The parts' schools, those not known yet created."""
    created = {id(part): new_school(part.name, request.now) for part in parts if part.school is None}
    # With ids of their own they are written in one statement, otherwise in one each.
    for new_id, school in zip(await reserve_ids(session, School, len(created)), created.values(), strict=True):
        school.id = new_id
    session.add_all(created.values())
    await session.flush()
    return [part.school or created[id(part)] for part in parts]
