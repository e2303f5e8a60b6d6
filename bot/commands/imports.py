"""`import`: statistics files in, one after another, each as one transaction."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from bot.app import App
from bot.commands.common import command_app, reading_limits, run_async
from bot.commands.import_shown import all_warnings, show
from bot.terminal.output import print_json
from indicators.errors import UsageError
from indicators.headings.explaining import questions
from indicators.weeks import Week
from services.actor import the_program
from services.imports.receiving import import_at_once
from storage.imports import ImportReport, ImportRequest, import_file
from storage.imports.report import SchoolReport


def import_command(
    files: Sequence[Path],
    school: str | None,
    week: str | None,
    mapping: Sequence[str],
    *,
    create_schools: bool,
    write: bool,
    explained: bool,
    as_json: bool,
) -> int:
    chosen_week = Week.parse(week) if week is not None else None
    chosen_mapping = parse_mapping(mapping)

    async def work() -> int:
        async with command_app() as app:
            outcomes = [
                await _outcome(
                    app, _request(app, file, school, chosen_week, chosen_mapping, create_schools), write=write
                )
                for file in files
            ]
        return _tell(outcomes, explained=explained, as_json=as_json)

    return run_async(work())


_Outcome = tuple[Path, ImportReport | UsageError]


async def _outcome(app: App, request: ImportRequest, *, write: bool) -> _Outcome:
    """One unusable file among several does not keep the others from being read."""
    try:
        if not write:
            return request.path, await import_file(app.database, request, write=False)
        return request.path, await import_and_tell(app, request)
    except UsageError as error:
        return request.path, error


async def import_and_tell(app: App, request: ImportRequest) -> ImportReport:
    """Whoever is concerned hears of what the file has settled, as after a load in the chat.

    Raises:
        UnusableFile, UnknownSchool, BadWeek
    """
    report = await import_at_once(app.database, the_program, request)
    from handlers.statistics.loaded_for_others import tell_loaded

    async with app.database.writing() as session:
        await tell_loaded(session, report, request.now, app.settings.doors, app.settings.timezone)
    return report


def _tell(outcomes: Sequence[_Outcome], *, explained: bool, as_json: bool) -> int:
    """The exit status of several files; the error of a single one is raised."""
    refused = [(path, outcome) for path, outcome in outcomes if isinstance(outcome, UsageError)]
    if len(outcomes) == 1 and refused:
        raise refused[0][1]
    if as_json:
        documents = [_document_of(path, outcome) for path, outcome in outcomes]
        print_json(documents[0] if len(documents) == 1 else {"files": documents})
    else:
        for _, outcome in outcomes:
            if isinstance(outcome, ImportReport):
                show(outcome, explained=explained)
    for path, error in refused:
        typer.echo(f"{path.name}: {error.on_the_command_line}", err=True)
    return UsageError.exit_status if refused else 0


def _document_of(path: Path, outcome: ImportReport | UsageError) -> dict[str, Any]:
    if isinstance(outcome, UsageError):
        return {"file": path.name, "imported": False, "error": outcome.on_the_command_line}
    return document(outcome)


def parse_mapping(pairs: Sequence[str]) -> dict[str, str | None]:
    """`Heading=fact`; the last «=» divides, since a heading may hold one. `-` or nothing leaves the column out."""
    mapping: dict[str, str | None] = {}
    for pair in pairs:
        heading, sign, fact = pair.rpartition("=")
        if not sign or not heading.strip():
            raise UsageError(f'Столбец описывают так: --map "Кол-во сообщ.=group_messages", а получено «{pair}».')
        mapping[heading.strip()] = fact.strip() if fact.strip() not in ("", "-") else None
    return mapping


def _request(
    app: App, file: Path, school: str | None, week: Week | None, mapping: dict[str, str | None], create_schools: bool
) -> ImportRequest:
    now = app.clock()
    return ImportRequest(
        path=file,
        today=now.astimezone(app.settings.zone).date(),
        now=now,
        school=school,
        week=week,
        mapping=mapping,
        create_schools=create_schools,
        limits=reading_limits(app.settings),
    )


def document(report: ImportReport) -> dict[str, Any]:
    """The contract's JSON of one file; `schools` holds the same figures for each school of it."""
    return {
        "file": report.file_name,
        "school": report.schools[0].school if len(report.schools) == 1 else None,
        "week": str(report.week) if report.week else None,
        "week_source": report.week_source,
        "kind": report.kind,
        "rows": report.rows,
        "accepted": report.accepted,
        "rejected": [
            {"row": bad.row, "column": bad.column, "value": bad.value, "reason": bad.reason} for bad in report.rejected
        ],
        "people": _people(report.schools),
        "columns": {column.heading: column.fact for column in report.columns},
        "asked": {column.heading: column.asked for column in questions(report.columns)},
        "offered": {offer.heading: offer.fact for offer in report.offers},
        "guesses": [column.heading for column in report.columns if column.guess],
        "warnings": all_warnings(report),
        "imported": report.imported,
        "schools": [_school(one) for one in report.schools],
        "unknown_schools": report.unknown_schools,
    }


def _school(one: SchoolReport) -> dict[str, Any]:
    return {
        "school": one.school,
        "created": one.created,
        "rows": one.rows,
        "accepted": one.accepted,
        "people": _people([one]),
        "missing": one.missing,
        "ambiguous": [
            {"row": doubt.row, "name": doubt.written, "why": doubt.why, "candidates": [c[1] for c in doubt.candidates]}
            for doubt in one.ambiguous
        ],
        "replaces": one.replaces,
        "kept": one.lacks,
        "changes": [
            {"person": change.full_name, "fact": change.fact, "before": change.before, "after": change.after}
            for change in one.changes
        ],
        "warnings": one.warnings,
    }


def _people(schools: Sequence[Any]) -> dict[str, int]:
    return {
        "new": sum(len(one.new) for one in schools),
        "known": sum(one.known for one in schools),
        "missing": sum(len(one.missing) for one in schools),
        "ambiguous": sum(len(one.ambiguous) for one in schools),
    }
