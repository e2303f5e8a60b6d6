"""From a file to committed facts: read, understand, route to schools, match people, check, write."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import BadWeek, UnknownSchool, UnusableFile
from indicators.file.understanding import Understanding, understand
from indicators.reading.child import read_tables
from indicators.reading.tables import Table
from indicators.russian.rules import listed, quoted
from indicators.summary.schools import school_key
from indicators.weeks import Week
from storage.campaigns.rewording import reword_waiting, schools_waiting
from storage.database.connection import Database
from storage.imports.away import leave_in_peace
from storage.imports.before import Before, load_before
from storage.imports.checks import list_changes, list_warnings, summary_changes, summary_warnings
from storage.imports.matched import MatchedList, match_list
from storage.imports.report import ImportReport, ImportRequest, SchoolReport
from storage.imports.roster import Roster, load_remembered, load_rosters
from storage.imports.routing import Part, Routed, route
from storage.imports.summaries import joined
from storage.imports.writing import SchoolRows, write_schools
from storage.schools.registry import UNNAMED, new_school
from storage.tables import RememberedMapping, School


async def import_file(database: Database, request: ImportRequest, *, write: bool) -> ImportReport:
    """Read a file and say what it would change; with `write` change it, as one transaction.

    Raises:
        UnusableFile: the file cannot be read or holds no statistics.
        UnknownSchool: it is about schools that are not known.
        BadWeek: it must be written, and nothing says for which week it is.
    """
    tables = await read_tables(request.path, limits=request.limits)
    sha256 = await asyncio.to_thread(_sha256, request.path)
    understood = await _understand(database, tables, request)
    report = _first_report(understood, request, sha256)
    if not write:
        async with database.reading() as session:
            await _apply(session, understood, request, report, write=False)
        return report
    if understood.week is None:
        why = understood.week_doubt or "Не видно, за какую неделю эта статистика: укажите неделю."
        raise BadWeek(f"{why} Например, --week 2026-W46.")
    async with database.writing() as session:
        await _apply(session, understood, request, report, write=True)
    report.imported = True
    return report


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnusableFile(f"Файл {path.name} исчез, пока его читали: пришлите его ещё раз.") from error


async def _understand(database: Database, tables: list[Table], request: ImportRequest) -> Understanding:
    """Understand the file; an officer's earlier correction for files of this shape is taken into account."""
    understood = await asyncio.to_thread(_understood, tables, request, request.mapping)
    async with database.reading() as session:
        remembered = await _remembered_mapping(session, understood.shape)
    if remembered:
        return await asyncio.to_thread(_understood, tables, request, {**remembered, **request.mapping})
    return understood


def _understood(tables: list[Table], request: ImportRequest, mapping: Mapping[str, str | None]) -> Understanding:
    return understand(tables, file_name=request.name, mapping=mapping, week=request.week, today=request.today)


async def _remembered_mapping(session: AsyncSession, shape: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for remembered in await session.scalars(select(RememberedMapping).where(RememberedMapping.shape == shape)):
        found |= remembered.mapping
    return found


def _first_report(understood: Understanding, request: ImportRequest, sha256: str) -> ImportReport:
    data_rows = len(understood.people) + len(understood.summaries)
    whole = sum(1 for rejected in understood.rejected if not rejected.column)
    return ImportReport(
        file_name=request.name,
        sha256=sha256,
        kind=understood.kind,
        week=understood.week,
        week_source=understood.week_source,
        shape=understood.shape,
        rows=data_rows + whole,
        columns=understood.columns,
        rejected=list(understood.rejected),
        warnings=list(understood.warnings),
        named_schools=list(understood.schools),
    )


async def _apply(
    session: AsyncSession, understood: Understanding, request: ImportRequest, report: ImportReport, *, write: bool
) -> None:
    routed = await route(session, understood, request)
    report.warnings += routed.warnings
    report.unknown_schools = routed.unknown
    _warn_of_unknown(routed, report)
    ids = [part.school.id for part in routed.parts if part.school is not None]
    rosters = await load_rosters(session, ids, request.platform) if understood.people else {}
    remembered = await load_remembered(session, ids) if understood.people else {}
    before = await load_before(session, ids, understood.week) if understood.week is not None else {}
    matched = []
    for part in routed.parts:
        school_id = part.school.id if part.school else None
        one = SchoolReport(school_id, part.name, created=part.school is None, rows=len(part.rows))
        report.schools.append(one)
        roster = rosters.get(school_id or 0, Roster())
        people = match_list(part.people, roster, remembered.get(school_id or 0, {}), one)
        one.accepted += len(part.summaries)
        matched.append(people)
        if school_id is not None and understood.week is not None:
            _compare(before.get(school_id, Before()), understood.week, part, people, one, roster)
    if write:
        await _write(session, routed.parts, matched, remembered, understood, request, report)


def _take_name(school: School, part: Part, request: ImportRequest) -> str:
    """See `routing._christen`: «Наша школа» becomes the school that the file or the command names."""
    told = request.school or next((row.school for row in part.rows if row.school), "")
    if school.name == UNNAMED and told and request.create_schools:
        school.name, school.name_key = " ".join(told.split()), school_key(told)
    return school.name


def _warn_of_unknown(routed: Routed, report: ImportReport) -> None:
    """A school that is not known is refused; the known ones of the same file are not held up by it."""
    if not routed.unknown:
        return
    names = listed([quoted(name) for name in routed.unknown])
    if not routed.parts:
        raise UnknownSchool(
            f"Незнакомые школы: {names}. Проверьте названия или разрешите завести их ключом --create-schools."
        )
    report.warnings.append(f"Незнакомые школы не взяты: {names}. Завести их разрешает ключ --create-schools.")


def _compare(
    before: Before, week: Week, part: Part, matched: MatchedList, report: SchoolReport, roster: Roster
) -> None:
    """Fill in the report's differences and warnings against what is known of the school."""
    if part.people:
        report.warnings += list_warnings(before, week, matched.rows)
        if "people" in before.kinds:
            report.replaces = True
            report.changes += list_changes(before, matched.rows, roster.names)
    if part.summaries:
        figures = joined(part.summaries)
        report.warnings += summary_warnings(before, week, figures)
        if "summary" in before.kinds:
            report.replaces = True
            report.changes += summary_changes(before, figures)


async def _write(
    session: AsyncSession,
    parts: Sequence[Part],
    matched: Sequence[MatchedList],
    remembered: Mapping[int, Mapping[str, int | None]],
    understood: Understanding,
    request: ImportRequest,
    report: ImportReport,
) -> None:
    schools = await _schools(session, parts, request)
    for school, part, one in zip(schools, parts, report.schools, strict=True):
        one.school_id, one.school = school.id, _take_name(school, part, request)
    mapping = {column.heading: column.fact for column in understood.columns}
    rows = []
    for school, part, people in zip(schools, parts, matched, strict=True):
        common = {
            "school_id": school.id,
            "week": str(understood.week),
            "file_name": request.name,
            "sha256": report.sha256,
            "mapping": mapping,
            "received_on": request.today,
            "at": request.now,
        }
        imports = []
        if part.people:
            counts = {"rows": len(part.people), "accepted": len(people.rows), "missing": len(people.missing_ids)}
            imports.append(common | counts | {"kind": "people"})
        if part.summaries:
            counts = {"rows": len(part.summaries), "accepted": len(part.summaries), "missing": 0}
            imports.append(common | counts | {"kind": "summary"})
        answers = remembered.get(school.id, {})
        rows.append(SchoolRows(school.id, people.rows, joined(part.summaries), answers, imports))
        if request.mapping:
            await _remember_mapping(session, school.id, understood.shape, request.mapping)
    await write_schools(session, rows, str(understood.week), request.platform)
    if understood.week is not None:
        await leave_in_peace(session, rows, understood.week, request.today)
        waiting = await schools_waiting(session, understood.week)
        for school, part in zip(schools, parts, strict=True):
            if part.people and school.id in waiting:
                await reword_waiting(session, school, understood.week, request.now)


async def _schools(session: AsyncSession, parts: Sequence[Part], request: ImportRequest) -> list[School]:
    """The parts' schools, those not known yet created."""
    created = {id(part): new_school(part.name, request.now) for part in parts if part.school is None}
    session.add_all(created.values())
    await session.flush()
    return [part.school or created[id(part)] for part in parts]


async def _remember_mapping(
    session: AsyncSession, school_id: int, shape: str, mapping: Mapping[str, str | None]
) -> None:
    remembered = await session.get(RememberedMapping, (school_id, shape))
    if remembered is None:
        session.add(RememberedMapping(school_id=school_id, shape=shape, mapping=dict(mapping)))
    else:
        remembered.mapping = {**remembered.mapping, **mapping}
