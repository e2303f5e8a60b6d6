"""Delivery from the outbox over real HTTP: every row ends where it should, and nobody gets anything twice."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.delivery import Delivery, NewsKind
from bot.pace import Pace
from bot.vk.messenger import open_vk
from indicators.errors import DatabaseBusy
from nudges.messenger import Button, Keyboard
from storage.campaigns.outbox import (
    LastLook,
    cancel_campaign,
    pause_campaign,
    resume_campaign,
    retry_failed,
    sole_deliverer,
    undelivered,
)
from storage.tables import Account, Campaign, OutboxRow, School
from tests.bot.delivery.conftest import FIRST, PEOPLE
from tests.outbox_rows import NOON, add_campaign, add_people, add_school, text_for


async def rows(town) -> list[OutboxRow]:
    async with town.database.reading() as session:
        return list(await session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


async def campaign_state(town, campaign_id: int) -> str:
    async with town.database.reading() as session:
        return (await session.get_one(Campaign, campaign_id)).state


async def test_everybody_gets_one_personal_message_and_a_second_run_sends_nothing(town):
    campaign = await town.campaign(60)
    totals = await town.deliver()
    assert (totals.planned, totals.sent, totals.open, totals.stopped) == (60, 60, 0, None)
    await town.assert_each_got_one(PEOPLE[:60])
    items = (await town.sandbox.control("/sandbox/accepted"))["items"]
    assert {item["peer_id"]: item["text"] for item in items} == {peer: text_for(peer) for peer in PEOPLE[:60]}
    assert (await town.stats())["methods"]["execute"] == 3
    assert await campaign_state(town, campaign) == "finished"
    again = await town.deliver(only=[campaign])
    assert (again.planned, again.sent) == (60, 60)
    await town.assert_each_got_one(PEOPLE[:60])


async def test_one_unanswered_look_into_many_histories_is_one_failure(town):
    await town.campaign(20)
    async with town.database.writing() as session:
        await session.execute(update(OutboxRow).values(unsure_since=NOON - timedelta(hours=2)))
    await town.fault(kind="http", times=1, methods=["execute"])
    totals = await town.deliver()
    assert (totals.sent, totals.open) == (20, 0)
    assert town.slept < timedelta(seconds=30)  # an outage is waited out a minute at a time


async def test_what_was_sent_is_written_down(town):
    await town.campaign(2)
    await town.deliver()
    accepted = (await town.sandbox.control("/sandbox/accepted"))["items"]
    for row, item in zip(await rows(town), accepted, strict=True):
        assert (row.state, row.message_id, row.calendar_week) == ("sent", item["message_id"], "2026-W47")
        assert row.finished_at == town.clock.now
    async with town.database.reading() as session:
        assert set(await session.scalars(select(Account.writing))) == {"allowed"}


async def test_buttons_stand_under_the_text(town):
    await town.campaign(1)
    await town.deliver(keyboard=lambda row: Keyboard(((Button("Как сделать", {"row": row.id}),),)))
    (item,) = (await town.sandbox.call("messages.getHistory", peer_id=FIRST))["items"]
    assert item["keyboard"]["buttons"][0][0]["action"]["label"] == "Как сделать"


async def test_equal_texts_go_to_a_hundred_at_a_time_and_a_crash_repeats_none(town):
    campaign = await town.campaign(250, same_text=True)
    await town.fault(kind="drop", times=1)
    totals = await town.deliver()
    assert totals.sent == 250
    await town.assert_each_got_one(PEOPLE[:250])
    assert (await town.stats())["methods"]["messages.send"] <= 6
    assert (await town.states(campaign)) == {"sent": 250}


async def test_those_who_refuse_are_listed_with_the_reason_and_disturb_nobody(town):
    campaign = await town.campaign(100)
    codes = {FIRST: 901, FIRST + 30: 902, FIRST + 31: 18, FIRST + 99: 900}
    for peer, code in codes.items():
        await town.sandbox.control("/sandbox/refuse", {"peers": [peer], "code": code})
    totals = await town.deliver()
    assert (totals.sent, totals.unreachable, totals.failed) == (96, 4, 0)
    async with town.database.reading() as session:
        listed = await undelivered(session, campaign)
        denied = select(Account.external_id, Account.writing).where(Account.writing != "allowed")
        writing = {row[0]: row[1] for row in await session.execute(denied)}
    assert sorted(one.error_code for one in listed) == [18, 900, 901, 902]
    assert all(one.reason for one in listed)
    assert writing == {peer: "gone" if code == 18 else "denied" for peer, code in codes.items()}


@pytest.mark.parametrize("kind", ["http", "html", "half_json", "drop", "reset"])
@pytest.mark.parametrize("accepted", [False, True])
async def test_no_fault_on_the_way_loses_or_repeats_a_message(town, kind, accepted):
    await town.campaign(150)
    await town.fault(kind=kind, accepted=accepted, share=0.4, seed=3, times=12)
    totals = await town.deliver()
    assert (totals.sent, totals.open) == (150, 0)
    await town.assert_each_got_one(PEOPLE[:150])


@pytest.mark.parametrize("code", [1, 10, 36])
async def test_bursts_of_vks_own_trouble_are_retried(town, code):
    await town.campaign(100)
    await town.fault(kind="error", code=code, times=7)
    assert (await town.deliver()).sent == 100
    await town.assert_each_got_one(PEOPLE[:100])


async def test_an_outage_of_more_than_an_hour_is_sat_out_and_costs_nobody_the_message(town):
    await town.campaign(60)
    await town.fault(kind="http", times=100)
    totals = await town.deliver()
    assert totals.sent == 60
    assert town.slept > timedelta(hours=1)
    assert all(row.attempts <= 3 for row in await rows(town))
    await town.assert_each_got_one(PEOPLE[:60])


async def test_an_outage_that_hides_accepted_messages_repeats_none_after_vks_memory_has_passed(town):
    await town.campaign(30)
    await town.fault(kind="drop", accepted=True, times=2)
    await town.fault(kind="http", times=100)
    totals = await town.deliver()
    assert (totals.sent, totals.open) == (30, 0)
    assert town.slept > timedelta(hours=1)
    await town.assert_each_got_one(PEOPLE[:30])


async def test_a_row_in_doubt_is_not_sent_again_where_the_history_stays_shut(town):
    campaign = await town.campaign(3)
    async with town.database.writing() as session:
        in_doubt = update(OutboxRow).where(OutboxRow.peer_id == FIRST)
        await session.execute(in_doubt.values(unsure_since=town.clock.now - timedelta(hours=2)))
    await town.fault(kind="error", code=13, methods=["execute"], times=1)
    await town.fault(kind="error", code=15, methods=["messages.getHistory"], times=1)
    totals = await town.deliver()
    assert (totals.sent, totals.failed, totals.open) == (2, 1, 0)
    async with town.database.reading() as session:
        [missed] = await undelivered(session, campaign)
    assert "не видно" in missed.reason.lower()
    assert str(FIRST) not in await town.sandbox.control("/sandbox/counts")


async def test_somebody_who_refuses_after_a_lost_answer_is_unreachable_even_where_the_history_stays_shut(town):
    await town.campaign(1)
    await town.fault(kind="drop", times=1)
    await town.fault(kind="peer", code=901, peers=[FIRST])
    await town.fault(kind="error", code=15, methods=["messages.getHistory"], times=5)
    totals = await town.deliver()
    assert (totals.unreachable, totals.open) == (1, 0)


async def test_while_execute_rests_messages_go_one_by_one(town):
    await town.campaign(60)
    await town.fault(kind="error", code=29, methods=["execute"])
    assert (await town.deliver()).sent == 60
    stats = await town.stats()
    assert stats["methods"] == {"messages.send": 60}
    assert stats["requests"] <= 60 + 3
    assert town.slept < timedelta(seconds=30)
    await town.assert_each_got_one(PEOPLE[:60])


async def test_while_sending_itself_rests_everything_waits_and_goes_on(town, monkeypatch):
    monkeypatch.setattr("bot.vk.rests.FIRST", 0.05)
    await town.campaign(60)
    await town.fault(kind="peer", code=29, peers=[FIRST + 3], times=2)
    assert (await town.deliver()).sent == 60
    await town.assert_each_got_one(PEOPLE[:60])


async def test_a_silent_vk_does_not_keep_the_program_from_leaving_and_nothing_is_lost(town, monkeypatch):
    monkeypatch.setattr("bot.delivery.engine._LONGEST_FAREWELL", 0.05)
    await town.campaign(60)
    await town.fault(kind="slow", seconds=60, accepted=True, times=2)
    delivery = town.delivery()
    working = asyncio.create_task(delivery.deliver())
    async with asyncio.timeout(30):
        while (await town.stats())["requests"] < 2:  # noqa: ASYNC110 — the other side counts
            await asyncio.sleep(0.01)
        delivery.stop()
        totals = await working
    assert totals.open > 0
    assert (await town.deliver()).sent == 60
    await town.assert_each_got_one(PEOPLE[:60])


async def test_with_nearly_half_of_all_requests_failing_a_campaign_is_through_in_seconds(town):
    await town.campaign(328)
    await town.fault(kind="http", status=502, share=0.2)
    await town.fault(kind="http", accepted=True, share=0.1, seed=1)
    await town.fault(kind="error", code=10, share=0.15, seed=2)
    await town.fault(kind="html", accepted=True, share=0.1, seed=3)
    totals = await town.deliver()
    assert (totals.sent, totals.stopped) == (328, None)
    assert town.slept < timedelta(seconds=30)
    await town.assert_each_got_one(PEOPLE[:328])


async def test_somebody_flooded_gets_it_later_than_an_hour(town):
    await town.campaign(30)
    await town.fault(kind="peer", peers=[FIRST + 3], code=9, times=1)
    totals = await town.deliver()
    assert totals.sent == 30
    assert timedelta(hours=1) < town.slept < timedelta(hours=2)


async def test_with_little_patience_delivery_ends_and_says_when_it_may_go_on(town):
    await town.campaign(30)
    await town.fault(kind="peer", peers=[FIRST + 3], code=9, times=1)
    totals = await town.deliver(patience=timedelta(minutes=5))
    assert (totals.sent, totals.open) == (29, 1)
    assert totals.resumes_at > town.clock.now + timedelta(hours=1)


@pytest.mark.parametrize(("code", "words"), [(14, "код с картинки"), (5, "VK_TOKEN"), (984, "ограничил")])
async def test_captcha_token_and_spam_errors_stop_everything_with_an_instruction(town, code, words):
    campaign = await town.campaign(100)
    await town.fault(kind="error", code=code)
    totals = await town.deliver()
    assert words in totals.stopped
    assert (totals.sent, totals.open) == (0, 100)
    assert [one.kind for one in town.news] == [NewsKind.STOPPED]
    assert await campaign_state(town, campaign) == "paused"
    assert (await town.states(campaign)) == {"planned": 100}
    await town.sandbox.control("/sandbox/faults", verb="DELETE")
    async with town.database.writing() as session:
        assert await resume_campaign(session, campaign)
    assert (await town.deliver()).sent == 100
    await town.assert_each_got_one(PEOPLE[:100])


async def test_a_wrong_setting_pauses_the_campaign_and_names_it(town):
    campaign = await town.campaign(40)
    await town.fault(kind="peer", peers=[FIRST + 1], code=912)
    totals = await town.deliver()
    assert "Возможности ботов" in totals.stopped
    assert await campaign_state(town, campaign) == "paused"
    assert totals.open >= 1


async def test_one_closed_dialog_costs_one_recipient_all_closed_dialogs_pause(town):
    school = await town.school(100)
    await town.fault(kind="peer", peers=[FIRST + 1], code=15)
    first = await add_campaign(town.database, school)
    assert (await town.deliver(only=[first])).failed == 1
    await town.fault(kind="peer", code=15)
    second = await add_campaign(town.database, school, kind="manual-1")
    totals = await town.deliver(only=[second], in_flight=1, page=25)
    assert totals.stopped is not None
    assert totals.failed < 100


async def test_an_unknown_error_is_set_aside_told_and_can_be_retried(town):
    campaign = await town.campaign(40)
    await town.fault(kind="peer", peers=[FIRST + 7], code=7777)
    totals = await town.deliver()
    assert (totals.sent, totals.failed) == (39, 1)
    assert [(one.kind, one.code) for one in town.news if one.kind is NewsKind.SET_ASIDE] == [(NewsKind.SET_ASIDE, 7777)]
    await town.sandbox.control("/sandbox/faults", verb="DELETE")
    async with town.database.writing() as session:
        assert await retry_failed(session, campaign) == 1
    assert (await town.deliver()).sent == 40
    await town.assert_each_got_one(PEOPLE[:40])


async def test_a_poisoned_row_is_left_alone_and_the_others_arrive(town):
    campaign = await town.campaign(50)
    poison = (await rows(town))[10]
    async with town.database.writing() as session:
        await session.execute(update(OutboxRow).where(OutboxRow.id == poison.id).values(text="ЯД"))
    usual = town.vk.api.ask

    async def poisoned(method, params, *, urgent=False):
        # The server chokes on this text: such a request never gets a readable answer.
        await town.fault(kind="http", times=1) if "ЯД" in params.get("code", "") else None
        return await usual(method, params, urgent=urgent)

    town.vk.api.ask = poisoned
    totals = await town.deliver(in_flight=1)
    assert (totals.sent, totals.failed) == (49, 1)
    (left,) = [row for row in await rows(town) if row.state != "sent"]
    assert left.id == poison.id
    assert (await town.states(campaign)) == {"sent": 49, "failed": 1}


async def test_the_last_look_keeps_back_whom_it_names(town):
    campaign = await town.campaign(40)

    async def recheck(claimed):
        return LastLook({row.id: "освобождение" for row in claimed if row.peer_id < FIRST + 5})

    totals = await town.deliver(recheck=recheck)
    assert (totals.sent, totals.skipped) == (35, 5)
    assert (await town.stats())["accepted"] == 35
    async with town.database.reading() as session:
        assert {one.reason for one in await undelivered(session, campaign)} == {"освобождение"}


async def test_outside_the_hours_nothing_goes_and_the_next_opening_is_told(town):
    await town.campaign(5, ignores_hours=False)
    town.clock.now = datetime(2026, 11, 20, 16, tzinfo=UTC)  # Friday, 19:00 in Moscow
    totals = await town.deliver()
    assert (totals.sent, totals.open) == (0, 5)
    assert totals.resumes_at == datetime(2026, 11, 23, 6, tzinfo=UTC)  # Monday, 9:00
    assert (await town.deliver(ignore_hours=True)).sent == 5


async def test_a_paused_school_is_silent_even_when_hours_are_ignored(town):
    await town.campaign(5)
    async with town.database.writing() as session:
        await session.execute(update(School).values(paused=True))
    totals = await town.deliver(ignore_hours=True)
    assert (totals.sent, totals.open) == (0, 5)


@pytest.mark.parametrize("action", [pause_campaign, cancel_campaign])
async def test_pausing_and_cancelling_work_in_the_middle(town, action):
    campaign = await town.campaign(600)
    await town.sandbox.control("/sandbox/settings", {"latency": 0.02})
    delivery = town.delivery(in_flight=2, page=50, show=lambda progress: progress.done >= 50 and reached.set())
    reached = asyncio.Event()
    working = asyncio.create_task(delivery.deliver())
    await reached.wait()
    async with town.database.writing() as session:
        await (action(session, campaign) if action is pause_campaign else action(session, campaign, NOON))
    totals = await working
    counted = await town.states(campaign)
    assert counted.get("sending", 0) == 0
    assert 50 <= totals.sent < 600
    assert totals.sent == (await town.stats())["accepted"]
    assert counted == {"sent": totals.sent, "planned" if action is pause_campaign else "cancelled": 600 - totals.sent}


async def test_being_stopped_finishes_what_is_under_way_and_gives_the_rest_back(town):
    campaign = await town.campaign(600)
    await town.sandbox.control("/sandbox/settings", {"latency": 0.02})
    reached = asyncio.Event()
    delivery = town.delivery(in_flight=3, show=lambda progress: reached.set())
    working = asyncio.create_task(delivery.deliver())
    await reached.wait()
    delivery.stop()
    totals = await working
    counted = await town.states(campaign)
    assert 0 < totals.sent < 600
    assert counted == {"sent": totals.sent, "planned": 600 - totals.sent}
    assert (await town.deliver()).sent == 600
    await town.assert_each_got_one(PEOPLE[:600])


async def test_a_second_delivery_on_one_database_refuses_with_a_sentence(town):
    await town.campaign(5)
    async with sole_deliverer(town.database):
        with pytest.raises(DatabaseBusy, match="другой Дежурный"):
            await town.deliver()
    assert (await town.deliver()).sent == 5


async def test_a_right_taken_before_is_kept_without_a_gap_and_ends_with_the_delivery(town):
    await town.campaign(5)
    async with AsyncExitStack() as right:
        await right.enter_async_context(sole_deliverer(town.database))
        handed_over = right.pop_all()
    with pytest.raises(DatabaseBusy, match="другой Дежурный"):
        await town.deliver()
    assert (await town.delivery().deliver(handed_over)).sent == 5
    async with sole_deliverer(town.database):
        pass


async def test_the_running_program_delivers_what_is_written_while_it_runs(town):
    finished = asyncio.Event()

    async def tell(news) -> None:
        finished.set()

    delivery = town.delivery(tell=tell, sleep=asyncio.sleep)
    running = asyncio.create_task(delivery.run())
    for people in (20, 40):
        school = await town.school(0, f"Школа {people}")
        async with town.database.reading() as session:
            known = set(await session.scalars(select(Account.external_id)))
        await add_people(town.database, school, [peer for peer in PEOPLE[:people] if peer not in known])
        await add_campaign(town.database, school)
        delivery.wake()
        await finished.wait()
        finished.clear()
    delivery.stop()
    await running
    await town.assert_each_got_one(PEOPLE[:40])


async def test_the_live_count_rises_to_the_total(town):
    await town.campaign(120)
    shown = []
    await town.deliver(show=shown.append)
    assert shown[-1].done == shown[-1].total == 120
    assert [one.done for one in shown] == sorted(one.done for one in shown)


async def test_schools_go_through_their_own_community(town):
    other = town.sandbox.running.world.add_community(555, "vk1.a.other-invented-token", rate=0)
    first = await add_school(town.database, "Первая (пример)")
    second = await add_school(town.database, "Вторая (пример)", community_id=555)
    await add_people(town.database, first, PEOPLE[:30])
    await add_people(town.database, second, PEOPLE[30:70])
    for school in (first, second):
        await add_campaign(town.database, school)
    async with open_vk(other.token, 555, api_url=town.sandbox.api_url, pace=Pace(0)) as vk:
        messengers = {town.sandbox.group_id: town.vk, 555: vk}
        totals = await Delivery(town.database, messengers, town.options()).deliver()
    assert totals.sent == 70
    assert (await town.stats())["accepted"] == 30
    assert (await town.sandbox.control("/sandbox/stats?group_id=555"))["accepted"] == 40


async def test_a_message_that_got_the_number_0_is_looked_up_at_once_and_counts_once(town):
    campaign = await town.campaign(3)
    await town.fault(kind="body", body='{"response": [0, 0, 0]}', accepted=True, times=1, methods=["execute"])
    totals = await town.deliver()
    assert totals.sent == 3
    await town.assert_each_got_one(PEOPLE[:3])
    accepted = (await town.sandbox.control("/sandbox/accepted"))["items"]
    assert [row.message_id for row in await rows(town)] == [one["message_id"] for one in accepted]
    assert (await town.stats())["methods"]["execute:messages.send"] == 3
    assert (await town.states(campaign)) == {"sent": 3}


async def test_a_message_that_got_the_number_0_and_went_nowhere_is_sent_again(town):
    await town.campaign(3)
    await town.fault(kind="body", body='{"response": [0, 0, 0]}', times=2, methods=["execute"])
    assert (await town.deliver()).sent == 3
    await town.assert_each_got_one(PEOPLE[:3])


async def test_a_stop_that_comes_before_the_first_row_is_heard(town):
    campaign = await town.campaign(30)
    delivery = town.delivery()
    delivery.stop()
    await asyncio.wait_for(delivery.deliver(), 60)
    assert await town.states(campaign) == {"planned": 30}
    assert (await town.stats())["accepted"] == 0
