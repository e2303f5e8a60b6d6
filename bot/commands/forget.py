"""`forget`: deletes what is kept about one person, as «удалить мои данные» does in the chat."""

import asyncio
import sys
from dataclasses import asdict

import typer

from bot.app import App
from bot.commands.common import command_app, run_async
from bot.commands.people import find_subject
from bot.terminal.output import print_json, say
from indicators.errors import UsageError
from indicators.russian.rules import plural
from services.access import privacy
from services.actor import the_program
from storage.database.overwriting import overwrite_freed
from storage.people.privacy.personal import Kept, count_kept

_PAGE_KEPT = "Номер страницы запомнен, чтобы не написать снова, когда придёт новый файл; больше о человеке ничего нет."
_NO_PAGE = "Номер страницы не был известен: если человек будет в следующем файле, запись о нём появится снова."
_BACKUPS = "В резервных копиях, сделанных раньше, эти данные остались: старые копии удалите."


def forget_command(person: str, school: str | None, *, yes: bool, as_json: bool) -> None:
    async def work() -> Kept:
        async with command_app() as app:
            if not yes:
                await _confirm(app, person, school, as_json)
            return await forget(app, person, school)

    done = run_async(work())
    if as_json:
        print_json(asdict(done))
        return
    say(f"Удалено: {_listed(done)}.")
    say(_PAGE_KEPT if done.page_remembered else _NO_PAGE)
    say(_BACKUPS)


async def forget(app: App, person: str, school: str | None) -> Kept:
    """Delete everything about the human: in every school where the same page is known."""
    async with app.database.writing() as session:
        subject = await find_subject(session, person, school)
        done = await privacy.forget(session, the_program(), subject, app.clock(), app.settings.data_folder)
    await overwrite_freed(app.database)
    return done.kept


async def _confirm(app: App, person: str, school: str | None, as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
        raise UsageError("Чтобы удалить без вопроса, добавьте --yes; посмотреть, что хранится, поможет export.")
    async with app.database.reading() as session:
        found = await count_kept(session, await find_subject(session, person, school))
    question = f"Удалить навсегда: {_listed(found)} ({', '.join(found.schools) or 'не в списках школ'})?"
    if not await asyncio.to_thread(typer.confirm, question):
        raise typer.Abort


def _listed(found: Kept) -> str:
    parts = [
        plural(len(found.person_ids), "запись в списке", "записи в списках", "записей в списках"),
        plural(found.weeks, "неделя показателей", "недели показателей", "недель показателей"),
        plural(found.messages, "сообщение", "сообщения", "сообщений"),
        plural(found.claims, "ответ на напоминания", "ответа на напоминания", "ответов на напоминания"),
        plural(found.exemptions, "исключение", "исключения", "исключений"),
        plural(found.roles, "роль", "роли", "ролей"),
    ]
    return ", ".join(parts)
