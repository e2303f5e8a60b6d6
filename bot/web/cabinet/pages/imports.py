"""«Импорт»: a file is sent, shown as it was understood, put right, and loaded only when that is confirmed."""

from collections.abc import Sequence
from datetime import datetime

from aiohttp import web

from bot.web.cabinet.guard import FORGED, is_genuine, refusal
from bot.web.cabinet.next_words import what_follows
from bot.web.cabinet.pages.schedule import tell_of_held
from bot.web.cabinet.uploads import Waiting, all_waiting, drop, keep, receive_files, request_of, waiting_file
from bot.web.cabinet.visit import Errors, Visit
from handlers.statistics.corrections import meanings_of
from handlers.statistics.loaded_for_others import tell_loaded
from handlers.statistics.loads import kind_words
from handlers.statistics.preview import KINDS
from indicators.errors import BadWeek, DezhurnyError, NotAllowed, NotPossible, UnusableFile
from indicators.weeks import Week
from services.breaks import add_many
from services.imports.loads import find_load, loads, undo_load
from services.imports.naming import create_schools, remember_name, say_who_it_is
from services.imports.pupils import Pupils, set_pupils, week_for_pupils
from services.imports.receiving import OnlyBreaks, Statistics, StrangeSchools, confirm, receive
from services.rights import Deed, may
from storage.imports import Doubt, ImportReport
from storage.tables import School

NEW, SKIP = "new", ""
LOOK_AGAIN = "Вы поправили, как понимать файл, — вот что вышло. Посмотрите и подтвердите ещё раз."
BAD_WEEK = "Нужна неделя, например 2026-W46, — или выберите из списка."
PUPILS_WRONG = "Нужны целые числа: в Сферуме не больше учеников, чем в школе, с журналом — не больше, чем учатся."
_WEEKS = 6


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    known = await loads(visit.session, visit.actor) if visit.chosen is not None else []
    return visit.page(
        "import.html",
        status=400 if errors else 200,
        errors=errors,
        history=known,
        newest=max(known, key=lambda load: load.at, default=None),
        waiting=all_waiting(visit),
        schools=_importable(visit),
        kind_words=kind_words,
        follows=await what_follows(visit),
    )


def _importable(visit: Visit) -> list[School]:
    return [one for one in visit.schools if may(visit.at(one.id), Deed.IMPORT)]


async def upload(visit: Visit) -> web.StreamResponse:
    try:
        sent = await receive_files(visit, is_genuine)
    except PermissionError:
        return refusal(visit.request, 403, FORGED)
    except UnusableFile as error:
        return await show(visit, {"files": error.sentence})
    for number in sent.numbers:
        waiting = waiting_file(visit, number)
        waiting.school = _whose(visit, sent.fields.get("school", ""))
        keep(visit, waiting)
    return visit.go(f"/import/{sent.numbers[0]}")


def _whose(visit: Visit, said: str) -> str | None:
    """The school that was chosen beside the file; the only one where there is one; else the file says it."""
    if len(visit.schools) == 1:
        return visit.schools[0].name
    return next((one.name for one in visit.schools if str(one.id) == said), None)


async def preview(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    waiting = waiting_file(visit, visit.request.match_info["upload"])
    request = request_of(visit, waiting)
    found: object = None
    errors = dict(errors or {})
    try:
        found = await receive(visit.cabinet.database, visit.at, request)
    except DezhurnyError as error:
        errors[""] = error.sentence
    report = found.report if isinstance(found, Statistics) else None
    names = found.names if isinstance(found, StrangeSchools) else [found.strange] if report and found.strange else []  # type: ignore[attr-defined]
    this = Week.of(visit.today)
    return visit.page(
        "import_preview.html",
        status=400 if errors else 200,
        errors=errors,
        waiting=waiting,
        report=report,
        names=names,
        breaks=found.found if isinstance(found, OnlyBreaks) else None,
        meanings=_meanings(report),
        doubts=_doubts(report),
        weeks=[this.shift(-back) for back in range(_WEEKS)],
        kinds=KINDS,
        schools=_importable(visit),
    )


def _meanings(report: ImportReport | None) -> Sequence[str]:
    """What a column may be corrected to."""
    if report is None:
        return ()
    return meanings_of([(column.heading, column.fact) for column in report.columns])


def _doubts(report: ImportReport | None) -> list[tuple[int | None, Doubt]]:
    """Rows that may be several people, with the school whose they are."""
    return [(one.school_id, doubt) for one in (report.schools if report else ()) for doubt in one.ambiguous]


async def act(visit: Visit) -> web.StreamResponse:
    waiting = waiting_file(visit, visit.request.match_info["upload"])
    work = _ACTS.get(visit.word("act"))
    return await work(visit, waiting) if work is not None else await preview(visit)


async def _again(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    try:
        changed = _corrected(visit, waiting)
    except BadWeek:
        return await preview(visit, {"week": BAD_WEEK})
    answered = await _answered(visit)
    if changed or answered:
        keep(visit, waiting)
    return visit.go(f"/import/{waiting.number}")


async def _offered(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    """As other schools corrected the columns, or as they are understood: either is this school's own word then."""
    found = await receive(visit.cabinet.database, visit.at, request_of(visit, waiting))
    if isinstance(found, Statistics):
        now = {column.heading: column.fact for column in found.report.columns}
        as_others = visit.word("act") == "offered"
        waiting.mapping |= {one.heading: one.fact if as_others else now[one.heading] for one in found.report.offers}
        keep(visit, waiting)
    return visit.go(f"/import/{waiting.number}")


def _corrected(visit: Visit, waiting: Waiting) -> bool:
    """Take over what was chosen for columns and week.

    Raises:
        BadWeek
    """
    before = (waiting.week, dict(waiting.mapping))
    for key, fact in visit.form.items():
        if key.startswith("was-") and (heading := visit.form.get(f"heading-{key[4:]}")) is not None:
            chosen = visit.word(f"fact-{key[4:]}")
            if chosen != fact:
                waiting.mapping[heading] = chosen or None
    if visit.word("week") and visit.word("week") != visit.word("week-was"):
        waiting.week = str(Week.parse(visit.word("week")))
    return before != (waiting.week, waiting.mapping)


async def _answered(visit: Visit) -> bool:
    """Who doubtful rows are about; remembered for the next files, too."""
    given = [(key[4:], value) for key, value in visit.form.items() if key.startswith("who-") and value != SKIP]
    for place, value in given:
        key, school = visit.word(f"key-{place}"), visit.number(f"school-{place}")
        person_id = None if value == NEW else int(value) if value.isdigit() else 0
        async with visit.writing() as session:
            await say_who_it_is(session, visit.at(school), key, person_id)
    return bool(given)


async def _load(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    try:
        changed = _corrected(visit, waiting)
        if await _answered(visit) or changed:
            keep(visit, waiting)
            return await preview(visit, {"": LOOK_AGAIN})
        report = await confirm(visit.cabinet.database, visit.at, request_of(visit, waiting))
    except NotAllowed:
        raise
    except BadWeek:
        return await preview(visit, {"week": BAD_WEEK})
    await drop(visit, waiting.number)
    visit.cabinet.deliver()
    async with visit.writing() as session:
        communities, loaded_by = visit.cabinet.communities, visit.who.account.id
        await tell_loaded(session, report, visit.now, communities, visit.zone, loaded_by)
    visit.cabinet.answer()
    if report.kind == "summary":
        return visit.go("/import", "imported_summary")
    if not report.settled:
        return visit.go("/import", "imported", n=report.people)
    is_open = any(one.reopened for one in report.settled)
    return visit.go("/import", "imported_reopened" if is_open else "imported_settled", n=report.people)


async def _drop(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    await drop(visit, waiting.number)
    return visit.go("/import", "dropped")


async def _school(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    """Whose statistics they are, where the file does not say it."""
    waiting.school = _whose(visit, visit.word("school"))
    keep(visit, waiting)
    return visit.go(f"/import/{waiting.number}")


async def _ours(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    """«Это наша школа»: the file only writes it otherwise."""
    async with visit.writing() as session:
        school = await remember_name(session, visit.actor, visit.word("name"), visit.now)
    waiting.school = school.name
    keep(visit, waiting)
    return visit.go(f"/import/{waiting.number}")


async def _create(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    async with visit.writing() as session:
        await create_schools(session, visit.at(None), visit.form.getall("name", []), visit.now)
    return visit.go(f"/import/{waiting.number}")


async def _breaks(visit: Visit, waiting: Waiting) -> web.StreamResponse:
    found = await receive(visit.cabinet.database, visit.at, request_of(visit, waiting))
    if isinstance(found, OnlyBreaks):
        async with visit.writing() as session:
            await add_many(session, visit.actor, found.found.breaks, visit.now)
            await tell_of_held(visit, session, found.found.breaks)
    await drop(visit, waiting.number)
    return visit.go("/schedule", "break_added")


_ACTS = {
    "again": _again,
    "load": _load,
    "drop": _drop,
    "school": _school,
    "offered": _offered,
    "declined": _offered,
    "ours": _ours,
    "create": _create,
    "breaks": _breaks,
}


async def pupils(visit: Visit) -> web.StreamResponse:
    """The pupils' figures typed by hand, where no summary comes."""
    figures = {name: visit.number(name, -1) if visit.word(name) else None for name in ("registered", "total", "linked")}
    try:
        async with visit.writing() as session:
            week = await week_for_pupils(session, visit.actor, visit.today)
            await set_pupils(session, visit.actor, week, Pupils(**figures), visit.now, today=visit.today)
    except NotAllowed:
        raise
    except NotPossible:
        return await show(visit, {"registered": PUPILS_WRONG})
    return visit.go("/import", "pupils")


async def take_back(visit: Visit) -> web.StreamResponse:
    """«Отменить загрузку»: the week says again what it said before, or nothing."""
    try:
        async with visit.writing() as session:
            at = datetime.fromisoformat(visit.word("at"))
            load = await find_load(session, visit.actor, visit.word("load"), visit.word("kind"), at)
            previous = bool(visit.word("previous"))
            await undo_load(session, visit.actor, load, visit.now, to_previous=previous, default_zone=visit.zone)
    except ValueError:
        return await show(visit)
    except NotPossible as error:
        return await show(visit, {"": error.sentence})
    return visit.go("/import", "undone")
