"""One trial: a campaign, a sandbox that counts, a process that is killed again and again and started anew."""

import asyncio
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox import World
from storage.database.opening import open_database
from tests.outbox_rows import add_campaign, add_people, add_school, states
from tests.sandbox_server import SandboxClient, running_sandbox

FIRST = 10_000_001
HOUR = 3601.0


@dataclass(frozen=True)
class Trial:
    """`hour_passes`: before each restart VK's memory of `random_id` runs out. `faults` are the sandbox's rules."""

    people: int
    kills: int
    seed: int
    hour_passes: bool = False
    faults: Sequence[dict[str, Any]] = ()
    latency: float = 0.05
    longest_life: float = 0.4


@dataclass
class Result:
    lost: list[int]
    repeated: list[int]
    kills: int
    states: dict[str, int] = field(default_factory=dict)
    stats: dict[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return not self.lost and not self.repeated


async def run_trial(trial: Trial, folder: Path) -> Result:
    url = f"sqlite+aiosqlite:///{folder}/torture.db"
    people = range(FIRST, FIRST + trial.people)
    campaign = await _prepare(url, people)
    async with running_sandbox(World(crowd=people), latency=trial.latency) as sandbox:
        if trial.faults:
            await sandbox.control("/sandbox/faults", {"rules": list(trial.faults)})
        kills = await _kill_again_and_again(trial, sandbox, url)
        counts = {int(peer): count for peer, count in (await sandbox.control("/sandbox/counts")).items()}
        stats = await sandbox.control("/sandbox/stats")
    database = await open_database(url)
    ended = await states(database, campaign)
    await database.close()
    lost = [peer for peer in people if peer not in counts]
    return Result(lost, [peer for peer, count in counts.items() if count > 1], kills, ended, stats)


async def _prepare(url: str, people: range) -> int:
    database = await open_database(url)
    school = await add_school(database)
    await add_people(database, school, people)
    campaign = await add_campaign(database, school)
    await database.close()
    return campaign


async def _kill_again_and_again(trial: Trial, sandbox: SandboxClient, url: str) -> int:
    """Kill at random instants, then let the last process finish. How many kills met a living process."""
    chance = random.Random(trial.seed)
    shift, met = 0.0, 0
    for _ in range(trial.kills):
        met += await _short_life(_given(sandbox, url, shift), chance.uniform(0, trial.longest_life))
        if trial.hour_passes:
            shift += HOUR
            await sandbox.control("/sandbox/clock", {"advance": HOUR})
    await _whole_life(_given(sandbox, url, shift))
    return met


def _given(sandbox: SandboxClient, url: str, shift: float) -> str:
    given = {"database": url, "token": sandbox.token, "group_id": sandbox.group_id, "api_url": sandbox.api_url}
    return json.dumps({**given, "shift": shift})


async def _start(given: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.torture.victim",
        given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _short_life(given: str, seconds: float) -> bool:
    process = await _start(given)
    if process.stdout is None:
        raise RuntimeError("the victim has no output")
    await process.stdout.readline()
    try:
        await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        process.kill()
        await process.wait()
        return True
    return False


async def _whole_life(given: str) -> None:
    process = await _start(given)
    output, errors = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"delivery failed: {output.decode()} {errors.decode()[-2000:]}")
