"""The guard: what the child is told, how it is ended, and that it never outlives the program."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indicators.errors import BadWeek, UnusableFile
from indicators.guarded.process import asked_now, guarded

WORK = "tests.indicators.guarded_work"
LIMITS = {"memory_bytes": 256 * 2**20, "seconds": 2}
HOME = Path(__file__).parents[2]
ASKING = f"""
import asyncio
from indicators.guarded.process import guarded
async def main():
    async with guarded({WORK!r}, memory_bytes=2**28, seconds=100) as child:
        print((await child.ask(do=HOW)).decode(), flush=True)
        await child.ask(do="spin")
asyncio.run(main())
"""
DRAWING = """
import asyncio, time
from reports.weekly.drawing_process import run_apart
asyncio.run(run_apart(time.sleep, 100))
"""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


async def test_the_child_knows_neither_token_nor_database(monkeypatch):
    monkeypatch.setenv("VK_TOKEN", "vk1.a.secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://officer:secret@db/school")
    async with guarded(WORK, **LIMITS) as child:
        told = await child.ask(do="environment")
    assert b"PATH" in told
    assert b"secret" not in told


async def test_one_child_answers_several_times_and_refuses_with_its_own_sentence():
    async with guarded(WORK, **LIMITS) as child:
        first = await child.ask(do="pid")
        with pytest.raises(BadWeek, match="Такой недели нет"):
            await child.ask(do="refuse")
        assert await child.ask(do="pid") == first


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
async def test_the_child_ends_at_its_limits_and_is_asked_no_more():
    async with guarded(WORK, **LIMITS) as child:
        with pytest.raises(UnusableFile, match="слишком велик"):
            await child.ask(do="hold", bytes=2**30)
        with pytest.raises(UnusableFile):
            await child.ask(do="pid")
    async with guarded(WORK, memory_bytes=2**28, seconds=1) as child:
        with pytest.raises(UnusableFile, match="слишком долго"):
            await child.ask(do="spin")


async def test_a_child_that_waits_longer_than_it_may_work_has_done_no_harm():
    async with guarded(WORK, memory_bytes=2**28, seconds=1) as child:
        assert int(await child.ask(do="wait", seconds=6)) > 0


def test_without_an_event_loop_it_is_the_same():
    assert int(asked_now(WORK, **LIMITS, do="pid") or 0) > 0
    with pytest.raises(BadWeek):
        asked_now(WORK, **LIMITS, do="refuse")
    assert asked_now(WORK, **LIMITS, do="hold", bytes=2**30) is None


@on_linux
@pytest.mark.parametrize("how", ["pid", "without the signal"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_child_ends_with_a_program_that_is_killed(how, end):
    with subprocess.Popen(
        [sys.executable, "-c", ASKING.replace("HOW", repr(how))], stdout=subprocess.PIPE, cwd=HOME
    ) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        assert _runs(child)
        program.send_signal(end)
    _wait_for_the_end([child])


@on_linux
def test_drawing_ends_with_a_program_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", DRAWING], cwd=HOME) as program:
        while not (children := _children(program.pid)):
            time.sleep(0.05)
        program.kill()
    _wait_for_the_end(children)


def _wait_for_the_end(children: list[int]) -> None:
    """A child that outlives the program lets this run into the limit of all tests."""
    while any(map(_runs, children)):
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    status = _status(pid)
    return bool(status) and status[0] not in ("Z", "X")


def _children(parent: int) -> list[int]:
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    return [pid for pid in numbers if _status(pid)[1:2] == [str(parent)]]


def _status(pid: int) -> list[str]:
    """State, parent and more; nothing of a process that has gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
