"""The whole sandbox as data: people, communities, files. Everything else is a way to reach it over HTTP."""

from collections.abc import Iterable

from sandbox.clock import Clock
from sandbox.people import Chat, User, crowd_user
from sandbox.vk.community import Community
from sandbox.vk.files import FileStore

GROUP_ID = 239_000_001
TOKEN = "vk1.a.sandbox-token-of-an-invented-community"


class World:
    """Describe it before the start; `crowd` is a range of user ids that exist without being listed."""

    def __init__(
        self,
        users: Iterable[User] = (),
        chats: Iterable[Chat] = (),
        *,
        not_allowed: Iterable[int] = (),
        refusals: dict[int, int] | None = None,
        crowd: range = range(0),
        clock: Clock | None = None,
    ) -> None:
        self.users = {user.id: user for user in users}
        self.chats = list(chats)
        self.not_allowed = set(not_allowed)
        self.refusals = dict(refusals or {})
        self.crowd = crowd
        self.clock = clock or Clock()
        self.files = FileStore(self.clock)
        self.communities: dict[int, Community] = {}
        self.school = ""
        self.hint = ""
        """What the messenger page says first of all: whom to look for."""

    def user(self, user_id: int) -> User | None:
        user = self.users.get(user_id)
        return crowd_user(user_id) if user is None and user_id in self.crowd else user

    def exists(self, user_id: int) -> bool:
        return user_id in self.crowd or user_id in self.users

    def add_community(self, group_id: int, token: str, *, rate: int = 20, keep: bool = True) -> Community:
        """The first community gets the chats and the refusals the world was described with."""
        community = Community(group_id, token, self.clock, rate=rate, keep=keep)
        if not self.communities:
            community.chats = {chat.peer_id: chat for chat in self.chats}
            community.refusals = dict(self.refusals)
            community.not_allowed = set(self.not_allowed)
        self.communities[group_id] = community
        return community

    def by_token(self, token: str) -> Community | None:
        for community in self.communities.values():
            if community.token == token:
                return community
        return None
