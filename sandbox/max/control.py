"""`/sandbox/max/…`: what tests and benchmarks steer and count in MAX. JSON in, JSON out; 400 with a sentence."""

import base64
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.faults import Faults, Rule
from sandbox.max.actions import ActionError, Actions
from sandbox.max.bot import Bot
from sandbox.max.messages import Chat, Message
from sandbox.max.webhook import WebhookDelivery
from sandbox.max.world import World
from sandbox.people import User

Content = dict[str, Any]
Answer = dict[str, Any] | list[Any]
SWITCHES = (
    "readable",
    "read_lag",
    "payloads_in_history",
    "press_without_message",
    "upload_seconds",
    "empty_answer_refused",
    "token",
)


class Control:
    def __init__(self, world: World, faults: Faults, webhooks: WebhookDelivery) -> None:
        self.world = world
        self.faults = faults
        self.webhooks = webhooks

    def add_routes(self, app: web.Application) -> None:
        table: list[tuple[str, str, Callable[[Bot, Content], Answer]]] = [
            ("GET", "stats", self.stats),
            ("GET", "accepted", self.accepted),
            ("GET", "counts", self.counts),
            ("POST", "forget", self.forget),
            ("GET", "faults", self.list_faults),
            ("POST", "faults", self.add_faults),
            ("DELETE", "faults", self.reset_faults),
            ("POST", "settings", self.settings),
            ("POST", "updates", self.updates),
            ("GET", "webhook", self.webhook),
            ("POST", "webhook", self.webhook),
            ("POST", "people", self.add_people),
            ("POST", "chats", self.chat),
            ("POST", "act/{action}", self.act),
        ]
        for verb, name, work in table:
            app.router.add_route(verb, f"/sandbox/max/{name}", self._handler(work))

    def _handler(self, work: Callable[[Bot, Content], Answer]) -> Any:
        async def handle(request: web.Request) -> web.Response:
            content = {**request.query, **request.match_info, **await _content(request)}
            bots = self.world.bots
            try:
                answer = work(bots[int(content.get("bot_id") or next(iter(bots)))], content)
            except KeyError as error:
                return web.json_response({"error": f"нет поля {error}"}, status=400)
            except (ActionError, ValueError, TypeError) as error:
                return web.json_response({"error": str(error)}, status=400)
            return web.json_response(answer, dumps=lambda value: json.dumps(value, ensure_ascii=False))

        return handle

    def stats(self, bot: Bot, _: Content) -> Answer:
        limiter, journal = bot.limiter, bot.journal
        to = [_recipient(bot, message) for message in journal.accepted]
        return {
            "requests": limiter.requests,
            "busiest_second": limiter.busiest_second,
            "too_many": limiter.refused,
            "accepted": len(to),
            "peers": len(set(to)),
            "repeated_peers": sorted(peer for peer, count in Counter(to).items() if count > 1)[:1000],
            "first_at": journal.first_at,
            "last_at": journal.last_at,
            "methods": dict(journal.methods),
            "errors": dict(journal.errors),
            "toasts": journal.toasts[-100:],
            "commands": bot.commands,
        }

    def accepted(self, bot: Bot, content: Content) -> Answer:
        """Messages in the order of acceptance; `offset`, `limit` and `user_id` narrow them."""
        found = bot.journal.accepted
        if content.get("user_id"):
            chat_id = bot.dialog_id(int(content["user_id"]))
            found = [message for message in found if message.chat_id == chat_id]
        offset, limit = int(content.get("offset", 0)), int(content.get("limit", 100_000))
        shown = found[offset : offset + limit]
        return {
            "count": len(found),
            "items": [asdict(one) | {"mid": one.mid, "user_id": _recipient(bot, one)} for one in shown],
        }

    def counts(self, bot: Bot, _: Content) -> Answer:
        return {str(peer): n for peer, n in Counter(_recipient(bot, one) for one in bot.journal.accepted).items()}

    def forget(self, bot: Bot, _: Content) -> Answer:
        bot.journal.forget()
        bot.limiter.forget()
        return {"ok": True}

    def list_faults(self, _: Bot, __: Content) -> Answer:
        return self.faults.describe()

    def add_faults(self, _: Bot, content: Content) -> Answer:
        for rule in content.get("rules") or [{key: value for key, value in content.items() if key != "bot_id"}]:
            self.faults.add(Rule(**rule))
        return self.faults.describe()

    def reset_faults(self, _: Bot, __: Content) -> Answer:
        self.faults.reset()
        return []

    def settings(self, bot: Bot, content: Content) -> Answer:
        """`latency` (seconds there and back), `rate` (0: none), and the switches of `Bot`."""
        self.faults.latency = float(content.get("latency", self.faults.latency))
        bot.limiter.rate = int(content.get("rate", bot.limiter.rate))
        for name in SWITCHES:
            if name in content:
                setattr(bot, name, type(getattr(bot, name))(content[name]))
        bot.updates.newest_only = bool(content.get("newest_only", bot.updates.newest_only))
        bot.updates.null_marker = bool(content.get("null_marker", bot.updates.null_marker))
        return {name: getattr(bot, name) for name in SWITCHES} | {"rate": bot.limiter.rate}

    def updates(self, bot: Bot, content: Content) -> Answer:
        """`repeat`: the last N again; `emit`: an update as it is given."""
        for update in bot.updates.last(int(content["repeat"])) if content.get("repeat") else []:
            bot.updates.repeat(update)
        for update in content.get("emit", []):
            bot.updates.repeat(update)
        return {"next": bot.updates.next, "confirmed": bot.updates.confirmed}

    def webhook(self, bot: Bot, content: Content) -> Answer:
        """`first_pause` and `timeout` in seconds; `unsubscribe`: MAX has given the address up."""
        self.webhooks.first_pause = float(content.get("first_pause", self.webhooks.first_pause))
        self.webhooks.timeout = float(content.get("timeout", self.webhooks.timeout))
        if content.get("unsubscribe"):
            bot.subscriptions, bot.updates.silent = [], False
        return {"subscriptions": bot.subscriptions, "deliveries": self.webhooks.deliveries[-1000:]}

    def add_people(self, bot: Bot, content: Content) -> Answer:
        """`users`: max_id, first_name, last_name and what else `User` has; with `started` they pressed «Начать»."""
        for fields in content.get("users", []):
            user = User(**{"id": 0, **fields})
            self.world.users[user.max_id] = user
            if content.get("started"):
                bot.start_dialog(user.max_id)
        return {"people": len(self.world.users)}

    def chat(self, bot: Bot, content: Content) -> Answer:
        """A group chat with `chat_id` below zero, `title`, `members`, `owner_id` and the bot's rights."""
        chat_id = int(content["chat_id"])
        chat = bot.chats.get(chat_id) or Chat(chat_id, bot_inside=False)
        chat.title = str(content.get("title", chat.title))
        for member in content.get("members", []):
            chat.members.setdefault(int(member), int(self.world.clock.now()))
        for right in ("bot_inside", "is_admin", "reads_all", "may_write"):
            setattr(chat, right, bool(content.get(right, getattr(chat, right))))
        chat.owner_id = int(content.get("owner_id", chat.owner_id))
        chat.link = str(content.get("link", chat.link))
        bot.chats[chat_id] = chat
        bot.changed(chat_id)
        return {"chat_id": chat_id}

    def act(self, bot: Bot, content: Content) -> Answer:
        action = ACTIONS.get(content["action"])
        if action is None:
            raise ActionError(f"нет действия {content['action']}; есть {', '.join(ACTIONS)}")
        return action(Actions(self.world, bot), content)


def _recipient(bot: Bot, message: Message) -> int:
    return bot.chats[message.chat_id].user_id or message.chat_id


def _user(content: Content) -> int:
    return int(content["user_id"])


def _chat(content: Content) -> int:
    return int(content.get("chat_id") or 0)


def _start(actions: Actions, content: Content) -> Answer:
    return {"chat_id": actions.start(_user(content), str(content.get("payload") or "")).chat_id}


def _write(actions: Actions, content: Content) -> Answer:
    """`reply_to` or `forward` names a message by its `mid`."""
    link = None
    for kind, name in (("reply", "reply_to"), ("forward", "forward")):
        if content.get(name):
            link = {"type": kind, "mid": content[name]}
    message = actions.write(
        _user(content),
        str(content.get("text", "")),
        chat_id=_chat(content),
        attachments=content.get("attachments"),
        link=link,
    )
    return {"mid": message.mid}


def _press(actions: Actions, content: Content) -> Answer:
    """The button at `row`, `column` of message `mid`, or the newest one called `label`."""
    user_id = _user(content)
    if "label" in content:
        mid, row, column = _find_button(actions, _chat(content) or actions.bot.dialog_id(user_id), content)
    else:
        mid, row, column = str(content["mid"]), int(content["row"]), int(content["column"])
    return actions.press(user_id, mid, row, column)


def _find_button(actions: Actions, chat_id: int, content: Content) -> tuple[str, int, int]:
    chat = actions.bot.chats.get(chat_id)
    for message in reversed(chat.visible() if chat else []):
        for row, buttons in enumerate(message.keyboard()):
            for column, button in enumerate(buttons):
                if button["text"] == content["label"]:
                    return message.mid, row, column
    raise ActionError(f"нет кнопки «{content['label']}»")


def _file(kind: str) -> Callable[[Actions, Content], Answer]:
    def send(actions: Actions, content: Content) -> Answer:
        """`name` and the bytes: the body itself, or `content_base64`."""
        body = content.get("body") or base64.b64decode(content.get("content_base64", ""))
        name = str(content.get("name", "файл.bin"))
        return {"mid": actions.send_file(_user(content), name, body, kind=kind, chat_id=_chat(content)).mid}

    return send


def _contact(actions: Actions, content: Content) -> Answer:
    return {"mid": actions.contact(_user(content), of=int(content.get("of") or 0)).mid}


def _done(do: Callable[[Actions, Content], Any]) -> Callable[[Actions, Content], Answer]:
    def act(actions: Actions, content: Content) -> Answer:
        do(actions, content)
        return {"ok": True}

    return act


ACTIONS: dict[str, Callable[[Actions, Content], Answer]] = {
    "start": _start,
    "write": _write,
    "press": _press,
    "document": _file("file"),
    "photo": _file("image"),
    "voice": _file("audio"),
    "contact": _contact,
    "stop": _done(lambda actions, content: actions.stop(_user(content))),
    "remove": _done(lambda actions, content: actions.stop(_user(content), removed=True)),
    "clear": _done(lambda actions, content: actions.clear(_user(content))),
    "add_bot": _done(lambda actions, c: actions.add_bot(_chat(c), _user(c), admin=bool(c.get("admin")))),
    "remove_bot": _done(lambda actions, content: actions.remove_bot(_chat(content), _user(content))),
    "join_chat": _done(lambda actions, content: actions.move(_chat(content), _user(content), joins=True)),
    "leave_chat": _done(lambda actions, content: actions.move(_chat(content), _user(content), joins=False)),
    "rename_chat": _done(lambda actions, c: actions.rename(_chat(c), _user(c), str(c.get("title", "")))),
}


async def _content(request: web.Request) -> Content:
    if request.content_type != "application/json" or not request.body_exists:
        body = await request.read()
        return {"body": body} if body else {}
    content = await request.json()
    return content if isinstance(content, dict) else {"rules": content}
