"""A VK that answers in every wrong way we could think of. What it took is counted there, by person."""

import asyncio
import json
import random
import re
from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.delivery import Delivery, Options
from bot.pace import Pace
from bot.vk.messenger import open_vk
from storage.campaigns.outbox import resume_campaign, retry_failed
from tests.bot.delivery.conftest import FIRST
from tests.outbox_rows import Clock, add_campaign, add_people, add_school, states

PEOPLE = range(FIRST, FIRST + 120)
CLOSED, GONE = set(PEOPLE[5::40]), set(PEOPLE[7::40])
WHOLE = (1, 5, 6, 7, 9, 10, 12, 13, 14, 29, 100, 900, 901, 902)
FOR_ONE = (6, 9, 10, 29, 15, 7)
PATIENCE = 0.15


class HostileVk:
    """`execute`, `messages.send` and `messages.getHistory` with a memory of `random_id`; the first `angry` sending
    requests go wrong in a random way each."""

    def __init__(self, seed: int, angry: int) -> None:
        self.chance = random.Random(seed)
        self.angry = angry
        self.taken: dict[tuple[int, int], int] = {}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        method = request.match_info["method"]
        if method == "execute":
            return await self._execute(str(form["code"]))
        if method == "messages.getHistory":
            return web.json_response({"response": self._history(int(str(form["peer_id"])))})
        return await self._wrongly(lambda: self._single({key: str(value) for key, value in form.items()}))

    async def _execute(self, code: str) -> web.StreamResponse:
        calls = [json.loads(one) for one in re.findall(r"API\.messages\.\w+\((\{.*?\})\)(?=[,\]])", code)]
        if "getHistory" in code:
            return web.json_response({"response": [self._history(one["peer_id"]) for one in calls]})
        return await self._wrongly(lambda: self._batch(calls), calls)

    def _history(self, peer_id: int) -> dict[str, Any]:
        items = [
            {"id": number, "random_id": random_id, "date": 2_000_000_000, "out": 1}
            for (peer, random_id), number in self.taken.items()
            if peer == peer_id
        ]
        return {"count": len(items), "items": items}

    def _send(self, call: dict[str, Any]) -> int | dict[str, Any]:
        peer = int(call["peer_id"])
        if peer in CLOSED | GONE:
            return {"method": "messages.send", "error_code": 901 if peer in CLOSED else 18, "error_msg": "no"}
        return self.taken.setdefault((peer, int(call["random_id"])), len(self.taken) + 1)

    def _single(self, form: dict[str, str]) -> dict[str, Any]:
        if "peer_ids" in form:
            outcomes = [(int(peer), self._send({**form, "peer_id": peer})) for peer in form["peer_ids"].split(",")]
            entries = [
                {"peer_id": peer, "error": {"code": made["error_code"], "description": "no"}}
                if isinstance(made, dict)
                else {"peer_id": peer, "message_id": made}
                for peer, made in outcomes
            ]
            return {"response": entries}
        made = self._send(form)
        return {"error": made} if isinstance(made, dict) else {"response": made}

    def _batch(self, calls: list[dict[str, Any]]) -> dict[str, Any]:
        made = [self._send(one) for one in calls]
        errors = [one for one in made if isinstance(one, dict)]
        answer = {"response": [False if isinstance(one, dict) else one for one in made]}
        return answer | ({"execute_errors": errors} if errors else {})

    async def _wrongly(self, work, calls=()) -> web.StreamResponse:
        if self.angry <= 0:
            return web.json_response(work())
        self.angry -= 1
        way = self.chance.choice(WAYS)
        return await way(self, work, calls)

    async def _well(self, work, calls) -> web.StreamResponse:
        return web.json_response(work())

    async def _refused(self, work, calls) -> web.StreamResponse:
        # Of one person alone it would be true.
        codes = [code for code in WHOLE if len(calls) > 1 or code < 900]
        error = {"error_code": self.chance.choice(codes), "error_msg": "no", "captcha_sid": "1"}
        return web.json_response({"error": error})

    async def _late(self, work, calls) -> web.StreamResponse:
        answer = work()
        await asyncio.sleep(PATIENCE * 2)
        return web.json_response(answer)

    async def _html(self, work, calls) -> web.StreamResponse:
        if self.chance.random() < 0.5:
            work()
        return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")

    async def _cut(self, work, calls) -> web.StreamResponse:
        text = json.dumps(work())
        return web.Response(text=text[: len(text) // 2], content_type="application/json")

    async def _odd_shape(self, work, calls) -> web.StreamResponse:
        answer = work()
        odd = self.chance.choice([None, [], {}, "ok", 5, answer["response"][:-1] if calls else []])
        return web.json_response({"response": odd})

    async def _no_json_object(self, work, calls) -> web.StreamResponse:
        work()
        return web.json_response(self.chance.choice([[], "", None, 1, {}, {"error": "text"}]))

    async def _some_fail(self, work, calls) -> web.StreamResponse:
        """Errors for some, sometimes fewer or more of them than there are failed calls."""
        if not calls:
            return await self._well(work, calls)
        unlucky = {one["peer_id"] for one in calls if self.chance.random() < 0.3}
        made = [self.chance.choice([None, False]) if one["peer_id"] in unlucky else self._send(one) for one in calls]
        code = self.chance.choice(FOR_ONE)
        odd = {"method": "messages.send", "error_code": code, "error_msg": "no"}
        errors = [
            odd if one is None or one is False else one for one in made if not isinstance(one, int) or one is False
        ]
        errors = self.chance.choice([errors, errors[:-1], [*errors, *errors[:1]], []])
        values = [False if isinstance(one, dict) else one for one in made]
        return web.json_response({"response": values, "execute_errors": errors})


WAYS = (
    HostileVk._well,
    HostileVk._refused,
    HostileVk._late,
    HostileVk._html,
    HostileVk._cut,
    HostileVk._odd_shape,
    HostileVk._no_json_object,
    HostileVk._some_fail,
)


@asynccontextmanager
async def serving(vk: HostileVk):
    app = web.Application()
    app.router.add_post("/method/{method}", vk.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/method"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("same_text", [False, True])
async def test_whatever_vk_answers_everybody_has_it_once_and_the_outbox_knows(database, monkeypatch, seed, same_text):
    monkeypatch.setattr("bot.vk.rests.FIRST", 0.02)
    monkeypatch.setattr("bot.pace._SLOWED", 0.0)
    clock, vk = Clock(), HostileVk(seed, angry=40)

    async def sleep(seconds: float) -> None:
        clock.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)

    school = await add_school(database)
    await add_people(database, school, PEOPLE)
    campaign = await add_campaign(database, school, same_text=same_text)
    async with serving(vk) as url, open_vk("t", 1, api_url=url, pace=Pace(0), patience=PATIENCE) as messenger:
        for _ in range(30):
            options = Options(clock=clock, recheck=None, sleep=sleep)
            await Delivery(database, {1: messenger}, options).deliver()
            ended = await states(database, campaign)
            if ended.get("failed", 0) + ended.get("planned", 0) == 0:
                break
            # As the officer would: go on after a stop, try the failed ones again.
            async with database.writing() as session:
                await resume_campaign(session, campaign)
                await retry_failed(session, campaign)
    assert vk.angry < 40
    repeated = [peer for peer, count in Counter(peer for peer, _ in vk.taken).items() if count > 1]
    assert repeated == []
    assert {peer for peer, _ in vk.taken} == set(PEOPLE) - CLOSED - GONE
    assert ended == {"sent": len(PEOPLE) - len(CLOSED | GONE), "unreachable": len(CLOSED | GONE)}
