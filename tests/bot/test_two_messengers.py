"""The program with MAX alone, and with both messengers: everybody is answered and told in their own."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.app import open_app
from bot.first_look import first_look, must_be_there
from bot.max.housekeeping import subscribe
from bot.max.messenger import open_max
from bot.running import Program
from sandbox import User
from storage.people.accounts import ensure_account
from storage.people.officers import OFFICERS, answers_to
from storage.people.roles import Role, give_role
from storage.schools.communities import NOBODY, OF_MAX, home
from storage.schools.registry import all_schools
from storage.tables import Chat, Reply
from tests.bot.program import at_work, said_in_max, settings_for, until, with_vk
from tests.max_sandbox import ANNA, BORIS, GROUP, running_max

SECRET = "a-secret-of-the-school"


@pytest.fixture
async def max_():
    async with running_max() as client:
        client.running.world.users |= {one.id: User(one.id, one.first_name, one.last_name) for one in USERS}
        yield client


USERS = (User(9_000_001, "Анна", "Первова-Пример"), User(BORIS, "Тёзка", "По Номеру"))


async def test_a_school_with_max_alone_answers_its_officer_and_greets_who_begins(max_, tmp_path):
    settings = settings_for(max_, tmp_path, officer_ids=[f"max:{ANNA}"])
    async with at_work(settings, tmp_path):
        await max_.act("start", user_id=ANNA)
        [hello] = [one for one in await until(lambda: said_in_max(max_, ANNA)) if "ответственный" in one]
        assert "пришлите файл статистики" in hello
        before = len(await said_in_max(max_, ANNA))
        await max_.act("write", user_id=ANNA, text="/help")
        assert (await until(lambda: _after(max_, ANNA, before)))[0] != ""
        await max_.act("start", user_id=BORIS)
        assert "Я «Дежурный»" in (await until(lambda: said_in_max(max_, BORIS)))[0]
        commands = await until(lambda: _commands(max_))
        assert "help" in {one["name"] for one in commands}


async def test_an_answer_of_which_nobody_knows_is_looked_for_in_the_dialog_before_it_is_said_again(max_, tmp_path):
    async with at_work(settings_for(max_, tmp_path), tmp_path) as (program, _):
        program.app.of_max.settles = timedelta(seconds=1.5)
        await max_.control("settings", {"read_lag": 1.1})
        for fault in ({"kind": "drop"}, {"kind": "http", "status": 502}):
            await max_.control("faults", {**fault, "times": 1, "methods": ["POST /messages"]})
        await max_.act("start", user_id=BORIS)
        await until(lambda: said_in_max(max_, BORIS))
        await max_.act("write", user_id=BORIS, text="/help")

        async def nothing_waits():
            async with program.app.database.reading() as session:
                return not await session.scalar(select(func.count()).where(Reply.state == "planned"))

        await until(lambda: _after(max_, BORIS, 1))
        await until(nothing_waits)
    said = await said_in_max(max_, BORIS)
    assert len(said) == len(set(said))


@pytest.mark.parametrize("bad", ["max_token", "vk_token"])
async def test_a_key_that_is_not_accepted_leaves_the_other_messenger_at_work(max_, tmp_path, bad):
    settings = settings_for(max_, tmp_path, **{**with_vk(max_), bad: SecretStr("wrong")})
    async with open_app(settings, online=True) as app:
        told = await first_look(app)
        await must_be_there(app)
    assert [bad.upper() in one and "работаю без него" in one for one in told[:1]] == [True]
    async with at_work(settings, tmp_path):
        if bad == "vk_token":
            await max_.act("start", user_id=BORIS)
            await until(lambda: said_in_max(max_, BORIS))
            return
        community = next(iter(max_.running.world.communities.values()))

        async def answered():
            # Again and again: what is written before the program listens is heard by nobody.
            act = {"user_id": 9_000_001, "text": "Начать"}
            async with max_.http.post(f"{max_.running.base_url}/sandbox/act/write", json=act) as wrote:
                assert wrote.status == 200
            await asyncio.sleep(0.5)
            return community.journal.accepted

        await until(answered)


async def test_whatever_ends_the_program_nobody_is_answered_twice_or_forgotten(max_, tmp_path):
    """Its tasks are torn down where they are, as a kill does; the marker in the database says what was heard."""
    people = [60_000_001 + number for number in range(8)]
    users = [{"max_id": one, "first_name": "Пример", "last_name": "Примеров"} for one in people]
    await max_.control("people", {"users": users, "started": True})
    await max_.control("settings", {"latency": 0.05})
    settings = settings_for(max_, tmp_path)
    for number, person in enumerate(people):
        await max_.act("write", user_id=person, text="/help")
        if number % 2:
            async with open_app(settings, online=True) as app:
                app.of_max.settles = timedelta(seconds=0.5)
                torn = asyncio.create_task(Program(app, tmp_path / "files").run())
                await asyncio.sleep(0.1 * number)
                torn.cancel()
                await asyncio.gather(torn, return_exceptions=True)
    async with at_work(settings, tmp_path) as (program, _):
        program.app.of_max.settles = timedelta(seconds=0.5)
        for person in people:
            await until(lambda person=person: said_in_max(max_, person))
        await asyncio.sleep(1)
    for person in people:
        said = await said_in_max(max_, person)
        assert len(said) == len(set(said)), said


async def _after(max_, user_id, count):
    return (await said_in_max(max_, user_id))[count:]


async def _commands(max_):
    return (await max_.control("stats"))["commands"]


async def test_a_chat_is_registered_also_where_max_does_not_tell_who_added_the_bot(max_, tmp_path):
    async with at_work(settings_for(max_, tmp_path), tmp_path) as (program, _):
        await max_.control("chats", {"chat_id": GROUP, "title": "Учительская", "members": [ANNA], "bot_inside": True})
        added = {"update_type": "bot_added", "timestamp": 1_790_000_000_000, "chat_id": GROUP, "is_channel": False}
        await max_.control("updates", {"emit": [added]})

        async def registered():
            async with program.app.database.reading() as session:
                return await session.scalar(select(Chat).where(Chat.platform == "max"))

        assert (await until(registered)).peer_id == GROUP


async def test_whoever_asks_in_max_rings_the_officer_in_vk(max_, tmp_path):
    """The same number in both messengers is two people."""
    settings = settings_for(max_, tmp_path, officer_ids=[9_000_001], **with_vk(max_))
    async with at_work(settings, tmp_path) as (program, _):
        await max_.act("start", user_id=BORIS)
        await max_.act("write", user_id=BORIS, text="Второв Борис Олегович")
        world = max_.running.world

        async def rung():
            accepted = next(iter(world.communities.values())).journal.accepted
            return [one for one in accepted if "просится" in one.text]

        [request] = await until(rung)
        assert (request.peer_id, f"MAX {BORIS}" in request.text) == (9_000_001, True)
        async with program.app.database.reading() as session:
            [school] = await all_schools(session)
            assert school.community_id is None


async def test_officers_are_told_each_through_their_own_messenger(max_, tmp_path):
    settings = settings_for(max_, tmp_path, officer_ids=[9_000_001], **with_vk(max_))
    async with at_work(settings, tmp_path) as (program, _):
        now = program.app.clock()
        await until(lambda: _schools(program))
        async with program.app.database.writing() as session:
            [school] = await all_schools(session)
            boris = await ensure_account(session, "max", BORIS)
            await give_role(session, boris.id, school.id, Role.DEPUTY, now)
            found = await answers_to(session, school, "Важное", tuple(program.app.messengers), *OFFICERS)
    assert [(one.peer_id, one.community) for one in found] == [(BORIS, OF_MAX), (9_000_001, max_.running.group_id)]


async def _schools(program):
    async with program.app.database.reading() as session:
        return await all_schools(session)


def test_the_door_of_an_account_is_its_messengers():
    assert home(None, (5, 6, OF_MAX)) == 5
    assert home(6, (5, 6, OF_MAX)) == 6
    assert home(6, (5, 6, OF_MAX), "max") == OF_MAX
    assert home(6, (OF_MAX,)) == NOBODY
    assert home(6, (5, 6), "max") == NOBODY


async def test_a_webhook_is_believed_with_its_secret_only_and_its_events_are_handled_once(max_, tmp_path):
    more = {"max_events": "webhook", "max_webhook_secret": SECRET, "public_url": "https://school.example.org"}
    async with at_work(settings_for(max_, tmp_path, **more), tmp_path) as (_, address):
        subscribed = await until(lambda: _subscriptions(max_))
        assert [one["url"] for one in subscribed] == ["https://school.example.org/max"]
        chat = await max_.act("start", user_id=BORIS)
        update = {"update_type": "message_created", "timestamp": 1_790_000_000_000}
        update["message"] = {
            "sender": {"user_id": BORIS, "is_bot": False},
            "recipient": {"chat_id": chat["chat_id"], "chat_type": "dialog"},
            "timestamp": 1_790_000_000_000,
            "body": {"mid": "mid.1", "seq": 1, "text": "привет"},
        }
        async with aiohttp.ClientSession() as http:
            assert await _post(http, address, update, "wrong") == 403
            assert await _post(http, address, update, "") == 403
            assert [await _post(http, address, update, SECRET) for _ in range(2)] == [200, 200]
            assert await _post(http, address, [], SECRET) == 200
            async with http.post(f"{address}/max", data=b"{", headers={"X-Max-Bot-Api-Secret": SECRET}) as answer:
                assert answer.status == 400
        await until(lambda: said_in_max(max_, BORIS))
    assert len([one for one in await said_in_max(max_, BORIS) if "Я «Дежурный»" in one]) == 1


async def _post(http, address, update, secret):
    headers = {"X-Max-Bot-Api-Secret": secret} if secret else {}
    async with http.post(f"{address}/max", json=update, headers=headers) as answer:
        return answer.status


async def _subscriptions(max_):
    return (await max_.control("webhook"))["subscriptions"]


async def test_one_address_is_subscribed_old_ones_go_and_a_lost_one_comes_back(max_):
    async with open_max(max_.token, api_url=max_.api_url, rate=0) as messenger:
        await subscribe(messenger, "https://old.example.org/max", SECRET)
        await subscribe(messenger, "https://new.example.org/max", SECRET)
        assert [one["url"] for one in await _subscriptions(max_)] == ["https://new.example.org/max"]
        await max_.control("webhook", {"unsubscribe": True})
        await subscribe(messenger, "https://new.example.org/max", SECRET)
        assert len(await _subscriptions(max_)) == 1
        await subscribe(messenger, None, "")
        assert await _subscriptions(max_) == []
