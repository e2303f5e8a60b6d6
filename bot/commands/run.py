"""`run`: the program at work. Without a token it is the demo."""

import asyncio
import sys

from bot.commands.common import run_until_stopped
from bot.process import heap
from bot.process.descriptors import take_all_descriptors
from bot.settings import Settings, load_settings
from indicators.errors import BadSetting


def run_command() -> None:
    settings = load_settings()
    if not settings.doors:
        from bot.commands.demo import demo_command
        from bot.terminal.output import say

        say("Ни VK_TOKEN, ни MAX_TOKEN не указаны, поэтому это песочница: настоящим людям ничего не отправляется.")
        demo_command(None, once=False)
        return
    if fault := settings.fault():
        raise BadSetting(fault)
    take_all_descriptors()
    run_until_stopped(_work(settings), "Дежурный остановлен.")


async def _work(settings: Settings) -> None:
    with heap.loading():
        from bot.app import open_app
        from bot.first_look import first_look
        from bot.process.stopping import stopping
        from bot.running import Program, web_pages
        from storage.database.owner_only import CHAT
        from storage.upkeep.workspace import clear_left_behind

    await asyncio.to_thread(clear_left_behind)
    async with open_app(settings, online=True, for_long=True) as app:
        told = await first_look(app)
        program = Program(app, settings.data_folder / CHAT)
        async with program.alone(), web_pages(program) as address:
            heap.set_apart_what_stays()
            _say(
                f"Дежурный работает. Кабинет: напишите боту «кабинет» или выполните python -m bot cabinet. "
                f"Состояние: {address}/healthz. Остановить: Ctrl-C."
            )
            for sentence in told:
                _say(sentence)
            with stopping.politely(program.stopping.set):
                await program.run()


def _say(text: str) -> None:
    """Without the table printer, which the idle program has no use for."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
