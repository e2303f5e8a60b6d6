"""The register of chats: the bot is added, asks privately what the chat is, and keeps its class, kind and link."""

from functools import partial

from handlers.chats.parents_norm import ask_once
from handlers.engine.buttons import bad, button, good, link, main, under
from handlers.engine.dependencies import Services
from handlers.engine.job import Job
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Continuation, Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import NO_OFFICER, tell_officers
from handlers.understanding.said.teachers.own_matters import parents_chat_said
from indicators.classes import class_key, class_names
from indicators.errors import MessengerError
from indicators.russian.rules import plural
from nudges.messenger import Button, ChatAbout, Happened, HappenedKind, Keyboard
from reports.figures.chat_words import KINDS, chat_words
from services.actor import At
from services.chats.joining import ask_about, came_in, learn, put_out, renamed
from services.chats.known import PARENTS, KnownChat, chat_to_label, known
from services.chats.register import Registered, register
from storage.database.connection import Session
from storage.dialogs.replies import Answer
from storage.tables import Chat

CHAT = "chat"
GREETING = (
    "Здравствуйте! Я «Дежурный», помощник по Сферуму. Отвечаю, только когда ко мне обращаются; имён и чужих "
    "показателей в чатах не пишу."
)
CLAIM = "chats"  # pressed in the chat itself, where it is not told who brought the bot in
NAMELESS = "Ответственный или классный руководитель, отметьте чат кнопкой: спрошу лично, что это за чат."
LINK_KEPT = "Ссылку-приглашение чата тоже записал."
LINK_FOUND = f"{LINK_KEPT[:-1]}: можно печатать плакат."
NO_LINK = "Для плаката нужна ссылка-приглашение: сделайте меня администратором чата или пришлите ссылку сюда."
BY_ITSELF = "Сам туда ничего не пишу. Нужны там итоги недели, без имён, — нажмите кнопку: буду присылать каждую неделю."
ASK_CLASS = "Какой это класс? Например: «7Б»."


async def happened(talk: Talk, event: Happened) -> None:
    """The bot comes and goes, the chat gets another name. Whoever brought the bot in is asked privately what the
    chat is, if they are known."""
    talk.replies += await noted(talk.session, talk.services, event)
    if event.kind is HappenedKind.BOT_CAME:
        await offer(talk)


async def noted(session: Session, services: Services, event: Happened) -> list[Answer]:
    """The register keeps up with what happened, also where it is not told by whom; a word in a new chat."""
    platform, peer_id = services.platform, event.peer_id
    if event.kind is HappenedKind.RENAMED:
        await renamed(session, platform, peer_id, event.title)
    elif event.kind is HappenedKind.BOT_LEFT:
        await put_out(session, platform, peer_id)
    elif event.kind is HappenedKind.BOT_CAME:
        await came_in(session, platform, peer_id)
        invitation = services.dialog_link
        rows = [[link("Разрешить напоминания", invitation)]] if invitation else []
        if not event.from_id:
            rows.append([button("Отметить чат", CLAIM)])
        return [
            Answer(peer_id, GREETING if event.from_id else f"{GREETING} {NAMELESS}", under(*rows) if rows else None)
        ]
    return []


async def offer(talk: Talk) -> None:
    """Ask privately what this chat is. Only people of a school, or its officers, register chats."""
    chat = await ask_about(talk.session, at(talk), talk.services.platform, talk.peer_id)
    if chat is not None:
        await talk.later("chat_offer", chat=chat.id)


async def ask_what_it_is(job: Job) -> None:
    """The private question, with the chat's title where the messenger tells it."""
    async with job.services.database.reading() as session:
        chat = await session.get(Chat, job.errand.details["chat"])
    known = await _about(job, chat) if chat is not None else None
    async with job.finishing() as talk:
        told = await _learn(talk.session, job.errand.details["chat"], known)
        if told is None:
            return
        text = f"Я в {_named(told, known)}. Что это за чат? Отмечу его в списке школы."
        talk.say(text, kinds(talk, told), to=talk.who.account)


async def _learn(session: Session, chat_id: int, known: ChatAbout | None, link: str | None = None) -> KnownChat | None:
    if known is None:
        return await learn(session, chat_id, link=link)
    return await learn(session, chat_id, title=known.title, link=link, reads_all=known.reads_all)


async def _about(job: Job, chat: Chat) -> ChatAbout | None:
    """Nothing depends on the answer, so that a messenger that is away changes only the question's words."""
    try:
        return await job.services.messenger.chat_about(chat.peer_id)
    except MessengerError:
        return None


def _named(chat: KnownChat, known: ChatAbout | None) -> str:
    """«в чате «7Б родители»», or by the number of people where there is no title."""
    if chat.title:
        return f"чате «{chat.title}»"
    if known is not None and known.members:
        return f"новом чате без названия ({plural(known.members, 'участник', 'участника', 'участников')})"
    return "новом чате"


def at(talk: Talk) -> At:
    """Whoever speaks, at each school."""
    return partial(actor_at, talk)


def kinds(talk: Talk, chat: KnownChat) -> Keyboard:
    rows = [[button(title[0].upper() + title[1:], "chat_kind", id=chat.id, k=kind)] for kind, title in KINDS.items()]
    if not may(talk, Right.CHANGER, chat.school_id or _school_id(talk)):
        rows = rows[1:]  # the staff chat is the officer's to name
    return under(*rows)


def _school_id(talk: Talk) -> int | None:
    """The school of whoever speaks: the one they work with now, or work at."""
    ids = [member.school_id for member in talk.who.members] + [person.school_id for person in talk.who.persons]
    known = [school_id for school_id in ids if school_id is not None]
    chosen = talk.school_id or talk.who.account.school_id
    return chosen if chosen in known else (known[0] if known else None)


async def kind_is(talk: Talk, rest: str) -> None:
    chat = known(await chat_to_label(talk.session, at(talk), talk.number("id")))
    kind = talk.word("k")
    if kind in PARENTS:
        own = [name for person in talk.who.persons for name in class_names(person.classes)]
        classes = list(dict.fromkeys([*class_names(chat.title), *own]))
        rows = [[button(name, "chat_class", id=chat.id, k=kind, c=name) for name in classes[:4]]] if classes else []
        question = f"«{chat.title}»: {ASK_CLASS[0].lower()}{ASK_CLASS[1:]}" if chat.title else ASK_CLASS
        await talk.ask(CHAT, question, under(*rows, [button("Отмена", "cancel")]), chat=chat.id, kind=kind)
    elif kind in KINDS:
        await _register(talk, chat.id, kind, None)


async def class_is(talk: Talk, rest: str) -> None:
    if talk.word("k") in PARENTS and class_names(talk.word("c")):
        await _register(talk, talk.number("id"), talk.word("k"), talk.word("c"))


async def as_said(talk: Talk, chat_id: int, words: str) -> bool:
    """«Это 8Б без меня» beside a link: nothing has to be asked. Whoever heads one class need not name it."""
    kind = parents_chat_said(words)
    own = [name for person in talk.who.persons for name in class_names(person.classes)]
    named = [one for one in class_names(words) if not one.isdigit()] or own
    if not kind or len(named) != 1:
        return False
    await _register(talk, chat_id, kind, named[0])
    return True


async def said_class(talk: Talk) -> bool:
    dialogue = talk.who.dialogue
    if dialogue is None or not class_names(talk.text) or len(talk.text) > 20:
        return False
    await _register(talk, dialogue.state["chat"], dialogue.state["kind"], talk.text)
    return True


async def _register(talk: Talk, chat_id: int, kind: str, class_name: str | None) -> None:
    made = await register(talk.session, at(talk), chat_id, _school_id(talk), kind, class_name, talk.now)
    await talk.end()
    if made.asks is not None:
        await _ask_officer(talk, made, kind, class_key(class_name or ""))
        return
    chat = made.chat
    more = f" {BY_ITSELF}" if chat.may_get_totals and not chat.totals else ""
    talk.say(f"Записал: {chat_words(chat)}.{more}", after(talk, chat))
    if chat.school_id is not None and not may(talk, Right.CHANGER, chat.school_id):
        await tell_officers(talk, chat.school_id, f"В списке чатов новый: {chat_words(chat)}.")
    await ask_once(talk, chat.school_id)
    if chat.link is None and not chat.by_link:
        await talk.later("chat_link", chat=chat.id)


async def _ask_officer(talk: Talk, made: Registered, kind: str, class_name: str) -> None:
    """Somebody else's class, by the list: the poster of its parents' chat is not to be had by saying so."""
    chat = made.chat
    title = f" «{chat.title}»" if chat.title else ""
    text = (
        f"{made.asks} отмечает чат{title}: {class_name}, {KINDS[kind]}. "
        f"В списке школы за этим педагогом {class_name} не записан. Записать?"
    )
    buttons = [good("Да, записать", "chat_wish", id=chat.id, ok=1), bad("Нет", "chat_wish", id=chat.id)]
    told = await tell_officers(talk, chat.school_id or _school_id(talk) or 0, text, under(buttons))
    asked = "поэтому спросил ответственного. Он ответит — напишу." if told else f"поэтому не записываю. {NO_OFFICER}"
    talk.say(f"В списке школы {class_name} за вами не записан, {asked}")


def after(talk: Talk, chat: KnownChat) -> Keyboard | None:
    rows = []
    if chat.kind in PARENTS:
        rows.append([main("Плакат с QR-кодом", "poster", id=chat.id)])
    if chat.may_get_totals and may(talk, Right.CHANGER, chat.school_id):
        rows.append([totals_button(chat)])
    if may(talk, Right.CHANGER, chat.school_id):
        on = "Выключить подсказки" if chat.hints else "Включить подсказки о мессенджерах"
        rows.append([button(on, "chat_hints", id=chat.id)])
    return under(*rows) if rows else None


def totals_button(chat: KnownChat) -> Button:
    title = "Не присылать итоги в чат" if chat.totals else "Присылать итоги каждую неделю"
    return button(title, "chat_totals", id=chat.id, on=int(not chat.totals))


async def fetch_link(job: Job) -> None:
    """The invitation link, where the bot is an administrator; otherwise the owner can paste it."""
    async with job.services.database.reading() as session:
        chat = await session.get(Chat, job.errand.details["chat"])
    found = await job.services.messenger.chat_link(chat.peer_id) if chat is not None else None
    known = await _about(job, chat) if chat is not None else None
    async with job.finishing() as talk:
        if chat is None:
            return
        await _learn(talk.session, chat.id, known, found)
        if found is not None:
            talk.say(LINK_FOUND if chat.kind in PARENTS else LINK_KEPT)
        elif chat.kind in PARENTS:
            talk.say(NO_LINK)


ROUTES = (
    Route("chat_kind", Right.ANYONE, kind_is),
    Route("chat_class", Right.ANYONE, class_is),
)
CONTINUATIONS = (Continuation(CHAT, Right.ANYONE, said_class),)
ERRANDS = {"chat_link": fetch_link, "chat_offer": ask_what_it_is}
