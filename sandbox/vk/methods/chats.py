"""messages.*: chats, their members and links, and who may be written to."""

from typing import Any

from sandbox.people import CHAT_BASE, Chat
from sandbox.vk.errors import VkError
from sandbox.vk.methods.call import Call
from sandbox.vk.methods.send import check_chat, peer_of
from sandbox.vk.methods.views import conversation, profiles_and_groups
from sandbox.vk.params import flag, integer, integers, text, version

INVITE = "https://vk.me/join/"


def get_conversations_by_id(call: Call) -> dict[str, Any]:
    peers = integers(call.params, "peer_ids")
    if not peers:
        raise VkError(100, "peer_ids is undefined")
    known = [peer for peer in peers if peer < CHAT_BASE or call.community.chat(peer)]
    inside = [peer for peer in known if peer < CHAT_BASE or call.community.chats[peer].bot_inside]
    answer: dict[str, Any] = {"count": len(inside), "items": [conversation(call, peer) for peer in inside]}
    if flag(call.params, "extended"):
        answer |= profiles_and_groups(call, {peer for peer in inside if peer < CHAT_BASE})
    return answer


def get_conversations(call: Call) -> dict[str, Any]:
    peers = [peer for peer, dialog in call.community.dialogs.items() if dialog.messages]
    offset, count = integer(call.params, "offset", 0), min(integer(call.params, "count", 20), 200)
    items = []
    for peer in peers[offset : offset + count]:
        last = call.community.dialogs[peer].messages[-1]
        items.append({"conversation": conversation(call, peer), "last_message": last.to_api()})
    return {"count": len(peers), "items": items}


def get_members(call: Call) -> dict[str, Any]:
    peer_id = peer_of(call)
    if peer_id < CHAT_BASE:
        items = [{"member_id": peer_id}, {"member_id": -call.community.group_id}]
    else:
        items = _chat_members(call, _administered(call, peer_id, refusal=917))
    ids = {item["member_id"] for item in items}
    return {"items": items, "count": len(items), **profiles_and_groups(call, ids)}


def _chat_members(call: Call, chat: Chat) -> list[dict[str, Any]]:
    items = [
        {
            "member_id": member,
            "invited_by": chat.owner_id or member,
            "join_date": joined,
            "is_admin": member == chat.owner_id,
            "is_owner": member == chat.owner_id,
            "can_kick": member != chat.owner_id,
        }
        for member, joined in chat.members.items()
    ]
    bot = -call.community.group_id
    items.append({"member_id": bot, "invited_by": chat.owner_id or bot, "join_date": 0, "is_admin": chat.bot_admin})
    return items


def _administered(call: Call, peer_id: int, *, refusal: int) -> Chat:
    check_chat(call.community, peer_id)
    chat = call.community.chats[peer_id]
    if not chat.bot_admin:
        raise VkError(refusal)
    return chat


def get_invite_link(call: Call) -> dict[str, str]:
    chat = _administered(call, peer_of(call), refusal=919)
    return {"link": INVITE + chat.invite_code}


def create_chat(call: Call) -> Any:
    """A community may create a chat but adds nobody: people come by the link."""
    number = max((chat.id for chat in call.community.chats.values()), default=0) + 1
    owner = -call.community.group_id
    chat = Chat(number, text(call.params, "title", "Новый чат"), owner_id=owner, bot_admin=True)
    call.community.chats[chat.peer_id] = chat
    message = call.community.new_message(chat.peer_id, owner)
    message.action = {"type": "chat_create", "text": chat.title, "member_id": owner}
    call.community.changed(chat.peer_id)
    return {"chat_id": number, "peer_ids": []} if version(call.params) >= (5, 199) else number


def edit_chat(call: Call) -> int:
    chat = _administered(call, CHAT_BASE + integer(call.params, "chat_id"), refusal=925)
    chat.title = text(call.params, "title")
    call.community.changed(chat.peer_id)
    return 1


def remove_chat_user(call: Call) -> int:
    chat = _administered(call, CHAT_BASE + integer(call.params, "chat_id"), refusal=925)
    member = integer(call.params, "member_id", 0) or integer(call.params, "user_id", 0)
    if member == -call.community.group_id:
        chat.bot_inside = False
    elif chat.members.pop(member, None) is None:
        raise VkError(935, "user not found in chat")
    call.community.changed(chat.peer_id)
    return 1


def is_allowed(call: Call) -> dict[str, int]:
    user_id = integer(call.params, "user_id")
    refused = user_id in call.community.not_allowed or call.community.refusals.get(user_id) == 901
    return {"is_allowed": int(call.world.exists(user_id) and not refused)}
