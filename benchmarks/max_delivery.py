"""MAX: how near to the allowed rate a campaign goes, and how soon the rate is learned where nobody knows it.

`python -m benchmarks.max_delivery [--people 2000] [--rate 30] [--begin 0]`: `rate` is what the sandbox allows, `begin`
what the program starts with (the same where it is 0). One line of JSON; the ratio is what compares machines.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.delivery.engine import deliver
from bot.delivery.options import Options
from bot.max.messenger import open_max
from nudges.messenger import Button, Keyboard
from sandbox import User, World, start_sandbox
from sandbox.max.world import World as MaxWorld
from storage.database.opening import open_database
from storage.schools.communities import OF_MAX
from storage.tables import Account, Campaign, OutboxRow, Person, School

FIRST = 51_000_001
LATENCY = 0.08  # seconds there and back
UNREACHABLE = 0.1
BUTTONS = Keyboard(((Button("Уже сделано", {"do": "done"}),),))
NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)


async def measure(people: int, rate: int, begin: int) -> dict[str, object]:
    world = MaxWorld([User(0, "Пример", f"Примеров {number}", max_id=FIRST + number) for number in range(people)])
    bot = world.add_bot()
    reachable = [FIRST + number for number in range(people) if number % round(1 / UNREACHABLE)]
    for number in reachable:
        bot.start_dialog(number)
    sandbox = await start_sandbox(World(), max_world=world, latency=LATENCY)
    bot.limiter.rate = rate
    try:
        with tempfile.TemporaryDirectory() as folder:
            seconds, states = await _campaign(sandbox.max_api_url, sandbox.max_token, people, begin, Path(folder))
    finally:
        await sandbox.stop()
    requests = people  # one a person, whatever becomes of it
    counted = [one.chat_id for one in bot.journal.accepted]
    return {
        "people": people,
        "allowed": rate,
        "begun_at": begin,
        "seconds": round(seconds, 2),
        "share_of_limit": round(requests / seconds / rate, 4),
        "too_many": bot.limiter.refused,
        "states": states,
        "every_outcome_right": states == {"sent": len(reachable), "unreachable": people - len(reachable)},
        "twice": len(counted) - len(set(counted)),
    }


async def _campaign(api_url: str, token: str, people: int, begin: int, folder: Path) -> tuple[float, dict[str, int]]:
    database = await open_database(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
    try:
        async with database.writing() as session:
            school = School(name="Ш", name_key="ш", created_at=NOW, settings={})
            session.add(school)
            await session.flush()
            campaign = Campaign(school_id=school.id, week="2026-W46", kind="digest", ignores_hours=True, made_at=NOW)
            session.add(campaign)
            await session.flush()
            for number in range(people):
                account = Account(platform="max", external_id=FIRST + number, writing="unknown")
                person = Person(school_id=school.id, full_name=f"П {number}", name_key=f"п {number}", created_at=NOW)
                session.add_all([account, person])
                await session.flush()
                row = {"campaign_id": campaign.id, "person_id": person.id, "account_id": account.id}
                text = f"Пример Примерович {number}, здравствуйте! Следующий шаг: создайте чат класса."
                row |= {"platform": "max", "peer_id": FIRST + number, "text": text, "gaps": [], "state": "planned"}
                await session.execute(insert(OutboxRow), [row])
        async with open_max(token, api_url=api_url, rate=begin) as messenger:
            options = Options(clock=lambda: datetime.now(UTC), recheck=None, keyboard=lambda row: BUTTONS)
            begun = time.monotonic()
            await deliver(database, {OF_MAX: messenger}, options)
            seconds = time.monotonic() - begun
        async with database.reading() as session:
            counted = await session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
            return seconds, {row.state: row[1] for row in counted}
    finally:
        await database.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.max_delivery")
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--rate", type=int, default=30)
    parser.add_argument("--begin", type=int, default=0)
    given = parser.parse_args()
    found = asyncio.run(measure(given.people, given.rate, given.begin or given.rate))
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    return 0 if found["every_outcome_right"] and not found["twice"] else 1


if __name__ == "__main__":
    sys.exit(main())
