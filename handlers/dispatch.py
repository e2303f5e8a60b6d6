"""Who answers what: buttons, codes, files, open dialogues and words, in this order."""

from handlers import about, chat_register, chats, privacy, strangers, teachers
from handlers.buttons import COMMAND
from handlers.desk import READS_ONLY, may, schools_of
from handlers.keyboards import office_keyboard
from handlers.recognise import Recognised, recognise
from handlers.routes import Right, Route
from handlers.table import CONTINUATIONS, ROUTES
from handlers.talk import Talk
from handlers.typed import typed_button
from nudges.calendar import SchoolCalendar
from nudges.messenger import Permission, Pressed, Written
from storage.accounts import set_writing
from storage.beats import clock_notice

# Words that end whatever is being asked, or lead out of it; anything else is an answer to the question.
LEADING_OUT = frozenset({"start", "help", "cancel", "summary", "my_figures", "my_data"})
NOT_YOURS = "Эта кнопка не для вас, но спасибо за интерес!"
UNREAD = "Такое я пока не понимаю: напишите, пожалуйста, словами."
TOO_LONG = "Спасибо! Но так много текста мне не осилить: напишите, пожалуйста, одной фразой."
LONGEST = 1000


async def answer(talk: Talk) -> None:
    """Answer one event, whatever it is."""
    event = talk.event
    if isinstance(event, Permission):
        await _permission(talk, event)
    elif talk.in_chat:
        await chats.answer(talk)
    else:
        await _personal(talk)


async def _permission(talk: Talk, event: Permission) -> None:
    account = talk.who.account
    await set_writing(talk.session, [account.id], "allowed" if event.allowed else "denied", talk.now)
    if event.allowed and event.key:
        await strangers.enter(talk, event.key)


async def _personal(talk: Talk) -> None:
    event = talk.event
    if talk.who.account.writing != "allowed":
        await set_writing(talk.session, [talk.who.account.id], "allowed", talk.now)
    await _of_the_clock(talk)
    if isinstance(event, Written) and event.ref and await strangers.came_with(talk, event.ref):
        return
    if isinstance(event, Pressed) or talk.word(COMMAND) or talk.word("command"):
        await press(talk)
    elif isinstance(event, Written) and event.files:
        await run(talk, "file")
    else:
        await _words(talk)


async def _of_the_clock(talk: Talk) -> None:
    """Officers hear first that the clock stood still: what they count on may not have happened."""
    if not may(talk, Right.CHANGER):
        return
    for school in await schools_of(talk):
        if may(talk, Right.CHANGER, school.id):
            calendar = SchoolCalendar(talk.services.zone_of(school))
            notice = await clock_notice(talk.session, school.id, talk.now, calendar)
            if notice is not None:
                talk.say(notice)


async def press(talk: Talk) -> None:
    """A button. Its payload names a command and what it is about; what one may do is looked up."""
    # «Начать» is the messenger's own button and has a payload of its own.
    route = ROUTES.get(talk.word(COMMAND) or talk.word("command"))
    if route is None:
        await otherwise(talk)
    elif may(talk, route.right):
        await route.handle(talk, "")
    elif isinstance(talk.event, Pressed) and talk.who.is_known:
        talk.snack = NOT_YOURS
    else:
        await _refused(talk, route)


async def _words(talk: Talk) -> None:
    if not talk.text:
        talk.say(UNREAD) if talk.who.is_known else await strangers.welcome(talk)
        return
    if len(talk.text) > LONGEST and talk.who.dialogue is None:
        talk.say(TOO_LONG) if talk.who.is_known else await strangers.welcome(talk)
        return
    button = await typed_button(talk)
    if button is not None:
        talk.given = button
        await press(talk)
        return
    if await chat_register.pasted(talk):
        return
    meant = recognise(talk.text)
    if talk.who.dialogue is not None and (meant is None or meant.intent.code not in LEADING_OUT):
        continuation = CONTINUATIONS.get(talk.who.dialogue.name)
        allowed = continuation is not None and may(talk, continuation.right)
        if allowed and continuation is not None and await continuation.proceed(talk):
            return
    if meant is None and about.is_courtesy(talk):
        await about.courtesy(talk)
    elif meant is None:
        await otherwise(talk)
    else:
        await _meant(talk, meant)


async def _meant(talk: Talk, meant: Recognised) -> None:
    route = ROUTES.get(meant.intent.code)
    if route is None:
        await (otherwise(talk) if talk.who.is_known else strangers.welcome(talk))
        return
    if meant.intent.given:
        talk.given = dict(meant.intent.given)
    if may(talk, route.right):
        await route.handle(talk, meant.rest)
    elif route.code == "exempt" and talk.who.is_linked and not talk.who.members:
        await privacy.mute(talk, "")  # «не напоминай больше»: from a teacher it can only be about themselves
    else:
        await _refused(talk, route)


async def run(talk: Talk, code: str, rest: str = "") -> None:
    """Another command on behalf of the same person, with the same check of rights."""
    route = ROUTES[code]
    if may(talk, route.right):
        await route.handle(talk, rest)
    else:
        await _refused(talk, route)


async def _refused(talk: Talk, route: Route) -> None:
    if not talk.who.is_known:
        await strangers.welcome(talk)
    elif route.right is Right.LINKED:
        talk.say(teachers.NOT_LINKED, office_keyboard(may_change=may(talk, Right.CHANGER)))
    elif talk.who.members:
        talk.say(READS_ONLY)
    else:
        await teachers.not_for_you(talk)


async def otherwise(talk: Talk) -> None:
    """Nothing was understood: everybody gets what they most likely came for."""
    if talk.who.members:
        talk.say(
            "Не совсем понял. Могу показать сводку или списки, напомнить коллегам, сделать отчёт — "
            "вот кнопки. А ещё пришлите мне файл статистики, и я его разберу.",
            office_keyboard(may_change=may(talk, Right.CHANGER)),
        )
    elif talk.who.is_linked:
        await teachers.my_figures(talk, "")
    else:
        await strangers.heard(talk)
