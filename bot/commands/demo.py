"""`demo`: the sandbox with the bot on it. An invented school, a file of last week, and the whole way through."""

import errno
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from bot.app import App, open_app
from bot.commands.cabinet import make_link
from bot.commands.common import run_async, run_until_stopped
from bot.delivery.engine import deliver
from bot.process.stopping import stopping
from bot.running import Program, web_pages
from bot.sending import delivery_options
from bot.settings import Settings, load_settings
from bot.terminal.output import print_table, say
from indicators.errors import StartError
from indicators.russian.rules import listed, plural
from indicators.weeks import Week
from nudges.periods import week_words
from nudges.plan import Plan
from sandbox import RunningSandbox, start_sandbox
from sandbox.demo import (
    OFFICER_IN_MAX,
    OFFICERS,
    ON_LEAVE,
    SCHOOL,
    TARGETS,
    demo_max_world,
    demo_people_file,
    demo_summary_file,
    demo_world,
    officers,
)
from services.actor import the_program
from services.rounds.starting import start_round
from storage.campaigns.outbox import Outcome, undelivered
from storage.campaigns.planning import RoundWishes, plan
from storage.database.owner_only import CHAT
from storage.imports import ImportReport, ImportRequest, import_file
from storage.schools.registry import find_school
from storage.schools.targets import put_target
from storage.tables import Account, Exemption, Person, School
from storage.upkeep.workspace import workspace


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, for the tables: who was planned and what delivery made of it."""

    imported: ImportReport
    plan: Plan
    undelivered: list[Outcome]

    @property
    def outcomes(self) -> list[tuple[str, list[str]]]:
        """What came of it for everybody on the list, the sent ones first."""
        missed = {one.person_id for one in self.undelivered}
        found = {"отправлено": [one.full_name for one in self.plan.recipients if one.person_id not in missed]}
        for one in self.undelivered:
            found.setdefault(one.reason, []).append(one.full_name)
        for skipped in self.plan.skipped:
            found.setdefault(f"пропуск: {skipped.reason.sentence}", []).append(skipped.full_name)
        return [(outcome, names) for outcome, names in found.items() if names]


def demo_command(port: int | None, *, once: bool) -> None:
    async def work() -> None:
        settings = load_settings()
        async with _sandbox(settings, port) as sandbox, _demo_app(settings, sandbox) as (app, folder):
            story = await play(app, folder)
            _tell(story, sandbox.base_url)
            if not once:
                await _go_on(app, folder)

    if once:
        run_async(work())
    else:
        run_until_stopped(work(), "Песочница остановлена, её данные удалены.")


@asynccontextmanager
async def _sandbox(settings: Settings, port: int | None) -> AsyncIterator[RunningSandbox]:
    chosen = settings.http_port if port is None else port
    try:
        sandbox = await start_sandbox(demo_world(), host=settings.http_host, port=chosen, max_world=demo_max_world())
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                f"Порт {chosen} занят другой программой: закройте её или впишите в .env другой HTTP_PORT."
            ) from error
        raise StartError(f"Песочница не запускается на {settings.http_host}:{chosen}: {error.strerror}.") from error
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@asynccontextmanager
async def _demo_app(settings: Settings, sandbox: RunningSandbox) -> AsyncIterator[tuple[App, Path]]:
    """The ordinary program with a database of its own, which goes with the demo."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(workspace())
        except OSError as error:
            raise StartError("Негде создать временные файлы: освободите место на диске.") from error
        own = settings.model_copy(
            update={
                "vk_token": SecretStr(sandbox.token),
                "vk_group_id": sandbox.group_id,
                "vk_communities": [],
                "vk_api_url": sandbox.api_url,
                "vk_events": "longpoll",
                "max_token": SecretStr(sandbox.max_token),
                "max_api_url": sandbox.max_api_url,
                "max_events": "longpoll",
                "max_rate": 0,
                "database_url": f"sqlite+aiosqlite:///{folder / 'demo.db'}",
                "officer_ids": [*OFFICERS, f"max:{OFFICER_IN_MAX}"],
            }
        )
        async with open_app(own, online=True) as app:
            yield app, folder


async def play(app: App, folder: Path) -> Story:
    """Import last week's files, plan, deliver: each step the one that the real program takes."""
    today = app.clock().astimezone(app.settings.zone).date()
    week = Week.of(today).shift(-1)
    people, summary = folder / "сотрудники.csv", folder / "сводка.xlsx"
    demo_people_file(week.monday, people, of_max=True)
    demo_summary_file(week.monday, summary)
    imported = await import_file(app.database, _request(app, people, week), write=True)
    await import_file(app.database, _request(app, summary, week), write=True)
    school = await _arrange(app)
    at_once = RoundWishes(ignore_hours=True)
    async with app.database.reading() as session:
        its_plan = await plan(session, school, week, at_once, now=app.clock())
    campaign = await start_round(
        app.database, the_program(school.id), school, week, at_once, app.clock(), default_zone=app.settings.timezone
    )
    if campaign is None:
        return Story(imported, its_plan, [])
    await deliver(app.database, app.messengers, delivery_options(app, only=[campaign.id], ignore_hours=True))
    async with app.database.reading() as session:
        return Story(imported, its_plan, await undelivered(session, campaign.id))


def _request(app: App, path: Path, week: Week) -> ImportRequest:
    now = app.clock()
    today = now.astimezone(app.settings.zone).date()
    return ImportRequest(path=path, today=today, now=now, school=SCHOOL, week=week, create_schools=True)


async def _arrange(app: App) -> School:
    """Targets, and somebody who is on leave, as in every school."""
    today = app.clock().astimezone(app.settings.zone).date()
    async with app.database.writing() as session:
        school = await find_school(session, SCHOOL)
        for code, share in TARGETS.items():
            await put_target(session, school.id, code, share, is_percent=True, deadline=None)
        for external_id, reason in ON_LEAVE.items():
            person_id = await session.scalar(
                select(Person.id)
                .join(Account, Account.id == Person.account_id)
                .where(Account.external_id == external_id, Person.school_id == school.id)
            )
            if person_id is not None:
                session.add(Exemption(person_id=person_id, reason=reason, starts_on=today, ends_on=None))
    return school


def _tell(story: Story, address: str) -> None:
    imported, its_plan = story.imported, story.plan
    people = plural(imported.people, "сотрудник", "сотрудника", "сотрудников")
    say(f"\nПесочница: {SCHOOL}. Все люди выдуманы, в настоящие VK и MAX ничего не отправляется.\n")
    say(f"Прочитан файл статистики за {week_words(its_plan.week)}: {people}. Напоминания составлены и разосланы.\n")
    print_table(
        "Что вышло",
        ("Итог", "Сколько", "Кто"),
        [(outcome, len(names), listed(names, 3)) for outcome, names in story.outcomes],
    )
    if its_plan.recipients:
        first = its_plan.recipients[0]
        say(f"\nПисьмо, которое составлено для одного из учителей ({first.full_name}):\n\n{first.text}\n")
    say(f"Сообщения глазами каждого учителя, в VK и в MAX: {address}")
    say(f"За Сферум отвечают {officers()}: найдите их там по слову «ответственный» и напишите боту «сводка».")


async def _go_on(app: App, folder: Path) -> None:
    say("Можно отвечать боту прямо на этой странице. Остановить: Ctrl-C.")
    program = Program(app, folder / CHAT)
    async with program.alone(), web_pages(program, port=0) as address:
        link = await make_link(app, None, address)
        say(f"Кабинет ответственного, ссылка на один вход: {link.url}")
        with stopping.politely(program.stopping.set):
            await program.run()
