"""The pace: evenly spaced, urgent first, never too many in a sliding second."""

import asyncio
import itertools
import random

import pytest

from bot.pace import PER_SECOND, Pace, Slot


class Times:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def run_slots(count: int, delays) -> list[float]:
    """When each of `count` requests arrives, if leaving takes each a delay of its own; always somebody waits."""
    times = Times()
    pace = Pace(now=times)
    arrivals: list[float] = []
    under_way: list[tuple[float, Slot]] = []
    while len(arrivals) < count:
        due = pace.due()
        leaving = min(under_way, key=lambda one: one[0], default=None)
        if leaving is not None and (due is None or leaving[0] <= max(due, times.now)):
            times.now = max(times.now, leaving[0])
            pace.left(leaving[1])
            under_way.remove(leaving)
            arrivals.append(times.now)
            continue
        times.now = max(times.now, due or 0)
        under_way.append((times.now + delays(), pace.grant(times.now)))
    return sorted(arrivals)


def busiest_second(moments: list[float]) -> int:
    return max(sum(1 for other in moments if moment <= other < moment + 1) for moment in moments)


def test_requests_come_evenly_and_near_the_limit():
    arrivals = run_slots(400, lambda: 0.0)
    gaps = [later - earlier for earlier, later in itertools.pairwise(arrivals)]
    assert max(gaps) - min(gaps) < 1e-6
    assert (len(arrivals) - 1) / (arrivals[-1] - arrivals[0]) >= 0.985 * PER_SECOND


@pytest.mark.parametrize("seed", range(5))
def test_no_second_sees_more_than_the_limit_however_long_connecting_takes(seed):
    chance = random.Random(seed)
    arrivals = run_slots(400, lambda: chance.choice([0.0, 0.001, 0.05, 0.4, 1.5]))
    assert busiest_second(arrivals) <= PER_SECOND


def test_a_request_held_up_on_its_way_is_seen_by_its_late_answer():
    times = Times()
    pace = Pace(now=times)
    arrivals: list[float] = []
    for number in range(300):
        times.now = max(times.now, pace.due())
        slot = pace.grant(times.now)
        pace.left(slot)
        held_up = 0.04 if number % 37 == 5 else 0.0
        arrivals.append(times.now + held_up)
        # The answer comes 2 ms after the arrival, always before the next slot.
        before, times.now = times.now, times.now + held_up + 0.002
        pace.answered(slot)
        times.now = before
    assert busiest_second(sorted(arrivals)) <= PER_SECOND
    assert 299 / (arrivals[-1] - arrivals[0]) >= 0.95 * PER_SECOND


def test_answers_that_vary_anyway_slow_nothing_down():
    times = Times()
    pace = Pace(now=times)
    chance = random.Random(1)
    started = times.now
    for _ in range(400):
        times.now = max(times.now, pace.due())
        slot = pace.grant(times.now)
        pace.left(slot)
        before, times.now = times.now, times.now + chance.uniform(0.2, 0.6)
        pace.answered(slot)
        times.now = before
    assert 399 / (times.now - started) >= 0.98 * PER_SECOND


def test_lateness_of_this_process_is_caught_up_but_a_long_silence_is_not():
    times = Times()
    pace = Pace(now=times)
    pace.left(pace.grant(100.0))
    pace.left(pace.grant(100.0 + pace.interval + 0.02))
    assert pace.due() == pytest.approx(100.0 + 2 * pace.interval)
    pace.left(pace.grant(150.0))
    assert pace.due() == pytest.approx(150.0 + pace.interval)


def test_error_6_brings_silence_and_a_wider_spacing_that_narrows_again():
    times = Times()
    pace = Pace(now=times)
    usual = pace.interval
    pace.slow_down()
    assert pace.due() >= 101.0
    assert pace.interval > usual
    for step in range(1000):
        pace.left(pace.grant(200.0 + step))
    assert pace.interval == usual


async def test_an_urgent_request_takes_the_next_slot_before_bulk_ones():
    pace = Pace(per_second=1000)
    order: list[str] = []

    async def ask(name: str, *, urgent: bool) -> None:
        pace.left(await pace.slot(urgent=urgent))
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(ask(f"bulk {number}", urgent=False))
        await asyncio.sleep(0)
        group.create_task(ask("urgent", urgent=True))
    assert order.index("urgent") <= 1


async def test_there_is_room_only_while_hardly_anybody_waits():
    pace = Pace(per_second=1000)
    waiting = [asyncio.ensure_future(pace.slot()) for _ in range(4)]
    await asyncio.sleep(0)
    room = asyncio.ensure_future(pace.room())
    await asyncio.sleep(0)
    assert not room.done()
    await room
    assert sum(1 for one in waiting if not one.done()) <= 1
    await asyncio.gather(*waiting)


async def test_somebody_who_gives_up_waiting_takes_no_slot():
    pace = Pace(per_second=1000)
    pace.left(await pace.slot())
    waiting = asyncio.ensure_future(pace.slot())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert pace.waiting == 0
    pace.left(await pace.slot())


async def test_without_a_limit_nobody_waits():
    pace = Pace(per_second=0)
    for _ in range(1000):
        pace.left(await pace.slot())
