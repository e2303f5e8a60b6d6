"""`python -m benchmarks._max_rivals NAME '{…}'`: the same work in MAX by other libraries, each in its own process.

Prints JSON: `right` is for how many people the library itself told the right outcome.
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from tests.outbox_rows import text_for

Given = dict[str, Any]
Told = bool | None
"""Delivered, refused by the person, or (None) neither: the library gave up on this one."""
Send = Callable[[int], Awaitable[Told]]
Way = Callable[[Given, Send], Awaitable[int]]
CONNECTIONS = 100


async def all_at_once(given: Given, send: Send) -> int:
    """As a loop over everybody with `gather` does it: neither library paces."""
    room = asyncio.Semaphore(CONNECTIONS)

    async def one(peer: int) -> Told:
        async with room:
            return await send(peer)

    told = await asyncio.gather(*(one(peer) for peer in given["people"]))
    return _right(given, told)


async def paced_by_hand(given: Given, send: Send) -> int:
    """With a sleep between two sends, as public bots do it; nobody's timer makes up for what it was late."""
    sending = []
    for peer in given["people"]:
        sending.append(asyncio.create_task(_sent(send, peer)))
        await asyncio.sleep(1 / given["rate"])
    return _right(given, await asyncio.gather(*sending))


async def _sent(send: Send, peer: int) -> Told:
    return await send(peer)


def _right(given: Given, told: list[Told]) -> int:
    refusing = set(given["refusing"])
    return sum(one is (peer not in refusing) for peer, one in zip(given["people"], told, strict=True))


async def maxapi(given: Given, way: Way) -> int:
    from maxapi import Bot
    from maxapi.exceptions.max import MaxApiError

    bot = Bot(given["token"], auto_check_subscriptions=False)
    bot.set_api_url(given["api_url"])

    async def send(peer: int) -> Told:
        try:
            await bot.send_message(user_id=peer, text=text_for(peer))
        except MaxApiError as error:
            return False if error.code in (403, 404) else None
        return True

    try:
        return await way(given, send)
    finally:
        await bot.close_session()


async def maxkit(given: Given, way: Way) -> int:
    import aiomax
    from aiohttp import ClientSession

    bot = aiomax.Bot(given["token"], api_url=f"{given['api_url']}/")

    async def send(peer: int) -> Told:
        try:
            await bot.send_message(text_for(peer), user_id=peer)
        except aiomax.exceptions.AiomaxException as error:
            return None if "too.many" in str(error) or "Limit" in str(error) else False
        return True

    async with ClientSession(headers={"Authorization": given["token"]}, base_url=bot.api_url) as bot.session:
        return await way(given, send)


RIVALS: dict[str, tuple[Callable[[Given, Way], Awaitable[int]], Way]] = {
    "maxapi, all at once": (maxapi, all_at_once),
    "maxapi, paced by hand": (maxapi, paced_by_hand),
    "maxkit, all at once": (maxkit, all_at_once),
    "maxkit, paced by hand": (maxkit, paced_by_hand),
}


async def _run(library: Callable[[Given, Way], Awaitable[int]], way: Way, given: Given) -> int:
    return await library(given, way)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    library, way = RIVALS[sys.argv[1]]
    begun = time.perf_counter()
    right = asyncio.run(_run(library, way, json.loads(sys.argv[2])))
    print(json.dumps({"right": right, "seconds": time.perf_counter() - begun}))
