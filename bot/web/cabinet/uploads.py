"""Files that were sent to a page and wait for an answer: each in a folder of its own, with a note of whose it is."""

import asyncio
import json
import re
import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from aiohttp import BodyPartReader

from bot.web.cabinet.visit import CSRF, NotHere, Visit
from indicators.errors import UnusableFile
from indicators.together import together
from indicators.weeks import Week
from storage.database.owner_only import FILE, make_folder
from storage.imports import ImportRequest
from storage.upkeep.waiting_files import ABOUT

Genuine = Callable[[Visit, str | None], bool]
MOST_FILES = 10
_KEPT = 24 * 3600  # seconds a file waits for an answer
_PATIENCE = 300  # seconds for all that is sent
_CHUNK = 64 * 1024
_NUMBER = re.compile(r"[\w-]{16,40}")
NOTHING = "Выберите файл: xlsx, xls, ods, csv, docx с таблицей или zip с ними."
TOO_LARGE = "Файл больше {limit} МБ: пришлите только таблицу, без картинок."
TOO_MANY = "За раз — не больше десяти файлов."
GONE = "Этого файла здесь уже нет: он загружен, убран или ждал дольше суток. Откройте «Импорт»."
TOO_SLOW = "Файл шёл слишком долго и не дошёл. Попробуйте ещё раз."


@dataclass(slots=True)
class Waiting:
    """`number` is the folder's name. `school` is whose the statistics are where the file does not say so."""

    number: str
    account_id: int
    name: str
    school: str | None = None
    week: str | None = None
    mapping: dict[str, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class Sent:
    """What came with a form that has files: its fields, in the order in which they stand before the files."""

    fields: dict[str, str]
    numbers: list[str]


async def receive_files(visit: Visit, is_genuine: Genuine) -> Sent:
    """Read the form piece by piece. Its token comes first, and without it nothing is kept.

    Raises:
        PermissionError: no token, or a wrong one.
        UnusableFile: nothing was sent, or too much; nothing is kept then.
    """
    sent = Sent({}, [])
    try:
        async with asyncio.timeout(_PATIENCE):
            reader = await visit.request.multipart()
            while (part := await reader.next()) is not None:
                if not isinstance(part, BodyPartReader):
                    continue
                if part.filename is None:
                    sent.fields[part.name or ""] = (await part.read_chunk(4096)).decode("utf-8", "replace")
                    continue
                if not is_genuine(visit, sent.fields.get(CSRF)):
                    raise PermissionError
                if part.filename:
                    sent.numbers.append(await _keep(visit, part, sent))
    except (TimeoutError, UnusableFile, ValueError, AssertionError) as error:  # aiohttp asserts that a form is whole
        await together(drop(visit, number) for number in sent.numbers)
        if isinstance(error, UnusableFile):
            raise
        raise UnusableFile(TOO_SLOW if isinstance(error, TimeoutError) else NOTHING) from error
    if not is_genuine(visit, sent.fields.get(CSRF)):
        raise PermissionError
    if not sent.numbers:
        raise UnusableFile(NOTHING)
    return sent


async def _keep(visit: Visit, part: BodyPartReader, sent: Sent) -> str:
    if len(sent.numbers) >= MOST_FILES:
        raise UnusableFile(TOO_MANY)
    number, name = secrets.token_urlsafe(18), Path((part.filename or "").replace("\\", "/")).name[:150]
    folder = visit.cabinet.files / number
    await asyncio.to_thread(make_folder, folder)
    path, size, limit = folder / f"file{Path(name).suffix.lower()[:10]}", 0, visit.cabinet.file_limit
    try:
        with path.open("xb") as out:
            path.chmod(FILE)
            while chunk := await part.read_chunk(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise UnusableFile(TOO_LARGE.format(limit=limit // 2**20))
                await asyncio.to_thread(out.write, chunk)
        keep(visit, Waiting(number, visit.who.account.id, name, sent.fields.get("school") or None))
    except BaseException:  # also when the visitor goes away amid it: half a file is none
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return number


def keep(visit: Visit, waiting: Waiting) -> None:
    (visit.cabinet.files / waiting.number / ABOUT).write_text(json.dumps(asdict(waiting)), encoding="utf-8")


def waiting_file(visit: Visit, number: str) -> Waiting:
    """
    Raises:
        NotHere: there is none of that number that is theirs.
    """
    try:
        if not _NUMBER.fullmatch(number):
            raise NotHere(GONE)
        about = json.loads((visit.cabinet.files / number / ABOUT).read_text(encoding="utf-8"))
        found = Waiting(**about)
    except (OSError, ValueError, TypeError) as error:
        raise NotHere(GONE) from error
    if found.account_id != visit.who.account.id:
        raise NotHere(GONE)
    return found


def all_waiting(visit: Visit) -> list[Waiting]:
    """Theirs; what waits for too long is swept away."""
    found = []
    for folder in sorted(visit.cabinet.files.glob("*")):
        try:
            if folder.stat().st_mtime < time.time() - _KEPT:
                shutil.rmtree(folder, ignore_errors=True)
                continue
            found.append(waiting_file(visit, folder.name))
        except (OSError, NotHere):
            continue
    return sorted(found, key=lambda one: one.name)


async def drop(visit: Visit, number: str) -> None:
    await asyncio.to_thread(shutil.rmtree, visit.cabinet.files / number, True)


def request_of(visit: Visit, waiting: Waiting) -> ImportRequest:
    # What was understood of it is kept beside it, under its name and more.
    path = min((visit.cabinet.files / waiting.number).glob("file*"), key=lambda one: len(one.name))
    return ImportRequest(
        path=path,
        today=visit.today,
        now=visit.now,
        file_name=waiting.name,
        school=waiting.school,
        week=Week.parse(waiting.week) if waiting.week else None,
        mapping=waiting.mapping,
        made_by=visit.who.account.id,
        limits=visit.cabinet.limits,
    )
