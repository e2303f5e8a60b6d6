"""`python -m tests.torture.victim '{…}'`: one delivering process, made to be killed.

It says «ready» and its number when delivery begins, «going» with the first outcomes written, and how it ended, if it is
let end.
"""

import json
import os
import sys
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from bot.commands.common import run_async
from bot.delivery import Delivery, Options, Progress
from bot.max.messenger import open_max
from bot.process.stopping import stopping
from bot.vk.messenger import open_vk
from nudges.messenger import Button, Keyboard, Messenger
from storage.database.opening import open_database
from storage.schools.communities import OF_MAX

BUTTONS = Keyboard(((Button("Уже сделано", {"do": "done"}),),))
PATIENCE = 2.0  # seconds


def once(told: list[Progress], progress: Progress) -> None:
    if not told:
        print("going", flush=True)
    told.append(progress)


def opened(given: dict[str, Any]) -> AbstractAsyncContextManager[Messenger]:
    """The messenger of community `group_id`, or MAX's bot where it is 0."""
    token, url = given["token"], given["api_url"]
    if given["group_id"]:
        return open_vk(token, given["group_id"], api_url=url, patience=PATIENCE)
    return open_max(token, api_url=url, rate=given["rate"], patience=PATIENCE, settles=timedelta(seconds=1))


async def work(given: dict[str, Any]) -> None:
    shift = timedelta(seconds=given["shift"])
    database = await open_database(given["database"])
    buttons = None if given["group_id"] else BUTTONS
    options = Options(
        clock=lambda: datetime.now(UTC) + shift, recheck=None, keyboard=lambda row: buttons, show=partial(once, [])
    )
    async with opened(given) as messenger:
        delivery = Delivery(database, {given["group_id"] or OF_MAX: messenger}, options)
        with stopping.politely(delivery.stop):
            print("ready", os.getpid(), flush=True)
            totals = await delivery.deliver()
    await database.close()
    print(json.dumps({"sent": totals.sent, "open": totals.open, "stopped": totals.stopped}), flush=True)


if __name__ == "__main__":
    stopping.listen()
    run_async(work(json.loads(sys.argv[1])))
