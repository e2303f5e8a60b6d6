"""A file that was sent: read once, shown, and imported only when that was confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.errors import UnknownSchool, UnusableFile
from indicators.file.child import opened_file
from indicators.file.kept import NotKept, keeping, kept_file
from indicators.russian.rules import all_quoted, quoted
from nudges.breaks import ReadBreaks
from services.actor import At
from services.audit import log_deed
from services.imports.breaks import in_calendar_file, in_tables
from services.rights import Deed, may
from storage.database.connection import Database, Session
from storage.imports import ImportReport, ImportRequest
from storage.imports.routing import Part
from storage.imports.run import Guard, Told, preview_report, schools_to_create, wishes_of, write_report
from storage.schools.registry import find_school, school_called

OTHERS = "В файле другая школа: {names}. Её статистику загружает её ответственный."
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Statistics:
    """What the file would change. `strange` is the file's name for the school when that is not how it is known
    here: it may be another way to write it, and whoever sent the file is asked."""

    report: ImportReport
    strange: str | None = None


@dataclass(frozen=True, slots=True)
class StrangeSchools:
    """None of the schools that the file names is known; nothing else of it was understood yet."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class OnlyBreaks:
    """No statistics, but days of rest."""

    found: ReadBreaks


Received = Statistics | StrangeSchools | OnlyBreaks


async def receive(database: Database, at: At, request: ImportRequest) -> Received:
    """Say what is in a file. What was understood is kept beside it, for `confirm`.

    Raises:
        UnusableFile: it cannot be read or holds nothing of the kind.
        UnknownSchool: it is about a school of somebody else.
    """
    breaks = await in_calendar_file(request.path)
    if breaks is not None:
        return OnlyBreaks(breaks)
    wishes = await wishes_of(database, request)
    async with opened_file(request.path, request.limits) as opened:
        try:
            file = await opened.understand(wishes)
        except UnusableFile:
            breaks = in_tables(await opened.tables(), request.name, request.today)
            if breaks is None:
                raise
            return OnlyBreaks(breaks)
        try:
            async with keeping(request.path, wishes, file) as kept:
                report = await preview_report(database, kept, request, _only_theirs(at))
        except UnknownSchool:
            names = await schools_to_create(database, file, request)
            if names:
                return StrangeSchools(names)
            raise
    return Statistics(report, await _strange_name(database, request.school, report.named_schools))


async def confirm(database: Database, at: At, request: ImportRequest) -> ImportReport:
    """Import a file as it was shown, as one transaction. Done again it changes nothing: a week is replaced.

    Raises:
        UnusableFile, UnknownSchool
        BadWeek: nothing says for which week it is.
    """
    kept = await kept_file(request.path, await wishes_of(database, request))
    if kept is not None:
        try:
            return await write_report(database, kept, request, _only_theirs(at), _noted(at, request))
        except (NotKept, UnusableFile):
            pass  # a school got its name meanwhile, so that its rows are other ones; or what was kept is damaged
    return await import_at_once(database, at, request)


async def import_at_once(database: Database, at: At, request: ImportRequest) -> ImportReport:
    """Read a file and import it without having shown it.

    Raises:
        UnusableFile, UnknownSchool, BadWeek
    """
    async with opened_file(request.path, request.limits) as opened:
        file = await opened.understand(await wishes_of(database, request))
        return await write_report(database, file, request, _only_theirs(at), _noted(at, request))


def _only_theirs(at: At) -> Guard:
    """A file may name any school; whoever sent it may import only into their own."""

    def check(parts: Sequence[Part]) -> None:
        strange = [part.name for part in parts if not may(at(part.school.id if part.school else None), Deed.IMPORT)]
        if strange:
            raise UnknownSchool(OTHERS.format(names=", ".join(all_quoted(strange[:_SHOWN]))))

    return check


def _noted(at: At, request: ImportRequest) -> Told:
    def tell(session: Session, report: ImportReport) -> None:
        for one in report.schools:
            log_deed(session, at(one.school_id), "imported", request.now, week=str(report.week), accepted=one.accepted)

    return tell


async def _strange_name(database: Database, school: str | None, names: Sequence[str]) -> str | None:
    """The one name of the file when it is not how the officer's only school is known.

    Raises:
        UnknownSchool: it is another school that we know.
    """
    if school is None or len(names) != 1:
        return None
    async with database.reading() as session:
        meant = await school_called(session, names[0])
        if meant is None:
            return names[0]
        if meant.id != (await find_school(session, school)).id:
            raise UnknownSchool(OTHERS.format(names=quoted(meant.name)))
    return None
