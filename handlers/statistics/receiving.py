"""A statistics file in the chat: read it, show how it was understood, then import it or not.

The file waits in a folder of its own; the dialogue «import» says where, and what was corrected so far.
Every preview has a new number, so that buttons under an older one find nothing.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.breaks.break_files import show_found
from handlers.chats.parents_norm import ask_once
from handlers.engine.buttons import button, good, main, under
from handlers.engine.dependencies import Services
from handlers.engine.job import Job
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, may, schools_of, sender
from handlers.engine.routes import Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.printing import report_template
from handlers.reminding.automatic import what_follows
from handlers.statistics.loaded_for_others import tell_loaded
from handlers.statistics.preview import done_words, preview_words
from handlers.statistics.unknown_schools import ask_whose, ask_whose_figures, with_creation
from handlers.statistics.waiting import KEPT, NOT_LOADED, preview_keyboard, state_of, waiting_file, waiting_import
from handlers.teacher.settled import settled_words
from indicators.errors import DezhurnyError, NoSchoolNamed, UnusableFile
from indicators.reading.limits import ReadLimits
from indicators.weeks import Week
from nudges.messenger import Button, FileRef, Written
from services.imports.receiving import OnlyBreaks, Received, Statistics, StrangeSchools, receive
from services.imports.receiving import confirm as import_as_shown
from services.rights import Deed
from services.rights import may as may_do
from services.school_settings import DEADLINE, GOALS, left_to_set
from services.schools import one_of_several
from storage.database.owner_only import make_folder
from storage.dialogs.dialogues import IMPORT, waiting_file_paths
from storage.dialogs.errands import errand_ids, errand_paths
from storage.imports import ImportReport, ImportRequest
from storage.tables import School

NOT_FOR_FILES = "Спасибо! Файлы статистики у меня принимает ответственный за Сферум, передайте ему."
HOW = (
    "Пришлите мне файл статистики прямо сюда, скрепкой: xlsx, xls, ods, csv, docx с таблицей или zip с ними. "
    "Я покажу, как понял столбцы, и загружу только после вашего «Загрузить»."
)
_NOT_SET = {GOALS: "цели", DEADLINE: "срок регистрации"}
GONE = "Этого файла у меня уже нет: пришлите его, пожалуйста, ещё раз."
NOT_SET_UP = "Настройка школы не закончена. Ещё не задано: {left}."


async def how_to_send(talk: Talk, rest: str) -> None:
    talk.say(HOW)


async def file(talk: Talk, rest: str) -> None:
    """A file came. Reading it takes a while, so it is done after this event."""
    if not isinstance(talk.event, Written) or not talk.event.files:
        talk.say(HOW)
        return
    schools = [one for one in await schools_of(talk) if may_do(actor_at(talk, one.id), Deed.IMPORT)]
    if not schools and not may_do(actor_at(talk, None), Deed.IMPORT):
        talk.say(NOT_FOR_FILES, my_figures_button())
        return
    first, *others = talk.event.files
    note = " Файлы разбираю по одному: остальные пришлите следом." if others else ""
    talk.say(f"Читаю «{first.name}»…{note}")
    school = schools[0].name if len(schools) == 1 else None
    expected = report_template.expected(talk, first.name)
    await talk.later("read_file", name=first.name, url=first.url, size=first.size, school=school, **expected)


async def read_file(job: Job) -> None:
    """Fetch the file unless it is here already, understand it, and show how."""
    details = dict(job.errand.details)
    if "path" not in details:
        details["path"] = str(await _fetch(job, details))
    try:
        await _answer(job, details)
    except DezhurnyError:
        if "path" not in job.errand.details:  # nothing waits for it any more
            await asyncio.to_thread(drop, Path(details["path"]))
        raise


async def _answer(job: Job, details: dict[str, Any]) -> None:
    """Say what is in the file: a report's template, statistics, breaks, or schools that are not known."""
    if await report_template.taken(job, details):
        await asyncio.to_thread(drop, Path(details["path"]))
        return
    at = await sender(job)
    try:
        found = await receive(job.services.database, at, _request(job, details))
    except NoSchoolNamed:
        await _keep(job, details, lambda talk: ask_whose_figures(talk, state_of(job.errand.id, details, None)))
        return
    if details.get("school") and _is_of_many(found) and may_do(at(None), Deed.CREATE_SCHOOLS):
        details["school"] = None  # a district's file, sent by whoever answers for a district and has one school so far
        found = await receive(job.services.database, at, _request(job, details))
    if isinstance(found, OnlyBreaks):
        await _only_breaks(job, details, found)
        return
    report = found.report if isinstance(found, Statistics) else None
    names = found.names if isinstance(found, StrangeSchools) else [found.strange] if found.strange else []
    if names:
        await _keep(job, details, lambda talk: ask_whose(talk, state_of(job.errand.id, details, report), names))
    elif report is not None:
        await _keep(job, details, lambda talk: _show(talk, job.errand.id, details, report))


async def _keep(job: Job, details: dict[str, Any], ask: Callable[[Talk], Awaitable[None]]) -> None:
    """What is asked of the file; one that waited before it goes."""
    async with job.finishing() as talk:
        before = waiting_import(talk)
        old = before.state.get("path") if before is not None else None
        await ask(talk)
    if old is not None and old != details["path"]:
        await asyncio.to_thread(drop, Path(old))


def _is_of_many(found: Received) -> bool:
    return isinstance(found, Statistics) and len(found.report.named_schools) > 1


async def _only_breaks(job: Job, details: dict[str, Any], breaks: OnlyBreaks) -> None:
    """The file has said all it can, and goes."""
    await show_found(job, breaks.found)
    await asyncio.to_thread(drop, Path(details["path"]))


async def _fetch(job: Job, details: dict[str, Any]) -> Path:
    folder = job.services.files / str(job.errand.id)
    await asyncio.to_thread(make_folder, folder)
    path = folder / f"file{Path(details['name']).suffix.lower()[:10]}"
    reference = FileRef(details["name"], details["url"], details["size"])
    await job.services.messenger.download(reference, path, limit=job.services.file_limit)
    return path


def _request(job: Job, details: dict[str, Any]) -> ImportRequest:
    services = job.services
    now: datetime = services.clock()
    limits = ReadLimits(file_bytes=services.file_limit, memory_bytes=services.reader_memory_mb * 1024 * 1024)
    path = Path(details["path"])
    if not path.exists():  # it came to another machine, or somebody cleared up there
        raise UnusableFile(GONE)
    return ImportRequest(
        path=path,
        today=now.astimezone(services.zone).date(),
        now=now,
        file_name=details["name"],
        school=details.get("school"),
        week=Week.parse(details["week"]) if details.get("week") else None,
        mapping=details.get("mapping", {}),
        answers=details.get("answers", {}),
        replace=details.get("replace", False),
        made_by=job.errand.account_id,
        limits=limits,
    )


async def _show(talk: Talk, number: int, details: dict[str, Any], report: ImportReport) -> None:
    await _say_whose(talk, report)
    state = state_of(number, details, report)
    keyboard = preview_keyboard(number, report, bool(state["doubts"]))
    keyboard = with_creation(talk, keyboard, number, report.unknown_schools)
    await talk.ask(IMPORT, preview_words(report), keyboard, **state)


async def _say_whose(talk: Talk, report: ImportReport) -> None:
    """Whoever looks after several schools reads of which one a file was taken."""
    ids = {one.school_id for one in report.schools}
    talk.at = await one_of_several(talk.session, talk.who, ids.pop()) if len(ids) == 1 else None


async def confirm(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is None:
        return
    await talk.end()
    talk.snack = "Загружаю"
    kept = {key: state[key] for key in KEPT if key in state}
    await talk.later("import_file", **kept, replace=bool(talk.number("whole")))


async def cancel(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is None:
        return
    await talk.end()
    talk.say(NOT_LOADED)
    await talk.later("drop_file", path=state["path"])


async def write_file(job: Job) -> None:
    """Import the file and delete it."""
    details = job.errand.details
    report = await import_as_shown(job.services.database, await sender(job), _request(job, details))
    async with job.finishing() as talk:
        await _say_whose(talk, report)
        follows, more = await _what_follows(talk, report)
        remind = [good("Напомнить", "remind")] if may(talk, Right.CHANGER) else []
        rows = [[main("Сводка", "summary"), *remind], [button("Все долги", "debts")]]
        text = "\n\n".join(filter(None, (done_words(report), settled_words(report.settled), follows)))
        services, loaded_by = talk.services, job.errand.account_id
        await tell_loaded(talk.session, report, talk.now, services.running, services.default_zone, loaded_by)
        if left := await _left_to_set(talk, report):
            text = f"{text}\n\n{NOT_SET_UP.format(left=', '.join(left))}"
            rows.append([main("Настроить", "wizard")])
        talk.say(text, under(*([more] if more else []), *rows))
        if report.kind == "people" and len(report.schools) == 1:
            await ask_once(talk, report.schools[0].school_id)
    await asyncio.to_thread(drop, Path(details["path"]))


async def _left_to_set(talk: Talk, report: ImportReport) -> list[str]:
    """A file sent amid the wizard takes its place: whoever may set the school up is reminded of the rest."""
    imported = {one.school_id for one in report.schools}
    mine = [one for one in await schools_of(talk) if one.id in imported]
    theirs = [one for one in mine if may_do(actor_at(talk, one.id), Deed.SET_SCHOOL)]
    left = {found for one in theirs for found in await left_to_set(talk.session, one)}
    return [title for key, title in _NOT_SET.items() if key in left]


async def _what_follows(talk: Talk, report: ImportReport) -> tuple[str, list[Button]]:
    """Of one school's list of people; a district's schools decide for themselves."""
    if report.kind != "people" or report.week is None or len(report.schools) != 1:
        return "", []
    school = await talk.session.get(School, report.schools[0].school_id)
    return await what_follows(talk, school, report.week) if school is not None else ("", [])


async def drop_file(job: Job) -> None:
    await asyncio.to_thread(drop, Path(job.errand.details["path"]))
    async with job.finishing():
        pass


def drop(path: Path) -> None:
    """The source file goes, with its folder."""
    shutil.rmtree(path.parent, ignore_errors=True)


async def drop_forgotten(services: Services) -> None:
    """Files nobody waits for any more: left by a crash between an import and the end of it, or by a process whose work
    another one took over. What is just being fetched belongs to an errand: it was there before its folder."""
    folders = await asyncio.to_thread(lambda: list(services.files.glob("*")))
    if not folders:
        return
    async with services.database.reading() as session:
        paths = await waiting_file_paths(session) | await errand_paths(session)
        kept = {Path(path).parent for path in paths if path}
        kept |= {services.files / str(number) for number in await errand_ids(session)}
    for folder in folders:
        if folder not in kept:
            await asyncio.to_thread(shutil.rmtree, folder, True)


ROUTES = (
    Route("file", Right.ANYONE, file),
    Route("upload", Right.READER, how_to_send, Does.SAYS, label="Как прислать файл"),
    Route(
        "import_yes",
        Right.READER,
        confirm,
        bare_yes=True,
        also_typed=typed("загружай · загружайте · загрузи · загрузите · грузи"),
    ),
    Route("import_no", Right.READER, cancel, bare_yes=True, also_typed=typed("не загружай · не загружайте")),
)
ERRANDS = {"read_file": read_file, "import_file": write_file, "drop_file": drop_file}
