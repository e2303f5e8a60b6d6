"""From a file to committed facts: read, understand, route to schools, match people, check, write."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import BadWeek, UnknownSchool, UnusableFile
from indicators.reading import read_tables
from indicators.russian import listed
from indicators.schools import school_key
from indicators.tables import Table
from indicators.understanding import Understanding, understand
from indicators.weeks import Week
from storage.database import Database
from storage.imports.checks import check_list, check_summary
from storage.imports.people import MatchedList, differences, match_list, write_list
from storage.imports.report import ImportReport, ImportRequest, SchoolReport
from storage.imports.roster import Roster, load_remembered, load_rosters
from storage.imports.routing import Part, Routed, route
from storage.imports.summaries import compare_summary, joined, write_summary
from storage.schools import UNNAMED, create_school
from storage.tables import RememberedMapping, School, StatisticsImport


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
        raise BadWeek("Не видно, за какую неделю эта статистика: укажите неделю, например --week 2026-W46.")
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
    understood = _understood(tables, request, request.mapping)
    async with database.reading() as session:
        remembered = await _remembered_mapping(session, understood.shape)
    if remembered:
        return _understood(tables, request, {**remembered, **request.mapping})
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
    for part in routed.parts:
        school = part.school or (await create_school(session, part.name, request.now) if write else None)
        one = SchoolReport(school.id if school else None, part.name, created=part.school is None, rows=len(part.rows))
        report.schools.append(one)
        school_id = school.id if school else -1
        roster = rosters.get(school_id, Roster())
        matched = match_list(part.people, roster, remembered.get(school_id, {}), one)
        one.accepted += len(part.summaries)
        if school is not None and understood.week is not None:
            await _compare(session, school.id, understood.week, part, matched, one, roster)
        if write and school is not None:
            one.school = _take_name(school, part, request)
            await _write(session, school, understood, part, matched, request, report)


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
    names = listed([f"«{name}»" for name in routed.unknown])
    if not routed.parts:
        raise UnknownSchool(
            f"Незнакомые школы: {names}. Проверьте названия или разрешите завести их ключом --create-schools."
        )
    report.warnings.append(f"Незнакомые школы не взяты: {names}. Завести их разрешает ключ --create-schools.")


async def _compare(
    session: AsyncSession,
    school_id: int,
    week: Week,
    part: Part,
    matched: MatchedList,
    report: SchoolReport,
    roster: Roster,
) -> None:
    """Fill in the report's differences and warnings against what is known of the school."""
    if part.people:
        report.replaces = await _is_imported(session, school_id, week, "people")
        if report.replaces:
            report.changes += await differences(session, school_id, str(week), matched, roster.names)
        report.warnings += await check_list(session, school_id, week, [row for row, _ in matched.rows])
    if part.summaries:
        report.replaces |= await _is_imported(session, school_id, week, "summary")
        await compare_summary(session, school_id, str(week), part.summaries, report)
        report.warnings += await check_summary(session, school_id, week, joined(part.summaries))


async def _is_imported(session: AsyncSession, school_id: int, week: Week, kind: str) -> bool:
    same = (StatisticsImport.school_id == school_id, StatisticsImport.week == str(week), StatisticsImport.kind == kind)
    return await session.scalar(select(StatisticsImport.id).where(*same)) is not None


async def _write(
    session: AsyncSession,
    school: School,
    understood: Understanding,
    part: Part,
    matched: MatchedList,
    request: ImportRequest,
    report: ImportReport,
) -> None:
    week = str(understood.week)
    kinds: Sequence[tuple[str, int]] = (("people", len(part.people)), ("summary", len(part.summaries)))
    for kind, rows in kinds:
        if not rows:
            continue
        of_week = (StatisticsImport.school_id == school.id, StatisticsImport.week == week)
        accepted = len(matched.rows) if kind == "people" else rows
        values = {
            "school_id": school.id,
            "week": week,
            "kind": kind,
            "file_name": request.name,
            "sha256": report.sha256,
            "mapping": {column.heading: column.fact for column in understood.columns},
            "received_on": request.today,
            "rows": rows,
            "accepted": accepted,
            "missing": len(matched.missing_ids) if kind == "people" else 0,
            "at": request.now,
        }
        # The facts of the earlier import of the week go with it, by the foreign key.
        await session.execute(delete(StatisticsImport).where(*of_week, StatisticsImport.kind == kind))
        import_id = (await session.scalars(insert(StatisticsImport).returning(StatisticsImport.id), [values])).one()
        if kind == "people":
            await write_list(session, school.id, week, import_id, matched, request)
        else:
            await write_summary(session, school.id, week, import_id, part.summaries)
    if request.mapping:
        await _remember_mapping(session, school.id, understood.shape, request.mapping)


async def _remember_mapping(
    session: AsyncSession, school_id: int, shape: str, mapping: Mapping[str, str | None]
) -> None:
    remembered = await session.get(RememberedMapping, (school_id, shape))
    if remembered is None:
        session.add(RememberedMapping(school_id=school_id, shape=shape, mapping=dict(mapping)))
    else:
        remembered.mapping = {**remembered.mapping, **mapping}
