"""«Чаты»: the school's list, what is missing in it, and what can be changed."""

from handlers.chats.register import at, kinds, totals_button
from handlers.engine.buttons import button, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import shortened
from nudges.messenger import Keyboard
from reports.figures.chat_words import chat_words, in_several, is_deaf, lacking_by_class
from services.chats.known import PARENTS, chat_to_label, known
from services.chats.register import register_of, switch_hints, switch_totals

_CHATS, _CLASSES = 40, 50
NO_CHATS = "• пока ни одного: добавьте меня в чат школы"
DEAF = "Сделайте бота администратором чата в MAX с правом читать сообщения: тогда посчитаю их и дам ссылку для плаката."


async def chats(talk: Talk, rest: str) -> None:
    """The officer's list: what is registered, and which classes lack a chat."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    found = await register_of(talk.session, at(talk), desk.school.id)
    where = in_several(found.chats)
    lines = shortened([f"• {chat_words(chat, where=where)}" for chat in found.chats], _CHATS) or [NO_CHATS]
    if any(is_deaf(chat) for chat in found.chats):
        lines += ["", DEAF]
    if found.missing:
        lines += ["", "Не хватает чатов родителей:"]
        lines += shortened([f"• {name} — {kinds}" for name, kinds in lacking_by_class(found.missing)], _CLASSES)
    rows = []
    if desk.may_change:
        edited = [chat for chat in found.chats if not chat.by_link][:4]
        rows = [[button(f"Изменить: {chat_words(chat)}", "chat_edit", id=chat.id)] for chat in edited]
        rows.append([button("Плакаты", "posters")])
        if any(chat.kind in PARENTS for chat in found.chats):
            on = found.reminded
            lines += ["", f"О чатах родителей {'напоминаю классным руководителям' if on else 'не напоминаю'}."]
            title, code = ("Не напоминать", "parents_chats_off") if on else ("Напоминать", "parents_chats_on")
            rows.append([button(f"{title} о чатах родителей", code, s=desk.school.id)])
    talk.say("\n".join(["Чаты школы:", *lines]), under(*rows) if rows else None)


async def edit(talk: Talk, rest: str) -> None:
    chat = known(await chat_to_label(talk.session, at(talk), talk.number("id")))
    more = [totals_button(chat)] if chat.may_get_totals else []
    asked = kinds(talk, chat)
    talk.say(f"{chat_words(chat)}. Что это за чат?", Keyboard((*asked.rows, tuple(more))) if more else asked)


async def totals(talk: Talk, rest: str) -> None:
    """On as the button said, whatever was pressed meanwhile."""
    chat = await switch_totals(talk.session, at(talk), talk.number("id"), talk.now, on=bool(talk.number("on")))
    words = "итоги, без имён, присылаю туда каждую неделю" if chat.totals else "сам итогов туда не присылаю"
    talk.say(f"{chat_words(chat)}: {words}.", under([totals_button(chat)]))


async def hints(talk: Talk, rest: str) -> None:
    chat = await switch_hints(talk.session, at(talk), talk.number("id"), talk.now)
    on = "включены: тому, кто пришлёт приглашение в запрещённый мессенджер, напишу лично" if chat.hints else "выключены"
    talk.say(f"{chat_words(chat)}: подсказки {on}.")


ROUTES = (
    Route("chats", Right.READER, chats, Does.SHOWS, label="Чаты"),
    Route("chat_edit", Right.CHANGER, edit),
    Route("chat_hints", Right.CHANGER, hints),
    Route("chat_totals", Right.CHANGER, totals),
)
