"""`forget`: deletes what is kept about one person, as «удалить мои данные» does in the chat."""

import asyncio
import sys
from dataclasses import asdict, dataclass

import typer
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import App
from bot.commands.common import command_app, run_async
from bot.commands.people import find_subject
from bot.output import print_json, say
from indicators.errors import UsageError
from indicators.russian.rules import plural
from storage.people.audit import record
from storage.people.forgetting import forget_account, forget_people, is_last_officer
from storage.people.personal import Subject
from storage.tables import Base, Claim, Exemption, Member, OutboxRow, PersonWeek, School

_LAST_OFFICER = (
    "Это единственный ответственный в школе: сначала передайте роль другому (слово «роли» в чате), потом повторите."
)
_PAGE_KEPT = "Номер страницы запомнен, чтобы не написать снова, когда придёт новый файл; больше о человеке ничего нет."
_NO_PAGE = "Номер страницы не был известен: если человек будет в следующем файле, запись о нём появится снова."
_BACKUPS = "В резервных копиях, сделанных раньше, эти данные остались: старые копии удалите."


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is (to be) deleted, in rows; `page_remembered` says that nobody writes to the page again."""

    person_ids: tuple[int, ...]
    schools: tuple[str, ...]
    weeks: int
    messages: int
    claims: int
    exemptions: int
    roles: int
    page_remembered: bool


def forget_command(person: str, school: str | None, *, yes: bool, as_json: bool) -> None:
    async def work() -> Forgotten:
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


async def forget(app: App, person: str, school: str | None) -> Forgotten:
    """Delete everything about the human: in every school where the same page is known."""
    async with app.database.writing() as session:
        subject = await find_subject(session, person, school)
        found = await _count(session, subject)
        if subject.account is not None and await is_last_officer(session, subject.account.id):
            raise UsageError(_LAST_OFFICER)
        for one in subject.people:
            record(session, "forgotten", app.clock(), school_id=one.school_id)
        await forget_people(session, found.person_ids)
        if subject.account is not None:
            await forget_account(session, subject.account)
    return found


async def _confirm(app: App, person: str, school: str | None, as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
        raise UsageError("Чтобы удалить без вопроса, добавьте --yes; посмотреть, что хранится, поможет export.")
    async with app.database.reading() as session:
        found = await _count(session, await find_subject(session, person, school))
    question = f"Удалить навсегда: {_listed(found)} ({', '.join(found.schools) or 'не в списках школ'})?"
    if not await asyncio.to_thread(typer.confirm, question):
        raise typer.Abort


async def _count(session: AsyncSession, subject: Subject) -> Forgotten:
    ids = tuple(person.id for person in subject.people)
    schools = select(School.name).where(School.id.in_({person.school_id for person in subject.people}))
    account_ids = (subject.account.id,) if subject.account else ()
    return Forgotten(
        person_ids=ids,
        schools=tuple((await session.scalars(schools.order_by(School.name))).all()),
        weeks=await _rows(session, PersonWeek, "person_id", ids),
        messages=await _rows(session, OutboxRow, "person_id", ids),
        claims=await _rows(session, Claim, "person_id", ids),
        exemptions=await _rows(session, Exemption, "person_id", ids),
        roles=await _rows(session, Member, "account_id", account_ids),
        page_remembered=subject.account is not None,
    )


async def _rows(session: AsyncSession, table: type[Base], key: str, ids: tuple[int, ...]) -> int:
    counted = select(func.count()).select_from(table).where(table.__table__.c[key].in_(ids))
    return await session.scalar(counted) or 0


def _listed(found: Forgotten) -> str:
    parts = [
        plural(len(found.person_ids), "запись в списке", "записи в списках", "записей в списках"),
        plural(found.weeks, "неделя показателей", "недели показателей", "недель показателей"),
        plural(found.messages, "сообщение", "сообщения", "сообщений"),
        plural(found.claims, "ответ на напоминания", "ответа на напоминания", "ответов на напоминания"),
        plural(found.exemptions, "исключение", "исключения", "исключений"),
        plural(found.roles, "роль", "роли", "ролей"),
    ]
    return ", ".join(parts)
