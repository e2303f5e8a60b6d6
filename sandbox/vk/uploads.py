"""Upload servers and the signed addresses of files (a redirect first, as VK does)."""

import json
from typing import Any

from aiohttp import web

from sandbox.faults import Faults
from sandbox.spoiling import spoil
from sandbox.vk.api import reply
from sandbox.vk.files import StoredFile
from sandbox.vk.world import World

MAX_UPLOAD = 200 * 1024 * 1024


class Uploads:
    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Any multipart field with bytes is a file; a photo's answer differs from a document's."""
        rule = self.faults.strike("upload")
        if rule is not None:
            done = await self._park(request) if rule.accepted else {"error": "upload failed"}
            return await spoil(rule, request, reply(done))
        return web.json_response(await self._park(request))

    async def _park(self, request: web.Request) -> dict[str, Any]:
        kind = request.match_info["kind"]
        files = [item for item in (await request.post()).values() if isinstance(item, web.FileField)]
        if not files:
            return {"error": "no_file", "error_descr": "there is no file in the form"}
        tickets = [self.world.files.park(item.filename or "file", item.file.read(), kind) for item in files]
        if kind == "photo":
            photo = json.dumps([{"photo": ticket, "sizes": []} for ticket in tickets])
            return {"server": 239, "photo": photo, "hash": "0" * 32}
        return {"file": tickets[0]}

    async def redirect(self, request: web.Request) -> web.StreamResponse:
        rule = self.faults.strike("download")
        if rule is not None:
            return await spoil(rule, request, reply({"error": "download failed"}))
        file = self._signed(request)
        raise web.HTTPFound(f"{self.world.files.base_url}/files/{file.id}/{file.sign}?exp={request.query['exp']}")

    def _signed(self, request: web.Request) -> StoredFile:
        """The file the address names, when its signature and age allow."""
        number = request.match_info["id"]
        file = self.world.files.files.get(int(number))
        sign = request.match_info.get("sign") or request.query.get("hash", "")
        expires = request.query.get("exp", "0")
        alive = expires.isdecimal() and int(expires) > self.world.clock.now()
        if file is None or file.sign != sign or not alive:
            raise web.HTTPNotFound(text="Файл не найден или ссылка устарела")
        return file

    async def give(self, request: web.Request) -> web.StreamResponse:
        file = self._signed(request)
        shown_here = file.kind == "photo" and file.content_type in ("image/png", "image/jpeg", "image/gif")
        headers = {"X-Content-Type-Options": "nosniff"}
        if not shown_here:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.content, content_type=file.content_type, headers=headers)
