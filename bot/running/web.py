"""The officer's pages and what else the running program is asked for over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.process.parts import Part
from bot.running.program import Program


@asynccontextmanager
async def web_pages(program: Program, port: int | None = None) -> AsyncIterator[str]:
    """The program's own addresses, while the block runs; on a `port` of their own where one is named. A process
    without this part has none, and the address is empty."""
    if Part.WEB not in program.parts:
        yield ""
        return
    async with program.door(port) as address:
        program.address = program.app.settings.cabinet_url(address)
        try:
            yield address
        finally:
            program.address = ""
