"""What somebody wrote: answered by the first who knows what to do with it, at last as a wish."""

from typing import Any

from handlers import not_understood
from handlers.access import arriving, own_peace, own_row, taking_back
from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.chats import links as chat_links
from handlers.dispatch.pressing import press
from handlers.engine.open_question import open_question, put_aside, was_asked_last
from handlers.engine.rights import may
from handlers.engine.routes import Continuation, Right
from handlers.engine.talk import Talk
from handlers.people import own_time
from handlers.reminding import changing_announced, later
from handlers.small_talk import feelings
from handlers.small_talk import help as about
from handlers.teacher.nudge_buttons import MORE
from handlers.topics import CONTINUATIONS, ROUTES
from handlers.understanding import asking
from handlers.understanding.around import understand, with_days_off
from handlers.understanding.reading.pages import spell_names
from handlers.understanding.said.complaints import complains
from handlers.understanding.said.courtesies import agrees_and_more, bare_answer, without_courtesies
from handlers.understanding.said.days_off import announces_after, names_days_off, reminds_after
from handlers.understanding.said.typed_buttons import ask_for_words, typed_button
from handlers.understanding.wish import Reading
from handlers.wishes import answered_first, carrying, correcting, last_order, several_schools
from handlers.wishes.among import one_of_shown
from handlers.wishes.fulfilling import COURTESY
from handlers.wishes.in_full import in_full
from nudges.letters.announcement import ANNOUNCE

NO_DAYS_OFF = (
    "Когда они кончатся, не знаю: впереди ничего такого не записано, поэтому никому не напоминаю. Запишите, например: "
    "«каникулы с 28 декабря по 8 января» — или назовите день."
)
TOO_LONG = "Спасибо! Но так много текста мне не осилить: напишите, пожалуйста, одной фразой."
LONGEST = 1000
LONGEST_ANSWER = 2000  # to something that was asked: a list may be pasted


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
    if asks_for and reading.wishes[0].code == "complain" and _thanks_alone(whole) and not complains(said):
        return whole  # «спасибо, без вас бы пропала»
    if asks_for or reading.says_deed or (reading.asks and plain.surely):
        talk.spelt = said
        return reading
    return whole


def _thanks_alone(reading: Reading) -> bool:
    return reading.sure and [one.code for one in reading.wishes] == ["thanks"]


async def answer_words(talk: Talk) -> None:
    """By the first who knows what to do with them, from what needs no reading to what is read as a wish."""
    if await _unreadable(talk) or await strangers.brought_code(talk) or await _spelt_out(talk):
        return
    if await _as_button(talk) or await ask_for_words(talk, bare_answer(talk.text)) or await chat_links.pasted(talk):
        return
    asked = open_question(talk, CONTINUATIONS)
    if await _of_their_own(talk, asked) or await _put_right(talk, asked):
        return
    reading, said = await _without_courtesies(talk, asked), talk.text
    if asked is not None:
        if not asked.hears_all and carrying.leads_out(talk.text, reading, asked):
            put_aside(talk)
        elif await _under_question(talk, asked, reading):
            return
        elif talk.school_id or talk.text != said:
            reading = await understand(talk)
    await _as_wish(talk, reading)


async def _unreadable(talk: Talk) -> bool:
    if not talk.text:
        await not_understood.wordless(talk)
        return True
    if len(talk.text) > (LONGEST if talk.who.dialogue is None else LONGEST_ANSWER):
        talk.say(TOO_LONG) if talk.who.is_known else await strangers.welcome(talk)
        return True
    return False


async def _spelt_out(talk: Talk) -> bool:
    """Names of pages, days off by their dates, a school that is spoken of, a «да» before more; whether that ends it."""
    await spell_names(talk)
    asked = open_question(talk, CONTINUATIONS)
    if talk.who.members and (asked is None or not asked.free) and (whole := await in_full(talk)) != talk.text:
        talk.spelt = whole
    if names_days_off(talk.text):
        talk.spelt = await with_days_off(talk)
        if reminds_after(talk.text) and may(talk, Right.CHANGER):
            talk.say(NO_DAYS_OFF)
            return True
        if announces_after(talk.text) and may(talk, Right.CHANGER):
            await later.ask_for_day(talk)
            return True
    await several_schools.spoken_of(talk)
    await _agreed(talk)
    return False


async def _as_button(talk: Talk) -> bool:
    button = await typed_button(talk, ROUTES) or await _kindly_typed(talk) or await one_of_shown(talk)
    if button is None:
        return False
    talk.given = button
    await press(talk)
    await last_order.keep_pressed(talk, button)
    return True


async def _of_their_own(talk: Talk, asked: Continuation | None) -> bool:
    """What the speaker says of themselves, or of what has just been done; nothing that is read as a wish."""
    return (
        await answered_first.answered(talk, asked)
        or await arriving.intruder_named(talk, asked)
        or await taking_back.conceded(talk, asked)
        or await own_peace.named(talk, asked)
        or await own_time.spoken(talk)
        or await own_row.named(talk, asked)
        or await several_schools.settled(talk, asked)
    )


async def _put_right(talk: Talk, asked: Continuation | None) -> bool:
    """An order, or an announcement, that the words change. What only corrects an answer is the question's."""
    if await correcting.within(talk):
        return True
    corrected = None if asked is not None and asked.free else await correcting.heard(talk)
    if corrected is None:
        return asked is None and await changing_announced.heard(talk)
    # «Ой, не Борисову, Алиевой» names somebody else, and leaves nobody out of what is shown.
    is_of_people = corrected.names_people or asked is None or asked.hears_all
    is_of_it = is_of_people or asked is None or not await was_asked_last(talk)
    if is_of_it or asked is None or not await _answers(talk, asked):
        await correcting.carry_out(talk, corrected)
        last_order.keep(talk, corrected.words)
    return True


async def _under_question(talk: Talk, asked: Continuation, reading: Reading) -> bool:
    if asked.free and asked.name != MORE and (order := carrying.order_in(talk, reading, asked)) is not None:
        await asking.words_or_wish(talk, asked.words, order)
        return True
    return await _answers(talk, asked) or await several_schools.settled(talk, None)


async def _as_wish(talk: Talk, reading: Reading) -> None:
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
