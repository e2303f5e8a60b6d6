"""Random schools of which summary, card, lists, digest, report and all the rest must say the same."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.simulation.agreement import COUNT, checked

__all__ = ["COUNT", "run"]
_PORTION = 50  # schools in one database: a query there costs as much as in a school's own


def run(count: int, seed: int) -> str:
    portions = [range(first, min(first + _PORTION, count + 1)) for first in range(1, count + 1, _PORTION)]
    workers = min(os.cpu_count() or 1, len(portions))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = [one for part in pool.map(_check, portions, [seed] * len(portions)) for one in part]
    if found:
        raise AssertionError("\n".join([f"{len(found)} disagreements", *found[:20]]))
    return f"{count} schools agree"


def _check(numbers: range, seed: int) -> list[str]:
    return asyncio.run(checked(numbers, seed))
