"""What a chat is: registered by whoever brought the bot in, changed by the officers, confirmed where it is doubtful."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from indicators.classes import class_key, class_names
from indicators.errors import NotAllowed, NotPossible
from nudges.plan.standing import NOTED
from services.actor import At
from services.audit import log_deed
from services.chats.known import KINDS, PARENTS, STAFF, TOTALS, KnownChat, chat_to_label, known, put
from services.chats.parents import heads_of_classes
from services.rights import Deed, may, require
from storage.campaigns.claims import add_claims
from storage.database.connection import Session
from storage.people.registry import people_with
from storage.schools.chats import chats_of
from storage.schools.targets import norms_of
from storage.statistics.facts import newest_list
from storage.tables import Account, Chat, Person, School

WISH = "wish"  # in the chat's settings: what a teacher said it is, and who they are, until an officer answers
OFFICERS_ONLY = "Учительский чат отмечает ответственный за Сферум."
STAFF_ONLY = "Итоги недели приходят только в учительский чат."
NO_SCHOOL = "Не вижу, из какой вы школы: спросите ответственного."
ANSWERED = "На это уже ответили."
NO_CLASS = "Для чата родителей нужен класс, например «7Б»."


@dataclass(frozen=True, slots=True)
class Registered:
    """`asks` is the full name of a teacher whose word waits for an officer: by the list the class is not theirs."""

    chat: KnownChat
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody said a chat is."""

    school_id: int
    kind: str
    class_name: str | None
    owner_id: int | None


async def register(
    session: Session, at: At, chat_id: int, school_id: int | None, kind: str, class_name: str | None, now: datetime
) -> Registered:
    """Say what a chat is; a chat of parents needs its class. Registered again it is changed.

    Raises:
        NotAllowed: neither theirs nor of a school they look after.
        NotPossible: no such kind, no class, or no school to register it at.
    """
    chat = await chat_to_label(session, at, chat_id)
    school_id = chat.school_id or school_id
    class_name = class_key(class_name) if kind in PARENTS and class_name else None
    if kind not in KINDS or (kind in PARENTS and not class_name):
        raise NotPossible(NO_CLASS)
    if school_id is None:
        raise NotPossible(NO_SCHOOL)
    actor = at(school_id)
    if kind == STAFF and not may(actor, Deed.KEEP_CHATS):
        raise NotAllowed(OFFICERS_ONLY)
    here = [one for one in await people_with(session, actor.persons) if one.school_id == school_id]
    said = _Said(school_id, kind, class_name, here[0].id if here else None)
    if class_name is not None and here and not may(actor, Deed.KEEP_CHATS) and not _is_theirs(here, class_name):
        put(chat, WISH, [asdict(said), actor.account_id])
        return Registered(known(chat), here[0].full_name)
    await _write_down(session, at, chat, said, now)
    return Registered(known(chat))


def _is_theirs(people: Sequence[Person], class_name: str) -> bool:
    """An officer names any class, a teacher those that the school's list has beside their name."""
    return class_name in {class_key(name) for person in people for name in class_names(person.classes)}


async def _write_down(session: Session, at: At, chat: Chat, said: _Said, now: datetime) -> None:
    if said.kind == STAFF and chat.kind != STAFF:
        put(chat, TOTALS, False)  # nobody has asked for them there
    chat.school_id, chat.kind, chat.class_name = said.school_id, said.kind, said.class_name
    chat.owner_id = chat.owner_id or said.owner_id
    put(chat, WISH, None)
    await session.flush()
    log_deed(session, at(said.school_id), "chat", now, chat=chat.id, kind=said.kind)
    # Whoever has a chat with the bot in it has created one: not nudged about it until the next file says so too.
    owner = await session.get(Person, said.owner_id) if said.owner_id is not None else None
    newest = await newest_list(session, owner.school_id) if owner is not None else None
    if owner is not None and newest is not None:
        await add_claims(session, owner.id, str(newest.week), ["no_group_chat"], NOTED, now)


@dataclass(frozen=True, slots=True)
class WishAnswered:
    """`account` is whoever asked, None when their data are gone; `class_name` is what they said."""

    chat: KnownChat
    class_name: str | None
    account: Account | None


async def answer_wish(session: Session, at: At, chat_id: int, now: datetime, *, agreed: bool) -> WishAnswered:
    """An officer's word about a chat of a class that is not the teacher's by the list.

    Raises:
        NotPossible: nothing waits for an answer (of theirs).
    """
    chat = await session.get(Chat, chat_id)
    kept = chat.settings.get(WISH) if chat is not None else None
    if chat is None or kept is None or not may(at(kept[0]["school_id"]), Deed.KEEP_CHATS):
        raise NotPossible(ANSWERED)
    said, account = _Said(**kept[0]), await session.get(Account, kept[1])
    if agreed:
        await _write_down(session, at, chat, said, now)
    else:
        put(chat, WISH, None)
    return WishAnswered(known(chat), said.class_name, account)


async def switch_hints(session: Session, at: At, chat_id: int, now: datetime) -> KnownChat:
    """Whether people who post invitations into foreign messengers there get a private hint: the other way round.

    Raises:
        NotAllowed
    """
    chat = await chat_to_label(session, at, chat_id)
    require(at(chat.school_id), Deed.KEEP_CHATS)
    chat.hints = not chat.hints
    log_deed(session, at(chat.school_id), "chat", now, chat=chat.id, hints=chat.hints)
    return known(chat)


async def switch_totals(session: Session, at: At, chat_id: int, now: datetime, *, on: bool) -> KnownChat:
    """Whether the week's totals come into a staff chat by themselves.

    Raises:
        NotAllowed
        NotPossible: it is another kind of chat by now.
    """
    chat = await chat_to_label(session, at, chat_id)
    require(at(chat.school_id), Deed.KEEP_CHATS)
    if chat.kind != STAFF:
        raise NotPossible(STAFF_ONLY)
    put(chat, TOTALS, on)
    log_deed(session, at(chat.school_id), "chat", now, chat=chat.id, totals=on)
    return known(chat)


@dataclass(frozen=True, slots=True)
class Register:
    """A school's chats, and the parents' chats that classes with a class teacher lack, as (class, kind); `reminded`:
    class teachers are reminded of these."""

    chats: tuple[KnownChat, ...]
    missing: tuple[tuple[str, str], ...]
    reminded: bool


async def register_of(session: Session, at: At, school_id: int) -> Register:
    """
    Raises:
        NotAllowed
    """
    require(at(school_id), Deed.READ)
    chats = tuple(known(chat) for chat in await chats_of(session, school_id))
    there = {(class_key(chat.class_name or ""), chat.kind) for chat in chats}
    classes = {name for headed in (await heads_of_classes(session, school_id)).values() for name in headed}
    norms = await norms_of(session, await session.get_one(School, school_id))
    wanted = ((name, kind) for name in sorted(classes) for kind in PARENTS)
    return Register(chats, tuple(one for one in wanted if one not in there), norms.parents_chats)
