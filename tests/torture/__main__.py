"""`python -m tests.torture [--kills N] [--people N] [--max N] [--seed N] [--only WORDS]`: the whole torture.

About half an hour: campaigns in VK, then `--max` of 500 people each in MAX, killed at random instants while answers get
lost after acceptance. `--only MAX` leaves the rest out.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.torture.trials import Result, Trial, run_trial

KILLS_A_CAMPAIGN = 20
FAULTS: dict[str, list[dict[str, Any]]] = {
    "answers lost after acceptance": [{"kind": "drop", "accepted": True, "share": 0.1}],
    "5xx": [
        {"kind": "http", "status": 502, "share": 0.1},
        {"kind": "http", "accepted": True, "share": 0.05, "seed": 1},
    ],
    "HTML instead of JSON": [{"kind": "html", "accepted": True, "share": 0.1}],
    "half a JSON": [{"kind": "half_json", "share": 0.1}],
    "slow answers": [{"kind": "slow", "seconds": 3, "share": 0.05}],
    "connection resets": [
        {"kind": "reset", "share": 0.1},
        {"kind": "reset", "accepted": True, "share": 0.05, "seed": 1},
    ],
    "bursts of error 6": [{"kind": "error", "code": 6, "share": 0.05}],
    "bursts of error 10": [{"kind": "error", "code": 10, "share": 0.1}],
    "error 10 after acceptance": [{"kind": "error", "code": 10, "accepted": True, "share": 0.1}],
    "execute_errors 10": [{"kind": "peer", "code": 10, "share": 0.05, "times": 300}],
}


def trials(kills: int, people: int, seed: int) -> list[tuple[str, Trial]]:
    chance = random.Random(seed)
    planned: list[tuple[str, Trial]] = []
    for hour_passes in (False, True):
        name = "killed, VK has forgotten" if hour_passes else "killed"
        for _ in range(max(1, kills // KILLS_A_CAMPAIGN // 2)):
            planned.append((name, Trial(people, min(kills, KILLS_A_CAMPAIGN), chance.randrange(10**6), hour_passes)))
    for name, faults in FAULTS.items():
        for hour_passes in (False, True):
            shown = f"{name}, killed" + (", VK has forgotten" if hour_passes else "")
            planned.append((shown, Trial(people, 3, chance.randrange(10**6), hour_passes, faults, longest_life=1.5)))
    return planned


MAX_PEOPLE = 500
LOST_ANSWERS = [{"kind": "drop", "share": 0.05, "methods": ["POST /messages"]}]
UNREADABLE_EVERY = 10
"""Every tenth campaign's dialogs cannot be read."""


def max_trials(campaigns: int, seed: int) -> list[tuple[str, Trial]]:
    chance = random.Random(seed)
    planned: list[tuple[str, Trial]] = []
    for number in range(campaigns):
        readable = (number + 1) % UNREADABLE_EVERY != 0
        faults = [{**LOST_ANSWERS[0], "seed": chance.randrange(10**6)}]
        trial = Trial(MAX_PEOPLE, 3, chance.randrange(10**6), faults=faults, longest_life=2.5, platform="max")
        name = "MAX, killed, 5 % of the answers lost" + ("" if readable else ", dialogs not readable")
        planned.append((name, replace(trial, readable=readable)))
    return planned


async def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--only", default="")
    parser.add_argument("--max", type=int, default=10, metavar="CAMPAIGNS")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    total, wrong = 0, 0
    planned = trials(options.kills, options.people, options.seed) + max_trials(options.max, options.seed)
    for name, trial in planned:
        if options.only not in name:
            continue
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            result = await run_trial(trial, Path(folder))
        total += result.kills
        wrong += not result.is_right
        print(_line(name, trial, result, time.monotonic() - started), flush=True)
    print(f"{total} kills, {wrong} campaigns wrong")
    return 1 if wrong else 0


def _line(name: str, trial: Trial, result: Result, seconds: float) -> str:
    verdict = "right" if result.is_right else f"WRONG (seed {trial.seed})"
    counts = f"lost {len(result.lost)}, repeated {len(result.repeated)}, set aside {len(result.set_aside)}"
    if trial.platform == "vk":
        counts += f", deduplicated {result.stats['deduplicated']}"
    return f"{verdict}  {name}: {result.kills} kills, {counts}, {result.states}, {seconds:.0f} s"


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
