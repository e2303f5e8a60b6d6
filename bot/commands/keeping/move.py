"""`move`: the whole database into another one, SQLite to PostgreSQL or back. The program then goes on there."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.commands.common import command_app, run_async
from bot.commands.keeping.backup import described, keep_replaced
from bot.terminal.bar import progress_bar
from bot.terminal.output import print_json, say
from indicators.errors import DatabaseBusy, StorageError, UsageError
from storage.database.addresses import data_folder, shown
from storage.database.blame import is_damaged
from storage.database.connection import Database, connect
from storage.database.opening import open_database, told_of_opening
from storage.database.owner_only import make_folder
from storage.database.upgrade import is_of_others
from storage.processes.rights import alone_with
from storage.upkeep.backup import is_empty
from storage.upkeep.moving import Moved, is_same, move_database
from storage.upkeep.waiting_files import Folders, leave

_NOTHING = "В базе {was} пусто, переносить нечего: проверьте, та ли база указана в DATABASE_URL и та ли это папка."
_SAME = "{to} — это та же самая база: назовите после --to другую."
_IN_MEMORY = "После --to нужен файл: sqlite:///data/dezhurny.db, или сервер: postgresql://имя:пароль@хост/база."
_FOREIGN = "В базе {to} таблицы другой программы: назовите после --to пустую базу или базу Дежурного."
_NO_DATABASE = "{to} — не база или повреждённый файл: назовите после --to другой."
_REFUSED = (
    "В базе {to} уже есть данные, перенос заменит их все. Если это и нужно, добавьте --yes: прежнее состояние сначала "
    "сохранится в файл."
)


@dataclass(frozen=True, slots=True)
class Done:
    """From where and where to, and the file with what was there before; None when there was nothing."""

    was: str
    to: str
    moved: Moved
    kept: Path | None


def move_command(to: str, *, yes: bool, as_json: bool) -> None:
    done = run_async(_work(to, yes=yes))
    if as_json:
        print_json(
            {
                "to": done.to,
                "from": done.was,
                "schema": done.moved.schema,
                "schools": done.moved.schools,
                "people": done.moved.people,
                "rows": done.moved.rows,
                "kept": None if done.kept is None else str(done.kept),
            }
        )
    else:
        _tell(done)


async def _work(to: str, *, yes: bool) -> Done:
    async with command_app() as app, AsyncExitStack() as stack:
        source, now = app.database, app.clock()
        await _check_source(source)
        await stack.enter_async_context(alone_with(source))
        target = await stack.enter_async_context(_target(to, source, yes=yes))
        place = shown(target.engine.url)
        folders = Folders(app.settings.data_folder, data_folder(target.engine.url))
        kept = None if await is_empty(target) else await keep_replaced(target, folders.new, "move", now)
        with progress_bar("Переношу") as (draw, _):
            moved = await move_database(source, target, now, app.settings.timezone, folders, draw)
        leave(folders)
    return Done(shown(source.engine.url), place, moved, kept)


async def _check_source(source: Database) -> None:
    if await is_empty(source):
        raise UsageError(_NOTHING.format(was=shown(source.engine.url)))


@asynccontextmanager
async def _target(to: str, source: Database, *, yes: bool) -> AsyncIterator[Database]:
    """Open, up to date, and ours alone. Looked at before anything of it is changed.

    Raises:
        UsageError: it cannot be opened, or is not to be replaced; the address is shown without its password.
        DatabaseBusy: a program works with it.
    """
    looked_at = connect(to, "--to")
    place = shown(looked_at.engine.url)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(looked_at.close)
        with _unusable(looked_at):
            await _check_place(source, looked_at, place)
            await _check_tables(looked_at, place)
            await stack.enter_async_context(alone_with(looked_at))
            if not yes and not await _is_empty_yet(looked_at):
                raise UsageError(_REFUSED.format(to=place))
            target = await open_database(looked_at.engine.url)
        stack.push_async_callback(target.close)
        yield target


@contextmanager
def _unusable(target: Database) -> Iterator[None]:
    """What was asked for cannot be done: that is wrong use, other than a program that will be done with it soon."""
    try:
        with told_of_opening(target):
            yield
    except DatabaseBusy:
        raise
    except StorageError as error:
        raise UsageError(error.sentence) from error


async def _check_place(source: Database, target: Database, place: str) -> None:
    if target.is_sqlite and target.file is None:
        raise UsageError(_IN_MEMORY)
    if target.file is not None and target.file.is_dir():
        raise UsageError(f"{place} — это папка: назовите после --to файл базы.")
    if await is_same(source, target):
        raise UsageError(_SAME.format(to=place))
    if target.file is not None:
        make_folder(target.file.absolute().parent)


async def _check_tables(target: Database, place: str) -> None:
    """What is somebody else's is neither replaced nor filled, and nothing is put beside it."""
    if target.file is not None and not target.file.exists():
        return
    try:
        is_foreign = await is_of_others(target)
    except DBAPIError as error:
        if not is_damaged(error):
            raise
        raise UsageError(_NO_DATABASE.format(to=place)) from error
    if is_foreign:
        raise UsageError(_FOREIGN.format(to=place))


async def _is_empty_yet(target: Database) -> bool:
    """Without making a file of it."""
    return (target.file is not None and not target.file.exists()) or await is_empty(target)


def _tell(done: Done) -> None:
    say(f"Перенесено в {done.to}: {described(done.moved)}.")
    say("Впишите в DATABASE_URL новый адрес и запускайте программу: бот продолжит с того же места.")
    if done.kept is not None:
        say(f"Что было там прежде, сохранено: {done.kept}. Если не понадобится, удалите файл: в нём личные данные.")
    say(
        f"С прежней базой, {done.was}, программа больше не станет работать, чтобы никому не написать дважды. Когда "
        "убедитесь, что всё на месте, удалите её: в ней личные данные."
    )
