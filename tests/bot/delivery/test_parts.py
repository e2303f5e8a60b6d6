"""The small parts of delivery by themselves."""

import asyncio
from collections import deque
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import Totals
from bot.delivery.batching import find_twins, letter_of, take_batch, with_twins
from bot.delivery.health import Health
from bot.delivery.progress import Meter, Progress
from bot.pace import Pace
from bot.vk.messenger import open_vk
from nudges.delivery.states import State
from nudges.delivery.verdicts import Try, judge
from nudges.messenger import Button, Delivered, Keyboard, Letter, Reaction, Refusal
from storage.campaigns.outbox import Claimed, Counts
from tests.outbox_rows import NOON, Clock

SILENCE = Refusal(Reaction.RETRY, None, "silence", unknown_outcome=True, whole=True)


def claimed(number: int, text: str = "", **more) -> Claimed:
    row = Claimed(
        id=number,
        campaign_id=1,
        school_id=1,
        person_id=number,
        account_id=number,
        platform="vk",
        peer_id=1000 + number,
        text=text or f"Текст {number}",
        gaps=(),
        attempts=0,
        claimed_at=NOON,
        figures_week="2026-W46",
        this_week="2026-W47",
        calendar_week=None,
        unsure_since=None,
        twin_id=None,
    )
    return replace(row, **more)


def test_personal_messages_go_twenty_five_at_a_time():
    buffer = deque(claimed(number) for number in range(1, 61))
    sizes = [len(take_batch(buffer, {})) for _ in range(3)]
    assert sizes == [25, 25, 10]


def test_a_row_that_failed_again_and_again_ends_up_alone():
    sizes = []
    for strikes in range(8):
        buffer = deque(claimed(number) for number in range(1, 26))
        sizes.append(len(take_batch(buffer, dict.fromkeys(range(1, 26), strikes))))
    assert sizes == [25, 25, 12, 6, 3, 1, 1, 1]


def test_those_who_failed_do_not_travel_with_those_who_did_not():
    buffer = deque(claimed(number) for number in range(1, 26))
    assert [row.id for row in take_batch(buffer, {3: 1})] == [1, 2]
    assert [row.id for row in take_batch(buffer, {3: 1})] == [3]


def test_equal_texts_share_one_number_and_different_buttons_do_not():
    rows = [claimed(number, "Всем") for number in (5, 6, 7)] + [claimed(8, "Одному")]
    keyboards = {5: None, 6: None, 7: Keyboard(((Button("а", {}),),)), 8: None}
    twins = find_twins(rows, keyboards)
    assert twins == {5: 5, 6: 5}
    first, second, *_ = with_twins(rows, twins)
    assert letter_of(first, 9, None).random_id == letter_of(second, 9, None).random_id


@pytest.mark.parametrize(
    "known", [{"attempts": 1}, {"unsure_since": NOON}, {"twin_id": 3}, {"peer_id": 1005}, {"campaign_id": 2}]
)
def test_what_was_tried_or_goes_to_the_same_person_keeps_its_own_number(known):
    rows = [claimed(5, "Всем"), claimed(6, "Всем", **known)]
    assert find_twins(rows, {5: None, 6: None}) == {}


def test_a_lone_failure_holds_nobody_up_many_do_and_one_success_frees():
    clock = Clock()
    health = Health(clock)
    for _ in range(2):
        health.note([claimed(1)], [SILENCE])
    assert health.pause() == 0
    pauses = []
    for _ in range(9):
        health.note([claimed(1)], [SILENCE])
        pauses.append(health.pause())
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    clock.now += timedelta(minutes=2)
    assert (health.is_failing, health.pause()) == (True, 0)
    health.note([claimed(2)], [Delivered(1)])
    assert not health.is_failing


def test_a_failure_costs_an_attempt_only_when_others_got_through():
    health = Health(Clock())
    row = claimed(1)
    health.note([row], [SILENCE])
    assert health.tried(row, SILENCE).outage
    health.note([claimed(2)], [Delivered(1)])
    health.note([row], [SILENCE])
    assert not health.tried(row, SILENCE).outage


def test_where_many_fail_and_many_pass_three_failures_are_no_outage_and_nobody_is_suspected():
    health = Health(Clock())
    for number in range(1, 41):
        health.note([claimed(number)], [SILENCE if number % 2 else Delivered(number)])
    for number in range(41, 47):
        health.note([claimed(number)], [SILENCE])
    assert not health.is_failing
    assert health.patience >= 3
    for number in range(47, 60):
        health.note([claimed(number)], [SILENCE])
    assert health.is_failing


def test_after_an_outage_a_failure_is_as_telling_as_before():
    health = Health(Clock())
    for number in range(1, 200):
        health.note([claimed(number)], [SILENCE])
    for number in range(200, 220):
        health.note([claimed(number)], [Delivered(number)])
    assert health.failing < 0.15
    assert health.patience == 1


def test_bad_luck_is_tried_again_soon_and_given_up_late_trouble_of_its_own_is_not():
    unlucky = judge(SILENCE, Try(8, NOON, failing=0.45), NOON)
    assert unlucky.not_before - NOON == timedelta(seconds=2)
    assert judge(SILENCE, Try(15, NOON, failing=0.45), NOON).state is State.PLANNED
    own = judge(SILENCE, Try(8, NOON, failing=0.01), NOON)
    assert own.not_before - NOON == timedelta(seconds=60)
    assert judge(SILENCE, Try(9, NOON, failing=0.01), NOON).state is State.FAILED


def test_the_meter_counts_what_is_open_no_more():
    meter = Meter()
    meter.start(Counts(planned=300, sent=100))
    meter.count([State.SENT] * 50)
    meter.count([State.SENT] * 40 + [State.UNREACHABLE] * 10 + [State.PLANNED])
    assert meter.progress() == Progress(total=400, done=200)


def test_totals_are_the_sum_of_their_parts():
    totals = Totals.of(Counts(sent=5, failed=1, skipped=2, cancelled=3, unreachable=4), None, None)
    assert (totals.planned, totals.open) == (15, 0)


async def test_an_answer_to_a_person_never_waits_behind_a_campaign(sandbox):
    """Sixty bulk requests are asked for first; the answers still take the very next slots."""
    async with open_vk(sandbox.token, sandbox.group_id, api_url=sandbox.api_url, pace=Pace(500)) as vk:
        await sandbox.control("/sandbox/settings", {"rate": 0})
        await vk.send([Letter(9_000_001, "раз", 1)])
        bulk = [asyncio.create_task(vk.send([Letter(9_000_001, "письмо", 100 + n)])) for n in range(60)]
        await asyncio.sleep(0)
        await asyncio.gather(*(vk.send([Letter(9_000_002, "ответ", -1 - n)], urgent=True) for n in range(3)))
        await asyncio.gather(*bulk)
    order = [item["peer_id"] for item in (await sandbox.control("/sandbox/accepted"))["items"]]
    assert max(index for index, peer in enumerate(order) if peer == 9_000_002) <= 8
