"""Every line of the table of errors is met over HTTP, and none hides another."""

import pytest

from bot.max.messenger import open_max
from bot.max.reactions import NOT_READY, REACTIONS, Rule, rule_of
from nudges.messenger import Delivered, Letter, Reaction
from tests.max_sandbox import ANNA, GROUP

# What MAX's answers carry where a line leaves the status open.
USUAL = {"chat.denied": 403, "access.denied": 403, "too.many.requests": 429}
NOT_FOUND = ("dialog.not.found", "user.not.found", "chat.not.found", "message.not.found")


def status_of(rule: Rule) -> int:
    return rule.status or USUAL.get(rule.code) or (404 if rule.code in NOT_FOUND else 400)


@pytest.fixture
async def slowly(max_):
    async with open_max(max_.token, api_url=max_.api_url, rate=30) as opened:
        yield opened


async def test_every_line_has_its_one_reaction(max_, messenger):
    waited_out = {Reaction.SLOW}
    for number, rule in enumerate(rule for rule in REACTIONS if rule.reaction not in waited_out):
        status, code = status_of(rule), rule.code or "some.code"
        assert rule_of(status, code, rule.sentence, group=bool(rule.group)) is rule, "a line above hides it"
        if code == NOT_READY:  # asked again until it is ready: see test_messenger
            continue
        fault = {"kind": "error", "status": status, "error": code, "message": rule.sentence or code, "times": 1}
        await max_.control("faults", {**fault, "methods": ["POST /messages"]})
        [outcome] = await messenger.send([Letter((GROUP if rule.group else ANNA) - number, "Добрый день!", 7)])
        assert (outcome.reaction, outcome.code) == (rule.reaction, status), rule
        assert outcome.unknown_outcome is (status >= 500)
        assert bool(outcome.advice) is (outcome.reaction is not Reaction.RETRY)
    assert (await max_.control("stats"))["accepted"] == 0


@pytest.mark.parametrize(
    ("message", "rate"),
    [("Limit is: 2 calls per second.", 30), ("too many", 1)],
)
async def test_what_was_refused_for_its_pace_goes_again_by_itself(max_, slowly, message, rate):
    await max_.act("start", user_id=ANNA)
    fault = {"kind": "error", "status": 429, "error": "too.many.requests", "message": message, "times": 1}
    await max_.control("faults", {**fault, "methods": ["POST /messages"]})
    [outcome] = await slowly.send([Letter(ANNA, "Добрый день!", 7)])
    assert isinstance(outcome, Delivered)
    assert (await max_.control("stats"))["accepted"] == 1
    assert slowly.api.pace.per_second == rate


async def test_a_long_pause_that_max_asks_for_is_the_rows_own(max_, slowly):
    await max_.act("start", user_id=ANNA)
    fault = {"kind": "error", "status": 429, "error": "too.many.requests", "retry_after": 30, "times": 1}
    await max_.control("faults", {**fault, "methods": ["POST /messages"]})
    [outcome] = await slowly.send([Letter(ANNA, "Добрый день!", 7)])
    assert (outcome.reaction, outcome.retry_after, outcome.unknown_outcome) == (Reaction.SLOW, 30, False)
    assert (await max_.control("stats"))["accepted"] == 0
