"""A campaign in MAX, where no repeat is harmless: nothing is lost, nothing comes twice, whatever happens."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.delivery import Delivery, NewsKind, Options
from bot.max.messenger import MaxMessenger, open_max
from nudges.messenger import Button, Keyboard
from sandbox.max.world import World
from storage.campaigns.outbox import prove_sent
from storage.database.connection import Database
from storage.schools.communities import OF_MAX
from storage.tables import Account, OutboxRow
from tests.bot.delivery.conftest import database  # noqa: F401 — the same database as VK's tests
from tests.max_sandbox import MaxClient, running_max
from tests.outbox_rows import Clock, add_campaign, add_people, add_school, states

PEOPLE = range(52_000_000, 52_000_060)
BUTTONS = Keyboard(((Button("Уже сделано", {"do": "done"}),),))
LATENCY = 0.1
LAG = 10.0
"""Seconds after which a dialog's history shows a message: less than we wait before it is believed."""


@dataclass
class Town:
    max_: MaxClient
    messenger: MaxMessenger
    database: Database
    campaign: int
    clock: Clock = field(default_factory=Clock)
    news: list = field(default_factory=list)

    def delivery(self):
        async def sleep(seconds):
            self.clock.now += timedelta(seconds=seconds)
            self.max_.world.clock.advance(seconds)
            await asyncio.sleep(0)

        async def tell(news):
            self.news.append(news)

        options = Options(self.clock, None, keyboard=lambda row: BUTTONS, sleep=sleep, tell=tell)
        return Delivery(self.database, {OF_MAX: self.messenger}, options)

    async def counts(self):
        return await self.max_.control("counts")

    async def states(self):
        return await states(self.database, self.campaign)


@pytest.fixture
async def town(database):  # noqa: F811
    world = World(crowd=PEOPLE)
    world.add_bot(rate=0)
    async with running_max(world) as max_, open_max(max_.token, api_url=max_.api_url, rate=0, patience=2) as messenger:
        await max_.control("settings", {"read_lag": LAG})
        school = await add_school(database)
        await add_people(database, school, PEOPLE, "max")
        yield Town(max_, messenger, database, await add_campaign(database, school))


EACH_ONCE = {str(one): 1 for one in PEOPLE}


async def test_every_kind_of_doubt_is_settled_in_the_dialog(town):
    rules = [
        {"kind": kind, "share": 0.08, "seed": number, "methods": ["POST /messages"], **more}
        for number, (kind, more) in enumerate(
            [
                ("drop", {}),
                ("http", {"status": 502}),
                ("http", {"status": 503, "accepted": True}),
                ("html", {"accepted": True}),
                ("half_json", {}),
                ("reset", {}),
                ("reset", {"accepted": True}),
            ]
        )
    ]
    rules.append({"kind": "http", "status": 500, "share": 0.1, "seed": 99, "methods": ["GET /messages"]})
    await town.max_.control("faults", {"rules": rules})
    await town.delivery().deliver()
    assert await town.counts() == EACH_ONCE
    assert await town.states() == {"sent": len(PEOPLE)}


async def on_their_way(town):
    """What was sent before a kill arrives, or does not: the clock leaps over the seconds that this takes."""
    accepted = -1
    while accepted != len(town.max_.bot.journal.accepted):
        accepted = len(town.max_.bot.journal.accepted)
        await asyncio.sleep(LATENCY * 2)


async def test_what_was_under_way_at_a_kill_is_looked_for_only_when_the_dialog_shows_it(town):
    await town.max_.control("settings", {"latency": LATENCY})
    killed = asyncio.create_task(town.delivery().deliver())
    while not town.max_.bot.journal.accepted:  # noqa: ASYNC110 — nobody tells when
        await asyncio.sleep(0.01)
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    assert (await town.states()).get("sending", 0) > 0
    await on_their_way(town)
    await town.max_.control("settings", {"latency": 0})
    await town.delivery().deliver()
    assert await town.counts() == EACH_ONCE
    assert await town.states() == {"sent": len(PEOPLE)}


async def test_who_cannot_be_looked_up_is_set_aside_and_told_and_who_stopped_is_unreachable(town):
    await town.max_.control("faults", {"kind": "drop", "times": 1, "methods": ["POST /messages"]})
    await town.max_.control("settings", {"readable": False})
    town.max_.bot.start_dialog(PEOPLE[7])
    await town.max_.act("remove", user_id=PEOPLE[7])
    # Of the crowd everybody has begun: this one really has not.
    town.max_.world.crowd = PEOPLE[:7]
    town.max_.world.users = {}
    async with town.database.writing() as session:
        await session.execute(update(OutboxRow).where(OutboxRow.peer_id > PEOPLE[8]).values(state="cancelled"))
    await town.delivery().deliver()
    ended = await town.states()
    assert (ended["failed"], ended["sent"], ended["unreachable"]) == (1, 6, 2)
    assert max((await town.counts()).values()) == 1
    [told] = [one for one in town.news if one.kind is NewsKind.SET_ASIDE]
    assert "Второй раз оно не отправлено" in told.sentence
    async with town.database.reading() as session:
        denied = await session.scalars(select(Account.external_id).where(Account.writing == "denied"))
    assert set(denied) == {PEOPLE[7], PEOPLE[8]}


async def test_whoever_presses_a_button_has_got_the_message_although_it_was_set_aside(town):
    await town.max_.control("faults", {"kind": "drop", "times": 1, "methods": ["POST /messages"]})
    await town.max_.control("settings", {"readable": False})
    await town.delivery().deliver()
    [row] = await _rows(town, state="failed")
    assert row.unsure_since is not None
    await town.max_.act("press", user_id=row.peer_id, label="Уже сделано")
    [pressed] = (await anext(town.messenger.listen(None))).events
    async with town.database.writing() as session:
        await prove_sent(session, "max", [replace(pressed, peer_id=PEOPLE[-1])], town.clock())
    assert [one.id for one in await _rows(town, state="failed")] == [row.id]
    async with town.database.writing() as session:
        await prove_sent(session, "max", [pressed], town.clock())
    assert await town.states() == {"sent": len(PEOPLE)}


async def _rows(town, *, state):
    async with town.database.reading() as session:
        return (await session.scalars(select(OutboxRow).where(OutboxRow.state == state))).all()
