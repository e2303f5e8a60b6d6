"""The pace of one bot: what a 429 names is learned at once and given back slowly."""

import asyncio

import pytest

from bot.max.messenger import open_max
from bot.max.pace import MaxPace
from nudges.messenger import Delivered, Letter
from sandbox.max.world import World
from tests.max_sandbox import running_max

CROWD = range(52_000_000, 52_000_200)


class Moment:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_a_named_limit_is_learned_and_given_back_one_by_one():
    moment = Moment()
    pace = MaxPace(30, now=moment)
    pace.learn("Limit is: 10 calls per second.")
    assert pace.per_second == 10
    pace.ease()
    assert pace.per_second == 10
    moment.now += 601
    pace.ease()
    assert pace.per_second == 11
    pace.ease()
    assert pace.per_second == 11


def test_an_attempt_at_more_that_failed_is_not_made_again_so_soon():
    moment = Moment()
    pace = MaxPace(30, now=moment)
    pace.learn("Limit is: 10 calls per second.")
    moment.now += 601
    pace.ease()
    moment.now += 5
    pace.learn("Limit is: 10 calls per second.")
    assert pace.per_second == 10
    moment.now += 900
    pace.ease()
    assert pace.per_second == 10
    moment.now += 400
    pace.ease()
    assert pace.per_second == 11


@pytest.mark.parametrize(
    ("message", "left"),
    [("Limit is: 2 calls per second.", 8), ("too many requests", 6), ("Limit is: 8 calls per second.", 8)],
)
def test_what_a_429_says_otherwise(message, left):
    pace = MaxPace(8, now=Moment())
    pace.learn(message)
    assert pace.per_second == left


async def test_everybody_is_reached_where_less_is_allowed_than_was_set():
    world = World(crowd=CROWD)
    world.add_bot(rate=20)
    async with running_max(world) as max_, open_max(max_.token, api_url=max_.api_url, rate=30) as messenger:
        letters = [Letter(one, "Добрый день!", one) for one in CROWD[:60]]
        outcomes = await asyncio.gather(*(messenger.send([one]) for one in letters))
        assert all(isinstance(one[0], Delivered) for one in outcomes)
        stats = await max_.control("stats")
        assert (stats["accepted"], stats["repeated_peers"], messenger.api.pace.per_second) == (60, [], 20)
        before = stats["too_many"]
        await asyncio.gather(*(messenger.send([Letter(one, "Ещё", one)]) for one in CROWD[60:100]))
        assert (await max_.control("stats"))["too_many"] == before
