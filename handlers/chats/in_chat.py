"""The bot in group chats: it answers only when addressed, shows totals only, and counts numbers where it may."""

from collections.abc import Sequence
from datetime import UTC, datetime

from handlers.chats import register as chat_register
from handlers.chats.foreign_messengers import messengers
from handlers.chats.hints import hint
from handlers.chats.totals import explanation, is_total, total
from handlers.engine.buttons import COMMAND
from handlers.engine.dependencies import Services
from handlers.engine.talk import Talk
from handlers.understanding.around import plainly
from handlers.understanding.wish import Wish
from nudges.messenger import Happened, Keyboard, Pressed, Written, is_group
from reports.figures.staff_chat import dialog_button
from services.chats.listening import Heard, count_heard
from storage.database.connection import Session

CALLS = frozenset({"call", "group_call_in_progress"})
NO_TOTALS = "В чате показываю только итоги, без имён. Об остальном напишите мне в личные сообщения — там отвечу."
NOT_IN_THIS_CHAT = (
    "Итоги показываю только в учительском чате школы и только её сотрудникам. Напишите мне в личные сообщения — "
    "там отвечу."
)
HELLO_IN_CHAT = (
    "Здравствуйте! Я «Дежурный», помощник по Сферуму. В чатах показываю только итоги, без имён, и отвечаю, когда ко "
    "мне обращаются: «сводка», «динамика», «сколько осталось до срока», «как создать чат», «какие мессенджеры "
    "запрещены». Личное — только в личных сообщениях."
)
NOT_HERE = "Это — в личных сообщениях"
ASKED_PRIVATELY = "Спросил вас в личных сообщениях"
FIRST_PRIVATELY = "Сначала познакомимся: откройте бота и нажмите «Начать»"
_LIKE = 0.3  # nobody is asked back in a chat: the likeliest reading is enough, for totals are all it shows
_GREETING = frozenset({"help", "start", "unmute", "greet", "who_are_you"})


async def count(session: Session, services: Services, events: Sequence[Written], now: datetime) -> None:
    """Add what teachers wrote in registered chats to their week's counts: numbers only, no text is kept."""
    said = [event for event in events if is_group(event.peer_id) and event.from_id > 0]
    if not said:
        return
    hinting = await count_heard(session, services.platform, [_heard(event, services) for event in said])
    for event in said:
        if event.peer_id in hinting:
            await hint(session, services, event, now)


def _heard(event: Written, services: Services) -> Heard:
    day = datetime.fromtimestamp(event.at, UTC).astimezone(services.zone).date()
    return Heard(event.peer_id, event.from_id, day, bool(CALLS & set(event.other)), event.addressed)


async def answer(talk: Talk) -> None:
    """Answer what was said to the bot in a chat, or what happened to it there."""
    event = talk.event
    if isinstance(event, Pressed) and talk.word(COMMAND) == chat_register.CLAIM:
        await _claimed(talk)
    elif isinstance(event, Pressed):
        talk.snack = NOT_HERE
    elif isinstance(event, Happened):
        await chat_register.happened(talk, event)
    elif isinstance(event, Written) and event.addressed:
        await _addressed(talk)


async def _claimed(talk: Talk) -> None:
    """Somebody of a school says that the chat is theirs, and is asked privately what it is."""
    talk.snack = ASKED_PRIVATELY if talk.who.is_known else FIRST_PRIVATELY
    if talk.who.is_known:
        await chat_register.offer(talk)


async def _addressed(talk: Talk) -> None:
    reading = plainly(talk.text, talk.now.astimezone(talk.services.zone).date())
    like = reading.wishes if reading.sure else [one for one in reading.nearest if one.likely > _LIKE]
    wish = like[0] if like else Wish("help")
    if wish.code == "messengers":
        await messengers(talk, "")
    elif wish.code == "chats" and talk.who.is_known:
        await chat_register.offer(talk)
    elif wish.code in _GREETING:
        talk.say(HELLO_IN_CHAT, _dialog(talk))
    elif text := explanation(talk, wish):
        talk.say(text)
    elif is_total(wish, talk.text):
        text = await total(talk, wish)
        talk.say(text or NOT_IN_THIS_CHAT, None if text else _dialog(talk))
    else:
        talk.say(NO_TOTALS, _dialog(talk))


def _dialog(talk: Talk) -> Keyboard | None:
    return dialog_button(talk.services.dialog_link)
