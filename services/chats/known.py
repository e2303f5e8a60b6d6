"""A chat of the register as everybody above sees it, and who may say what it is.

A chat of the register belongs to whoever registered it and to the school's officers: a colleague who could
relabel it could print its invitation. One that is not registered yet may be named by those who were asked.
Numbers of buttons and forms can be forged, so it is looked up at every use.
"""

from dataclasses import dataclass

from indicators.errors import NotAllowed
from services.actor import At
from services.rights import Deed, may
from storage.database.connection import Session
from storage.schools.chats import LINKS
from storage.tables import Chat

STAFF, OTHER = "staff", "other"
PARENTS = ("parents_with_teacher", "parents_without_teacher")
KINDS = (STAFF, *PARENTS, OTHER)
TOTALS = "totals"  # in the chat's settings; of one that was registered before this was asked, nothing
ASKED = "asked"  # in the chat's settings: the accounts that were asked what it is
NOT_YOURS = "Этот чат отмечает тот, кто его добавил, или ответственный за Сферум."


@dataclass(frozen=True, slots=True)
class KnownChat:
    """`state` is on, or off with a `state_reason`; `by_link`: the bot is not in it and knows its invitation only.
    `reads_all`: it hears there what people write to each other. `totals`: the week's come there by themselves."""

    id: int
    school_id: int | None
    kind: str
    class_name: str | None
    title: str
    link: str | None
    state: str
    state_reason: str | None
    hints: bool
    by_link: bool
    peer_id: int
    platform: str
    reads_all: bool
    totals: bool

    @property
    def may_get_totals(self) -> bool:
        return self.kind == STAFF and not self.by_link


def gets_totals(chat: Chat) -> bool:
    return chat.kind == STAFF and chat.settings.get(TOTALS, True) is True


def known(chat: Chat) -> KnownChat:
    return KnownChat(
        chat.id,
        chat.school_id,
        chat.kind,
        chat.class_name,
        chat.title,
        chat.link,
        chat.state,
        chat.state_reason,
        chat.hints,
        chat.platform == LINKS,
        chat.peer_id,
        chat.platform,
        chat.reads_all,
        gets_totals(chat),
    )


async def chat_to_label(session: Session, at: At, chat_id: int) -> Chat:
    """
    Raises:
        NotAllowed: no such chat, or neither theirs nor of a school they look after.
    """
    chat = await session.get(Chat, chat_id)
    if chat is None or not may_label(at, chat):
        raise NotAllowed(NOT_YOURS)
    return chat


def may_label(at: At, chat: Chat) -> bool:
    actor = at(chat.school_id)
    if actor.trusted:
        return True
    if chat.school_id is None:
        return actor.is_known and actor.account_id in chat.settings.get(ASKED, ())
    return may(actor, Deed.KEEP_CHATS) or chat.owner_id in actor.persons


def remember_asked(at: At, chat: Chat) -> None:
    account_id = at(chat.school_id).account_id
    if account_id is not None:
        put(chat, ASKED, sorted({*chat.settings.get(ASKED, ()), account_id}))


def put(chat: Chat, key: str, value: object) -> None:
    """None takes the key away. The column is compared as a whole, so a changed dictionary must be a new one."""
    rest = {name: one for name, one in chat.settings.items() if name != key}
    chat.settings = rest if value is None else {**rest, key: value}
