"""`python -m benchmarks._rivals NAME '{…}'`: the same work by other libraries, each in its own process.

Prints JSON: `right` is for how many people the library itself told the right outcome.
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.outbox_rows import text_for
from tests.sandbox.vk_session import vk_session

Given = dict[str, Any]
PATIENCE = 5.0  # seconds after the last answer at which a library that hangs is given up


def params(peer: int) -> dict[str, Any]:
    return {"peer_id": peer, "random_id": peer, "message": text_for(peer)}


def vk_api_pool(given: Given) -> int:
    from vk_api.requests_pool import VkRequestsPool

    session = vk_session(given["base_url"], given["token"])
    refusing, right = set(given["refusing"]), 0
    people = given["people"]
    for start in range(0, len(people), 25):
        part = people[start : start + 25]
        pool = VkRequestsPool(session)
        results = [pool.method("messages.send", params(peer)) for peer in part]
        pool.execute()
        right += sum(1 for peer, result in zip(part, results, strict=True) if result.ok != (peer in refusing))
    return right


def vk_api_method(given: Given) -> int:
    from vk_api.exceptions import ApiError

    session = vk_session(given["base_url"], given["token"])
    refusing, right = set(given["refusing"]), 0
    for peer in given["people"]:
        try:
            session.method("messages.send", params(peer))
            right += peer not in refusing
        except ApiError:
            right += peer in refusing
    return right


def kutana(given: Given) -> int:
    return asyncio.run(_kutana(given))


async def _kutana(given: Given) -> int:
    from kutana.backends.vkontakte import VkontakteLongpoll
    from kutana.exceptions import RequestException

    backend = VkontakteLongpoll(given["token"], api_url=given["base_url"])
    await backend.on_start(None)
    refusing, last = set(given["refusing"]), [time.monotonic()]
    right: list[int] = []

    async def send(peer: int) -> None:
        try:
            await backend.request("messages.send", params(peer))
            good = peer not in refusing
        except RequestException:
            good = peer in refusing
        last[0] = time.monotonic()
        if good:
            right.append(peer)

    sending = [asyncio.create_task(send(peer)) for peer in given["people"]]
    while not all(task.done() for task in sending) and time.monotonic() - last[0] < PATIENCE:
        await asyncio.wait(sending, timeout=0.5)
    for task in sending:
        task.cancel()  # does nothing to those that have ended
    ended = await asyncio.gather(*sending, return_exceptions=True)
    broken = [one for one in ended if isinstance(one, Exception)]
    if broken:
        raise broken[0]
    await backend.on_shutdown(None)
    return len(right)


def vkbottle_paced(given: Given) -> int:
    return asyncio.run(_vkbottle(given))


async def _vkbottle(given: Given) -> int:
    from vkbottle import API, VKAPIError

    api = API(given["token"])
    api.API_URL = given["base_url"] + "/method/"
    refusing, right = set(given["refusing"]), 0

    async def send(peer: int) -> bool:
        try:
            await api.request("messages.send", params(peer))
        except VKAPIError:
            return peer in refusing
        return peer not in refusing

    sending = []
    for peer in given["people"]:
        sending.append(asyncio.create_task(send(peer)))
        await asyncio.sleep(0.0505)
    right = sum(await asyncio.gather(*sending))
    await api.http_client.close()
    return right


RIVALS: dict[str, Callable[[Given], int]] = {
    "kutana": kutana,
    "vk_api VkRequestsPool": vk_api_pool,
    "vkbottle, paced by hand": vkbottle_paced,
    "vk_api method": vk_api_method,
}

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    print(json.dumps({"right": RIVALS[sys.argv[1]](json.loads(sys.argv[2]))}))
