"""A button that is pressed, or typed: its command, or the question whether it is still meant."""

from handlers import commands, not_understood
from handlers.engine.buttons import COMMAND, button, under
from handlers.engine.old_buttons import shown_before, undated
from handlers.engine.open_question import is_over, open_question
from handlers.engine.rights import may
from handlers.engine.routes import Does, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_before import note_asked
from handlers.topics import CONTINUATIONS, ROUTES
from handlers.understanding import asking
from handlers.understanding.asking import BESIDE, MEANT, WORDS
from handlers.wishes import carrying, several_schools
from nudges.messenger import Button, Colour, Pressed
from nudges.periods import day_words

OLD_BUTTON = "Эта кнопка от {day}, с тех пор многое могло измениться. Всё равно сделать?"
NOT_YOURS = "Эта кнопка не для вас, но спасибо за интерес!"


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
