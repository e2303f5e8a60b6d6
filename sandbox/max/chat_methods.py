"""The methods of the Bot API that are about a chat and its members."""

from sandbox.max.call import Answer, Call
from sandbox.max.errors import no_admin, no_chat
from sandbox.max.messages import Chat


def chat_about(call: Call) -> Answer:
    chat = _known(call)
    owner = call.world.described(chat.user_id) if chat.is_dialog else None
    return {
        "chat_id": chat.chat_id,
        "type": chat.kind,
        "status": _status(chat),
        "title": None if chat.is_dialog else chat.title,
        "last_event_time": chat.last_event_time(),
        "participants_count": 2 if chat.is_dialog else len(chat.members) + chat.bot_inside,
        "owner_id": chat.owner_id or None,
        "link": chat.link or None,
        "is_public": False,
        "dialog_with_user": owner,
    }


def _status(chat: Chat) -> str:
    if not chat.bot_inside:
        return "left"
    return "active" if chat.state == "started" else "suspended"


def _known(call: Call) -> Chat:
    chat_id = int(call.path["chat_id"])
    chat = call.bot.chats.get(chat_id)
    if chat is None or not chat.bot_inside or chat.state == "removed":
        raise no_chat(chat_id)
    return chat


def _member(call: Call, chat: Chat, user_id: int) -> Answer:
    is_bot = user_id == call.bot.user_id
    is_admin = chat.is_admin if is_bot else user_id == chat.owner_id
    rights = ["read_all_messages", "write"] if is_bot and chat.is_admin and chat.reads_all else ["write"]
    joined = chat.members.get(user_id, 0) * 1000
    return call.world.described(user_id) | {
        "is_owner": user_id == chat.owner_id,
        "is_admin": is_admin,
        "join_time": joined,
        "last_access_time": joined,
        "permissions": rights if is_admin else None,
    }


def members(call: Call) -> Answer:
    chat = _known(call)
    if not chat.is_admin:
        raise no_admin()
    if call.query.get("user_ids"):
        wanted = [int(one) for one in call.query["user_ids"].split(",")]
        return {"members": [_member(call, chat, one) for one in wanted if one in chat.members]}
    ids, start = sorted(chat.members), call.number("marker", 0) or 0
    count = min(call.number("count", 20) or 20, 100)
    marker = start + count if start + count < len(ids) else None
    return {"members": [_member(call, chat, one) for one in ids[start : start + count]], "marker": marker}


def my_membership(call: Call) -> Answer:
    return _member(call, _known(call), call.bot.user_id)


def admins(call: Call) -> Answer:
    chat = _known(call)
    if not chat.is_admin:
        raise no_admin()
    return {"members": [_member(call, chat, one) for one in (chat.owner_id, call.bot.user_id) if one], "marker": None}
