"""`run`: the program at work. Without a token it is the demo."""

import asyncio
import sys
from collections.abc import Sequence

from bot.commands.common import run_until_stopped
from bot.process import heap
from bot.process.descriptors import take_all_descriptors
from bot.process.parts import Parts, parts_of
from bot.settings import Settings, load_settings
from indicators.errors import BadSetting

NO_PARTS_OF_A_DEMO = (
    "Ни VK_TOKEN, ни MAX_TOKEN не указаны, а песочница работает только целиком: впишите ключ в .env или запустите "
    "программу без --only."
)


def run_command(only: Sequence[str] = ()) -> None:
    parts = parts_of(only)
    settings = load_settings()
    if not settings.doors and not parts.is_whole:
        raise BadSetting(NO_PARTS_OF_A_DEMO)
    if not settings.doors:
        from bot.commands.demo import demo_command
        from bot.terminal.output import say

        say("Ни VK_TOKEN, ни MAX_TOKEN не указаны, поэтому это песочница: настоящим людям ничего не отправляется.")
        demo_command(None, once=False)
        return
    if fault := settings.fault():
        raise BadSetting(fault)
    take_all_descriptors()
    run_until_stopped(_work(settings, parts), "Дежурный остановлен.")


async def _work(settings: Settings, parts: Parts) -> None:
    with heap.loading():
        from bot.app import open_app
        from bot.first_look import first_look
        from bot.process.stopping import stopping
        from bot.running import Program, web_pages
        from storage.database.owner_only import CHAT
        from storage.upkeep.workspace import clear_left_behind

    await asyncio.to_thread(clear_left_behind)
    async with open_app(settings, online=True, for_long=True, shares_rate=parts.shares_rate) as app:
        told = await first_look(app)
        program = Program(app, settings.data_folder / CHAT, parts, _say)
        async with program.alone(), web_pages(program) as address:
            heap.set_apart_what_stays()
            _say(_greeting(parts, address))
            for sentence in told:
                _say(sentence)
            with stopping.politely(program.stopping.set):
                await program.run()


def _greeting(parts: Parts, address: str) -> str:
    works = "Дежурный работает" if parts.is_whole else f"Дежурный работает: этот процесс ведёт {parts.words}"
    pages = (
        f"Кабинет: напишите боту «кабинет» или выполните python -m bot cabinet. Состояние: {address}/healthz. "
        if address
        else ""
    )
    return f"{works}. {pages}Остановить: Ctrl-C."


def _say(text: str) -> None:
    """Without the table printer, which the idle program has no use for."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
