"""`python -m tests.torture.victim '{…}'`: one delivering process, made to be killed.

It says «ready» when delivery begins, «going» with the first outcomes written, and how it ended, if it is let end.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.commands.common import run_async
from bot.delivery import Delivery, Options, Progress
from bot.process.stopping import stopping
from bot.vk.messenger import open_vk
from storage.database.opening import open_database


def once(told: list[Progress], progress: Progress) -> None:
    if not told:
        print("going", flush=True)
    told.append(progress)


async def work(given: dict[str, Any]) -> None:
    shift = timedelta(seconds=given["shift"])
    database = await open_database(given["database"])
    options = Options(clock=lambda: datetime.now(UTC) + shift, recheck=None, show=partial(once, []))
    async with open_vk(given["token"], given["group_id"], api_url=given["api_url"], patience=2.0) as vk:
        delivery = Delivery(database, {given["group_id"]: vk}, options)
        with stopping.politely(delivery.stop):
            print("ready", flush=True)
            totals = await delivery.deliver()
    await database.close()
    print(json.dumps({"sent": totals.sent, "open": totals.open, "stopped": totals.stopped}), flush=True)


if __name__ == "__main__":
    stopping.listen()
    run_async(work(json.loads(sys.argv[1])))
