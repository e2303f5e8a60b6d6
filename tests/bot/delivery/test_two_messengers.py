"""One person, one message, whatever the number of messengers."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.delivery.engine import Delivery
from bot.delivery.options import Options
from bot.delivery.progress import NewsKind
from bot.max.messenger import open_max
from bot.vk.messenger import open_vk
from indicators.weeks import Week
from sandbox import World
from sandbox.faults import Rule
from storage.campaigns.outbox import make_recheck, resume_campaign
from storage.campaigns.planning import plan
from storage.campaigns.rounds import plan_campaign
from storage.database.connection import Database
from storage.people.registry import link
from storage.schools.communities import OF_MAX
from storage.tables import Account, Campaign, OutboxRow, Person, PersonAccount, PersonWeek, School
from tests.loads import add_load
from tests.max_sandbox import ANNA, BORIS, VERA, MaxClient, running_max
from tests.outbox_rows import NOON, Clock, add_people, add_school

WEEK = Week.parse("2026-W46")
IN_VK = (9_100_001, 9_100_002, 9_100_003)
IN_MAX = (ANNA, BORIS, VERA)


@dataclass
class Town:
    """Three people with an account in each messenger; in MAX nobody has begun yet."""

    max_: MaxClient
    database: Database
    messengers: dict
    clock: Clock
    school: School
    news: list = field(default_factory=list)

    async def deliver(self):
        recheck = make_recheck(self.database, self.clock)

        async def tell(news):
            self.news.append(news)

        async def sleep(seconds):
            self.clock.now += timedelta(seconds=seconds)

        options = Options(clock=self.clock, recheck=recheck, sleep=sleep, tell=tell)
        return await Delivery(self.database, self.messengers, options).deliver()

    async def in_vk(self):
        world = self.max_.running.world
        return [one.peer_id for one in next(iter(world.communities.values())).journal.accepted]

    async def in_max(self):
        return (await self.max_.control("accepted"))["items"]

    async def rows(self):
        async with self.database.reading() as session:
            return (await session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()

    async def mark(self, external_ids, **values):
        async with self.database.writing() as session:
            await session.execute(update(Account).where(Account.external_id.in_(external_ids)).values(**values))


@pytest.fixture
async def town(database):
    vk_world = World(crowd=range(IN_VK[0], IN_VK[-1] + 1))
    async with running_max(vk=vk_world, rate=0) as max_:
        running = max_.running
        async with (
            open_vk(running.token, running.group_id, api_url=running.api_url) as vk,
            open_max(max_.token, api_url=max_.api_url, rate=0, settles=timedelta(0)) as of_max,
        ):
            school = await _school(database)
            yield Town(max_, database, {running.group_id: vk, OF_MAX: of_max}, Clock(), school)


async def _school(database):
    school_id = await add_school(database)
    await add_people(database, school_id, IN_VK)
    async with database.writing() as session:
        received = await add_load(session, school_id, WEEK, NOON, rows=3)
        people = list(await session.scalars(select(Person).order_by(Person.id)))
        for person, number in zip(people, IN_MAX, strict=True):
            account = Account(platform="max", external_id=number, writing="unknown")
            session.add(account)
            await session.flush()
            assert await link(session, person, account)
            facts = {"registered": True, "group_chats": 0, "group_messages": 0, "calls": 0}
            session.add(PersonWeek(person_id=person.id, week=str(WEEK), import_id=received.id, **facts))
        return await session.get_one(School, school_id)


async def test_whoever_is_surely_shut_in_vk_gets_the_same_row_in_max_and_in_its_words(town):
    vk = next(iter(town.max_.running.world.communities.values()))
    vk.not_allowed = set(IN_VK[:2])
    await town.max_.act("start", user_id=ANNA)
    await town.mark([ANNA], writing="allowed")
    assert await plan_campaign(town.database, town.school, WEEK, now=NOON) is not None
    before = {row.id for row in await town.rows()}
    totals = await town.deliver()
    assert (totals.sent, totals.unreachable, totals.open) == (2, 1, 0)
    assert await town.in_vk() == [IN_VK[2]]
    [in_max] = await town.in_max()
    assert (in_max["user_id"], "VK Мессенджер" in in_max["text"], "MAX" in in_max["text"]) == (ANNA, False, True)
    rows = await town.rows()
    assert {row.id for row in rows} == before
    assert [(row.platform, row.state) for row in rows] == [("max", "sent"), ("vk", "unreachable"), ("vk", "sent")]
    await town.deliver()
    assert (len(await town.in_vk()), len(await town.in_max())) == (1, 1)


async def test_while_the_outcome_is_unknown_nothing_else_is_tried(town):
    """The answer is lost after acceptance, and then nobody may write there any more."""
    await town.mark(IN_MAX, writing="allowed", chosen_at=NOON)
    for number in IN_MAX:
        await town.max_.act("start", user_id=number)
    await town.max_.control("faults", {"kind": "drop", "methods": ["POST /messages"], "times": 1})
    await town.max_.control("settings", {"readable": False})
    await plan_campaign(town.database, town.school, WEEK, now=NOON)
    await town.deliver()
    assert (await town.in_vk(), len(await town.in_max())) == ([], 3)
    assert sorted(row.state for row in await town.rows()) == ["failed", "sent", "sent"]


async def test_one_digest_a_week_over_both_messengers(town):
    await plan_campaign(town.database, town.school, WEEK, now=NOON)
    await town.deliver()
    assert len(await town.in_vk()) == 3
    await town.mark(IN_MAX, writing="allowed", chosen_at=NOON)
    async with town.database.reading() as session:
        again = await plan(session, town.school, WEEK.shift(0), now=NOON)
    assert (again.recipients, {one.reason for one in again.skipped}) == ((), {"already_written"})


async def test_the_plan_goes_through_the_messenger_that_was_chosen(town):
    await town.mark([ANNA], writing="allowed", chosen_at=NOON)
    async with town.database.reading() as session:
        made = await plan(session, town.school, WEEK, now=NOON)
    assert [one.platform for one in made.recipients] == ["max", "vk", "vk"]
    assert [one.peer_id for one in made.recipients] == [ANNA, *IN_VK[1:]]


async def test_an_account_is_one_persons_and_a_person_has_one_in_each_messenger(town):
    async with town.database.writing() as session:
        first, second, _ = (await session.scalars(select(Person).order_by(Person.id))).all()
        of_anna = await session.scalar(select(Account).where(Account.external_id == ANNA))
        other = Account(platform="max", external_id=99, writing="unknown")
        session.add(other)
        await session.flush()
        assert await link(session, first, of_anna)
        assert not await link(session, second, of_anna)
        assert not await link(session, first, other)
        of_anna.writing = "gone"
        assert await link(session, first, other)
        tied = await session.scalars(select(PersonAccount.account_id).where(PersonAccount.person_id == first.id))
        assert list(tied) == [other.id]


@pytest.mark.parametrize("bad", ["max", "vk"])
async def test_a_key_that_is_no_longer_valid_stops_its_own_messenger_only(town, bad):
    await town.mark([ANNA], writing="allowed", chosen_at=NOON)
    await town.max_.act("start", user_id=ANNA)
    if bad == "max":
        await town.max_.control("faults", {"kind": "error", "status": 401, "error": "verify.token"})
        town.max_.running.faults.latency = 1.0  # VK is still at it when MAX refuses
    else:
        town.max_.running.faults.add(Rule("error", code=5))
        await town.max_.control("settings", {"latency": 1.0})
    await plan_campaign(town.database, town.school, WEEK, now=NOON)
    totals = await town.deliver()
    arrived = (await town.in_vk(), [one["user_id"] for one in await town.in_max()])
    assert arrived == ((list(IN_VK[1:]), []) if bad == "max" else ([], [ANNA]))
    assert (totals.sent, totals.open) == ((2, 1) if bad == "max" else (1, 2))
    told = [one for one in town.news if one.kind is not NewsKind.FINISHED]
    assert [one.kind for one in told] == [NewsKind.STOPPED, NewsKind.PAUSED]
    assert ("MAX_TOKEN" if bad == "max" else "VK_TOKEN") in told[0].sentence
    assert ("В MAX рассылка стоит" if bad == "max" else "В VK рассылка стоит") in told[0].sentence
    await town.max_.control("faults", verb="DELETE")
    town.max_.running.faults.reset()
    town.max_.running.faults.latency = 0.0
    async with town.database.writing() as session:
        [campaign] = (await session.scalars(select(Campaign))).all()
        assert campaign.state == "paused"
        assert await resume_campaign(session, campaign.id)
    await town.deliver()
    assert (sorted(await town.in_vk()), len(await town.in_max())) == (list(IN_VK[1:]), 1)
