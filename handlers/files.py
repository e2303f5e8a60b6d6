"""A statistics file in the chat: read it, show how it was understood, then import it or not.

The file waits in a folder of its own; the dialogue «import» says where, and what was corrected so far.
Every preview has a new number, so that buttons under an older one find nothing.
"""

import asyncio
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.break_files import in_calendar_file, in_table, show_found
from handlers.buttons import bad, button, good, main, under
from handlers.desk import role_in, schools_of
from handlers.errands import Job
from handlers.file_words import done_words, preview_words
from handlers.keyboards import my_figures_button
from handlers.routes import Right, Route
from handlers.services import Services
from handlers.talk import Talk
from indicators.errors import UnknownSchool, UnusableFile
from indicators.parsing.limits import ReadLimits
from indicators.weeks import Week
from nudges.breaks import ReadBreaks
from nudges.messenger import FileRef, Keyboard, Written
from storage.accounts import load_who_by_account
from storage.dialogues import dialogues_called
from storage.errands import errand_paths
from storage.imports import ImportReport, ImportRequest, import_file
from storage.roles import CHANGING, Role
from storage.tables import Dialogue

IMPORT = "import"
IMPORTING = CHANGING | {Role.MUNICIPAL}
NOT_FOR_FILES = "Спасибо! Файлы статистики у меня принимает ответственный за Сферум, передайте ему."
OLD = "Этот файл уже загружен или отменён. Пришлите его ещё раз, если нужно."
HOW = (
    "Пришлите мне файл статистики прямо сюда, скрепкой: xlsx, xls, ods, csv, docx с таблицей или zip с ними. "
    "Я покажу, как понял столбцы, и загружу только после вашего «Загрузить»."
)
NOT_YOURS = "В файле другая школа: {names}. Её статистику загружает её ответственный."


async def how_to_send(talk: Talk, rest: str) -> None:
    talk.say(HOW)


async def file(talk: Talk, rest: str) -> None:
    """A file came. Reading it takes a while, so it is done after this event."""
    if not isinstance(talk.event, Written) or not talk.event.files:
        talk.say(HOW)
        return
    schools = [school for school in await schools_of(talk) if role_in(talk, school.id) in IMPORTING]
    if not schools and not any(Role(member.role) in IMPORTING for member in talk.who.members):
        talk.say(NOT_FOR_FILES, my_figures_button())
        return
    first, *others = talk.event.files
    note = " Файлы разбираю по одному: остальные пришлите следом." if others else ""
    talk.say(f"Читаю «{first.name}»…{note}")
    school = schools[0].name if len(schools) == 1 else None
    await talk.later("read_file", name=first.name, url=first.url, size=first.size, school=school)


async def read_file(job: Job) -> None:
    """Fetch the file unless it is here already, understand it, and show how."""
    details = dict(job.errand.details)
    if "path" not in details:
        details["path"] = str(await _fetch(job, details))
    found = await in_calendar_file(Path(details["path"]))
    if found is not None:
        await _only_breaks(job, details, found)
        return
    try:
        report = await _report(job, details, write=False)
    except UnusableFile:
        found = await _breaks(job, details)
        if found is None:
            raise
        await _only_breaks(job, details, found)
        return
    async with job.finishing() as talk:
        before = waiting_import(talk)
        old = before.state.get("path") if before is not None else None
        await _show(talk, job.errand.id, details, report)
    if old is not None and old != details["path"]:
        await asyncio.to_thread(drop, Path(old))


async def _breaks(job: Job, details: dict[str, Any]) -> ReadBreaks | None:
    """A table without statistics may be one of breaks."""
    request = _request(job.services, job.errand.account_id, details)
    return await in_table(request.path, request.name, request.today, request.limits)


async def _only_breaks(job: Job, details: dict[str, Any], found: ReadBreaks) -> None:
    """The file has said all it can: it goes, and so does one that waited for an answer before."""
    old = await show_found(job, found)
    for path in {details["path"], old} - {None}:
        await asyncio.to_thread(drop, Path(path))


async def _fetch(job: Job, details: dict[str, Any]) -> Path:
    folder = job.services.files / str(job.errand.id)
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    path = folder / f"file{Path(details['name']).suffix.lower()[:10]}"
    reference = FileRef(details["name"], details["url"], details["size"])
    await job.services.messenger.download(reference, path, limit=job.services.file_limit)
    return path


async def _report(job: Job, details: dict[str, Any], *, write: bool) -> ImportReport:
    """Understand (or write) the file on behalf of whoever sent it; only their own schools are touched."""
    services = job.services
    request = _request(services, job.errand.account_id, details)
    try:
        report = await import_file(services.database, request, write=False)
    except UnknownSchool as error:
        raise UnknownSchool(error.sentence.partition(" Проверьте")[0]) from error
    await _check_rights(job, report)
    return await import_file(services.database, request, write=True) if write else report


def _request(services: Services, account_id: int, details: dict[str, Any]) -> ImportRequest:
    now: datetime = services.clock()
    limits = ReadLimits(file_bytes=services.file_limit, memory_bytes=services.reader_memory_mb * 1024 * 1024)
    return ImportRequest(
        path=Path(details["path"]),
        today=now.astimezone(services.zone).date(),
        now=now,
        file_name=details["name"],
        school=details.get("school"),
        week=Week.parse(details["week"]) if details.get("week") else None,
        mapping=details.get("mapping", {}),
        made_by=account_id,
        platform=services.platform,
        limits=limits,
    )


async def _check_rights(job: Job, report: ImportReport) -> None:
    """A file may name any school; whoever sent it may import only into their own."""
    async with job.services.database.reading() as session:
        who = await load_who_by_account(session, job.errand.account_id)
        talk = Talk(job.services, session, None, who, job.services.clock(), job.errand.peer_id)
        strange = [one.school for one in report.schools if role_in(talk, one.school_id) not in IMPORTING]
    if strange:
        raise UnknownSchool(NOT_YOURS.format(names=", ".join(f"«{name}»" for name in strange[:5])))


def waiting_import(talk: Talk) -> Dialogue | None:
    dialogue = talk.who.dialogue
    return dialogue if dialogue is not None and dialogue.name == IMPORT else None


async def _show(talk: Talk, number: int, details: dict[str, Any], report: ImportReport) -> None:
    doubts = [
        {
            "school": school.school_id,
            "key": doubt.key,
            "row": doubt.row,
            "written": doubt.written,
            "why": doubt.why,
            "people": [list(one) for one in doubt.candidates],
        }
        for school in report.schools
        for doubt in school.ambiguous
    ]
    state = {
        "id": number,
        "path": details["path"],
        "name": details["name"],
        "school": details.get("school"),
        "week": str(report.week) if report.week else None,
        "mapping": details.get("mapping", {}),
        "columns": [[column.heading, column.fact] for column in report.columns if column.heading],
        "doubts": doubts,
    }
    await talk.ask(IMPORT, preview_words(report), _preview_keyboard(number, report, bool(doubts)), **state)


def _preview_keyboard(number: int, report: ImportReport, doubts: bool) -> Keyboard:
    first = [good("Загрузить", "import_yes", id=number)] if report.week else []
    corrections = [button("Исправить столбцы", "import_columns", id=number)]
    if doubts:
        corrections.append(button("Уточнить людей", "import_people", id=number))
    week = button("Другая неделя", "import_week", id=number)
    if report.week is None:
        week = main("Указать неделю", "import_week", id=number)
    return under([*first, bad("Отменить", "import_no", id=number)], corrections, [week])


def waiting_file(talk: Talk) -> dict[str, Any] | None:
    """The state of the preview the button belongs to; None (and an answer) when it is an old one."""
    dialogue = waiting_import(talk)
    if dialogue is not None and dialogue.state["id"] == talk.number("id"):
        return dict(dialogue.state)
    talk.say(OLD)
    return None


async def confirm(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is None:
        return
    await talk.end()
    talk.snack = "Загружаю"
    kept = {key: state[key] for key in ("path", "name", "school", "week", "mapping")}
    await talk.later("import_file", **kept)


async def cancel(talk: Talk, rest: str) -> None:
    state = waiting_file(talk)
    if state is None:
        return
    await talk.end()
    talk.say("Хорошо, ничего не загружаю. Файл удалил.")
    await talk.later("drop_file", path=state["path"])


async def write_file(job: Job) -> None:
    """Import the file and delete it. Done again after a crash it changes nothing: a week is replaced."""
    details = job.errand.details
    report = await _report(job, details, write=True)
    async with job.finishing() as talk:
        for school in report.schools:
            talk.log("imported", school.school_id, week=str(report.week), accepted=school.accepted)
        buttons = [main("Сводка", "summary"), good("Напомнить", "remind")]
        talk.say(done_words(report), under(buttons, [button("Все долги", "debts")]))
    await asyncio.to_thread(drop, Path(details["path"]))


async def drop_file(job: Job) -> None:
    await asyncio.to_thread(drop, Path(job.errand.details["path"]))
    async with job.finishing():
        pass


def drop(path: Path) -> None:
    """The source file goes, with its folder."""
    shutil.rmtree(path.parent, ignore_errors=True)


async def drop_forgotten(services: Services) -> None:
    """Files nobody waits for any more: left by a crash between an import and the end of it."""
    async with services.database.reading() as session:
        kept = {dialogue.state.get("path") for dialogue in await dialogues_called(session, IMPORT)}
        kept |= await errand_paths(session)
    for folder in await asyncio.to_thread(lambda: list(services.files.glob("*"))):
        if not any(path and Path(path).parent == folder for path in kept):
            await asyncio.to_thread(shutil.rmtree, folder, True)


ROUTES = (
    Route("file", Right.ANYONE, file),
    Route("upload", Right.READER, how_to_send),
    Route("import_yes", Right.READER, confirm),
    Route("import_no", Right.READER, cancel),
)
ERRANDS = {"read_file": read_file, "import_file": write_file, "drop_file": drop_file}
