"""What commands share: settings, logs, the database, and turning what went wrong into a sentence."""

import asyncio
import errno
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.app import App, open_app
from bot.process import heap
from bot.process.stopping import stopping
from bot.settings import Settings, load_settings
from bot.terminal.logs import set_up_logs
from indicators.errors import DezhurnyError, StartError, StorageError
from indicators.reading.limits import ReadLimits
from storage.database.blame import in_words

T = TypeVar("T")
_NO_MEMORY = "Не хватает памяти: закройте другие программы или дайте этой больше и повторите. Данные целы."


def run_async(work: Coroutine[object, object, T]) -> T:
    """Run a command's work; a failing database or disk ends it with a sentence instead of a traceback.

    Raises:
        KeyboardInterrupt: it was stopped by Ctrl-C or SIGTERM, and has been wound up.
    """
    set_up_logs()
    heap.go_on()
    try:
        return asyncio.run(_stoppable(work))
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    except BaseExceptionGroup as group:
        # Things that run side by side fail as a group; a person is told about the first that has words.
        raise _first_told(group) or group from group
    except DBAPIError as error:
        raise _of_database(error) from error
    except OSError as error:
        raise _of_disk(error) or error from error
    except MemoryError as error:
        raise StartError(_NO_MEMORY) from error
    finally:
        stopping.loop_closed()


def run_until_stopped(work: Coroutine[object, object, None], farewell: str) -> None:
    """For commands whose ordinary end it is to be stopped."""
    with suppress(KeyboardInterrupt):
        run_async(work)
    try:
        sys.stdout.write(farewell + "\n")
        sys.stdout.flush()
    except OSError:
        # Ctrl-C ends also whoever reads our output; Python would complain of that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


async def _stoppable(work: Coroutine[object, object, T]) -> T:
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("a command's work runs in a task")
    try:
        with stopping.cancelling(asyncio.get_running_loop(), task):
            return await work
    finally:
        work.close()


def _first_told(group: BaseExceptionGroup[BaseException]) -> DezhurnyError | None:
    for error in group.exceptions:
        if isinstance(error, DezhurnyError):
            return error
        if isinstance(error, DBAPIError):
            return _of_database(error)
        if isinstance(error, BaseExceptionGroup) and (found := _first_told(error)):
            return found
        if isinstance(error, MemoryError):
            return StartError(_NO_MEMORY)
        if isinstance(error, OSError) and (told := _of_disk(error)):
            return told
    return None


def _of_database(error: DBAPIError) -> StorageError:
    cause = in_words(error) or f"База данных не выполнила запрос: {str(error.orig).splitlines()[0]}."
    return StorageError(f"{cause} Ничего не записано наполовину.")


def told_of_disk(error: OSError, place: Path) -> StartError:
    """The sentence for a file that could not be written, whatever the disk objects to."""
    return _of_disk(error) or StartError(f"Файл {place} не записался: {error.strerror}. Выберите другое место.")


def _of_disk(error: OSError) -> StartError | None:
    where = f": {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StartError(f"На диске нет места{where}. Освободите хотя бы 500 МБ и запустите снова.")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return StartError("Открыто слишком много файлов: поднимите предел (ulimit -n 1024) и запустите снова.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StartError(f"Сюда нельзя писать{where}. Дайте программе права на папку или перенесите её.")
    return None


@asynccontextmanager
async def command_app(*, online: bool = False, moved_too: bool = False) -> AsyncIterator[App]:
    async with open_app(load_settings(), online=online, moved_too=moved_too) as app:
        yield app


def reading_limits(settings: Settings) -> ReadLimits:
    return ReadLimits(file_bytes=settings.file_limit_mb * 2**20, memory_bytes=settings.reader_memory_mb * 2**20)
