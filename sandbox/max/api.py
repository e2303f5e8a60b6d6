"""The Bot API over HTTP under `/max`: the token, the limit of requests, the faults, then the method itself."""

import asyncio
import json
from typing import Any

from aiohttp import web

from sandbox.faults import Faults, Rule
from sandbox.max.bot import Bot
from sandbox.max.call import Call
from sandbox.max.errors import MaxError, no_token, too_many
from sandbox.max.methods import Method, table
from sandbox.max.world import World
from sandbox.spoiling import spoil

PREFIX = "/max"
LONGEST_POLL = 90
Reply = tuple[int, dict[str, Any]]


class Api:
    """Faults name methods as «POST /messages», «GET /messages», «GET /updates» …"""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults

    def add_routes(self, app: web.Application) -> None:
        for verb, path, method in table():
            app.router.add_route(verb, PREFIX + path, self._handler(verb, path, method))
        app.router.add_get(f"{PREFIX}/updates", self.updates)

    def _handler(self, verb: str, path: str, method: Method) -> Any:
        name = f"{verb} {path.partition('/{')[0] if path.startswith('/messages') else path}"

        async def handle(request: web.Request) -> web.StreamResponse:
            bot = self._bot(request)
            body = await _body(request)
            pause = self.faults.latency / 2
            if pause:
                await asyncio.sleep(pause)
            rule = self.faults.strike(name)

            def do() -> Reply:
                call = Call(
                    self.world, _admitted(bot), self.faults, dict(request.query), body, dict(request.match_info)
                )
                call.bot.journal.methods[name] += 1
                return 200, method(call)

            answer = _performed(bot, do) if rule is None or rule.accepted else (200, {})
            if rule is not None:
                answer = _ruled(rule, answer)
                return await spoil(rule, request, _json(answer))
            if pause:
                await asyncio.sleep(pause)
            return _json(answer)

        return handle

    def _bot(self, request: web.Request) -> Bot | None:
        """The header carries the bare token: no «Bearer», nothing in the address."""
        return self.world.by_token(request.headers.get("Authorization", ""))

    async def updates(self, request: web.Request) -> web.StreamResponse:
        bot = self._bot(request)
        rule = self.faults.strike("GET /updates")
        answer: Reply = (200, {"updates": [], "marker": None})
        if rule is None or rule.accepted:
            try:
                answer = 200, await _news(_admitted(bot), request)
            except MaxError as error:
                answer = error.status, error.body()
        if rule is not None:
            return await spoil(rule, request, _json(_ruled(rule, answer)))
        return _json(answer)


async def _news(bot: Bot, request: web.Request) -> dict[str, Any]:
    query = request.query
    marker = int(query["marker"]) if query.get("marker", "").lstrip("-").isdecimal() else None
    seconds = min(float(query.get("timeout") or 30), LONGEST_POLL)
    limit = int(query.get("limit") or 100)
    types = {one for one in query.get("types", "").split(",") if one}
    start = bot.updates.start_at(marker)
    await bot.updates.wait(start, seconds)
    found, after = bot.updates.since(start, limit, types)
    return {"updates": found, "marker": after}


def _admitted(bot: Bot | None) -> Bot:
    if bot is None:
        raise no_token()
    if not bot.limiter.admits():
        raise too_many(bot.limiter.rate)
    return bot


def _performed(bot: Bot | None, do: Any) -> Reply:
    try:
        status, content = do()
    except MaxError as error:
        if bot is not None:
            bot.journal.errors[error.code] += 1
        return error.status, error.body()
    return status, content


def _ruled(rule: Rule, answer: Reply) -> Reply:
    if rule.kind == "error":
        return rule.status, {"code": rule.error or "internal.error", "message": rule.message or rule.error}
    if rule.kind == "unsuccessful":
        return 200, {"success": False, "message": rule.message or "error", "code": rule.error}
    return answer


def _json(answer: Reply) -> web.Response:
    status, content = answer
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return web.Response(status=status, text=text, content_type="application/json")


async def _body(request: web.Request) -> dict[str, Any]:
    if not request.body_exists:
        return {}
    try:
        content = json.loads(await request.read())
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
