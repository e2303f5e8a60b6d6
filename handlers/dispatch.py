"""Who answers what: buttons, codes, files, open dialogues and words, in this order."""

from datetime import UTC, datetime
from typing import Any

from handlers import commands, not_understood
from handlers.access import arriving, coming_back, own_peace, own_row, taking_back
from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.chats import in_chat as chats
from handlers.chats import links as chat_links
from handlers.engine import home_community as homes
from handlers.engine.buttons import COMMAND, button, under
from handlers.engine.old_buttons import shown_before, undated
from handlers.engine.open_question import is_over, number_questions, open_question, put_aside, was_asked_last
from handlers.engine.rights import may
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_before import note_asked
from handlers.people import own_time
from handlers.reminding import changing_announced, later
from handlers.small_talk import feelings
from handlers.small_talk import help as about
from handlers.teacher import pictures
from handlers.topics import CONTINUATIONS, ROUTES
from handlers.understanding import asking
from handlers.understanding.around import understand, with_days_off
from handlers.understanding.asking import BESIDE, MEANT, WORDS
from handlers.understanding.reading.pages import spell_names
from handlers.understanding.said.courtesies import agrees_and_more, bare_answer, without_courtesies
from handlers.understanding.said.days_off import announces_after, names_days_off, reminds_after
from handlers.understanding.said.typed_buttons import ask_for_words, typed_button
from handlers.understanding.wish import Reading
from handlers.wishes import carrying, correcting, last_order, several_schools
from handlers.wishes.among import one_of_shown
from handlers.wishes.fulfilling import COURTESY
from handlers.wishes.in_full import in_full
from indicators.errors import UsageError
from nudges.calendar import SchoolCalendar
from nudges.letters.announcement import ANNOUNCE
from nudges.messenger import Button, Cleared, Colour, Permission, Pressed, Written
from nudges.periods import day_words
from storage.clock.heartbeat import standstill, take_untold
from storage.people.accounts import note_cleared, set_writing
from storage.people.roles import CHANGING, Role

OLD_BUTTON = "Эта кнопка от {day}, с тех пор многое могло измениться. Всё равно сделать?"
NO_DAYS_OFF = (
    "Когда они кончатся, не знаю: впереди ничего такого не записано, поэтому никому не напоминаю. Запишите, например: "
    "«каникулы с 28 декабря по 8 января» — или назовите день."
)
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
        await _words(talk)
        last_order.keep(talk, said)


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
    if route is not None:
        await several_schools.by_button(talk, route.right)
    if route is None:
        await not_understood.otherwise(talk)
    elif route.code in (MEANT, BESIDE):
        await carrying.pressed(talk)
    elif route.code == WORDS:
        await _words_after_all(talk)
    elif route.code == "school" and await several_schools.asked_again(talk):
        return
    elif may(talk, route.right):
        await _press_or_ask(talk, route)
    elif isinstance(talk.event, Pressed) and talk.who.is_known:
        talk.snack = NOT_YOURS
    else:
        await commands.refuse(talk, route)


async def _press_or_ask(talk: Talk, route: Route) -> None:
    """What a button does whose message is of another day is asked about: much may be otherwise since."""
    changes = route.does is Does.ACTS or "say" in talk.payload  # «Оставить 30» sets a target
    if changes and await is_over(talk, talk.payload):
        talk.say(asking.OLD)
        return
    shown = shown_before(talk.payload, talk.now) if route.does is Does.ACTS and talk.who.is_known else None
    if shown is None:
        await route.handle(talk, "")
        note_asked(talk, route)
        return
    payload = undated(talk.payload)
    yes = Button("Да, сделать", payload, colour=Colour.POSITIVE)
    day = day_words(shown.astimezone(talk.services.zone).date())
    talk.say(OLD_BUTTON.format(day=day), under([yes, button("Нет", "cancel")]))


async def _words_after_all(talk: Talk) -> None:
    """What looked like an order was the answer all the same."""
    await asking.back_to_question(talk)
    asked = open_question(talk, CONTINUATIONS)
    if not talk.spelt or asked is None or not await asked.proceed(talk):
        talk.say(asking.OLD)


async def _agreed(talk: Talk) -> None:
    """«Да, и ещё напомни Ершову»: the question is answered first, and the rest is a message of its own."""
    rest = agrees_and_more(talk.text)
    if not rest:
        return
    whole, talk.spelt = talk.spelt, "да"
    button = await typed_button(talk, ROUTES)
    if button is not None:
        talk.given = button
        await press(talk)
        talk.given = {}
    elif not await ask_for_words(talk) and (asked := open_question(talk, CONTINUATIONS)) is not None and asked.free:
        talk.spelt = whole  # «хорошо, ещё раз: …» may be the words that were asked for
        return
    talk.spelt = rest


async def _kindly_typed(talk: Talk) -> dict[str, Any] | None:
    """«Да, спасибо» is a yes."""
    text, bare = talk.spelt, bare_answer(talk.text)
    if not bare:
        return None
    talk.spelt = bare
    button = await typed_button(talk, ROUTES)
    if button is None:
        talk.spelt = text
    return button


async def _without_courtesies(talk: Talk, asked: Continuation | None) -> Reading:
    """What was meant; kind words around an order or a question are no part of it, but what is to be told others, or may
    be said as one likes, is taken as it stands."""
    whole = await understand(talk)
    plain = without_courtesies(talk.text)
    of_thanks = whole.sure and whole.wishes[0].code.startswith("thanks_")  # «говорите спасибо»
    if plain is None or of_thanks or (asked is not None and asked.free):
        return whole
    announces = any(one.code == ANNOUNCE for one in (*whole.wishes, *whole.nearest[:1]))
    said = plain.behind if announces else plain.alone
    reading = await understand(talk, said)
    asks_for = reading.sure and reading.wishes[0].code not in COURTESY
    if asks_for or reading.says_deed or (reading.asks and plain.surely):
        talk.spelt = said
        return reading
    return whole


async def _words(talk: Talk) -> None:
    if not talk.text:
        await not_understood.wordless(talk)
        return
    if len(talk.text) > (LONGEST if talk.who.dialogue is None else LONGEST_ANSWER):
        talk.say(TOO_LONG) if talk.who.is_known else await strangers.welcome(talk)
        return
    if await strangers.brought_code(talk):
        return
    await spell_names(talk)
    asked = open_question(talk, CONTINUATIONS)
    if talk.who.members and (asked is None or not asked.free) and (whole := await in_full(talk)) != talk.text:
        talk.spelt = whole
    if names_days_off(talk.text):
        talk.spelt = await with_days_off(talk)
        if reminds_after(talk.text) and may(talk, Right.CHANGER):
            talk.say(NO_DAYS_OFF)
            return
        if announces_after(talk.text) and may(talk, Right.CHANGER):
            await later.ask_for_day(talk)
            return
    await several_schools.spoken_of(talk)
    await _agreed(talk)
    button = await typed_button(talk, ROUTES) or await _kindly_typed(talk) or await one_of_shown(talk)
    if button is not None:
        talk.given = button
        await press(talk)
        await last_order.keep_pressed(talk, button)
        return
    if await ask_for_words(talk, bare_answer(talk.text)) or await chat_links.pasted(talk):
        return
    asked = open_question(talk, CONTINUATIONS)
    if await arriving.intruder_named(talk, asked) or await taking_back.conceded(talk, asked):
        return
    if await own_peace.named(talk, asked) or await own_time.spoken(talk) or await own_row.named(talk, asked):
        return
    if await several_schools.settled(talk, asked) or await correcting.within(talk):
        return
    corrected = None if asked is not None and asked.free else await correcting.heard(talk)
    if corrected is None and asked is None and await changing_announced.heard(talk):
        return
    if corrected is not None:
        # «Ой, не Борисову, Алиевой» names somebody else, and leaves nobody out of what is shown.
        is_of_people = corrected.names_people or asked is None or asked.hears_all
        is_of_it = is_of_people or asked is None or not await was_asked_last(talk)
        if is_of_it or asked is None or not await _answers(talk, asked):
            await correcting.carry_out(talk, corrected)
            last_order.keep(talk, corrected.words)
        return
    reading, said = await _without_courtesies(talk, asked), talk.text
    if asked is not None:
        if asked.hears_all or not carrying.leads_out(talk.text, reading, asked):
            if asked.free and (order := carrying.order_in(talk, reading, asked)) is not None:
                await asking.words_or_wish(talk, asked.words, order)
                return
            if await _answers(talk, asked) or await several_schools.settled(talk, None):
                return
            reading = await understand(talk) if talk.school_id or talk.text != said else reading
        else:
            put_aside(talk)
    if await feelings.heard_complaint(talk, reading):
        return
    if not reading.sure and about.is_courtesy(talk) and not privacy.goes_on(talk):
        await about.courtesy(talk)
    else:
        words = talk.text
        await carrying.carry(talk, reading)
        last_order.keep(talk, words)


async def _answers(talk: Talk, asked: Continuation) -> bool:
    said = talk.text
    if not await several_schools.proceeded(talk, asked):
        return False
    await last_order.keep_answered(talk, asked.name, said)
    return True
