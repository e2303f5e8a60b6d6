"""The pace of one bot: what a 429 names is learned at once and given back slowly."""

import asyncio
import heapq
import random
from collections import deque

import pytest

from bot.max.messenger import open_max
from bot.max.pace import Dialogs, MaxPace
from nudges.messenger import Delivered, Letter
from sandbox.max.world import World
from tests.max_sandbox import ANNA, running_max

CROWD = range(52_000_000, 52_000_200)


class Moment:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def sent(pace, moment, seconds=0.0):
    """One request that leaves now."""
    slot = pace.grant(moment.now)
    pace.left(slot)
    moment.now += seconds
    return slot


def refused(pace, moment, message="Limit is: 10 calls per second.", retry_after=0.0):
    pace.learn(message, sent(pace, moment, 0.08), retry_after)


def accepted(pace, moment, requests=1):
    for _ in range(requests):
        pace.ease(sent(pace, moment, pace.interval))


def test_a_named_limit_is_learned_and_given_back_one_by_one():
    moment = Moment()
    pace = MaxPace(30, now=moment)
    refused(pace, moment)
    assert (pace.per_second, pace.due() - moment.now) == (10, pytest.approx(1.05))
    accepted(pace, moment)
    assert pace.per_second == 10
    moment.now += 601
    accepted(pace, moment)
    assert pace.per_second == 11
    accepted(pace, moment)
    assert pace.per_second == 11


def test_an_attempt_at_more_that_failed_is_not_made_again_so_soon():
    moment = Moment()
    pace = MaxPace(30, now=moment)
    refused(pace, moment)
    for wait, is_refused, left in [(601, False, 11), (5, True, 10), (900, False, 10), (400, False, 11)]:
        moment.now += wait
        if is_refused:
            refused(pace, moment)
        else:
            accepted(pace, moment)
        assert pace.per_second == left


@pytest.mark.parametrize("before", [5, 10])
def test_a_429_without_a_number_leaves_what_was_accepted_within_a_second(before):
    moment = Moment()
    pace = MaxPace(30, now=moment)
    accepted(pace, moment, before)
    refused(pace, moment, "too many requests")
    assert pace.per_second == before


def test_requests_refused_together_teach_once():
    moment = Moment()
    pace = MaxPace(30, now=moment)
    accepted(pace, moment, 10)
    together = [sent(pace, moment, 0.01) for _ in range(4)]
    for slot in together:
        pace.learn("too many requests", slot)
    assert pace.per_second == 10


def test_a_429_at_the_known_rate_widens_the_spacing_for_a_while():
    moment = Moment()
    pace = MaxPace(10, now=moment)
    usual = pace.interval
    refused(pace, moment)
    assert pace.per_second == 10
    assert usual < pace.interval < 1.05 * usual
    moment.now += 10
    accepted(pace, moment, 1000)
    assert pace.interval == usual


@pytest.mark.parametrize(("retry_after", "silence"), [(0, 1.05), (5, 5), (100_000, 60)])
def test_max_may_ask_for_a_longer_silence(retry_after, silence):
    moment = Moment()
    pace = MaxPace(30, now=moment)
    refused(pace, moment, retry_after=retry_after)
    assert pace.due() - moment.now == pytest.approx(silence)


def test_a_429_brings_silence_also_where_the_limit_was_lifted():
    moment = Moment()
    pace = MaxPace(0, now=moment)
    refused(pace, moment)
    assert pace.due() - moment.now == pytest.approx(1.05)


def campaign(rate, requests, lateness, held_up):
    """When requests arrive where this process is late by itself and the way takes its time; in imagined seconds."""
    moment = Moment()
    pace = MaxPace(rate, now=moment)
    arrivals, answers = [], []
    while len(arrivals) < requests:
        due = max(moment.now, pace.due()) + lateness()
        while answers and answers[0][0] <= due:
            moment.now, _, slot = heapq.heappop(answers)
            pace.answered(slot)
        moment.now = max(due, moment.now, pace.due())
        slot = sent(pace, moment)
        arrivals.append(moment.now + 0.04 + held_up())
        heapq.heappush(answers, (arrivals[-1] + 0.04 + held_up(), len(arrivals), slot))
    return sorted(arrivals)


def refusals(arrivals, rate):
    """As MAX counts, in any sliding second."""
    taken, count = deque(), 0
    for arrival in arrivals:
        while taken and taken[0] <= arrival - 1:
            taken.popleft()
        if len(taken) == rate:
            count += 1
        else:
            taken.append(arrival)
    return count


@pytest.mark.parametrize("rate", [30, 10, 8])
def test_the_limit_is_nearly_reached_and_never_passed_though_processes_and_networks_are_late(rate):
    chance = random.Random(rate)
    arrivals = campaign(rate, 900, lambda: chance.expovariate(1 / 0.003), lambda: chance.expovariate(1 / 0.002))
    assert refusals(arrivals, rate) == 0
    assert 899 / (arrivals[-1] - arrivals[0]) >= 0.985 * rate


async def test_of_three_calls_into_one_dialog_the_third_waits_until_the_first_was_surely_there():
    dialogs, begun = Dialogs(), []

    async def call(peer_id):
        async with dialogs.turn("send", peer_id):
            begun.append((peer_id, asyncio.get_running_loop().time()))
            await asyncio.sleep(0.05)

    await asyncio.gather(*(call(peer_id) for peer_id in (1, 1, 1, 2)))
    assert [peer_id for peer_id, _ in begun] == [1, 1, 2, 1]
    assert begun[3][1] - begun[0][1] >= 1.05


async def test_events_are_asked_for_twice_a_second_at_most():
    async with running_max() as max_, open_max(max_.token, api_url=max_.api_url, rate=30) as messenger:
        listening, loop = messenger.listen(None), asyncio.get_running_loop()
        moments = []
        for text in ("раз", "два"):
            await max_.act("start", user_id=ANNA, payload=text)
            await anext(listening)
            moments.append(loop.time())
    assert moments[1] - moments[0] >= 0.4


async def test_everybody_is_reached_where_less_is_allowed_than_was_set():
    world = World(crowd=CROWD)
    world.add_bot(rate=20)
    async with running_max(world) as max_, open_max(max_.token, api_url=max_.api_url, rate=30) as messenger:
        letters = [Letter(one, "Добрый день!", one) for one in CROWD[:30]]
        outcomes = await asyncio.gather(*(messenger.send([one]) for one in letters))
        assert all(isinstance(one[0], Delivered) for one in outcomes)
        stats = await max_.control("stats")
        assert (stats["accepted"], stats["repeated_peers"], messenger.api.pace.per_second) == (30, [], 20)
