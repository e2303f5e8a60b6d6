"""One trial: a campaign, a sandbox that counts, a process that is killed again and again and started anew."""

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from nudges.delivery.states import State
from sandbox import World
from sandbox.max.world import World as MaxWorld
from storage.database.connection import Database
from storage.database.opening import open_database
from storage.tables import OutboxRow
from tests import warm_children
from tests.max_sandbox import running_max
from tests.outbox_rows import add_campaign, add_people, add_school, states
from tests.sandbox_server import running_sandbox

FIRST = 10_000_001
HOUR = 3601.0


@dataclass(frozen=True)
class Trial:
    """`hour_passes`: before each restart VK's memory of `random_id` runs out. `faults` are the sandbox's rules.

    In MAX `rate` messages a second go out, and a dialog's history shows them `read_lag` seconds later, or never where
    it is not `readable`. `forked`: processes come from one that has loaded the program.
    """

    people: int
    kills: int
    seed: int
    hour_passes: bool = False
    faults: Sequence[dict[str, Any]] = ()
    latency: float = 0.05
    longest_life: float = 0.4
    platform: str = "vk"
    rate: int = 100
    read_lag: float = 0.3
    readable: bool = True
    forked: bool = False


@dataclass
class Result:
    """`set_aside`: of whom nobody can tell whether they got it, which the officer is told."""

    lost: list[int]
    repeated: list[int]
    kills: int
    states: dict[str, int] = field(default_factory=dict)
    stats: dict[str, Any] = field(default_factory=dict)
    set_aside: list[int] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not self.lost and not self.repeated


@dataclass(frozen=True)
class _Ground:
    """The sandbox of a trial: its controls, and what a victim must be told to deliver there."""

    control: Callable[..., Awaitable[Any]]
    given: dict[str, Any]


async def run_trial(trial: Trial, folder: Path) -> Result:
    url = f"sqlite+aiosqlite:///{folder}/torture.db"
    people = range(FIRST, FIRST + trial.people)
    campaign = await _prepare(url, people, trial.platform)
    async with _ground(trial, people) as ground:
        if trial.faults:
            await ground.control("faults", {"rules": list(trial.faults)})
        kills = await _kill_again_and_again(trial, ground, url)
        counts = {int(peer): count for peer, count in (await ground.control("counts")).items()}
        stats = await ground.control("stats")
    database = await open_database(url)
    ended, set_aside = await states(database, campaign), await _set_aside(database)
    await database.close()
    lost = [peer for peer in people if peer not in counts and peer not in set_aside]
    repeated = [peer for peer, count in counts.items() if count > 1]
    return Result(lost, repeated, kills, ended, stats, set_aside)


async def _prepare(url: str, people: range, platform: str) -> int:
    database = await open_database(url)
    school = await add_school(database)
    await add_people(database, school, people, platform)
    campaign = await add_campaign(database, school)
    await database.close()
    return campaign


async def _set_aside(database: Database) -> list[int]:
    async with database.reading() as session:
        return list(await session.scalars(select(OutboxRow.peer_id).where(OutboxRow.state == State.FAILED)))


@asynccontextmanager
async def _ground(trial: Trial, people: range) -> AsyncIterator[_Ground]:
    if trial.platform == "max":
        world = MaxWorld(crowd=people)
        world.add_bot(rate=trial.rate)
        async with running_max(world, latency=trial.latency) as max_:
            await max_.control("settings", {"read_lag": trial.read_lag, "readable": trial.readable})
            given = {"token": max_.token, "group_id": 0, "api_url": max_.api_url, "rate": trial.rate}
            yield _Ground(max_.control, given)
        return
    async with running_sandbox(World(crowd=people), latency=trial.latency) as sandbox:

        async def control(path: str, content: Any = None) -> Any:
            return await sandbox.control(f"/sandbox/{path}", content)

        given = {"token": sandbox.token, "group_id": sandbox.group_id, "api_url": sandbox.api_url}
        yield _Ground(control, given)


async def _kill_again_and_again(trial: Trial, ground: _Ground, url: str) -> int:
    """Kill at random instants, then let the last process finish. How many kills met a living process."""
    chance = random.Random(trial.seed)
    shift, met = 0.0, 0
    for _ in range(trial.kills):
        victim = await _start(trial, _given(ground, url, shift))
        met += await _short_life(victim, chance.uniform(0, trial.longest_life))
        if trial.hour_passes:
            shift += HOUR
            await ground.control("clock", {"advance": HOUR})
    await _whole_life(await _start(trial, _given(ground, url, shift)))
    return met


def _given(ground: _Ground, url: str, shift: float) -> str:
    return json.dumps({**ground.given, "database": url, "shift": shift})


async def _start(trial: Trial, given: str) -> asyncio.subprocess.Process:
    module, server = "tests.torture.victim", warm_children.SERVERS.get("bot") if trial.forked else None
    command = [sys.executable, "-m", module, given]
    if server is not None:
        command = await asyncio.to_thread(server.command, module, given, whole=True)
    return await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def _short_life(process: asyncio.subprocess.Process, seconds: float) -> bool:
    if process.stdout is None:
        raise RuntimeError("the victim has no output")
    _, number = (await process.stdout.readline()).split()
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        os.kill(int(number), signal.SIGKILL)  # itself: one that was forked is not whom we have started
        await process.wait()
        return True
    return False


async def _whole_life(process: asyncio.subprocess.Process) -> None:
    output, errors = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"delivery failed: {output.decode()} {errors.decode()[-2000:]}")
