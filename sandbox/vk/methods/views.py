"""How people, communities and conversations look in answers."""

from typing import Any

from sandbox.people import CHAT_BASE, Chat, User
from sandbox.vk.community import Community
from sandbox.vk.methods.call import Call

RIGHTS = [
    "can_change_info",
    "can_change_invite_link",
    "can_change_pin",
    "can_invite",
    "can_promote_users",
    "can_see_invite_link",
    "can_moderate",
    "can_copy_chat",
    "can_call",
    "can_use_mass_mentions",
    "can_change_service_type",
]


def profile(user: User) -> dict[str, Any]:
    """First and last name only: VK knows no patronymic."""
    return {
        "id": user.id,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "can_access_closed": True,
        "is_closed": False,
    }


def group(community: Community, base_url: str) -> dict[str, Any]:
    photos = {f"photo_{size}": f"{base_url}/page/club.svg" for size in (50, 100, 200)}
    return {
        "id": community.group_id,
        "name": community.name,
        "screen_name": community.screen_name,
        "is_closed": 0,
        "type": "group",
        **photos,
    }


def profiles_and_groups(call: Call, ids: set[int]) -> dict[str, Any]:
    users = [user for member in sorted(ids) if member > 0 and (user := call.world.user(member))]
    groups = [group(call.community, call.base_url)] if any(member < 0 for member in ids) else []
    return {"profiles": [profile(user) for user in users], "groups": groups}


def conversation(call: Call, peer_id: int) -> dict[str, Any]:
    dialog = call.community.dialog(peer_id)
    last = dialog.messages[-1] if dialog.messages else None
    chat = call.community.chat(peer_id)
    answer: dict[str, Any] = {
        "peer": {"id": peer_id, "type": "user", "local_id": peer_id},
        "last_message_id": last.id if last else 0,
        "last_conversation_message_id": last.cmid if last else 0,
        "in_read": dialog.read_by_bot,
        "out_read": last.id if last else 0,
        "version": 10_000_000 + dialog.next_cmid,
        "important": False,
        "unanswered": False,
        "can_write": {"allowed": peer_id not in call.community.not_allowed},
    }
    if chat is not None:
        answer["peer"] = {"id": peer_id, "type": "chat", "local_id": peer_id - CHAT_BASE}
        answer["chat_settings"] = chat_settings(chat)
    return answer


def chat_settings(chat: Chat) -> dict[str, Any]:
    return {
        "owner_id": chat.owner_id,
        "title": chat.title,
        "state": "in" if chat.bot_inside else "kicked",
        "members_count": len(chat.members) + chat.bot_inside,
        "admin_ids": [chat.owner_id] if chat.owner_id else [],
        "active_ids": sorted(chat.members)[:4],
        "is_group_channel": False,
        "acl": dict.fromkeys(RIGHTS, chat.bot_admin),
    }
