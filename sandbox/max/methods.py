"""The methods of the Bot API, one function each; `table()` says under which verb and path."""

from collections.abc import Callable
from typing import Any

from sandbox.max.bodies import checked
from sandbox.max.call import Answer, Call
from sandbox.max.chat_methods import admins, chat_about, members, my_membership
from sandbox.max.errors import MaxError, bad_body, never_started, no_admin, no_chat, no_message, suspended, too_many
from sandbox.max.files import KINDS
from sandbox.max.messages import PER_CHAT, Chat, Message

DONE: Answer = {"success": True}
SEVEN_DAYS = 7 * 24 * 3600 * 1000
COMMANDS, COMMAND, DESCRIPTION = 32, 64, 128
SECRET = (5, 256)


def me(call: Call) -> Answer:
    return call.world.described(call.bot.user_id) | {"commands": call.bot.commands}


def send(call: Call) -> Answer:
    user_id, chat_id = call.number("user_id"), call.number("chat_id")
    if (user_id is None) == (chat_id is None):
        raise bad_body("one of user_id, chat_id is required")
    body = checked(call.world, call.bot, call.body)
    chat = _to_person(call, user_id) if user_id is not None else _to_chat(call, chat_id or 0)
    _refused(call, chat)
    _paced(call, chat, "send")
    message = call.bot.new_message(chat, call.bot.user_id)
    message.text, message.attachments = body["text"] or "", body["attachments"] or []
    message.link, message.silent = body["link"], not body["notify"]
    call.bot.journal.accept(message)
    call.bot.changed(chat.chat_id)
    return {"message": call.world.told(call.bot, message)}


def _to_person(call: Call, user_id: int) -> Chat:
    if user_id in call.world.crowd:
        return call.bot.dialog(user_id) or call.bot.start_dialog(user_id)
    if not call.world.exists(user_id):
        raise MaxError(404, "user.not.found", f"User {user_id} not found")
    chat = call.bot.dialog(user_id)
    if chat is None:
        raise never_started()
    if chat.state != "started":
        raise suspended()
    return chat


def _to_chat(call: Call, chat_id: int) -> Chat:
    chat = call.bot.chats.get(chat_id)
    if chat is None or not chat.bot_inside or chat.state == "removed":
        raise no_chat(chat_id)
    if chat.state == "stopped":
        raise suspended()
    if not chat.is_dialog and not chat.may_write:
        raise MaxError(403, "chat.denied", "error.chat.access.denied")
    return chat


def _refused(call: Call, chat: Chat) -> None:
    """Whom a fault of the kind «peer» names."""
    rule = call.faults.peer_rule(chat.user_id or chat.chat_id)
    if rule is not None:
        raise MaxError(
            rule.status if rule.error else 403, rule.error or "chat.denied", rule.message or suspended().message
        )


def _paced(call: Call, chat: Chat, kind: str) -> None:
    if call.bot.limiter.rate and chat.too_fast(kind, call.bot.clock.now()):
        raise too_many(PER_CHAT)


def edit(call: Call) -> Answer:
    chat, message = _mine(call, str(call.query.get("message_id", "")))
    body = checked(call.world, call.bot, call.body, edit=True)
    old = call.bot.clock.now() * 1000 - message.date > SEVEN_DAYS
    if old and not message.keyboard():
        raise MaxError(403, "access.denied", "error.edit.invalid.message")
    _paced(call, chat, "edit")
    _replaced(message, body)
    call.bot.changed(chat.chat_id)
    return DONE


def _replaced(message: Message, body: dict[str, Any]) -> None:
    if body["text"] is not None:
        message.text = body["text"]
    if body["attachments"] is not None:
        message.attachments = body["attachments"]
    message.edited = True


def _mine(call: Call, mid: str) -> tuple[Chat, Message]:
    found = call.bot.find(mid)
    if found is None:
        raise no_message(mid)
    if found[1].sender_id != call.bot.user_id:
        raise MaxError(403, "access.denied", "error.message.not.own")
    return found


def delete(call: Call) -> Answer:
    chat, message = _mine(call, str(call.query.get("message_id", "")))
    _paced(call, chat, "delete")
    chat.messages.remove(message)
    call.bot.changed(chat.chat_id)
    return DONE


def history(call: Call) -> Answer:
    """`after` and `before` in milliseconds, both exclusive; the newest first."""
    if call.query.get("message_ids"):
        found = [call.bot.find(mid) for mid in call.query["message_ids"].split(",")]
        return _listed(call, [one[1] for one in found if one is not None])
    chat_id = call.number("chat_id")
    chat = _spoken_with(call, chat_id) if chat_id is not None else None
    if chat is None or chat.state == "removed":
        raise no_chat(chat_id or 0)
    if not chat.is_dialog and not chat.is_admin:
        raise no_admin()
    if chat.is_dialog and not call.bot.readable:
        raise MaxError(403, "access.denied", "error.access.denied")
    after, before = call.number("after", 0) or 0, call.number("before", 2**62) or 2**62
    seen_until = (call.bot.clock.now() - call.bot.read_lag) * 1000
    count = min(call.number("count", 50) or 50, 100)
    within = [one for one in chat.visible() if after < one.date < before and one.date <= seen_until]
    return _listed(call, within[::-1][:count])


def _spoken_with(call: Call, chat_id: int) -> Chat | None:
    """Everybody of the crowd has a dialog, although nobody made it yet."""
    chat, user_id = call.bot.chats.get(chat_id), chat_id ^ call.bot.user_id
    return call.bot.start_dialog(user_id) if chat is None and user_id in call.world.crowd else chat


def _listed(call: Call, messages: list[Message]) -> Answer:
    with_payloads = call.bot.payloads_in_history
    return {"messages": [call.world.told(call.bot, one, with_payloads=with_payloads) for one in messages]}


def one_message(call: Call) -> Answer:
    found = call.bot.find(call.path["mid"])
    if found is None:
        raise no_message(call.path["mid"])
    return call.world.told(call.bot, found[1])


def answer_press(call: Call) -> Answer:
    pressed = call.bot.pressed.get(str(call.query.get("callback_id", "")))
    if pressed is None:
        raise MaxError(404, "callback.not.found", "Callback not found")
    toast, replacement = call.body.get("notification"), call.body.get("message")
    if toast is None and replacement is None and call.bot.empty_answer_refused:
        raise bad_body("message or notification is required")
    if replacement is not None:
        body = checked(call.world, call.bot, replacement, edit=True)
        found = call.bot.find(pressed["mid"])
        if found is not None:
            _replaced(found[1], body)
    chat = call.bot.chats[pressed["chat_id"]]
    _paced(call, chat, "answer")
    pressed["toast"] = toast
    call.bot.journal.toasts.append({"user_id": pressed["user_id"], "text": toast, "replaced": replacement is not None})
    call.bot.changed(chat.chat_id)
    return DONE


def upload_address(call: Call) -> Answer:
    kind = call.query.get("type", "")
    if kind not in KINDS:
        raise bad_body("type: unknown value")
    answer = {"url": call.world.files.address(kind)}
    if kind in ("video", "audio"):
        ticket = answer["url"].rpartition("/")[2]
        answer["token"] = ticket
    return answer


def subscriptions(call: Call) -> Answer:
    return {"subscriptions": call.bot.subscriptions}


def subscribe(call: Call) -> Answer:
    url, secret = str(call.body.get("url", "")), call.body.get("secret")
    if not url.startswith("https://") and not url.startswith("http://127.0.0.1:"):
        return {"success": False, "message": "url must be https on port 443"}
    if secret is not None and not SECRET[0] <= len(str(secret)) <= SECRET[1]:
        raise bad_body("secret: size must be between 5 and 256")
    known = {"url": url, "time": int(call.bot.clock.now() * 1000), "update_types": call.body.get("update_types")}
    call.bot.subscriptions = [one for one in call.bot.subscriptions if one["url"] != url] + [known]
    call.world.secrets[url] = str(secret or "")
    call.bot.updates.silent = True
    return DONE


def unsubscribe(call: Call) -> Answer:
    url = call.query.get("url", "")
    if not any(one["url"] == url for one in call.bot.subscriptions):
        return {"success": False, "message": "no such subscription"}
    call.bot.subscriptions = [one for one in call.bot.subscriptions if one["url"] != url]
    call.bot.updates.silent = bool(call.bot.subscriptions)
    return DONE


def set_commands(call: Call) -> Answer:
    commands = call.body.get("commands")
    if not isinstance(commands, list) or len(commands) > COMMANDS:
        raise bad_body("commands: at most 32")
    for one in commands:
        if not 1 <= len(one.get("name", "")) <= COMMAND or len(one.get("description") or "") > DESCRIPTION:
            raise bad_body("command: name or description is too long")
    call.bot.commands = [{"name": one["name"], "description": one.get("description", "")} for one in commands]
    return me(call)


Method = Callable[[Call], Answer]


def table() -> list[tuple[str, str, Method]]:
    return [
        ("GET", "/me", me),
        ("PATCH", "/me/commands", set_commands),
        ("POST", "/messages", send),
        ("PUT", "/messages", edit),
        ("DELETE", "/messages", delete),
        ("GET", "/messages", history),
        ("GET", "/messages/{mid}", one_message),
        ("POST", "/answers", answer_press),
        ("GET", "/chats/{chat_id:-?\\d+}", chat_about),
        ("GET", "/chats/{chat_id:-?\\d+}/members", members),
        ("GET", "/chats/{chat_id:-?\\d+}/members/me", my_membership),
        ("GET", "/chats/{chat_id:-?\\d+}/members/admins", admins),
        ("POST", "/uploads", upload_address),
        ("GET", "/subscriptions", subscriptions),
        ("POST", "/subscriptions", subscribe),
        ("DELETE", "/subscriptions", unsubscribe),
    ]
