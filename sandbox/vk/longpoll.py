"""The long poll server: `?act=a_check&key&ts&wait`, with `failed` 1, 2 and 3."""

import json
from typing import Any

from aiohttp import web

from sandbox.faults import Faults
from sandbox.forms import read_params
from sandbox.spoiling import spoil
from sandbox.vk.api import reply
from sandbox.vk.events import EventLog
from sandbox.vk.world import World

MAX_WAIT = 90


class LongPoll:
    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults

    async def handle(self, request: web.Request) -> web.StreamResponse:
        community = self.world.communities.get(int(request.match_info["group_id"]))
        if community is None:
            raise web.HTTPNotFound
        rule = self.faults.strike("longpoll")
        answer: dict[str, Any] = {"failed": rule.code if rule is not None else 0}
        if rule is None or rule.accepted:
            answer = await _check(community.events, await read_params(request), request)
        if rule is not None:
            return await spoil(rule, request, reply(answer))
        return web.json_response(answer, dumps=_dumps)


def _dumps(answer: Any) -> str:
    return json.dumps(answer)  # escaped, as VK does: half an emoji could not be sent otherwise


async def _check(log: EventLog, params: dict[str, Any], request: web.Request) -> dict[str, Any]:
    """`ts` in an answer is text by default; `failed: 1` gives a number, as VK does."""
    failure = _failure(log, params)
    if failure is not None:
        return failure
    ts = int(params["ts"])
    await log.wait(ts, min(float(params.get("wait") or 25), MAX_WAIT))
    if request.transport is None:  # whoever asked has gone: a failure meant for the next one is not used up
        return {"ts": str(ts), "updates": []}
    failure = _failure(log, params)
    if failure is not None:
        return failure
    found = log.since(ts)
    new_ts = found[-1][0] + 1 if found else ts
    return {"ts": new_ts if log.ts_as_number else str(new_ts), "updates": [update for _, update in found]}


def _failure(log: EventLog, params: dict[str, Any]) -> dict[str, Any] | None:
    if log.fail_next:
        code = log.fail_next.popleft()
        return {"failed": code, "ts": log.next_ts} if code == 1 else {"failed": code}
    if params.get("key") not in log.keys:
        return {"failed": 2}
    ts = str(params.get("ts", ""))
    if not ts.isdecimal():
        return {"failed": 3}
    if not log.first_ts <= int(ts) <= log.next_ts:
        return {"failed": 1, "ts": log.next_ts}
    return None
