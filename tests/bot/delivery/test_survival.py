"""A small torture in every test run; the whole of it is `make torture`."""

import asyncio
import json
import signal
import sys

import pytest

from sandbox import World
from storage.database.opening import open_database
from tests.outbox_rows import add_campaign, add_people, add_school, states
from tests.sandbox_server import running_sandbox
from tests.torture.trials import FIRST, Trial, run_trial


async def test_a_process_killed_at_any_instant_loses_nothing_and_repeats_nothing(tmp_path):
    result = await run_trial(Trial(people=400, kills=4, seed=11, forked=True), tmp_path)
    assert (result.lost, result.repeated) == ([], [])
    assert result.states == {"sent": 400}
    assert result.kills >= 1


async def test_killed_while_answers_get_lost_and_vk_forgets(tmp_path):
    """An hour passes after each kill: whatever is in doubt is looked up."""
    faults = [{"kind": "drop", "accepted": True, "share": 0.3, "times": 4}, {"kind": "http", "share": 0.2, "times": 3}]
    result = await run_trial(Trial(400, 4, 5, hour_passes=True, faults=faults, longest_life=1.0, forked=True), tmp_path)
    assert (result.lost, result.repeated) == ([], [])
    assert result.states == {"sent": 400}
    assert result.kills >= 1


async def test_killed_in_max_where_no_repeat_is_harmless(tmp_path):
    lost = [{"kind": "drop", "share": 0.05, "methods": ["POST /messages"]}]
    result = await run_trial(Trial(120, 2, 5, faults=lost, longest_life=0.8, platform="max", forked=True), tmp_path)
    assert (result.lost, result.repeated, result.set_aside) == ([], [], [])
    assert result.states == {"sent": 120}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking them")
async def test_sigterm_lets_the_requests_under_way_finish(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path}/outbox.db"
    database = await open_database(url)
    school = await add_school(database)
    people = range(FIRST, FIRST + 2000)
    await add_people(database, school, people)
    campaign = await add_campaign(database, school)
    async with running_sandbox(World(crowd=people), latency=0.2) as sandbox:
        given = {"database": url, "token": sandbox.token, "group_id": sandbox.group_id}
        given |= {"api_url": sandbox.api_url, "shift": 0}
        victim = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.torture.victim", json.dumps(given), stdout=asyncio.subprocess.PIPE
        )
        assert victim.stdout is not None
        assert (await victim.stdout.readline()).split() == [b"ready", str(victim.pid).encode()]
        assert await victim.stdout.readline() == b"going\n"
        victim.send_signal(signal.SIGTERM)
        output = (await victim.communicate())[0].splitlines()[-1]
        accepted = (await sandbox.control("/sandbox/stats"))["accepted"]
    assert victim.returncode == 0
    ended = await states(database, campaign)
    await database.close()
    assert json.loads(output)["sent"] == ended["sent"] == accepted < 2000
    assert ended == {"sent": accepted, "planned": 2000 - accepted}
