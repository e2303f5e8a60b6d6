"""What is begun together has ended together, whatever becomes of one of them."""

import ast
import asyncio
from pathlib import Path

import pytest

from indicators.together import together
from tests.house import PACKAGES

ROOT = Path(__file__).parents[2]


async def quick(number: int) -> int:
    return number


async def broken() -> int:
    raise ZeroDivisionError


class Slow:
    """Takes a few turns to end, also when it is cancelled."""

    def __init__(self) -> None:
        self.ended = False

    async def __call__(self) -> int:
        try:
            await asyncio.sleep(0)
        finally:
            for _ in range(5):
                await asyncio.sleep(0)
            self.ended = True
        return 7


async def test_each_gives_its_own_in_order():
    assert await together(quick(number) for number in range(3)) == [0, 1, 2]


async def test_an_error_that_is_an_answer_is_given_like_any_other():
    error = ValueError()
    assert await together((asyncio.sleep(0, error), asyncio.sleep(0, 1))) == [error, 1]


async def test_the_others_have_ended_when_one_has_failed():
    slow = Slow()
    with pytest.raises(ZeroDivisionError):
        await together((broken(), slow()))
    assert slow.ended


async def test_all_have_ended_when_they_were_cancelled():
    slow = Slow()
    at_work = asyncio.create_task(together((asyncio.Event().wait(), slow())))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    at_work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await at_work
    assert slow.ended


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_gathers_and_leaves_the_rest_alone(package):
    for path in (ROOT / package).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "gather":
                assert "return_exceptions" in {one.arg for one in call.keywords}, f"{path}:{call.lineno}"
