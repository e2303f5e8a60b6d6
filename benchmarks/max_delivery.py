"""MAX: near the allowed rate, a rate that has to be learned, answers in between, and the rivals at the same work."""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._max_rivals import RIVALS
from benchmarks._sandbox import Max, running_max
from benchmarks.tables import Table
from storage.database.opening import open_database
from tests.outbox_rows import add_campaign, add_people, add_school

PEOPLE = 2000
REFUSING = 0.1
RIVALS_WORK = 300  # their speed does not change with it
AIM = 0.985


def tables() -> Iterator[Table]:
    yield near_the_limit()
    yield unknown_rate()
    yield answers_in_between()
    yield rivals()


async def _prepare(url: str, people: range) -> None:
    database = await open_database(url)
    school = await add_school(database)
    await add_people(database, school, people, "max")
    await add_campaign(database, school)
    await database.close()


def _deliver(bot: Max, rate: int, **more: Any) -> dict[str, Any]:
    """Our own delivery of one message to everybody, from an outbox on the disk to the last outcome on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'outbox.db'}"
        asyncio.run(_prepare(url, bot.people))
        given = {"database": url, "token": bot.token, "api_url": bot.api_url, "rate": rate, **more}
        return _process("benchmarks._sender", json.dumps(given))


def _process(*arguments: str) -> dict[str, Any]:
    ended = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise RuntimeError(ended.stderr[-2000:])
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return told


def _speed(stats: dict[str, Any], handled: int) -> float:
    """Requests a second by the sandbox's clock, from the first acceptance to the last."""
    return (handled - 1) / (stats["last_at"] - stats["first_at"])


def _campaign(people: int, allowed: int, begin: int) -> list[object]:
    with running_max(people, rate=allowed) as bot:
        refusing = bot.refuse(REFUSING)
        told, stats = _deliver(bot, begin), bot.control("stats")
    is_right = (told["sent"], told["unreachable"]) == (people - len(refusing), len(refusing))
    right = "every one" if is_right and stats["accepted"] == told["sent"] else "NOT all"
    share, whole = _speed(stats, people) / allowed, people / told["seconds"] / allowed
    counted = f"{stats['accepted']:,} accepted, {len(stats['repeated_peers'])} repeated"
    cpu = f"{told['cpu'] / people * 1000:.1f}"
    return [allowed, begin, f"{share:.1%}", f"{whole:.1%}", right, counted, stats["too_many"], cpu]


HEADINGS = (
    "allowed a second",
    "begun at",
    "of the limit",
    "with start and end",
    "outcomes right",
    "counted by the sandbox",
    "errors 429",
    "processor time a message, ms",
)


def near_the_limit() -> Table:
    return Table(
        f"{PEOPLE:,} people, 80 ms round trip, {REFUSING:.0%} of them unreachable",
        HEADINGS,
        [_campaign(PEOPLE, 30, 30), _campaign(PEOPLE, 10, 10)],
        [
            "One request a message. «Of the limit»: requests a second from the first acceptance to the last, by the "
            f"sandbox's record; the aim is {AIM}. «With start and end» also counts opening the outbox, connecting and "
            "writing the last outcome durably."
        ],
    )


def unknown_rate() -> Table:
    return Table(
        "The allowed rate is not known: ten a second where the program begins at thirty",
        HEADINGS,
        [_campaign(PEOPLE // 2, 10, 30)],
        ["The first refusal names the limit; «of the limit» counts from the first second on. The aim is 0.95."],
    )


def answers_in_between() -> Table:
    rows: list[list[object]] = []
    for rate in (30, 10):
        with running_max(20 * rate + 60, rate=rate) as bot:
            campaign = Max(bot.base_url, bot.api_url, bot.token, bot.people[: 20 * rate])
            told = _deliver(campaign, rate, ask=list(bot.people[20 * rate :]))
        waits = sorted(told["answers"])
        at = waits[int(len(waits) * 0.95) - 1] * 1000
        rows.append([rate, len(waits), waits[len(waits) // 2] * 1000, at, 3000 / rate + 80])
    return Table(
        "An answer to a person while a campaign runs, 80 ms round trip",
        ("allowed a second", "answers", "median, ms", "95 %, ms", "aim: three slots and the round trip, ms"),
        rows,
    )


def rivals() -> Table:
    rows: list[list[object]] = []
    with running_max(RIVALS_WORK) as bot:
        refusing = bot.refuse(REFUSING)
        told, stats = _deliver(bot, 30), bot.control("stats")
        right = told["sent"] + told["unreachable"]
        rows.append(_rival("Дежурный", right, told["seconds"], stats))
    for name in RIVALS:
        with running_max(RIVALS_WORK) as bot:
            refusing = bot.refuse(REFUSING)
            given = {"api_url": bot.api_url, "token": bot.token, "people": list(bot.people), "rate": 30}
            told = _process("benchmarks._max_rivals", name, json.dumps({**given, "refusing": list(refusing)}))
            rows.append(_rival(name, told["right"], told["seconds"], bot.control("stats")))
    return Table(
        f"The same work by others: {RIVALS_WORK} people, thirty a second allowed, {REFUSING:.0%} unreachable",
        ("library", "told the right outcome", "got the message", "errors 429", "seconds"),
        rows,
        [
            "Neither library keeps a limit: what 429 refused is lost unless somebody writes more code. None writes "
            "anything down, so that after a crash nobody knows who got the message."
        ],
    )


def _rival(name: str, right: int, seconds: float, stats: dict[str, Any]) -> list[object]:
    reached = RIVALS_WORK - round(RIVALS_WORK * REFUSING)
    return [name, f"{right} of {RIVALS_WORK}", f"{stats['peers']} of {reached}", stats["too_many"], seconds]
