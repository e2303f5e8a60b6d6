"""The register of chats: the bot is added, asks privately what the chat is, and keeps its class, kind and link."""

from dataclasses import asdict, dataclass
from typing import Any

from handlers.chats.rights import chat_of_button, may_label, remember_asked
from handlers.engine.buttons import bad, button, good, link, main, under
from handlers.engine.job import Job
from handlers.engine.rights import may
from handlers.engine.routes import Continuation, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from indicators.errors import MessengerError
from indicators.russian.rules import plural
from nudges.messenger import ChatAbout, Keyboard
from nudges.plan import DONE
from storage.campaigns.claims import add_claims
from storage.schools.chats import LINKS, chat_at, ensure_chat, switch_off_as
from storage.statistics.facts import newest_list
from storage.statistics.standings import class_key, class_names
from storage.tables import Chat, Person

KINDS = {
    "staff": "учительский чат",
    "parents_with_teacher": "родители, с педагогом",
    "parents_without_teacher": "родители, без педагога",
    "other": "другой чат",
}
PARENTS = ("parents_with_teacher", "parents_without_teacher")
STATES = {
    "moved_to_max": "переехал в MAX",
    "moved": "переехал",
    "read_only": "писать нельзя",
    "removed": "бота убрали",
}
CHAT = "chat"
WISH = "wish"  # in the chat's settings: what a teacher said it is, and who they are, until an officer answers
GREETING = (
    "Здравствуйте! Я «Дежурный», помощник по Сферуму. Отвечаю, только когда ко мне обращаются; имён и чужих "
    "показателей в чатах не пишу."
)
NO_LINK = "Для плаката нужна ссылка-приглашение: сделайте меня администратором чата или пришлите ссылку сюда."
ASK_CLASS = "Какой это класс? Например: «7Б»."


async def happened(talk: Talk, action: dict[str, Any]) -> None:
    """Service messages: the bot comes and goes, the chat gets another name."""
    ours = action.get("member_id") == -talk.services.community_id
    kind = str(action.get("type", ""))
    if kind == "chat_title_update":
        chat = await chat_at(talk.session, talk.services.platform, talk.peer_id)
        if chat is not None:
            chat.title = str(action.get("text", ""))[:200]
    elif ours and kind in ("chat_invite_user", "chat_invite_user_by_link"):
        await _arrived(talk)
    elif ours and kind == "chat_kick_user":
        await switch_off_as(talk.session, talk.services.platform, talk.peer_id, "removed")


async def _arrived(talk: Talk) -> None:
    """A word in the chat, and a private question to whoever brought the bot in, if they are known."""
    chat = await ensure_chat(talk.session, talk.services.platform, talk.peer_id)
    if chat.state != "on":
        chat.state, chat.state_reason = "on", None
    invitation = talk.services.dialog_link
    talk.say(GREETING, under([link("Разрешить напоминания", invitation)]) if invitation else None)
    await offer(talk)


async def offer(talk: Talk) -> None:
    """Ask privately what this chat is. Only people of a school, or its officers, register chats."""
    if not talk.who.is_known:
        return
    chat = await ensure_chat(talk.session, talk.services.platform, talk.peer_id)
    if chat.school_id is None:
        remember_asked(talk, chat)
    if may_label(talk, chat):
        await talk.later("chat_offer", chat=chat.id)


async def ask_what_it_is(job: Job) -> None:
    """The private question, with the chat's title where the messenger tells it."""
    async with job.services.database.reading() as session:
        chat = await session.get(Chat, job.errand.details["chat"])
    known = await _about(job, chat) if chat is not None and not chat.title else None
    async with job.finishing() as talk:
        chat = await talk.session.get(Chat, job.errand.details["chat"])
        if chat is None:
            return
        if known is not None:
            chat.title = chat.title or known.title
        text = f"Я в {_named(chat, known)}. Что это за чат? Отмечу его в списке школы."
        talk.say(text, kinds(talk, chat), to=talk.who.account.external_id)


async def _about(job: Job, chat: Chat) -> ChatAbout | None:
    """Nothing depends on the answer, so that a messenger that is away changes only the question's words."""
    try:
        return await job.services.messenger.chat_about(chat.peer_id)
    except MessengerError:
        return None


def _named(chat: Chat, known: ChatAbout | None) -> str:
    """«в чате «7Б родители»», or by the number of people where there is no title."""
    if chat.title:
        return f"чате «{chat.title}»"
    if known is not None and known.members:
        return f"новом чате без названия ({plural(known.members, 'участник', 'участника', 'участников')})"
    return "новом чате"


def kinds(talk: Talk, chat: Chat) -> Keyboard:
    rows = [[button(title[0].upper() + title[1:], "chat_kind", id=chat.id, k=kind)] for kind, title in KINDS.items()]
    if not may(talk, Right.CHANGER, chat.school_id or _school_id(talk)):
        rows = rows[1:]  # the staff chat is the officer's to name
    return under(*rows)


def _school_id(talk: Talk) -> int | None:
    """The school of whoever speaks: the one they work with now, or work at."""
    ids = [member.school_id for member in talk.who.members] + [person.school_id for person in talk.who.persons]
    known = [school_id for school_id in ids if school_id is not None]
    chosen = talk.who.account.school_id
    return chosen if chosen in known else (known[0] if known else None)


async def kind_is(talk: Talk, rest: str) -> None:
    chat = await chat_of_button(talk, talk.number("id"))
    kind = talk.word("k")
    if chat is None or kind not in KINDS:
        return
    if kind == "staff" and not may(talk, Right.CHANGER, chat.school_id or _school_id(talk) or 0):
        talk.say("Учительский чат отмечает ответственный за Сферум.")
        return
    if kind in PARENTS:
        own = [name for person in talk.who.persons for name in class_names(person.classes)]
        classes = list(dict.fromkeys([*class_names(chat.title), *own]))
        rows = [[button(name, "chat_class", id=chat.id, k=kind, c=name) for name in classes[:4]]] if classes else []
        question = f"«{chat.title}»: {ASK_CLASS[0].lower()}{ASK_CLASS[1:]}" if chat.title else ASK_CLASS
        await talk.ask(CHAT, question, under(*rows) if rows else None, chat=chat.id, kind=kind)
        return
    await _register(talk, chat, kind, None)


async def class_is(talk: Talk, rest: str) -> None:
    chat = await chat_of_button(talk, talk.number("id"))
    if chat is not None and talk.word("k") in PARENTS and class_names(talk.word("c")):
        await _register(talk, chat, talk.word("k"), class_key(talk.word("c")))


async def said_class(talk: Talk) -> bool:
    dialogue = talk.who.dialogue
    if dialogue is None or not class_names(talk.text) or len(talk.text) > 20:
        return False
    chat = await chat_of_button(talk, dialogue.state["chat"])
    if chat is not None:
        await _register(talk, chat, dialogue.state["kind"], class_key(talk.text))
    return True


async def _register(talk: Talk, chat: Chat, kind: str, class_name: str | None) -> None:
    await talk.end()
    school_id = chat.school_id or _school_id(talk)
    if school_id is None:
        talk.say("Не вижу, из какой вы школы: спросите ответственного.")
        return
    owner = next((person for person in talk.who.persons if person.school_id == school_id), None)
    if class_name is not None and owner is not None and not _own_class(talk, school_id, class_name):
        await _ask_officer(talk, chat, Wish(school_id, kind, class_name, owner.id))
        return
    await write_down(talk, chat, Wish(school_id, kind, class_name, owner.id if owner is not None else None))
    talk.say(f"Записал: {chat_words(chat)}.", after(talk, chat))
    if not may(talk, Right.CHANGER, school_id):
        await tell_officers(talk, school_id, f"В списке чатов новый: {chat_words(chat)}.")
    if chat.link is None and chat.platform != LINKS:
        await talk.later("chat_link", chat=chat.id)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody said a chat is."""

    school_id: int
    kind: str
    class_name: str | None
    owner_id: int | None


async def write_down(talk: Talk, chat: Chat, wish: Wish) -> None:
    chat.school_id, chat.kind, chat.class_name = wish.school_id, wish.kind, wish.class_name
    chat.owner_id = chat.owner_id or wish.owner_id
    chat.settings = {key: value for key, value in chat.settings.items() if key != WISH}
    await talk.session.flush()
    talk.log("chat", wish.school_id, chat=chat.id, kind=wish.kind)
    owner = await talk.session.get(Person, wish.owner_id) if wish.owner_id is not None else None
    await _closes_gap(talk, owner)


def _own_class(talk: Talk, school_id: int, class_name: str) -> bool:
    """An officer names any class, a teacher those that the school's list has beside their name."""
    if may(talk, Right.CHANGER, school_id):
        return True
    here = [person for person in talk.who.persons if person.school_id == school_id]
    return class_name in {class_key(name) for person in here for name in class_names(person.classes)}


async def _ask_officer(talk: Talk, chat: Chat, wish: Wish) -> None:
    """Somebody else's class, by the list: the poster of its parents' chat is not to be had by saying so."""
    chat.settings = {**chat.settings, WISH: [asdict(wish), talk.who.account.id]}
    person = await talk.session.get_one(Person, wish.owner_id)
    title = f" «{chat.title}»" if chat.title else ""
    text = (
        f"{person.full_name} отмечает чат{title}: {wish.class_name}, {KINDS[wish.kind]}. "
        f"В списке школы за этим педагогом {wish.class_name} не записан. Записать?"
    )
    buttons = [good("Да, записать", "chat_wish", id=chat.id, ok=1), bad("Нет", "chat_wish", id=chat.id)]
    await tell_officers(talk, wish.school_id, text, under(buttons))
    talk.say(
        f"В списке школы {wish.class_name} за вами не записан, поэтому спросил ответственного. Он ответит — напишу."
    )


async def _closes_gap(talk: Talk, owner: Person | None) -> None:
    """Whoever has a chat with the bot in it has created one: not nudged about it until the next file says so too."""
    newest = await newest_list(talk.session, owner.school_id) if owner is not None else None
    if owner is not None and newest is not None:
        await add_claims(talk.session, owner.id, str(newest.week), ["no_group_chat"], DONE, talk.now)


def after(talk: Talk, chat: Chat) -> Keyboard | None:
    rows = []
    if chat.kind in PARENTS:
        rows.append([main("Плакат с QR-кодом", "poster", id=chat.id)])
    if may(talk, Right.CHANGER, chat.school_id):
        on = "Выключить подсказки" if chat.hints else "Включить подсказки о мессенджерах"
        rows.append([button(on, "chat_hints", id=chat.id)])
    return under(*rows) if rows else None


def chat_words(chat: Chat) -> str:
    parts = [KINDS.get(chat.kind, chat.kind)]
    if chat.class_name:
        parts.insert(0, chat.class_name)
    if chat.title:
        parts.append(f"«{chat.title}»")
    if chat.state != "on":
        parts.append(STATES.get(chat.state_reason or "", "недоступен"))
    elif not chat.link:
        parts.append("нет ссылки-приглашения")
    return ", ".join(parts)


async def fetch_link(job: Job) -> None:
    """The invitation link, where the bot is an administrator; otherwise the owner can paste it."""
    async with job.services.database.reading() as session:
        chat = await session.get(Chat, job.errand.details["chat"])
    found = await job.services.messenger.chat_link(chat.peer_id) if chat is not None else None
    async with job.finishing() as talk:
        if chat is None:
            return
        if found is not None:
            (await talk.session.get_one(Chat, chat.id)).link = found
            talk.say("Ссылку-приглашение чата тоже записал: можно печатать плакат.")
        elif chat.kind in PARENTS:
            talk.say(NO_LINK)


ROUTES = (
    Route("chat_kind", Right.ANYONE, kind_is),
    Route("chat_class", Right.ANYONE, class_is),
)
CONTINUATIONS = (Continuation(CHAT, Right.ANYONE, said_class),)
ERRANDS = {"chat_link": fetch_link, "chat_offer": ask_what_it_is}
