"""VK's dialogs as the messenger page shows them."""

from typing import Any

from sandbox.vk.community import Community
from sandbox.vk.messages import Message
from sandbox.vk.world import World

SHOWN_MESSAGES = 200
MARK = {"platform": "vk", "messenger": "VK Мессенджер"}


class Shown:
    def __init__(self, world: World) -> None:
        self.world = world
        self.read: dict[int, int] = {}
        """How far each dialog was read on the page, by its message numbers."""

    @property
    def name(self) -> str:
        return next(iter(self.world.communities.values())).name

    def lines(self, group_id: int) -> list[dict[str, Any]]:
        community = self._community(group_id)
        chats = [self._chat_line(community, peer) for peer in community.chats]
        ids = [*self.world.users, *(peer for peer in community.dialogs if peer in self.world.crowd)]
        return chats + [self._person_line(community, user_id) for user_id in ids if user_id]

    def _community(self, group_id: int) -> Community:
        """The one that is asked for, else the first."""
        return self.world.communities[group_id or next(iter(self.world.communities))]

    def _person_line(self, community: Community, user_id: int) -> dict[str, Any]:
        user = self.world.user(user_id)
        title = user.name if user else str(user_id)
        role = user.role if user else ""
        refuses = user_id in community.not_allowed or user_id in community.refusals
        line = self._line(community, user_id, title)
        return line | {"chat": False, "role": role, "refuses": refuses, "search": f"{title} {role} {user_id}".lower()}

    def _chat_line(self, community: Community, peer_id: int) -> dict[str, Any]:
        chat = community.chats[peer_id]
        people = len(chat.members) + chat.bot_inside
        line = self._line(community, peer_id, chat.title)
        return line | {"chat": True, "role": f"участников: {people}", "refuses": False, "search": chat.title.lower()}

    def _line(self, community: Community, peer_id: int, title: str) -> dict[str, Any]:
        dialog = community.dialogs.get(peer_id)
        messages = dialog.visible() if dialog else []
        last = messages[-1] if messages else None
        read = self.read.get(peer_id, 0)
        return {
            "id": peer_id,
            "title": title,
            "last": ((last.text or "вложение") if last else "")[:90],
            "at": last.at if last else 0.0,
            "count": len(messages),
            "unread": sum(1 for message in messages if message.out and message.cmid > read),
        }

    def dialog(self, group_id: int, peer_id: int) -> dict[str, Any]:
        """What is shown of one dialog; it counts as read now."""
        community = self._community(group_id)
        dialog = community.dialogs.get(peer_id)
        messages = dialog.visible() if dialog else []
        self.read[peer_id] = messages[-1].cmid if messages else 0
        last_keyboard = next((item for item in reversed(messages) if item.out and _ordinary(item)), None)
        chat = community.chat(peer_id)
        members = [self._name(community, member) | {"id": member} for member in (chat.members if chat else {})]
        answers = [item for item in community.pressed.values() if item["peer_id"] == peer_id and item["answer"]]
        return {
            "total": len(messages),
            "messages": [self._message(community, item) for item in messages[-SHOWN_MESSAGES:]],
            "keyboard": last_keyboard.keyboard_json() if last_keyboard else None,
            "keyboard_of": {"cmid": last_keyboard.cmid} if last_keyboard else {},
            "chat": chat is not None,
            "bot_inside": chat is None or chat.bot_inside,
            "members": members,
            "answers": answers[-20:],
            "refuses": peer_id in community.not_allowed or peer_id in community.refusals,
            "title": chat.title if chat else self._name(community, peer_id)["name"],
        }

    def _message(self, community: Community, message: Message) -> dict[str, Any]:
        return message.to_api() | self._name(community, message.from_id) | {"keyboard_of": {"cmid": message.cmid}}

    def _name(self, community: Community, member: int) -> dict[str, str]:
        user = self.world.user(member) if member > 0 else None
        return {"name": user.name if user else community.name}


def _ordinary(message: Message) -> bool:
    """The keyboard under the box for writing is the last one that is not inline; an empty one takes it away."""
    return bool(message.keyboard) and '"inline":true' not in str(message.keyboard).replace(" ", "")
