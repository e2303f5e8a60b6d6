"""The messenger page at `/` and what it asks for: people, dialogs, news."""

import asyncio
from importlib import resources
from typing import Any

from aiohttp import web

from sandbox.vk.community import Community
from sandbox.vk.messages import Message
from sandbox.vk.world import World

TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
SHOWN_PEOPLE = 500
SHOWN_MESSAGES = 200
NEWS_SECONDS = 20.0


class Page:
    def __init__(self, world: World) -> None:
        self.world = world
        self.revision = 1
        self._news = asyncio.Event()

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/", self.index)
        app.router.add_get("/page/{name}", self.asset)
        app.router.add_get("/sandbox/people", self.people)
        app.router.add_get("/sandbox/dialogs/{peer_id:\\d+}", self.dialog)
        app.router.add_get("/sandbox/live", self.live)
        for community in self.world.communities.values():
            community.watchers.append(self._changed)

    def _changed(self, _: int) -> None:
        self.revision += 1
        self._news.set()

    def _community(self, request: web.Request) -> Community:
        group_id = int(request.query.get("group_id") or next(iter(self.world.communities)))
        return self.world.communities[group_id]

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
        community, words = self._community(request), request.query.get("search", "").lower().split()
        chats = [_chat_line(community, peer) for peer in community.chats]
        ids = [*self.world.users, *(peer for peer in community.dialogs if peer in self.world.crowd)]
        people = [self._person_line(community, user_id) for user_id in ids]
        lines = [line for line in chats + people if all(word in line["search"] for word in words)]
        lines.sort(key=lambda line: (-line["at"], not line["chat"], line["title"]))
        answer = {"revision": self.revision, "school": self.world.school, "community": community.name}
        return web.json_response({**answer, "total": len(lines), "items": lines[:SHOWN_PEOPLE]})

    def _person_line(self, community: Community, user_id: int) -> dict[str, Any]:
        user = self.world.user(user_id)
        title = user.name if user else str(user_id)
        role = user.role if user else ""
        refuses = user_id in community.not_allowed or user_id in community.refusals
        line = _line(community, user_id, title)
        return line | {"chat": False, "role": role, "refuses": refuses, "search": f"{title} {role} {user_id}".lower()}

    async def dialog(self, request: web.Request) -> web.Response:
        community, peer_id = self._community(request), int(request.match_info["peer_id"])
        dialog = community.dialogs.get(peer_id)
        messages = dialog.visible() if dialog else []
        shown = messages[-SHOWN_MESSAGES:]
        last_keyboard = next((item for item in reversed(messages) if item.out and _ordinary(item)), None)
        chat = community.chat(peer_id)
        members = [self._name(community, member) | {"id": member} for member in (chat.members if chat else {})]
        answers = [item for item in community.pressed.values() if item["peer_id"] == peer_id and item["answer"]]
        return web.json_response(
            {
                "revision": self.revision,
                "total": len(messages),
                "messages": [item.to_api() | self._name(community, item.from_id) for item in shown],
                "keyboard": last_keyboard.keyboard_json() if last_keyboard else None,
                "keyboard_cmid": last_keyboard.cmid if last_keyboard else 0,
                "members": members,
                "answers": answers[-20:],
                "refuses": peer_id in community.not_allowed or peer_id in community.refusals,
                "title": chat.title if chat else self._name(community, peer_id)["name"],
            }
        )

    def _name(self, community: Community, member: int) -> dict[str, str]:
        user = self.world.user(member) if member > 0 else None
        return {"name": user.name if user else community.name}


def _ordinary(message: Message) -> bool:
    """The keyboard under the box for writing is the last one that is not inline; an empty one takes it away."""
    return bool(message.keyboard) and '"inline":true' not in str(message.keyboard).replace(" ", "")


def _chat_line(community: Community, peer_id: int) -> dict[str, Any]:
    chat = community.chats[peer_id]
    people = len(chat.members) + chat.bot_inside
    line = _line(community, peer_id, chat.title)
    return line | {"chat": True, "role": f"участников: {people}", "refuses": False, "search": chat.title.lower()}


def _line(community: Community, peer_id: int, title: str) -> dict[str, Any]:
    dialog = community.dialogs.get(peer_id)
    last = next((item for item in reversed(dialog.messages) if not item.deleted), None) if dialog else None
    text = (last.text or "вложение") if last else ""
    unread = dialog.next_cmid - 1 if dialog else 0
    return {"id": peer_id, "title": title, "last": text[:90], "at": last.at if last else 0.0, "count": unread}


def _asset(name: str) -> web.Response:
    suffix = name[name.rfind(".") :]
    file = resources.files("sandbox") / "page" / name
    if suffix not in TYPES or not file.is_file():
        raise web.HTTPNotFound
    return web.Response(text=file.read_text("utf-8"), content_type=TYPES[suffix], headers=HEADERS)
