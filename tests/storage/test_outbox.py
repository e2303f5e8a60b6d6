"""The outbox on both databases: claims, outcomes, recovery, campaigns, the lock."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from indicators.errors import DatabaseBusy, StorageError
from nudges.delivery.states import State, Writing
from nudges.delivery.verdicts import Verdict
from storage.campaigns.outbox import (
    Claimed,
    Settled,
    cancel_campaign,
    claim,
    count_rows,
    finish_done,
    mark_twins,
    next_moment,
    pause_campaign,
    recover,
    release,
    replies_since,
    resume_campaign,
    retry_failed,
    running_campaigns,
    settle,
    sole_deliverer,
    undelivered,
)
from storage.database.connection import Database, connect
from storage.database.salts import salt_of
from storage.tables import Account, Campaign, Chat, OutboxRow, Reply
from tests.databases import fresh_database
from tests.outbox_rows import NOON, add_campaign, add_people, add_school, states
from tests.postgres import emptied

PEERS = range(10_000_001, 10_000_011)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request, tmp_path) -> AsyncIterator[Database]:
    is_server = request.param == "postgresql"
    opened = await (emptied(request.getfixturevalue("postgres")) if is_server else fresh_database(tmp_path / "d.db"))
    yield opened
    await opened.close()


@pytest.fixture
async def campaign(database) -> int:
    school = await add_school(database)
    await add_people(database, school, PEERS)
    return await add_campaign(database, school)


async def take(database: Database, limit: int = 100, now=NOON) -> list[Claimed]:
    async with database.writing() as session:
        found: list[Claimed] = []
        for one in await running_campaigns(session):
            found += await claim(session, one, limit - len(found), now, "vk")
        return found


async def write(database: Database, row: Claimed, verdict: Verdict, *, chat_off: bool = False) -> None:
    async with database.writing() as session:
        await settle(session, [Settled(row, verdict, chat_off)], NOON)


async def row_of(database: Database, row_id: int) -> OutboxRow:
    async with database.reading() as session:
        return await session.get_one(OutboxRow, row_id)


async def test_a_row_is_claimed_once_in_order_and_with_all_that_sending_needs(database, campaign):
    first, second = await take(database, 4), await take(database, 100)
    assert [row.peer_id for row in first + second] == list(PEERS)
    assert first[0].gaps == ("few_messages",)
    assert first[0].this_week == "2026-W47"
    assert await take(database) == []
    assert await states(database, campaign) == {"sending": 10}


async def test_a_row_is_not_taken_back_from_whoever_claimed_it_since(database, campaign):
    """A process that has lost the right to deliver gives back what it had, while another is at it already."""
    before = await take(database, 3)
    async with database.writing() as session:
        await recover(session, NOON)
    async with database.writing() as session:
        [one] = await running_campaigns(session)
        since = await claim(session, one, 3, NOON + timedelta(seconds=5), "vk")
    assert [row.id for row in since] == [row.id for row in before]
    async with database.writing() as session:
        await release(session, before, NOON)
    assert (await states(database, campaign))["sending"] == 3
    async with database.writing() as session:
        await release(session, since, NOON)
    assert await states(database, campaign) == {"planned": 10}


async def test_two_claimers_at_once_never_share_a_row(database, campaign):
    pages = await asyncio.gather(*(take(database, 3) for _ in range(6)))
    # On a server the one that comes second at a row may go without; the row is there for the next claim.
    ids = [row.id for page in [*pages, await take(database)] for row in page]
    assert len(ids) == len(set(ids)) == 10


async def test_a_paused_campaign_gives_nothing_until_resumed(database, campaign):
    async with database.writing() as session:
        assert await pause_campaign(session, campaign, "Посмотрите.")
        assert not await pause_campaign(session, campaign)
    assert await take(database) == []
    async with database.writing() as session:
        assert await resume_campaign(session, campaign)
        assert not await resume_campaign(session, campaign)
    assert len(await take(database)) == 10


async def test_a_delayed_row_waits_for_its_moment(database, campaign):
    row, *_ = await take(database)
    later = NOON + timedelta(hours=1)
    await write(database, row, Verdict(State.PLANNED, 1, later))
    assert await take(database) == []
    async with database.reading() as session:
        assert await next_moment(session, [campaign], "vk") == later
    assert [one.id for one in await take(database, now=later)] == [row.id]


async def test_outcomes_are_written_with_everything_known(database, campaign):
    sent, refused, *_ = await take(database)
    await write(database, sent, Verdict(State.SENT, 0, message_id=77, writing=Writing.ALLOWED))
    await write(database, refused, Verdict(State.UNREACHABLE, 1, error_code=901, reason="Нет.", writing=Writing.DENIED))
    row = await row_of(database, sent.id)
    assert (row.state, row.message_id, row.finished_at, row.calendar_week) == ("sent", 77, NOON, "2026-W47")
    async with database.reading() as session:
        accounts = {one.id: one for one in await session.scalars(select(Account))}
        listed = await undelivered(session, campaign)
    assert accounts[sent.account_id].writing == "allowed"
    account = accounts[refused.account_id]
    assert account.writing == "denied"
    assert [(one.person_id, one.state, one.reason) for one in listed] == [(refused.person_id, "unreachable", "Нет.")]


async def test_a_settled_row_is_not_settled_again(database, campaign):
    row, *_ = await take(database)
    await write(database, row, Verdict(State.SENT, 0, message_id=77))
    await write(database, row, Verdict(State.FAILED, 1))
    assert (await row_of(database, row.id)).state == "sent"


async def test_the_database_allows_one_row_a_person_and_campaign(database, campaign):
    async with database.reading() as session:
        row = (await session.scalars(select(OutboxRow))).first()
    copy = {"person_id": row.person_id, "account_id": row.account_id, "peer_id": 1, "text": "", "gaps": []}
    async with database.reading() as session:
        with pytest.raises(IntegrityError):
            await session.execute(insert(OutboxRow).values(campaign_id=campaign, state="planned", attempts=0, **copy))


async def test_rows_found_in_sending_after_a_crash_are_unsure_since_their_claim(database, campaign):
    taken = await take(database, 3)
    async with database.writing() as session:
        assert await recover(session, NOON + timedelta(hours=2)) == 3
    again = await take(database, 3, NOON + timedelta(hours=2))
    assert [row.unsure_since for row in again] == [NOON] * 3
    assert [row.id for row in again] == [row.id for row in taken]
    async with database.writing() as session:
        await recover(session, NOON + timedelta(hours=3))
    assert {row.unsure_since for row in await take(database, 3, NOON + timedelta(hours=3))} == {NOON}


async def test_rows_given_back_untried_are_not_unsure(database, campaign):
    taken = await take(database, 3)
    async with database.writing() as session:
        await release(session, taken, NOON)
    again = await take(database, 3)
    assert [(row.id, row.unsure_since, row.attempts) for row in again] == [(row.id, None, 0) for row in taken]


async def test_a_cancelled_campaign_cancels_what_is_open_and_what_comes_back(database, campaign):
    under_way, arrives, *rest = await take(database, 4)
    async with database.writing() as session:
        assert await cancel_campaign(session, campaign, NOON)
        assert not await cancel_campaign(session, campaign, NOON)
    assert await states(database, campaign) == {"cancelled": 6, "sending": 4}
    await write(database, under_way, Verdict(State.PLANNED, 1, NOON))
    await write(database, arrives, Verdict(State.SENT, 0, message_id=1))
    async with database.writing() as session:
        await release(session, rest, NOON)
    assert await states(database, campaign) == {"cancelled": 9, "sent": 1}
    async with database.writing() as session:
        assert await retry_failed(session, campaign) == 0


async def test_a_campaign_is_finished_only_when_no_row_is_open(database, campaign):
    async def finish() -> list[int]:
        async with database.writing() as session:
            return await finish_done(session, NOON)

    assert await finish() == []
    rows = await take(database)
    assert await finish() == []
    for row in rows:
        await write(database, row, Verdict(State.SENT, 0, message_id=row.id))
    assert await finish() == [campaign]
    assert await finish() == []


async def test_retrying_opens_the_failed_and_those_who_allowed_messages_since(database, campaign):
    failed, denied, gone, back, *rest = await take(database)
    await write(database, failed, Verdict(State.FAILED, 9, error_code=100))
    await write(database, denied, Verdict(State.UNREACHABLE, 1, writing=Writing.DENIED))
    await write(database, gone, Verdict(State.UNREACHABLE, 1, writing=Writing.GONE))
    await write(database, back, Verdict(State.UNREACHABLE, 1, writing=Writing.DENIED))
    for row in rest:
        await write(database, row, Verdict(State.SENT, 0, message_id=1))
    async with database.writing() as session:
        await finish_done(session, NOON)
        await session.execute(update(Account).where(Account.id == back.account_id).values(writing="allowed"))
        assert await retry_failed(session, campaign) == 2
        assert (await session.get_one(Campaign, campaign)).state == "running"
    again = await take(database)
    assert [row.id for row in again] == [failed.id, back.id]
    assert [row.attempts for row in again] == [0, 0]


async def test_counts_add_up(database, campaign):
    sent, failed, *_ = await take(database, 5)
    await write(database, sent, Verdict(State.SENT, 0, message_id=1))
    await write(database, failed, Verdict(State.FAILED, 1))
    async with database.reading() as session:
        counts = await count_rows(session, [campaign])
    assert (counts.planned, counts.sending, counts.sent, counts.failed) == (5, 3, 1, 1)
    assert (counts.open, counts.total) == (8, 10)


async def test_twins_keep_the_number_they_went_out_under(database, campaign):
    rows = await take(database, 3)
    async with database.writing() as session:
        await mark_twins(session, {row.id: rows[0].id for row in rows})
        await recover(session, NOON)
    assert [row.twin_id for row in await take(database, 3)] == [rows[0].id] * 3


async def test_a_chat_that_is_closed_is_switched_off_in_its_own_messenger_only(database, campaign):
    row, *_ = await take(database)
    async with database.writing() as session:
        session.add_all(Chat(platform=name, peer_id=-1) for name in ("vk", "max"))
        await session.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(peer_id=-1))
    async with database.writing() as session:
        await release(session, [row], NOON)
    row = next(one for one in await take(database) if one.peer_id == -1)
    await write(database, row, Verdict(State.FAILED, 1, reason="Чат переехал."), chat_off=True)
    async with database.reading() as session:
        chats = {chat.platform: (chat.state, chat.state_reason) for chat in await session.scalars(select(Chat))}
    assert chats == {"vk": ("off", "Чат переехал."), "max": ("on", None)}


async def test_answers_in_a_dialog_in_doubt_are_counted(database, campaign):
    async with database.writing() as session:
        await recover(session, NOON)
    await take(database, 2)
    async with database.writing() as session:
        await recover(session, NOON)
        moments = [NOON - timedelta(minutes=1), NOON, NOON + timedelta(minutes=1)]
        session.add_all([Reply(community_id=1, peer_id=PEERS[0], body={}, at=at) for at in moments])
    doubtful = await take(database, 2)
    async with database.reading() as session:
        assert await replies_since(session, doubtful) == {PEERS[0]: 2}


async def test_the_salt_is_chosen_once(database):
    async with database.writing() as session:
        assert await salt_of(session, "outbox", 5) == 5
        assert await salt_of(session, "outbox", 6) == 5


async def test_only_one_may_deliver_and_the_right_ends_with_its_holder(database):
    url = database.engine.url.render_as_string(hide_password=False)
    other = connect(url)
    async with sole_deliverer(database):
        with pytest.raises(DatabaseBusy, match="другой Дежурный"):
            async with sole_deliverer(other):
                pass
    async with sole_deliverer(other):
        pass
    await other.close()


async def test_a_right_to_deliver_that_cannot_be_written_down_is_told(tmp_path):
    database = await fresh_database(tmp_path / "d.db")
    (tmp_path / "d.db.lock").mkdir()
    with pytest.raises(StorageError, match=r"d\.db\.lock"):
        async with sole_deliverer(database):
            pass
    await database.close()
