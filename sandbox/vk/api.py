"""`/method/<name>`: the token, the rate limit, the faults, then the method itself."""

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.faults import Faults, Rule
from sandbox.forms import read_params
from sandbox.spoiling import spoil
from sandbox.vk.community import Community
from sandbox.vk.errors import Answer, VkError
from sandbox.vk.execute.execution import Execution
from sandbox.vk.methods import METHODS
from sandbox.vk.methods.call import Call
from sandbox.vk.world import World

CAPTCHA = {"captcha_sid": "239000001", "captcha_img": "https://example.org/captcha.png"}


class Api:
    """The API's side of a running sandbox."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.base_url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["name"]
        params = await read_params(request)
        admitted = self._admit(params)
        pause = self.faults.latency / 2
        if pause:
            await asyncio.sleep(pause)
        rule = self.faults.strike(method)
        if rule is None:
            answer = self._answer(admitted, method, params)
        else:
            answer = self._spoiled(rule, admitted, method, params)
        if rule is not None and rule.kind != "error":
            return await spoil(rule, request, reply(answer))
        if pause:
            await asyncio.sleep(pause)
        return reply(answer)

    def _admit(self, params: dict[str, Any]) -> Community | VkError:
        token = params.get("access_token")
        if not token:
            return VkError(5, "no access_token passed")
        community = self.world.by_token(str(token))
        if community is None:
            return VkError(5, "invalid access_token (4)")
        return community if community.limiter.admits() else VkError(6)

    def _spoiled(self, rule: Rule, admitted: Community | VkError, method: str, params: dict[str, Any]) -> Answer:
        answer: Answer = {}
        if rule.accepted:
            answer = self._answer(admitted, method, params)
        if rule.kind == "error":
            extra = CAPTCHA if rule.code == 14 else {}
            answer = VkError(rule.code, **extra).answer({"method": method, "oauth": 1, **params})
        return answer

    def _answer(self, admitted: Community | VkError, method: str, params: dict[str, Any]) -> Answer:
        try:
            if isinstance(admitted, VkError):
                raise admitted
            admitted.journal.methods[method] += 1
            return self._perform(admitted, method, params)
        except VkError as error:
            if isinstance(admitted, Community):
                admitted.journal.errors[error.code] += 1
            return error.answer({"method": method, "oauth": 1, **params})

    def _perform(self, community: Community, method: str, params: dict[str, Any]) -> Answer:
        call = Call(self.world, community, self.faults, self.base_url, params)
        if method != "execute":
            return {"response": self.call(call, method)}
        version = params.get("v")

        def inner(name: str, values: dict[str, Any]) -> Any:
            if version is not None and "v" not in values:
                values["v"] = version
            community.journal.methods[f"execute:{name}"] += 1
            call.params = values
            return self.call(call, name)

        return Execution(inner).run(str(params.get("code") or ""))

    def call(self, call: Call, method: str) -> Any:
        handler = METHODS.get(method)
        if handler is None:
            raise VkError(3, f"unknown method {method}")
        return handler(call)


def reply(answer: Answer) -> web.Response:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return web.Response(body=body, content_type="application/json", charset="utf-8")
