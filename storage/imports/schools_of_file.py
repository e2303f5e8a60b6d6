"""The schools of a file: whom each row is about, what the week already had, and what differs from it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.file.child import UnderstoodFile
from indicators.file.outline import Rows
from indicators.file.understood import Understanding
from indicators.rows import SummaryRow, SummaryValue
from indicators.staff_list.apart import matched
from indicators.weeks import Week
from storage.imports.before import Before, Facts, Official, load_before
from storage.imports.checks import list_changes, list_warnings, summary_changes, summary_warnings
from storage.imports.gone import Gone
from storage.imports.matched import MatchedList, matched_list
from storage.imports.report import ImportReport, ImportRequest, SchoolReport
from storage.imports.roster import Roster, load_remembered, load_rosters
from storage.imports.routing import Part
from storage.imports.supplementing import gone_columns, gone_figures, lacked_facts, lacked_figures, supplement

P = ParamSpec("P")
T = TypeVar("T")
_MANY = 500


@dataclass(slots=True)
class FileSchool:
    """One school of the file with its rows, and each row with the person it is about."""

    part: Part
    rows: Rows
    people: MatchedList
    answers: Mapping[str, int | None]
    report: SchoolReport
    figures: Official
    kept: dict[int, Facts] = field(default_factory=dict)


async def match_schools(
    session: AsyncSession,
    file: UnderstoodFile,
    parts: Sequence[Part],
    request: ImportRequest,
    report: ImportReport,
) -> list[FileSchool]:
    week, is_list = file.about.week, file.about.kind == "people"
    ids = [part.school.id for part in parts if part.school is not None]
    rosters = await load_rosters(session, ids, week) if is_list else {}
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
        mine = FileSchool(part, rows, people, answers, one, _joined(rows.summaries))
        one.official = mine.figures
        if school_id is not None and week is not None:
            was = before.get(school_id, Before())
            await _aside(len(rows.people), _supplement, was, mine, file.about, request)
            await _aside(len(rows.people), _compare, was, week, mine, roster)
            _note_gone(report, gone_columns(was, file.about.columns, file.about.facts) if rows.people else [])
            _note_gone(report, gone_figures(was, mine.figures) if rows.summaries and not rows.people else [])
        found.append(mine)
    return found


def _supplement(before: Before, mine: FileSchool, about: Understanding, request: ImportRequest) -> None:
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
    known = {(one.fact, one.of_school) for one in report.gone}
    report.gone += [one for one in gone if (one.fact, one.of_school) not in known]


async def _aside(rows: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """In a thread when it takes long; a school of a few hundred is done before a thread has begun."""
    if rows > _MANY:
        return await asyncio.to_thread(work, *args, **kwargs)
    await asyncio.sleep(0)
    return work(*args, **kwargs)


def _compare(before: Before, week: Week, mine: FileSchool, roster: Roster) -> None:
    """Fill in the report's differences and warnings against what is known of the school."""
    rows, matched, report, figures = mine.rows, mine.people, mine.report, mine.figures
    if rows.people:
        report.warnings += list_warnings(before, week, rows.people, figures)
        if "people" in before.kinds:
            report.replaces = True
            report.changes += list_changes(before, matched.rows, roster.names, mine.kept)
    if rows.summaries:
        report.warnings += summary_warnings(before, week, figures, has_list=bool(rows.people))
        report.first_summary = "summary" not in before.kinds
        if not report.first_summary:
            report.replaces = True
            report.changes += summary_changes(before, figures)


def _joined(rows: Sequence[SummaryRow]) -> dict[str, SummaryValue]:
    """One school's figures, should several rows (sheets of one file) hold a part each; the first says it."""
    figures: dict[str, SummaryValue] = {}
    for row in rows:
        for code, figure in row.values.items():
            figures.setdefault(code, figure)
    return figures
