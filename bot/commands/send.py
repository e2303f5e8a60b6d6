"""`send`: plans once per school and week, then delivers until nothing is left. Run again, it sends nothing twice."""

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import timedelta

import typer

from bot.app import App
from bot.commands.common import command_app, run_async
from bot.commands.plan import too_late, weeks_of
from bot.commands.stillness import Stillness
from bot.delivery.engine import Delivery
from bot.delivery.progress import Progress as ProgressNow
from bot.delivery.progress import Totals
from bot.first_look import must_be_there
from bot.process.stopping import stopping
from bot.process.threads import in_own_thread
from bot.sending import delivery_options
from bot.terminal.bar import progress_bar
from bot.terminal.output import print_json, print_table, say
from indicators.errors import UnknownWeek, UsageError
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.plan import DIGEST
from services.actor import the_program
from services.rounds.starting import start_round
from storage.campaigns.outbox import Counts, count_rows, resume_campaign, sole_deliverer
from storage.campaigns.planning import RoundWishes, plan
from storage.campaigns.rounds import find_campaign
from storage.processes.rights import Held
from storage.statistics.facts import newest_people_week
from storage.tables import Campaign, School

_LOST = "Связь с базой прервалась, остальное не отправлено: повторите send, дважды никому не напишу."
# A row that VK asked to delay is waited for; a closed working day is not.
_PATIENCE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one run did. `planned` is what was open when it began delivering: the sum of the others at its end."""

    planned: int
    sent: int
    failed: int
    skipped: int
    cancelled: int
    unreachable: int
    open: int
    stopped: str | None = None
    resumes_at: str | None = None
    warnings: tuple[str, ...] = ()


def send_command(school: str | None, week: str | None, *, yes: bool, now: bool, as_json: bool) -> int:
    chosen = Week.parse(week) if week is not None else None

    async def work() -> Sent:
        async with command_app(online=True) as app:
            if not app.messengers:
                raise UsageError(
                    "Не указан ни VK_TOKEN, ни MAX_TOKEN: впишите ключ в .env или посмотрите на песочницу (demo)."
                )
            if not yes:
                await _confirm(app, school, chosen, as_json)
            return await send(app, school, chosen, ignore_hours=now)

    result = run_async(work())
    if as_json:
        print_json(asdict(result))
    else:
        _show(result)
    if result.stopped:
        typer.echo(result.stopped, err=True)
    return 1 if result.stopped else 0


async def _confirm(app: App, school: str | None, week: Week | None, as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
        raise UsageError("Чтобы разослать без вопроса, добавьте --yes; посмотреть, кому и что, поможет plan.")
    async with app.database.reading() as session:
        found = [
            await plan(session, one, its_week, now=app.clock(), default_zone=app.settings.timezone)
            for one, its_week in await weeks_of(session, school, week)
        ]
    letters = sum(len(one.recipients) for one in found)
    skipped = sum(len(one.skipped) for one in found)
    if not await in_own_thread(typer.confirm, f"Отправить {_messages(letters)}, пропустить {skipped}?"):
        raise typer.Abort


def _messages(number: int) -> str:
    return plural(number, "сообщение", "сообщения", "сообщений")


async def send(app: App, school: str | None, week: Week | None, *, ignore_hours: bool) -> Sent:
    """Plan what is not planned yet and deliver it."""
    async with app.database.reading() as session:
        meant = await weeks_of(session, school, week)
    # Asked for before anything is written: a second copy must not even plan.
    async with AsyncExitStack() as right:
        held = await right.enter_async_context(sole_deliverer(app.database))
        campaigns, warnings = await _plan_all(app, meant, ignore_hours=ignore_hours)
        before = await _counts(app, campaigns)
        totals = await _deliver(app, campaigns, right.pop_all(), held, ignore_hours=ignore_hours)
    closed = {
        name: getattr(totals, name) - getattr(before, name)
        for name in ("sent", "failed", "skipped", "cancelled", "unreachable")
    }
    resumes_at = totals.resumes_at.isoformat() if totals.resumes_at else None
    stopped = totals.stopped or (_LOST if held.lost.is_set() and totals.open else None)
    return Sent(before.open, **closed, open=totals.open, stopped=stopped, resumes_at=resumes_at, warnings=warnings)


async def _deliver(
    app: App, campaigns: Sequence[int], right: AsyncExitStack, held: Held, *, ignore_hours: bool
) -> Totals:
    with progress_bar("Отправляю") as (draw, say):

        def show(now: ProgressNow) -> None:
            stillness.progressed(now.done)
            draw(now.done, now.total)

        options = delivery_options(app, only=campaigns, ignore_hours=ignore_hours, patience=_PATIENCE, show=show)
        delivery = Delivery(app.database, app.messengers, options)
        stillness = Stillness(delivery.waits_until, say, app.clock, app.settings.zone, time.monotonic)
        watching = [asyncio.create_task(_watch(stillness)), asyncio.create_task(_stop_when_lost(delivery, held))]
        try:
            with stopping.politely(delivery.stop):
                return await delivery.deliver(right)
        finally:
            for task in watching:
                task.cancel()


async def _stop_when_lost(delivery: Delivery, held: Held) -> None:
    """Whoever stands by begins in that moment: two at once would be too fast for the messenger."""
    await held.lost.wait()
    delivery.stop()


async def _watch(stillness: Stillness) -> None:
    while True:
        await asyncio.sleep(1)
        stillness.look()


async def _plan_all(
    app: App, meant: Sequence[tuple[School, Week]], *, ignore_hours: bool
) -> tuple[list[int], tuple[str, ...]]:
    """The campaigns of the schools and weeks, written where they are not there yet."""
    campaigns: list[int] = []
    missing: UnknownWeek | None = None
    warnings: list[str] = []
    wishes, zone = RoundWishes(ignore_hours=ignore_hours), app.settings.timezone
    if await _is_new(app, meant):
        await must_be_there(app)
    for school, week in meant:
        try:
            warnings += await _too_late(app, school, week)
            campaign = await start_round(
                app.database, the_program(school.id), school, week, wishes, app.clock(), default_zone=zone
            )
            warnings += await _warnings(app, school, week)
        except UnknownWeek as error:
            missing = error
            continue
        if campaign is not None:
            campaigns.append(campaign.id)
            await _go_on(app, campaign)
    if missing is not None and not campaigns and len(meant) == 1:
        raise missing
    return campaigns, tuple(warnings)


async def _is_new(app: App, meant: Sequence[tuple[School, Week]]) -> bool:
    async with app.database.reading() as session:
        found = [await find_campaign(session, school, week, DIGEST) for school, week in meant]
    return None in found


async def _too_late(app: App, school: School, week: Week) -> list[str]:
    async with app.database.reading() as session:
        if await find_campaign(session, school, week, DIGEST) is None:
            return []
        made = await plan(session, school, week, now=app.clock(), default_zone=app.settings.timezone)
        return await too_late(session, school, made)


async def _warnings(app: App, school: School, week: Week) -> list[str]:
    async with app.database.reading() as session:
        newest = await newest_people_week(session, school.id)
    if newest is None or newest <= week:
        return []
    return [f"{school.name}: есть данные новее, за {newest}."]


async def _go_on(app: App, campaign: Campaign) -> None:
    """What stopped because something was wrong goes on when it is asked for again; an officer's pause holds."""
    if campaign.state == "paused" and campaign.pause_reason is not None:
        async with app.database.writing() as session:
            await resume_campaign(session, campaign.id)


async def _counts(app: App, campaigns: Sequence[int]) -> Counts:
    async with app.database.reading() as session:
        return await count_rows(session, campaigns)


def _show(result: Sent) -> None:
    print_table(
        "Итог рассылки",
        ("Запланировано", "Отправлено", "Недоступны", "Пропущено", "Не удалось", "Отменено"),
        [(result.planned, result.sent, result.unreachable, result.skipped, result.failed, result.cancelled)],
    )
    if result.open and not result.stopped:
        when = f" (с {result.resumes_at})" if result.resumes_at else ""
        say(f"Ждут своего часа: {_messages(result.open)}{when}. Отправить сейчас, не дожидаясь, поможет --now.")
    for warning in result.warnings:
        say(f"  ! {warning}")
