"""Upload servers of MAX and the addresses of files."""

from typing import Any

from aiohttp import web

from sandbox.faults import Faults
from sandbox.max.bot import Bot
from sandbox.max.files import IMAGES, LIMITS
from sandbox.max.world import World
from sandbox.spoiling import spoil


class Uploads:
    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post("/max-upload/{ticket}", self.take)
        app.router.add_get("/max-files/{id:\\d+}/{sign}", self.give)

    async def take(self, request: web.Request) -> web.StreamResponse:
        rule = self.faults.strike("upload")
        status, answer = (200, {}) if rule is not None and not rule.accepted else await self._stored(request)
        if rule is not None:
            return await spoil(rule, request, web.json_response(answer, status=status))
        return web.json_response(answer, status=status)

    async def _stored(self, request: web.Request) -> tuple[int, dict[str, Any]]:
        kind = self.world.files.waiting.get(request.match_info["ticket"])
        if kind is None:
            return 404, {"error_code": 4, "error_data": "UPLOAD_EXPIRED"}
        form = await request.post()
        file = form.get("data")
        if not isinstance(file, web.FileField):
            return 200, {"error_code": 2, "error_data": "NO_FILE"}
        name, content = file.filename or "file", file.file.read()
        if len(content) > LIMITS[kind]:
            return 413, {"error_code": 3, "error_data": "TOO_LARGE"}
        if kind == "image" and not name.lower().endswith(IMAGES):
            return 415, {"error_code": 5, "error_data": "UNSUPPORTED_MEDIA"}
        stored = self.world.files.store(name, content, kind, self._seconds())
        if kind == "image":
            return 200, {"photos": {str(stored.id): {"token": stored.token}}}
        return 200, {"fileId": stored.id, "token": stored.token}

    def _seconds(self) -> float:
        bots: list[Bot] = list(self.world.bots.values())
        return max((bot.upload_seconds for bot in bots), default=0.0)

    async def give(self, request: web.Request) -> web.StreamResponse:
        rule = self.faults.strike("download")
        if rule is not None:
            return await spoil(rule, request, web.json_response({}))
        file = self.world.files.find(int(request.match_info["id"]), request.match_info["sign"])
        if file is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff"}
        if file.kind != "image":
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.content, content_type=file.content_type, headers=headers)
