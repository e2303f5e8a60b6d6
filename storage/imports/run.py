"""From a file to committed facts: read, understand, route to schools, match people, check, write."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import BadWeek, UnknownSchool, UnusableFile
from indicators.file.child import UnderstoodFile, Wishes, opened_file
from indicators.file.understood import Understanding
from indicators.reading.collector import collector_paused
from indicators.russian.rules import all_quoted, listed
from indicators.summary.schools import school_key
from storage.campaigns.rewording import reword_waiting, schools_waiting
from storage.campaigns.settled import settle_disputes
from storage.clock.occasions import forget_empty_rounds
from storage.database.connection import Database
from storage.database.ids import reserve_ids
from storage.database.moved import refuse_moved_in
from storage.imports.away import back_words, leave_in_peace, still_marked_words
from storage.imports.chunking import chunks
from storage.imports.gone import gone_words
from storage.imports.remembered import offers, own_corrections, remember_mapping
from storage.imports.report import ImportReport, ImportRequest
from storage.imports.routing import Part, Routed, batches, route
from storage.imports.schools_of_file import FileSchool, match_schools
from storage.imports.writing import SchoolRows, write_schools
from storage.schools.registry import UNNAMED, new_school
from storage.tables import School

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
        await refuse_moved_in(session)  # last of all: it may have moved while this waited for its turn
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
            found = await match_schools(session, file, parts, request, report)
            if file.about.week is not None:
                report.warnings += await back_words(session, found, file.about.week, request.today)
                report.warnings += await still_marked_words(session, found, file.about.week, request.today)
            if write:
                await _write(session, found, file.about, request, report)
    report.warnings += gone_words(report.gone)


def _take_name(school: School, part: Part, request: ImportRequest) -> str:
    """See `routing._christen`: «Наша школа» becomes the school that the file or the command names."""
    told = request.school or part.named
    if school.name == UNNAMED and told and request.create_schools:
        school.name, school.name_key = " ".join(told.split()), school_key(told)
    return school.name


def _refuse_unknown(routed: Routed) -> None:
    """Schools that are not known hold up nobody but themselves."""
    if routed.unknown and not routed.parts:
        names = listed(all_quoted(routed.unknown))
        hint = "Проверьте названия или разрешите завести их ключом --create-schools."
        raise UnknownSchool(f"Незнакомые школы: {names}.", hint=hint)


async def _write(
    session: AsyncSession,
    found: Sequence[FileSchool],
    about: Understanding,
    request: ImportRequest,
    report: ImportReport,
) -> None:
    schools = await _schools(session, [one.part for one in found], request)
    rows = []
    for school, one in zip(schools, found, strict=True):
        one.report.school_id, one.report.school = school.id, _take_name(school, one.part, request)
        imports = _imports_of(school, one, about, request, report.sha256)
        people, later = one.people.rows, one.people.told_later
        rows.append(SchoolRows(school.id, people, one.figures, one.answers, imports, later, one.kept))
        if request.mapping:
            await remember_mapping(session, school.id, about.shape, request.mapping)
    await write_schools(session, rows, str(about.week))
    if about.week is not None:
        listed = [school.id for school, one in zip(schools, found, strict=True) if one.rows.people]
        await forget_empty_rounds(session, listed, about.week)
        await leave_in_peace(session, found, about.week, request.today)
        waiting = await schools_waiting(session, about.week)
        for school, one in zip(schools, found, strict=True):
            if one.rows.people and school.id in waiting:
                await reword_waiting(session, school, about.week, request.now)
        for some in chunks(school for school, one in zip(schools, found, strict=True) if one.rows.people):
            report.settled += await settle_disputes(session, some)


def _imports_of(
    school: School, one: FileSchool, about: Understanding, request: ImportRequest, sha256: str
) -> list[dict[str, object]]:
    """What is noted of the file, for its people and for its figures."""
    common = {
        "school_id": school.id,
        "week": str(about.week),
        "file_name": request.name,
        "sha256": sha256,
        "mapping": {column.heading: column.fact for column in about.columns},
        "received_on": request.today,
        "at": request.now,
    }
    people, summaries = one.rows.people, one.rows.summaries
    imports: list[dict[str, object]] = []
    if people:
        counts = {"rows": len(people), "accepted": len(one.people.rows), "missing": len(one.people.missing_ids)}
        imports.append(common | counts | {"kind": "people"})
    if summaries:
        counts = {"rows": len(summaries), "accepted": len(summaries), "missing": 0}
        imports.append(common | counts | {"kind": "summary"})
    return imports


async def _schools(session: AsyncSession, parts: Sequence[Part], request: ImportRequest) -> list[School]:
    """The parts' schools, those not known yet created."""
    created = {id(part): new_school(part.name, request.now) for part in parts if part.school is None}
    # With ids of their own they are written in one statement, otherwise in one each.
    for new_id, school in zip(await reserve_ids(session, School, len(created)), created.values(), strict=True):
        school.id = new_id
    session.add_all(created.values())
    await session.flush()
    return [part.school or created[id(part)] for part in parts]
