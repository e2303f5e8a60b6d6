"""Told to stop at an awkward moment: the program ends soon, with status 0 and without complaint. Many random
moments more: `python -m tests.torture.stops`."""

import asyncio
import json
import signal
import sys

import pytest

from tests.bot.commands.program import ROOT, Program
from tests.bot.commands.test_running import at_work
from tests.sandbox_server import SandboxClient

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking them")

WHILE_LOADING = """
import os, signal, sys
from bot.process.stopping import stopping
stopping.listen()
for number in {numbers}:
    os.kill(os.getpid(), number)
from bot.command_line import main
status = main({command})
stopping.ending()
sys.exit(status)
"""
IGNORED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.executable, [sys.executable, "-m", "bot", "demo"])
"""


async def run_script(bot: Program, script: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        cwd=bot.folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HTTP_PORT": "0", **bot.settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("numbers", [[2], [15], [15, 2]])
async def test_while_it_is_still_loading(bot: Program, numbers):
    process = await run_script(bot, WHILE_LOADING.format(numbers=numbers, command=["demo"]))
    assert await ended(process) == (0, "Песочница остановлена, её данные удалены.\n", "")


async def test_a_command_that_did_not_do_its_work_says_so(bot: Program):
    status, out, err = await ended(
        await run_script(bot, WHILE_LOADING.format(numbers=[15], command=["schedule", "--json"]))
    )
    assert (status, json.loads(out), err) == (1, {"error": "Остановлено."}, "Остановлено.\n")


async def test_where_ctrl_c_was_inherited_as_ignored(bot: Program):
    process = await run_script(bot, IGNORED)
    assert process.stdout is not None
    async with asyncio.timeout(60):
        while b"Ctrl-C" not in await process.stdout.readline():
            assert process.returncode is None
    process.send_signal(signal.SIGINT)
    status, _, err = await ended(process)
    assert (status, err) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_twice_at_once_while_vk_is_silent(bot: Program, sandbox: SandboxClient, number):
    bot.talk_to(sandbox)
    bot.settings |= {"HTTP_PORT": "0", "OFFICER_IDS": "9000001"}
    async with at_work(bot, "run", afresh=True) as (process, _):
        await sandbox.control("/sandbox/faults", {"kind": "slow", "seconds": 60})
        process.send_signal(number)
        process.send_signal(number)
        status, out, err = await ended(process)
    assert (status, "Дежурный остановлен." in out) == (0, True)
    assert "Traceback" not in err
