"""`python -m benchmarks._sender '{…}'`: one delivering process; prints seconds, processor time and memory as JSON."""

import asyncio
import json
import os
import random
import resource
import sys
import time
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.delivery import Options, deliver
from bot.max.messenger import open_max
from bot.pace import Pace
from bot.vk.messenger import open_vk
from nudges.messenger import Button, Delivered, Keyboard, Letter, Messenger
from storage.database.opening import open_database
from storage.schools.communities import OF_MAX

BUTTONS = Keyboard(((Button("Уже сделано", {"do": "done"}),), (Button("Это ошибка", {"do": "mistake"}),)))


def _opened(given: dict[str, Any]) -> AbstractAsyncContextManager[Messenger]:
    """The messenger of community `group_id`, or MAX's bot where none is named."""
    if given.get("group_id"):
        return open_vk(given["token"], given["group_id"], api_url=given["api_url"], pace=Pace(given["rate"]))
    return open_max(given["token"], api_url=given["api_url"], rate=given["rate"])


async def main(given: dict[str, Any]) -> dict[str, Any]:
    if given.get("core") is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {given["core"]})
    database = await open_database(given["database"])
    rate = given["rate"]
    page, in_flight = (100, 256) if rate else (1000, 16)
    # VK's keyboards are left out, as they always were here; MAX's carry the mark by which a message is found.
    keyboard = None if given.get("group_id") else BUTTONS
    options = Options(lambda: datetime.now(UTC), None, keyboard=lambda row: keyboard, page=page, in_flight=in_flight)
    async with _opened(given) as messenger:
        answers: list[float] = []
        asking = asyncio.create_task(_answer_people(messenger, given.get("ask", []), answers))
        started, worked = time.perf_counter(), time.process_time()
        totals = await deliver(database, {given.get("group_id") or OF_MAX: messenger}, options)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
    await database.close()
    told = {"sent": totals.sent, "unreachable": totals.unreachable, "failed": totals.failed, "open": totals.open}
    return {**told, "seconds": seconds, "cpu": cpu, "memory_mb": _peak_memory(), "answers": answers}


def _peak_memory() -> float:
    """Megabytes. `ru_maxrss` of a young process still shows its parent's memory, the kernel's own mark does not."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


async def _answer_people(messenger: Messenger, peers: list[int], answers: list[float]) -> None:
    """Answer somebody at random moments while the campaign runs; seconds from the wish to VK's answer."""
    chance = random.Random(7)
    for number, peer in enumerate(peers):
        await asyncio.sleep(chance.uniform(0.01, 0.15))
        started = time.perf_counter()
        (outcome,) = await messenger.send([Letter(peer, "Ваши показатели: …", -1 - number)], urgent=True)
        if isinstance(outcome, Delivered):
            answers.append(time.perf_counter() - started)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(json.loads(sys.argv[1])))))
