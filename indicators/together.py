"""Several things at once, none of them left alone."""

import asyncio
from collections.abc import Awaitable, Iterable
from typing import TypeVar

T = TypeVar("T")


async def together(works: Iterable[Awaitable[T]]) -> list[T]:
    """What each of them gives, in order, once every one has ended; whoever is cancelled cancels them all first.

    `asyncio.gather` as it comes goes on at the first that fails, or that is cancelled, and leaves the others at work:
    they hold connections of a database that is being closed, and send what somebody else sends again meanwhile.

    Raises:
        Exception: of the first of them that failed.
    """
    tasks = [asyncio.ensure_future(work) for work in works]
    await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in tasks]
