"""Who answers what: buttons, codes, files, open dialogues and words, in this order."""

import re
from datetime import UTC, datetime

from handlers import commands, not_understood
from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.chats import in_chat as chats
from handlers.chats import links as chat_links
from handlers.engine import home_community as homes
from handlers.engine.buttons import COMMAND, button, under
from handlers.engine.rights import may
from handlers.engine.routes import Continuation, Does, Right
from handlers.engine.talk import Talk
from handlers.people import exemptions as exempting
from handlers.people import own_time
from handlers.people import spoken_of as about_people
from handlers.small_talk import help as about
from handlers.teacher import pictures
from handlers.topics import CONTINUATIONS, ROUTES
from handlers.understanding.around import understand
from handlers.understanding.asking import MEANT
from handlers.understanding.reading.pages import spell_names
from handlers.understanding.wordings.phrases import Recognised, declines, recognise
from handlers.understanding.wordings.stems import OFFICE, TEACHER, gist
from handlers.understanding.wordings.typed_buttons import ask_for_words, typed_button
from handlers.wishes import carrying
from indicators.errors import UsageError
from nudges.calendar import SchoolCalendar
from nudges.messenger import Cleared, Permission, Pressed, Written
from storage.clock.heartbeat import standstill, take_untold
from storage.people.accounts import note_cleared, note_heard, set_writing
from storage.people.roles import CHANGING, Role

_BETWEEN = re.compile(r"\s*(?:[,;\n]|\bи\b|\bа также\b|\bа ещ[её]\b|\bпотом\b|\bзатем\b|\bплюс\b)+\s*", re.IGNORECASE)
_MOST_WISHES = 3
NOTHING_SENT_NOW = (
    "Хорошо, не буду: сейчас ничего никому не отправляю. Напоминания по расписанию идут сами, пока не скажете «пауза»; "
    "одного человека не тревожить — «исключить Алиеву»."
)
NOTHING_DELETED = "Хорошо, удалять ничего не буду."
NOTHING_TO_STOP = "Хорошо. Рассылкой ведает ответственный за Сферум: остановить её может он."
NOT_YOURS = "Эта кнопка не для вас, но спасибо за интерес!"
TOO_LONG = "Спасибо! Но так много текста мне не осилить: напишите, пожалуйста, одной фразой."
LONGEST = 1000
LONGEST_ANSWER = 2000  # to something that was asked: a list may be pasted


async def answer(talk: Talk) -> None:
    """Answer one event, whatever it is."""
    try:
        await _by_kind(talk)
    except UsageError as refused:  # a deed says so before it changes anything
        talk.say(refused.sentence)


async def _by_kind(talk: Talk) -> None:
    event = talk.event
    if isinstance(event, Cleared):
        await note_cleared(talk.session, talk.who.account.id, datetime.fromtimestamp(event.at, UTC))
    elif isinstance(event, Permission):
        await _permission(talk, event)
    elif talk.in_chat:
        await chats.answer(talk)
    else:
        await _personal(talk)


async def _permission(talk: Talk, event: Permission) -> None:
    account = talk.who.account
    if await homes.is_home(talk):
        await set_writing(talk.session, [account.id], "allowed" if event.allowed else "denied", talk.now)
    if event.begins:
        note_heard(account, talk.now)
    if event.allowed and event.key and await strangers.enter(talk, event.key, tell=event.begins):
        return
    if event.begins:
        await strangers.start(talk, "")


async def _personal(talk: Talk) -> None:
    event = talk.event
    note_heard(talk.who.account, talk.now)
    if talk.who.account.writing != "allowed" and await homes.is_home(talk):
        await set_writing(talk.session, [talk.who.account.id], "allowed", talk.now)
    await homes.point_home(talk)
    await _of_the_clock(talk)
    if isinstance(event, Written) and event.ref and await strangers.came_with(talk, event.ref):
        return
    if isinstance(event, Pressed) or talk.word(COMMAND) or talk.word("command"):
        await press(talk)
    elif isinstance(event, Written) and (event.files or event.pictures) and await pictures.took_picture(talk):
        return
    elif isinstance(event, Written) and event.files:
        await commands.run(talk, "file")
    else:
        await _words(talk)


async def _of_the_clock(talk: Talk) -> None:
    """Officers hear first that the clock stood still: what they count on may not have happened."""
    mine = {one.school_id for one in talk.who.members if Role(one.role) in CHANGING and one.school_id is not None}
    found = await talk.batch.once("clock", lambda: standstill(talk.session, talk.now)) if mine else None
    if found is not None:
        for school in await take_untold(talk.session, found, mine):
            talk.say(found.said(SchoolCalendar(talk.services.zone_of(school))))


async def press(talk: Talk) -> None:
    """A button. Its payload names a command and what it is about; what one may do is looked up."""
    # «Начать» is the messenger's own button and has a payload of its own.
    route = ROUTES.get(talk.word(COMMAND) or talk.word("command"))
    if route is None:
        await not_understood.otherwise(talk)
    elif route.code == MEANT:
        await carrying.pressed(talk)
    elif may(talk, route.right):
        await route.handle(talk, "")
    elif isinstance(talk.event, Pressed) and talk.who.is_known:
        talk.snack = NOT_YOURS
    else:
        await commands.refuse(talk, route)


async def _words(talk: Talk) -> None:
    if not talk.text:
        await not_understood.wordless(talk)
        return
    if len(talk.text) > (LONGEST if talk.who.dialogue is None else LONGEST_ANSWER):
        talk.say(TOO_LONG) if talk.who.is_known else await strangers.welcome(talk)
        return
    await spell_names(talk)
    button = await typed_button(talk, ROUTES)
    if button is not None:
        talk.given = button
        await press(talk)
        return
    if await ask_for_words(talk) or await chat_links.pasted(talk):
        return
    if await own_time.spoken(talk):
        return
    meant = recognise(talk.text)
    continuation = CONTINUATIONS.get(talk.who.dialogue.name) if talk.who.dialogue is not None else None
    if continuation is not None and may(talk, continuation.right):
        is_answer = continuation.hears_all or not _leads_out(meant, continuation)
        if is_answer and await continuation.proceed(talk):
            return
    if meant is None and about.is_courtesy(talk):
        await about.courtesy(talk)
    elif meant is None:
        await _in_other_words(talk)
    else:
        await _meant(talk, meant)


def _leads_out(meant: Recognised | None, asked: Continuation) -> bool:
    """Whether the words are a command although something is being asked."""
    if meant is None:
        return False
    route = ROUTES[meant.intent.code]
    if route.leads_out:
        return True
    return route.code not in asked.answers and not (asked.free and meant.rest)


async def _in_other_words(talk: Talk) -> None:
    """No single command: several in one sentence, or a colleague's name and what is with them."""
    wishes = _several(talk.text)
    if wishes:
        for wish in wishes:
            talk.given = {}
            await _meant(talk, wish)
    elif declines(talk.text):
        await _declined(talk)
    elif not await about_people.spoken_of(talk):
        await _read(talk)


async def _read(talk: Talk) -> None:
    """A sentence is read as a whole; what it is likely about helps where the reading is not sure."""
    reading = await understand(talk)
    wish_behind = _behind(talk)
    if reading.sure and talk.who.is_known and carrying.can(talk, reading):
        await carrying.carry(talk, reading)
    elif wish_behind is not None:
        await _meant(talk, wish_behind)
    elif talk.who.is_known:
        await carrying.carry(talk, reading)
    else:
        await not_understood.otherwise(talk)


async def _declined(talk: Talk) -> None:
    if talk.who.dialogue is not None:
        await commands.run(talk, "cancel")
    elif may(talk, Right.CHANGER) and about.SENDING.search(talk.text.lower()):
        exempting.offer_pause(talk)  # what goes by itself would still go
    elif may(talk, Right.CHANGER):
        talk.say(NOTHING_SENT_NOW, under([button("Пауза", "pause")]))
    elif talk.who.members:
        talk.say(NOTHING_TO_STOP)
    elif talk.who.is_linked and about.DELETING.search(talk.text.lower()):
        talk.say(NOTHING_DELETED)
    elif talk.who.is_linked:
        privacy.later_or_never(talk)  # «мне это не нужно»: nothing is promised that is not done
    else:
        await not_understood.otherwise(talk)


def _behind(talk: Talk) -> Recognised | None:
    """What the words are likely about; a teacher's words are about themselves."""
    tables = [OFFICE] if talk.who.members else []
    tables += [TEACHER] if talk.who.is_linked else []
    return next((found for table in tables if (found := gist(talk.text, table)) is not None), None)


def _several(text: str) -> list[Recognised]:
    """«сводку и кто не позвонил»: every part must be understood, and only show something."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()] if len(text) <= LONGEST else []
    found = [recognise(part) for part in parts] if 1 < len(parts) <= _MOST_WISHES else []
    wishes = [one for one in found if one is not None and ROUTES[one.intent.code].does is Does.SHOWS]
    return wishes if len(wishes) == len(parts) else []


async def _meant(talk: Talk, meant: Recognised) -> None:
    talk.given = dict(meant.intent.given)
    await commands.said(talk, meant.intent.code, meant.rest)
