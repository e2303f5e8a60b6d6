"""`/sandbox/…`: what tests and benchmarks steer and count. JSON in, JSON out; 400 with a sentence when refused."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.faults import Faults, Rule
from sandbox.people import Chat, User
from sandbox.vk.actions import ActionError
from sandbox.vk.callback import CallbackDelivery
from sandbox.vk.community import PERMISSIONS, Community
from sandbox.vk.control_actions import ActionRoutes
from sandbox.vk.event_kinds import EVENT_KINDS
from sandbox.vk.messages import Message
from sandbox.vk.world import World

Answer = dict[str, Any] | list[Any]
Work = Callable[[Community, dict[str, Any]], Answer | Awaitable[Answer]]


class Control:
    def __init__(self, world: World, faults: Faults, callbacks: CallbackDelivery) -> None:
        self.world = world
        self.faults = faults
        self.callbacks = callbacks

    def add_routes(self, app: web.Application) -> None:
        table: list[tuple[str, str, Work]] = [
            ("GET", "stats", self.stats),
            ("GET", "accepted", self.accepted),
            ("GET", "counts", self.counts),
            ("POST", "forget", self.forget),
            ("GET", "clock", self.clock),
            ("POST", "clock", self.clock),
            ("GET", "faults", self.list_faults),
            ("POST", "faults", self.add_faults),
            ("DELETE", "faults", self.reset_faults),
            ("POST", "settings", self.settings),
            ("POST", "refuse", self.refuse),
            ("POST", "longpoll", self.longpoll),
            ("GET", "callback", self.callback),
            ("POST", "callback", self.callback),
            ("POST", "chats", self.chat),
            ("POST", "people", self.add_people),
        ]
        for verb, name, work in table:
            app.router.add_route(verb, f"/sandbox/{name}", self._handler(work))
        actions = ActionRoutes(self.world)
        app.router.add_post("/sandbox/act/{action}", self._handler(actions.act))

    def _handler(self, work: Work) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            content = {**request.query, **request.match_info, **await _content(request)}
            try:
                answer = work(self._community(content), content)
                if isinstance(answer, Awaitable):
                    answer = await answer
            except KeyError as error:
                return web.json_response({"error": f"нет поля {error}"}, status=400)
            except (ActionError, ValueError, TypeError) as error:
                return web.json_response({"error": str(error)}, status=400)
            return web.json_response(answer, dumps=lambda value: json.dumps(value, ensure_ascii=False))

        return handle

    def _community(self, content: dict[str, Any]) -> Community:
        """The one that `group_id` names, else the first."""
        group_id = int(content.get("group_id") or next(iter(self.world.communities)))
        return self.world.communities[group_id]

    def stats(self, community: Community, _: dict[str, Any]) -> Answer:
        """`busiest_second`: the most requests in any sliding second, those refused with error 6 included."""
        limiter, journal = community.limiter, community.journal
        repeated = [peer for peer, count in Counter(journal.peers).items() if count > 1]
        return {
            "requests": limiter.requests,
            "busiest_second": limiter.busiest_second,
            "too_many": limiter.refused,
            "accepted": len(journal.peers),
            "peers": len(set(journal.peers)),
            "repeated_peers": sorted(repeated)[:1000],
            "deduplicated": journal.deduplicated,
            "first_at": journal.first_at,
            "last_at": journal.last_at,
            "methods": dict(journal.methods),
            "errors": {str(code): count for code, count in journal.errors.items()},
        }

    def accepted(self, community: Community, content: dict[str, Any]) -> Answer:
        """Messages in the order of acceptance; `offset`, `limit` and `peer_id` narrow them."""
        found = community.journal.accepted
        if content.get("peer_id"):
            found = [message for message in found if message.peer_id == int(content["peer_id"])]
        offset, limit = int(content.get("offset", 0)), int(content.get("limit", 100_000))
        return {"count": len(found), "items": [_accepted(message) for message in found[offset : offset + limit]]}

    def counts(self, community: Community, _: dict[str, Any]) -> Answer:
        return {str(peer): count for peer, count in Counter(community.journal.peers).items()}

    def forget(self, community: Community, _: dict[str, Any]) -> Answer:
        """Accounting starts from nothing; dialogs and their memory stay."""
        community.journal.forget()
        community.limiter.forget()
        return {"ok": True}

    def clock(self, _: Community, content: dict[str, Any]) -> Answer:
        if "set" in content:
            self.world.clock.set(float(content["set"]))
        self.world.clock.advance(float(content.get("advance", 0)))
        return {"now": self.world.clock.now()}

    def list_faults(self, _: Community, __: dict[str, Any]) -> Answer:
        return self.faults.describe()

    def add_faults(self, _: Community, content: dict[str, Any]) -> Answer:
        for rule in content.get("rules") or [{key: value for key, value in content.items() if key != "group_id"}]:
            self.faults.add(Rule(**rule))
        return self.faults.describe()

    def reset_faults(self, _: Community, __: dict[str, Any]) -> Answer:
        self.faults.reset()
        return []

    def settings(self, community: Community, content: dict[str, Any]) -> Answer:
        """`latency` (seconds there and back), `rate` (0: none), `permissions` (names), `token`,
        `errors_as_text` (of peer_ids), `payload_as_text` (of a callback button), `crop_after` (attachments that
        an event shows; the message itself has them all).
        """
        self.faults.latency = float(content.get("latency", self.faults.latency))
        self.faults.errors_as_text = bool(content.get("errors_as_text", self.faults.errors_as_text))
        community.limiter.rate = int(content.get("rate", community.limiter.rate))
        community.token = str(content.get("token", community.token))
        community.payload_as_text = bool(content.get("payload_as_text", community.payload_as_text))
        community.crop_after = int(content.get("crop_after", community.crop_after))
        if "permissions" in content:
            community.permissions = {name: PERMISSIONS[name] for name in content["permissions"]}
        return {"latency": self.faults.latency, "rate": community.limiter.rate}

    def refuse(self, community: Community, content: dict[str, Any]) -> Answer:
        """`peers` answer with error `code` from now on; code 0 lets them receive again."""
        code = int(content.get("code", 901))
        for peer in content["peers"]:
            if code:
                community.refusals[int(peer)] = code
            else:
                community.refusals.pop(int(peer), None)
                community.not_allowed.discard(int(peer))
        return {"refusals": len(community.refusals)}

    def longpoll(self, community: Community, content: dict[str, Any]) -> Answer:
        """`expire_key`, `fail` (codes for the next requests), `repeat` (last N again), `put` (updates as they are,
        however odd), `forget`, `ts_as`, `events`.
        """
        log = community.events
        if content.get("expire_key"):
            log.keys.clear()
        log.fail_next.extend(int(code) for code in content.get("fail", []))
        for update in log.last(int(content["repeat"])) if content.get("repeat") else []:
            log.repeat(update)
        for update in content.get("put", []):
            log.put(update)
        if content.get("forget"):
            log.forget()
        log.ts_as_number = content.get("ts_as", "number" if log.ts_as_number else "text") == "number"
        log.enabled.update({kind: bool(on) for kind, on in content.get("events", {}).items() if kind in EVENT_KINDS})
        log.longpoll_on = bool(content.get("enabled", log.longpoll_on))
        log.wake()
        return {"ts": log.next_ts, "keys": len(log.keys)}

    async def callback(self, community: Community, content: dict[str, Any]) -> Answer:
        """`retry_pause` and `timeout` (seconds), `confirm` (a server's id); tells every delivery so far."""
        self.callbacks.retry_pause = float(content.get("retry_pause", self.callbacks.retry_pause))
        self.callbacks.timeout = float(content.get("timeout", self.callbacks.timeout))
        if "confirm" in content:
            await self.callbacks.confirm(community, community.callback_servers[int(content["confirm"])])
        servers = [{"id": number, "status": item["status"]} for number, item in community.callback_servers.items()]
        return {"servers": servers, "deliveries": self.callbacks.deliveries}

    def add_people(self, community: Community, content: dict[str, Any]) -> Answer:
        """`users`: id, first_name, last_name and what else `User` has; `not_allowed`: ids that answer 901."""
        for fields in content.get("users", []):
            user = User(**fields)
            self.world.users[user.id] = user
            community.changed(user.id)
        community.not_allowed.update(int(user_id) for user_id in content.get("not_allowed", []))
        return {"people": len(self.world.users)}

    def chat(self, community: Community, content: dict[str, Any]) -> Answer:
        """A chat with `id`, `title`, `members` (ids) and rights; an existing one is changed."""
        number = int(content["id"])
        chat = next((item for item in community.chats.values() if item.id == number), None) or Chat(number, "")
        chat.title = str(content.get("title", chat.title))
        for member in content.get("members", []):
            chat.members.setdefault(int(member), int(self.world.clock.now()))
        for right in ("bot_inside", "bot_admin", "sees_all"):
            setattr(chat, right, bool(content.get(right, getattr(chat, right))))
        chat.owner_id = int(content.get("owner_id", chat.owner_id))
        community.chats[chat.peer_id] = chat
        community.changed(chat.peer_id)
        return {"peer_id": chat.peer_id, "link": f"https://vk.me/join/{chat.invite_code}"}


def _accepted(message: Message) -> dict[str, Any]:
    return {
        "peer_id": message.peer_id,
        "message_id": message.id,
        "conversation_message_id": message.cmid,
        "random_id": message.random_id,
        "text": message.text,
        "keyboard": json.loads(message.keyboard) if message.keyboard else None,
        "payload": message.payload,
        "attachments": list(message.attachments),
        "disable_mentions": message.mentions_off,
        "date": int(message.date),
        "at": message.at,
    }


async def _content(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json" or not request.body_exists:
        body = await request.read()
        return {"body": body} if body else {}
    content = await request.json()
    if not isinstance(content, dict):
        return {"rules": content}
    return content
