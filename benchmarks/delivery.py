"""Delivery: near VK's limit, without a limit, memory, answers in between, and the rivals at the same work."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._rivals import RIVALS
from benchmarks._sandbox import Vk, running_vk
from benchmarks.tables import Table
from storage.database.opening import open_database
from tests.outbox_rows import add_campaign, add_people, add_school

MESSAGES = 5000
REFUSING = 0.03
CEILING = 500.0
# The slow ones get less work: their speed does not change with it.
RIVALS_WORK = {"vkbottle, paced by hand": 300, "vk_api method": 150}


def tables() -> Iterator[Table]:
    yield near_the_limit()
    yield rivals()
    yield answers_in_between()
    yield without_a_limit()


async def _prepare(url: str, people: range) -> None:
    database = await open_database(url)
    school = await add_school(database)
    await add_people(database, school, people)
    await add_campaign(database, school)
    await database.close()


def _deliver(vk: Vk, rate: int = 20, **more: Any) -> dict[str, Any]:
    """Our own delivery of one message to everybody, from an outbox on the disk to the last outcome on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'outbox.db'}"
        asyncio.run(_prepare(url, vk.people))
        given = {"database": url, "token": vk.token, "group_id": vk.group_id, "api_url": vk.api_url, "rate": rate}
        return _process("benchmarks._sender", json.dumps({**given, **more}))


def _process(*arguments: str) -> dict[str, Any]:
    ended = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise RuntimeError(ended.stderr[-2000:])
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return told


def _speed(stats: dict[str, Any], handled: int, batch: int = 25) -> float:
    """People handled a second, from the first acceptance to the last; the first batch marks the start only."""
    return (handled - batch) / (stats["last_at"] - stats["first_at"])


def near_the_limit() -> Table:
    rows = []
    for latency in (0.05, 0.15, 0.4):
        with running_vk(MESSAGES, latency=latency) as vk:
            refusing = vk.refuse(REFUSING)
            told, stats = _deliver(vk), vk.control("stats")
        is_right = (told["sent"], told["unreachable"]) == (MESSAGES - len(refusing), len(refusing))
        speed = _speed(stats, MESSAGES)
        whole = MESSAGES / told["seconds"]
        counted = f"{stats['accepted']:,} accepted, {len(stats['repeated_peers'])} repeated"
        right = "every one" if is_right and stats["accepted"] == told["sent"] else "NOT all"
        share = f"{speed / CEILING:.1%}"
        rows.append(
            [
                f"{latency * 1000:.0f} ms",
                speed,
                share,
                whole,
                right,
                counted,
                stats["busiest_second"],
                stats["too_many"],
            ]
        )
    headings = (
        "round trip",
        "people/s",
        "of the ceiling",
        "with start and end",
        "outcomes right",
        "counted by the sandbox",
    )
    return Table(
        f"{MESSAGES:,} personal messages, {REFUSING:.0%} of the recipients refusing, 20 requests/s",
        (*headings, "busiest second", "error 6"),
        rows,
        [
            "People handled (delivered or told unreachable) from the first acceptance to the last; "
            "the ceiling is 20 × 25 = 500 a second. «With start and end» also counts opening the outbox, connecting "
            "and writing the last outcome durably."
        ],
    )


def rivals() -> Table:
    rows: list[list[object]] = []
    with running_vk(MESSAGES) as vk:
        refusing = vk.refuse(REFUSING)
        told, stats = _deliver(vk), vk.control("stats")
        right = told["sent"] + told["unreachable"]
        own = _speed(stats, MESSAGES)
        rows.append(["Дежурный", MESSAGES, own, "1.0", f"{right:,} of {MESSAGES:,}", stats["too_many"]])
    for name in RIVALS:
        with running_vk(MESSAGES) as vk:
            refusing = vk.refuse(REFUSING)
            people = list(vk.people[: RIVALS_WORK.get(name, MESSAGES)])
            given = {"base_url": vk.base_url, "token": vk.token, "people": people, "refusing": list(refusing)}
            told, stats = _process("benchmarks._rivals", name, json.dumps(given)), vk.control("stats")
        handled = stats["accepted"] + sum(1 for peer in people if peer in refusing)
        speed = _speed(stats, handled, 1 if name in RIVALS_WORK else 25)
        share = f"{own / speed:.1f}"
        rows.append([name, len(people), speed, share, f"{told['right']:,} of {len(people):,}", stats["too_many"]])
    return Table(
        f"The same work by others, 50 ms round trip, {REFUSING:.0%} refusing",
        ("library", "messages", "people/s", "we are faster, times", "told the right outcome", "error 6"),
        rows,
        ["None of the others writes anything down: after a crash they cannot know who got the message."],
    )


def answers_in_between() -> Table:
    with running_vk(MESSAGES + 60) as vk:
        told = _deliver(
            Vk(vk.base_url, vk.api_url, vk.token, vk.group_id, vk.people[:MESSAGES]), ask=list(vk.people[MESSAGES:])
        )
    waits = sorted(told["answers"])
    at = waits[int(len(waits) * 0.95) - 1] * 1000
    middle = waits[len(waits) // 2] * 1000
    return Table(
        f"An answer to a person while a campaign of {MESSAGES:,} runs, 50 ms round trip",
        ("answers", "median, ms", "95 %, ms", "aim: two slots and the round trip, ms"),
        [[len(waits), middle, at, 150]],
    )


def without_a_limit() -> Table:
    rows = []
    for messages in (10_000, 300_000):
        with running_vk(messages, latency=0.0, rate=0) as vk:
            told = _deliver(vk, rate=0, core=(os.cpu_count() or 1) - 1)
        right = "every one" if told["sent"] == messages else f"{told['sent']:,}"
        rows.append(
            [f"{messages:,}", messages / told["seconds"], told["cpu"] / told["seconds"], told["memory_mb"], right]
        )
    return Table(
        "No limit at the other side: from the outbox to durably written «sent», one process on one core",
        ("rows", "messages/s", "of the core", "memory, MB", "sent"),
        rows,
        ["SQLite with `synchronous=FULL`: every outcome is on the disk before it counts."],
    )
