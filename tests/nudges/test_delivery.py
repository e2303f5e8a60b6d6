"""The rules of delivery: what becomes of a row, an account, a campaign."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.delivery.halting import Halt, Refusals, halting
from nudges.delivery.row_ids import random_id
from nudges.delivery.states import State, Writing
from nudges.delivery.verdicts import DELAY, MAX_ATTEMPTS, MAX_DELAYS, Try, Verdict, backoff, judge, must_look_first
from nudges.messenger import Delivered, Reaction, Refusal

REMEMBERS = timedelta(minutes=50)
NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
EARLIER = NOW - timedelta(seconds=1)
SILENCE = Refusal(Reaction.RETRY, None, "time-out", unknown_outcome=True, whole=True)


def tried(attempts: int = 0, **more) -> Try:
    return Try(attempts, EARLIER, **more)


def refused(reaction: Reaction, code: int = 1, **more) -> Refusal:
    return Refusal(reaction, code, "words", advice="Совет.", **more)


def test_a_delivered_row_is_sent_and_its_account_allows_writing():
    verdict = judge(Delivered(5), tried(unsure_since=EARLIER), NOW)
    assert verdict == Verdict(State.SENT, 0, message_id=5, writing=Writing.ALLOWED)


def test_an_unknown_outcome_is_tried_again_and_remembered_since_the_first_time():
    first = judge(SILENCE, tried(), NOW)
    assert (first.state, first.attempts, first.unsure_since) == (State.PLANNED, 1, EARLIER)
    much_earlier = NOW - timedelta(minutes=30)
    again = judge(SILENCE, tried(3, unsure_since=much_earlier), NOW)
    assert (again.unsure_since, again.not_before) == (much_earlier, NOW + timedelta(seconds=8))


def test_a_later_refusal_does_not_settle_an_earlier_unknown_try():
    verdict = judge(refused(Reaction.UNREACHABLE, 901), tried(unsure_since=EARLIER), NOW)
    assert verdict.look_first
    assert not judge(refused(Reaction.UNREACHABLE, 901), tried(), NOW).look_first


def test_a_pause_that_is_known_is_kept_also_while_many_tries_fail():
    """Looked for sooner, a message that was taken might not be shown yet."""
    unknown = Refusal(Reaction.RETRY, None, "time-out", unknown_outcome=True, retry_after=25)
    assert judge(unknown, tried(failing=0.4), NOW).not_before == NOW + timedelta(seconds=25)


def test_pauses_grow_from_a_second_to_a_minute():
    assert [backoff(n).total_seconds() for n in (0, 1, 2, 5, 6, 50)] == [1, 2, 4, 32, 60, 60]


def test_after_many_attempts_a_row_is_set_aside_but_not_during_an_outage():
    assert judge(SILENCE, tried(MAX_ATTEMPTS - 1), NOW).state is State.FAILED
    during = judge(SILENCE, tried(MAX_ATTEMPTS - 1, outage=True), NOW)
    assert (during.state, during.attempts) == (State.PLANNED, MAX_ATTEMPTS - 1)


@pytest.mark.parametrize("reaction", [Reaction.SLOW, Reaction.REST, Reaction.STOP])
def test_being_too_fast_or_stopped_costs_no_attempt(reaction):
    verdict = judge(refused(reaction), tried(MAX_ATTEMPTS), NOW)
    assert (verdict.state, verdict.attempts) == (State.PLANNED, MAX_ATTEMPTS)


def test_a_known_pause_is_kept():
    assert judge(refused(Reaction.REST, 29, retry_after=600), tried(), NOW).not_before == NOW + timedelta(minutes=10)


def test_somebody_flooded_is_left_alone_for_more_than_an_hour_and_not_for_ever():
    verdict = judge(refused(Reaction.DELAY, 9), tried(), NOW)
    assert (verdict.state, verdict.not_before) == (State.PLANNED, NOW + DELAY)
    assert timedelta(hours=1) <= DELAY
    assert judge(refused(Reaction.DELAY, 9), tried(MAX_DELAYS - 1), NOW).state is State.FAILED


@pytest.mark.parametrize(
    ("reaction", "writing"), [(Reaction.UNREACHABLE, Writing.DENIED), (Reaction.GONE, Writing.GONE)]
)
def test_somebody_who_cannot_be_written_to_is_remembered_so(reaction, writing):
    verdict = judge(refused(reaction, 901), tried(), NOW)
    assert (verdict.state, verdict.writing, verdict.error_code) == (State.UNREACHABLE, writing, 901)
    assert verdict.reason == "Совет."


@pytest.mark.parametrize("reaction", [Reaction.BUG, Reaction.CHAT_OFF])
def test_our_fault_is_set_aside_at_once(reaction):
    assert judge(refused(reaction), tried(), NOW).state is State.FAILED


def test_a_missing_right_costs_one_recipient_or_keeps_all_waiting():
    assert judge(refused(Reaction.SETTING, 15, one_first=True), tried(), NOW).state is State.FAILED
    assert judge(refused(Reaction.SETTING, 15, one_first=True, whole=True), tried(), NOW).state is State.PLANNED
    assert judge(refused(Reaction.SETTING, 912), tried(), NOW).state is State.PLANNED


@given(
    st.sampled_from(Reaction),
    st.booleans(),
    st.booleans(),
    st.integers(0, 20),
    st.none() | st.floats(0, 1e4),
    st.booleans(),
)
def test_no_refusal_ever_counts_as_sent_and_every_wait_ends(reaction, unknown, whole, attempts, after, outage):
    verdict = judge(Refusal(reaction, 1, "", unknown, "", whole, after), tried(attempts, outage=outage), NOW)
    assert verdict.state in (State.PLANNED, State.FAILED, State.UNREACHABLE)
    assert verdict.not_before is None or NOW <= verdict.not_before <= NOW + timedelta(hours=3)
    assert (verdict.unsure_since is not None) == unknown
    assert verdict.state is State.PLANNED or verdict.look_first == unknown


def test_a_token_or_captcha_stops_the_community_a_setting_only_the_campaign():
    assert halting(refused(Reaction.STOP, 5)).halt is Halt.COMMUNITY
    assert halting(refused(Reaction.SETTING, 912)).halt is Halt.CAMPAIGN
    assert halting(refused(Reaction.SETTING, 15, one_first=True)) is None
    assert halting(refused(Reaction.UNREACHABLE, 901)) is None


@pytest.mark.parametrize(
    ("age", "replies", "look"),
    [
        (timedelta(minutes=1), 0, False),
        (REMEMBERS - timedelta(seconds=1), 0, False),
        (REMEMBERS, 0, True),
        (timedelta(days=2), 0, True),
        (timedelta(minutes=-1), 0, True),
        (timedelta(minutes=1), 60, True),
    ],
)
def test_an_unsettled_row_is_resent_only_inside_vks_memory(age, replies, look):
    assert must_look_first(NOW - age, replies, NOW, REMEMBERS) is look


def test_where_nothing_is_remembered_every_doubt_is_looked_up():
    assert must_look_first(NOW, 0, NOW, timedelta(0))


def test_a_row_nobody_doubts_needs_no_look():
    assert not must_look_first(None, 100, NOW, timedelta(0))


def outcomes(refusals: Refusals, plan: list[tuple[Reaction | None, int]]):
    """The first reason to pause while these outcomes come in; and after how many."""
    for number, (reaction, code) in enumerate(plan, 1):
        outcome = Delivered(1) if reaction is None else refused(reaction, code)
        stop = refusals.note(outcome, judge(outcome, tried(), NOW))
        if stop is not None:
            return number, stop
    return None


SENT, CLOSED, FLOOD, BUG = (None, 0), (Reaction.UNREACHABLE, 901), (Reaction.DELAY, 9), (Reaction.BUG, 100)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2])
@pytest.mark.parametrize("kind", [CLOSED, FLOOD, BUG])
def test_a_few_refusals_are_ordinary_life(share, kind):
    every = round(1 / share) if share else 10**6
    plan = [kind if number % every == every - 1 else SENT for number in range(400)]
    assert outcomes(Refusals(), plan) is None


def test_a_small_school_of_closed_doors_is_written_to_to_the_end():
    assert outcomes(Refusals(), [CLOSED] * 60) is None
    assert outcomes(Refusals(), ([CLOSED] * 19 + [SENT]) * 50) is None


@pytest.mark.parametrize(("sent_after", "stops"), [(60, True), (20, False)])
def test_a_bot_that_everybody_seems_to_have_stopped_is_shut_out_itself(sent_after, stops):
    refusals, stopped = Refusals(), refused(Reaction.UNREACHABLE, 403, suspicious=True)
    told = []
    for number in range(1, 61):
        outcome = Delivered(number) if number % sent_after == 0 else stopped
        told.append(refusals.note(outcome, judge(outcome, tried(), NOW)))
    found = [(number, stop) for number, stop in enumerate(told, 1) if stop is not None]
    assert bool(found) is stops
    if stops:
        number, stop = found[0]
        assert (number, stop.halt) == (30, Halt.COMMUNITY)


def test_hundreds_of_closed_doors_in_a_row_pause():
    number, stop = outcomes(Refusals(), [CLOSED] * 1000)
    assert (number, stop.halt) == (500, Halt.CAMPAIGN)


def test_a_growing_share_of_floods_pauses_soon():
    plan = [SENT] * 100 + [FLOOD, SENT] * 100
    number, stop = outcomes(Refusals(), plan)
    assert 100 < number <= 145
    assert "много" in stop.reason


def test_failures_all_around_pause_soon():
    number, _ = outcomes(Refusals(), [BUG] * 100)
    assert number == 30


def test_an_outage_says_nothing_about_the_campaign():
    assert outcomes(Refusals(), [(Reaction.RETRY, 10), (Reaction.STOP, 5)] * 300) is None


@given(st.sets(st.integers(1, 2**40), max_size=200), st.integers(0, 2**31 - 2))
def test_random_ids_are_positive_int32_and_stable(ids, salt):
    numbers = {row: random_id(row, salt) for row in ids}
    assert all(1 <= number < 2**31 for number in numbers.values())
    assert numbers == {row: random_id(row, salt) for row in ids}


@given(st.integers(0, 2**31 - 2), st.integers(1, 2**31 - 1000))
def test_different_rows_have_different_random_ids(salt, start):
    assert len({random_id(row, salt) for row in range(start, start + 500)}) == 500


def test_a_new_database_does_not_meet_the_old_ones_ids():
    old = {random_id(row, 12345) for row in range(1, 2001)}
    new = {random_id(row, 987654321) for row in range(1, 2001)}
    assert old.isdisjoint(new)
