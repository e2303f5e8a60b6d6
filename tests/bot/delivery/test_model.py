"""A machine that plans, sends, crashes, pauses, exempts, re-imports and retries in any order.

Whatever it does, nobody gets a row's message twice, and in the end every row has an end that agrees with VK.
"""

import asyncio
import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import insert, select, update

from bot.delivery import Delivery, Options
from storage.campaigns.outbox import LastLook, cancel_campaign, pause_campaign, resume_campaign, retry_failed
from storage.database.connection import Database
from storage.database.opening import open_database
from storage.tables import Account, Campaign, OutboxRow, Person
from tests.bot.delivery.imagined_vk import Crash, Fate, ImaginedVk
from tests.outbox_rows import Clock, add_people, add_school

PEOPLE = 40
PEERS = range(10_000_001, 10_000_001 + PEOPLE)
FATES = st.lists(st.sampled_from(Fate), max_size=6)
DEATHS = st.sampled_from([Fate.CRASH_BEFORE, Fate.CRASH_AFTER])
LATER = st.sampled_from([0, 70])  # minutes until the next thing happens
PEER = st.sampled_from(PEERS)
CLOSED = ("sent", "failed", "unreachable", "skipped", "cancelled")


class Outbox(RuleBasedStateMachine):
    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(prefix="outbox"))
        self.lives = 0
        self.clock = Clock()
        self.vk = ImaginedVk(self.clock)
        self.campaigns: list[int] = []
        self.rows = 0

    def teardown(self) -> None:
        try:
            if self.lives:
                self.everything_ends_well()
        finally:
            if self.lives:
                self.do(self.database.close())
            self.runner.close()
            shutil.rmtree(self.folder)

    def do(self, work):
        return self.runner.run(work)

    @initialize()
    def start(self) -> None:
        self.lives = 1
        shutil.copy(self.template, self.file)
        self.database = self.do(open_database(f"sqlite+aiosqlite:///{self.file}"))
        self.do(self._plan(set(PEERS)))

    @property
    def file(self) -> Path:
        return self.folder / f"life-{self.lives}.db"

    async def change(self, work) -> None:
        async with self.database.writing() as session:
            await work(session)

    # What people and the clock do.

    @rule(who=st.sets(PEER, min_size=5))
    @precondition(lambda self: len(self.campaigns) < 4)
    def plan(self, who: set[int]) -> None:
        self.do(self._plan(who))

    async def _plan(self, who: set[int]) -> None:
        async with self.database.writing() as session:
            number = len(self.campaigns)
            made = {"week": "2026-W46", "kind": f"manual-{number}", "state": "running", "ignores_hours": True}
            campaign = await session.scalar(
                insert(Campaign).values(school_id=1, made_at=self.clock(), **made).returning(Campaign.id)
            )
            wanted = select(Person.id, Account.id, Account.external_id).join(Account, Account.id == Person.account_id)
            found = (await session.execute(wanted.where(Account.external_id.in_(who)))).all()
            rows = [
                {
                    "campaign_id": campaign,
                    "person_id": person,
                    "account_id": account,
                    "peer_id": peer,
                    # Every third campaign says the same to everybody.
                    "text": f"{campaign} всем" if number % 3 == 2 else f"{campaign} для {peer}",
                    "gaps": [],
                }
                for person, account, peer in found
            ]
            await session.execute(insert(OutboxRow), rows)
        self.campaigns.append(campaign)
        self.rows += len(rows)

    @rule(minutes=st.sampled_from([1, 20, 55, 70, 600]))
    def time_passes(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)

    @rule(data=st.data(), action=st.sampled_from([pause_campaign, resume_campaign, retry_failed]))
    @precondition(lambda self: self.campaigns)
    def steer(self, data, action) -> None:
        campaign = data.draw(st.sampled_from(self.campaigns))
        self.do(self.change(lambda session: action(session, campaign)))

    @rule(data=st.data())
    @precondition(lambda self: self.campaigns)
    def cancel(self, data) -> None:
        campaign = data.draw(st.sampled_from(self.campaigns))
        self.do(self.change(lambda session: cancel_campaign(session, campaign, self.clock())))

    @rule(peer=PEER)
    def exempt_or_bring_back(self, peer: int) -> None:
        self.vk.silent ^= {peer}

    @rule(peers=st.sets(PEER, max_size=8))
    def reimport(self, peers: set[int]) -> None:
        """The new file says that these have done everything, and the others have not."""
        self.vk.silent = peers

    @rule(peer=PEER)
    def close_or_open_the_dialog(self, peer: int) -> None:
        self.vk.refusing ^= {peer}
        allowed = update(Account).where(Account.external_id == peer).values(writing="allowed")
        self.do(self.change(lambda session: session.execute(allowed)))

    # What the program does.

    @rule(ordinary=st.lists(st.just(Fate.GOOD), max_size=3), death=DEATHS, later=LATER)
    @precondition(lambda self: self.campaigns)
    def deliver_until_death(self, ordinary: list[Fate], death: Fate, later: int) -> None:
        self.deliver([*ordinary, death], later)

    @rule(fates=FATES, later=LATER)
    @precondition(lambda self: self.campaigns)
    def deliver_through_trouble(self, fates: list[Fate], later: int) -> None:
        self.deliver(fates, later)

    def deliver(self, fates: list[Fate], later: int) -> None:
        self.vk.fates = list(fates)
        self.do(self._deliver())
        self.vk.fates = []
        self.clock.now += timedelta(minutes=later)

    async def _deliver(self) -> None:
        self.vk.on_crash = self._copy_what_is_on_the_disk
        try:
            await Delivery(self.database, {1: self.vk}, self._options()).deliver()
        except Crash:
            await self._restart()

    def _copy_what_is_on_the_disk(self) -> None:
        """What a killed process leaves: the files as they are at this instant, no more writes."""
        following = self.folder / f"life-{self.lives + 1}.db"
        for ending in ("", "-wal"):
            source = self.file.with_name(self.file.name + ending)
            if source.exists():
                shutil.copy(source, following.with_name(following.name + ending))

    async def _restart(self) -> None:
        await self.database.close()
        self.lives += 1
        self.vk.dead = False
        self.database = await open_database(f"sqlite+aiosqlite:///{self.file}")

    def _options(self) -> Options:
        return Options(
            clock=self.clock, recheck=self._recheck, sleep=self._sleep, patience=timedelta(minutes=5), page=10
        )

    async def _recheck(self, rows):
        return LastLook({row.id: "освобождение" for row in rows if row.peer_id in self.vk.silent})

    async def _sleep(self, seconds: float) -> None:
        self.clock.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    # What always holds.

    @invariant()
    def nobody_gets_a_rows_message_twice(self) -> None:
        counts = Counter((peer, text) for _, peer, _, text in self.vk.taken)
        assert all(count == 1 for count in counts.values()), counts.most_common(3)
        assert self.vk.broken_promises == []

    @invariant()
    def what_the_outbox_says_agrees_with_vk(self) -> None:
        if not self.lives:
            return
        taken = {(peer, text) for _, peer, _, text in self.vk.taken}
        rows = self.do(self._all_rows())
        assert len(rows) == self.rows
        for row in rows:
            was_taken = (row.peer_id, row.text) in taken
            if row.state == "sent":
                assert was_taken
            elif was_taken:
                # Open or given up, but the doubt is written down.
                assert row.unsure_since is not None or row.state == "sending"

    async def _all_rows(self) -> list[OutboxRow]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(OutboxRow)))

    def everything_ends_well(self) -> None:
        """With all trouble gone, every row ends, and every campaign with it."""
        for campaign in self.campaigns:
            self.do(self.change(lambda session, campaign=campaign: resume_campaign(session, campaign)))
        for _ in range(8):
            self.clock.now += timedelta(hours=2)
            self.do(self._deliver())
        self.nobody_gets_a_rows_message_twice()
        self.what_the_outbox_says_agrees_with_vk()
        assert {row.state for row in self.do(self._all_rows())} <= set(CLOSED)
        assert self.do(self._campaign_states()) <= {"finished", "cancelled"}

    async def _campaign_states(self) -> set[str]:
        async with self.database.reading() as session:
            return set(await session.scalars(select(Campaign.state)))


async def _template(path: Path) -> None:
    database: Database = await open_database(f"sqlite+aiosqlite:///{path}")
    school = await add_school(database)
    await add_people(database, school, PEERS)
    await database.close()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_nothing_ever_breaks_the_promises(tmp_path):
    asyncio.run(_template(tmp_path / "template.db"))
    machine = type("Outbox", (Outbox,), {"template": tmp_path / "template.db"})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            suppress_health_check=list(HealthCheck),
        ),
    )
