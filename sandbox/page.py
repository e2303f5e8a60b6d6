"""The messenger page at `/` and what it asks for: people, dialogs, news. One page for all messengers that are there."""

import asyncio
from importlib import resources
from typing import Any

from aiohttp import web

from sandbox.max import shown as max_shown
from sandbox.max.world import World as MaxWorld
from sandbox.vk import shown as vk_shown
from sandbox.vk.world import World

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
SHOWN_PEOPLE = 500
NEWS_SECONDS = 20.0


class Page:
    def __init__(self, world: World, max_world: MaxWorld) -> None:
        self.world = world
        self.revision = 1
        self._news = asyncio.Event()
        self._sides: dict[str, vk_shown.Shown | max_shown.Shown] = {"vk": vk_shown.Shown(world)}
        self._messengers = [vk_shown.MARK]
        watched = [community.watchers for community in world.communities.values()]
        if max_world.bots:
            self._sides["max"] = max_shown.Shown(max_world)
            self._messengers.append(max_shown.MARK)
            watched += [bot.watchers for bot in max_world.bots.values()]
        for watchers in watched:
            watchers.append(self._changed)

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", self.index)
        app.router.add_get("/page/{name}", self.asset)
        app.router.add_get("/sandbox/people", self.people)
        app.router.add_get("/sandbox/dialogs/{peer_id:-?\\d+}", self.dialog)
        app.router.add_get("/sandbox/live", self.live)

    def _changed(self, _: int) -> None:
        self.revision += 1
        self._news.set()

    def _side(self, request: web.Request) -> vk_shown.Shown | max_shown.Shown:
        side = self._sides.get(request.query.get("platform", "vk"))
        if side is None:
            raise web.HTTPNotFound
        return side

    async def index(self, _: web.Request) -> web.Response:
        return _asset("index.html")

    async def asset(self, request: web.Request) -> web.Response:
        return _asset(request.match_info["name"])

    async def live(self, request: web.Request) -> web.Response:
        """Answers as soon as something is newer than `since`, or after a while."""
        since = int(request.query.get("since", 0))
        try:
            async with asyncio.timeout(NEWS_SECONDS):
                while self.revision <= since:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return web.json_response({"revision": self.revision})
        return web.json_response({"revision": self.revision})

    async def people(self, request: web.Request) -> web.Response:
        """The newest dialogs first, then chats, then people by name; `search` narrows."""
        side, words = self._side(request), request.query.get("search", "").lower().split()
        found = side.lines(int(request.query.get("group_id") or 0))
        lines = [line for line in found if all(word in line["search"] for word in words)]
        lines.sort(key=lambda line: (-line["at"], not line["chat"], line["title"]))
        answer: dict[str, Any] = {"revision": self.revision, "school": self.world.school, "community": side.name}
        answer["hint"] = self.world.hint
        answer["messengers"] = self._messengers
        return web.json_response({**answer, "total": len(lines), "items": lines[:SHOWN_PEOPLE]})

    async def dialog(self, request: web.Request) -> web.Response:
        group_id, peer_id = int(request.query.get("group_id") or 0), int(request.match_info["peer_id"])
        shown = self._side(request).dialog(group_id, peer_id)
        return web.json_response({"revision": self.revision, **shown})


def _asset(name: str) -> web.Response:
    suffix = name[name.rfind(".") :]
    file = resources.files("sandbox") / "page" / name
    if suffix not in TYPES or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(text=file.read_text("utf-8"), content_type=TYPES[suffix], headers=HEADERS)
