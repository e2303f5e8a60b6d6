"""`python -m tests.torture.stops [--stops N] [--postgres] [--seed N]`: the program is told to stop at random instants.

While it runs a campaign goes out, people write and press buttons, the officer wants reports; events come by long
poll or by callback. Each stop must end within seconds, with exit status 0 and without a word of complaint; in the
end everybody has the letter of every campaign once, and everybody who wrote has been answered.
"""

import argparse
import asyncio
import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from indicators.weeks import Week
from sandbox import World
from storage.campaigns.planning import RoundWishes
from storage.campaigns.rounds import plan_campaign
from storage.database.opening import open_database
from storage.imports import ImportRequest, import_file
from storage.schools.registry import find_school
from storage.tables import Campaign, Errand
from tests.bot.commands.program import people_file
from tests.outbox_rows import states
from tests.postgres import running_postgres
from tests.sandbox_server import SandboxClient, running_sandbox
from tests.torture.trials import FIRST

ROOT = Path(__file__).parents[2]
OFFICER = FIRST - 1
ROW = "{peer};Примеров Пример {peer};учитель;Активен;да;1;0;1;да"
LONGEST = 12.0  # seconds from the first signal to the end


@dataclass(frozen=True)
class Plan:
    """`loading` seconds after the start, or `working` seconds after it says that it works; `again` later once more."""

    command: tuple[str, ...]
    loading: float | None
    working: float
    number: signal.Signals
    again: float | None
    to_group: bool
    ignored: bool
    callback: bool

    @classmethod
    def random(cls, chance: random.Random) -> "Plan":
        return cls(
            command=chance.choice([("run",), ("run",), ("run",), ("send", "--yes", "--now", "--json"), ("demo",)]),
            loading=chance.uniform(0.15, 1.6) if chance.random() < 0.4 else None,
            working=chance.choice([0.0, chance.uniform(0, 0.3), chance.uniform(0, 2.5)]),
            number=chance.choice([signal.SIGINT, signal.SIGTERM]),
            again=chance.choice([None, None, 0.0, chance.uniform(0, 0.3)]),
            to_group=chance.random() < 0.3,
            ignored=chance.random() < 0.3,
            callback=chance.random() < 0.4,
        )


@dataclass
class Town:
    folder: Path
    database: str
    sandbox: SandboxClient
    people: range
    chance: random.Random
    port: int
    size: int = 400
    writers: set[int] = field(default_factory=set)
    reports: int = 0
    campaigns: list[int] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def complain(self, of: str) -> None:
        print(of, flush=True)
        self.complaints.append(of)

    async def new_campaign(self) -> None:
        """A new school whose teachers all lack something."""
        number = len(self.campaigns)
        school = f"Школа № {number} (пример)"
        peers = self.people[number * self.size : (number + 1) * self.size]
        path = people_file(self.folder / "week.csv", [ROW.format(peer=peer) for peer in peers])
        database = await open_database(self.database)
        now = datetime.now(UTC)
        request = ImportRequest(path=path, today=now.date(), now=now, school=school, create_schools=True)
        imported = await import_file(database, request, write=True)
        async with database.reading() as session:
            found = await find_school(session, school)
        made = await plan_campaign(
            database, found, Week.parse(str(imported.week)), now=now, wishes=RoundWishes(ignore_hours=True)
        )
        await database.close()
        if made is None:
            raise RuntimeError("nobody is to be written to")
        self.campaigns.append(made.id)

    async def is_done(self, *, at_all: bool = False) -> bool:
        database = await open_database(self.database)
        async with database.reading() as session:
            open_ones = [one for one in self.campaigns if (await session.get_one(Campaign, one)).state == "running"]
            slow = await session.scalar(select(func.count()).where(Errand.state == "open"))
        await database.close()
        return not open_ones and not (slow and at_all)

    def environment(self, plan: Plan) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        own = {
            "VK_TOKEN": self.sandbox.token,
            "VK_GROUP_ID": str(self.sandbox.group_id),
            "VK_API_URL": self.sandbox.api_url,
            "VK_EVENTS": "callback" if plan.callback else "longpoll",
            "HTTP_PORT": str(self.port if plan.command == ("run",) else 0),
            "DATABASE_URL": self.database,
            "OFFICER_IDS": str(OFFICER),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }
        return kept | own

    async def start(self, plan: Plan) -> asyncio.subprocess.Process:
        ignore = (lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)) if plan.ignored else None
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *plan.command,
            cwd=self.folder,
            env=self.environment(plan),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
            preexec_fn=ignore,
        )

    async def traffic(self) -> None:
        """People write, each once; the officer wants a report now and then."""
        while True:
            await asyncio.sleep(self.chance.uniform(0, 0.1))
            peer = self.people.stop + len(self.writers)
            self.writers.add(peer)
            await self.sandbox.control("/sandbox/act/write", {"user_id": peer, "text": "Здравствуйте"})
            if self.chance.random() < 0.01:
                if not self.reports:
                    await self.sandbox.control("/sandbox/act/write", {"user_id": OFFICER, "text": "Школа № 0 (пример)"})
                form = self.chance.choice(["pdf", "png", "docx", "xlsx"])
                await self.sandbox.control("/sandbox/act/write", {"user_id": OFFICER, "text": f"отчёт {form}"})
                self.reports += 1


async def stop_once(town: Town, plan: Plan, *, quiet: bool = False) -> None:
    process = await town.start(plan)
    if process.stdout is None:
        raise RuntimeError("the program has no output")
    traffic = asyncio.create_task(asyncio.sleep(0) if quiet else town.traffic())
    said = b""
    try:
        if plan.loading is not None:
            await asyncio.sleep(plan.loading)
        else:
            async with asyncio.timeout(60):
                if plan.command[0] != "send":
                    while b"http" not in (line := await process.stdout.readline()) and line:
                        said += line
                else:
                    await asyncio.sleep(0.8)
            await asyncio.sleep(plan.working)
        started = time.monotonic()
        _signal(process, plan)
        if plan.again is not None:
            await asyncio.sleep(plan.again)
            _signal(process, plan)
        try:
            async with asyncio.timeout(LONGEST):
                out, err = await process.communicate()
        except TimeoutError:
            process.send_signal(signal.SIGABRT)
            out, err = await process.communicate()
            town.complain(f"{plan}: still there after {LONGEST} s: {err.decode()[-3000:]}")
            return
        _judge(town, plan, process.returncode, out.decode(), err.decode(), time.monotonic() - started)
    finally:
        traffic.cancel()
        await asyncio.gather(traffic, return_exceptions=True)


def _signal(process: asyncio.subprocess.Process, plan: Plan) -> None:
    if process.returncode is not None:
        return
    try:
        if plan.to_group:
            os.killpg(process.pid, plan.number)
        else:
            process.send_signal(plan.number)
    except ProcessLookupError:
        return


def _judge(town: Town, plan: Plan, status: int | None, out: str, err: str, seconds: float) -> None:
    fine = {0} | ({1} if plan.command[0] == "send" else set())
    # Before the interpreter has read the program's first line its own rules hold.
    if plan.loading is not None and plan.loading < 0.4:
        fine |= {-plan.number}
        if status in fine:
            return
    if status not in fine or "Traceback" in err or "rror" in err or "never" in err:
        town.complain(f"{plan}: status {status} after {seconds:.1f} s: {out[-300:]} {err[:2500]}")


async def reconcile(town: Town) -> None:
    """Let the program work until all is done, then count."""
    plan = Plan(("run",), None, 0, signal.SIGTERM, None, False, False, callback=False)
    process = await town.start(plan)
    try:
        async with asyncio.timeout(150):
            while not (await town.is_done(at_all=True) and await _answered(town)):  # noqa: ASYNC110 — another process
                await asyncio.sleep(0.5)
    except TimeoutError:
        town.complain("what was open at the end never got done")
    process.terminate()
    await process.communicate()
    counts = {int(peer): count for peer, count in (await town.sandbox.control("/sandbox/counts")).items()}
    everybody = town.people[: len(town.campaigns) * town.size]
    wrong = {peer: counts.get(peer, 0) for peer in everybody if counts.get(peer, 0) != 1}
    if wrong:
        town.complain(f"{len(wrong)} people did not get one letter: {list(wrong.items())[:5]}")
    answers = Counter(counts.get(peer, 0) for peer in town.writers)
    for peer in [one for one in town.writers if counts.get(one, 0) > 1][:3]:
        twice = await town.sandbox.control(f"/sandbox/accepted?peer_id={peer}")
        print(peer, twice["items"], flush=True)
    if set(answers) != {1}:
        town.complain(f"answers a writer got: {dict(answers)}")
    found = await town.sandbox.control(f"/sandbox/accepted?peer_id={OFFICER}")
    told = Counter(one["text"][:60] for one in found["items"])
    if told["Готовлю отчёт, минутку…"] != told["Отчёт готов."]:
        town.complain("a report that was promised never came, or came twice")
    database = await open_database(town.database)
    ended = [await states(database, one) for one in town.campaigns]
    await database.close()
    print(f"{len(town.writers)} wrote, {town.reports} reports: {dict(told)}; campaigns {ended[:3]}…", flush=True)


async def _answered(town: Town) -> bool:
    counts = await town.sandbox.control("/sandbox/counts")
    return all(str(peer) in counts for peer in town.writers)


async def run_stops(stops: int, seed: int, database: str, folder: Path, *, people: int = 400) -> list[str]:
    chance = random.Random(seed)
    crowd = range(OFFICER, FIRST + people + 100_000)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    async with running_sandbox(World(crowd=crowd), latency=0.03) as sandbox:
        town = Town(folder, database, sandbox, range(FIRST, FIRST + 50_000), chance, port, people)
        await sandbox.call(
            "groups.addCallbackServer", url=f"http://127.0.0.1:{port}/callback", title="torture", secret_key=""
        )
        # The first position in the long poll: what was written before is nobody's.
        await stop_once(town, Plan(("run",), None, 3.0, signal.SIGTERM, None, False, False, callback=False), quiet=True)
        for number in range(stops):
            if not town.campaigns or await town.is_done():
                await town.new_campaign()
            plan = Plan.random(chance)
            await stop_once(town, plan)
            if (number + 1) % 20 == 0:
                print(f"{number + 1} stops, {len(town.complaints)} complaints", flush=True)
        await reconcile(town)
        return town.complaints


async def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.stops")
    parser.add_argument("--stops", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sqlite = f"sqlite+aiosqlite:///{folder}/stops.db"
        database = stack.enter_context(running_postgres()) if options.postgres else sqlite
        complaints = await run_stops(options.stops, options.seed, database, folder)
    for complaint in complaints:
        print(complaint)
    print(f"{options.stops} stops, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
