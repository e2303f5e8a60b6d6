"""A thread of one's own: it answers, it fails, and it keeps no program from ending."""

import asyncio
import sys

import pytest

from bot.process.threads import in_own_thread
from tests.bot.commands.program import ROOT

ENDLESS = """
import asyncio, threading
from bot.process.threads import in_own_thread

async def main():
    waiting = asyncio.create_task(in_own_thread(threading.Event().wait))
    await asyncio.sleep(0)
    waiting.cancel()

asyncio.run(main())
"""


async def test_it_gives_what_the_function_gives_or_raises():
    assert await in_own_thread(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await in_own_thread(divmod, 7, 0)


async def test_a_thread_that_never_ends_keeps_no_program_from_ending():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ENDLESS, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        _, err = await process.communicate()
    assert (process.returncode, err) == (0, b"")
