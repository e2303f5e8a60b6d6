"""«Чаты»: the school's list, what is missing in it, and what can be changed."""

from collections.abc import Sequence

from handlers.chats.register import KINDS, PARENTS, chat_words, kinds
from handlers.chats.rights import chat_of_button
from handlers.engine.buttons import button, under
from handlers.engine.rights import at_desk, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from storage.people.registry import people_of
from storage.schools.chats import LINKS, chats_of
from storage.statistics.standings import class_key, class_names
from storage.tables import Chat, School


async def chats(talk: Talk, rest: str) -> None:
    """The officer's list: what is registered, and which classes lack a chat."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    found = await chats_of(talk.session, desk.school.id)
    lines = [f"• {chat_words(chat)}" for chat in found[:40]] or ["• пока ни одного: добавьте меня в чат школы"]
    missing = await missing_chats(talk, desk.school, found)
    if missing:
        lines += ["", "Не хватает:", *[f"• {one}" for one in missing[:20]]]
    rows = []
    if desk.may_change:
        edited = [chat for chat in found if chat.platform != LINKS][:4]
        rows = [[button(f"Изменить: {chat_words(chat)}", "chat_edit", id=chat.id)] for chat in edited]
        rows.append([button("Плакаты", "posters")])
    talk.say("\n".join(["Чаты школы:", *lines]), under(*rows) if rows else None)


async def missing_chats(talk: Talk, school: School, found: Sequence[Chat]) -> list[str]:
    """Classes of class teachers without one of the two parents' chats."""
    there = {(class_key(chat.class_name or ""), chat.kind) for chat in found}
    classes = {
        name
        for person in await people_of(talk.session, school.id)
        if "классн" in person.role.lower()
        for name in class_names(person.classes)
    }
    return [f"{name} — {KINDS[kind]}" for name in sorted(classes) for kind in PARENTS if (name, kind) not in there]


async def edit(talk: Talk, rest: str) -> None:
    chat = await chat_of_button(talk, talk.number("id"))
    if chat is not None:
        talk.say(f"{chat_words(chat)}. Что это за чат?", kinds(talk, chat))


async def hints(talk: Talk, rest: str) -> None:
    chat = await chat_of_button(talk, talk.number("id"))
    if chat is None or chat.school_id is None or not may(talk, Right.CHANGER, chat.school_id):
        return
    chat.hints = not chat.hints
    talk.log("chat", chat.school_id, chat=chat.id, hints=chat.hints)
    on = "включены: тому, кто пришлёт приглашение в запрещённый мессенджер, напишу лично" if chat.hints else "выключены"
    talk.say(f"{chat_words(chat)}: подсказки {on}.")


ROUTES = (
    Route("chats", Right.READER, chats, Does.SHOWS),
    Route("chat_edit", Right.CHANGER, edit),
    Route("chat_hints", Right.CHANGER, hints),
)
