"""Who answers what: buttons, codes, files, open dialogues and words, in this order."""

from datetime import UTC, datetime

from handlers import commands
from handlers.access import arriving, coming_back
from handlers.access import joining as strangers
from handlers.chats import in_chat as chats
from handlers.dispatch.pressing import press
from handlers.dispatch.words import answer_words
from handlers.engine import home_community as homes
from handlers.engine.buttons import COMMAND
from handlers.engine.open_question import number_questions
from handlers.engine.talk import Talk
from handlers.teacher import pictures
from handlers.wishes import last_order
from indicators.errors import UsageError
from nudges.calendar import SchoolCalendar
from nudges.messenger import Cleared, Permission, Pressed, Written
from storage.clock.heartbeat import standstill, take_untold
from storage.people.accounts import note_cleared, set_writing
from storage.people.roles import CHANGING, Role


async def answer(talk: Talk) -> None:
    """Answer one event, whatever it is."""
    try:
        await _by_kind(talk)
    except UsageError as refused:  # a deed says so before it changes anything
        talk.say(refused.sentence)
    finally:
        talk.who.persons = talk.everywhere or talk.who.persons


async def _by_kind(talk: Talk) -> None:
    event = talk.event
    await arriving.let_in_late(talk)
    if isinstance(event, Cleared):
        await note_cleared(talk.session, talk.who.account.id, datetime.fromtimestamp(event.at, UTC))
    elif isinstance(event, Permission):
        await _permission(talk, event)
        await coming_back.ask_the_speaker(talk)
    elif talk.in_chat:
        await chats.answer(talk)
    else:
        await _personal(talk)
        await coming_back.ask_the_speaker(talk)
        await number_questions(talk)


async def _permission(talk: Talk, event: Permission) -> None:
    account = talk.who.account
    if await homes.is_home(talk):
        await set_writing(talk.session, account.id, "allowed" if event.allowed else "denied")
    if event.allowed and event.key and await strangers.enter(talk, event.key, tell=event.begins):
        return
    if event.begins:
        await strangers.start(talk, "")


async def _personal(talk: Talk) -> None:
    event = talk.event
    if talk.who.account.writing != "allowed" and await homes.is_home(talk):
        await set_writing(talk.session, talk.who.account.id, "allowed")
    await homes.point_home(talk)
    await _of_the_clock(talk)
    if isinstance(event, Written) and event.ref and await strangers.came_with(talk, event.ref):
        return
    if isinstance(event, Pressed) or talk.word(COMMAND) or talk.word("command"):
        pressed = talk.payload
        await press(talk)
        await last_order.keep_pressed(talk, pressed)
    elif isinstance(event, Written) and (event.files or event.pictures) and await pictures.took_picture(talk):
        return
    elif isinstance(event, Written) and event.files:
        await commands.run(talk, "file")
    else:
        said = talk.text
        await answer_words(talk)
        last_order.keep(talk, said)


async def _of_the_clock(talk: Talk) -> None:
    """Officers hear first that the clock stood still: what they count on may not have happened."""
    mine = {one.school_id for one in talk.who.members if Role(one.role) in CHANGING and one.school_id is not None}
    found = await talk.batch.once("clock", lambda: standstill(talk.session, talk.now)) if mine else None
    if found is not None:
        for school in await take_untold(talk.session, found, mine):
            talk.say(found.said(SchoolCalendar(talk.services.zone_of(school))))
