"""Random schools of which summary, card, lists, digest, report and all the rest must say the same."""

import asyncio

from tests.simulation.agreement import COUNT, checked

__all__ = ["COUNT", "run"]


def run(count: int, seed: int) -> str:
    found = asyncio.run(checked(count, seed))
    if found:
        raise AssertionError("\n".join([f"{len(found)} disagreements", *found[:20]]))
    return f"{count} schools agree"
