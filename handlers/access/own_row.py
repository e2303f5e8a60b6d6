"""«Я Рябинина Людмила Аркадьевна» of an officer whom no row of the list is known to be: it is tied to hers."""

from handlers.access.arriving import BY_NAME, tell_who_was_there
from handlers.access.greeting import hello_linked
from handlers.access.introducing import name_in
from handlers.engine.buttons import button, good, under
from handlers.engine.keyboards import office_keyboard
from handlers.engine.rights import actor_at, may
from handlers.engine.routes import Continuation, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.said.names import introduces_self
from services.access.joining import name_oneself
from storage.people.namesakes import name_shown
from storage.people.pages import page_words
from storage.people.registry import called
from storage.tables import Person

HOW = (
    "Кто вы в списке школы, я пока не знаю: напишите «я» и свои фамилию, имя, отчество. Свяжу с вашей строкой, и "
    "педагоги будут видеть вас по имени."
)
IS_IT_YOU = (
    "{name} из списка школы — это вы? Свяжу эту строку с аккаунтом {page}: педагоги будут видеть вас по имени, а "
    "«мои показатели» покажу здесь."
)
NO_LONGER = "Эта кнопка уже не действует: напишите «я» и свои фамилию, имя, отчество ещё раз."


def _is_unknown(talk: Talk, school_id: int) -> bool:
    """Whether somebody who may change things there is no row of its list."""
    return may(talk, Right.CHANGER, school_id) and all(one.school_id != school_id for one in talk.who.persons)


async def how_to_be_known(talk: Talk, school_id: int) -> str:
    return HOW if _is_unknown(talk, school_id) else ""


async def named(talk: Talk, asked: Continuation | None) -> bool:
    """What is being asked has the word before, but for what only buttons answer."""
    if not talk.who.members or (asked is not None and not asked.hears_all) or not introduces_self(talk.text):
        return False
    name = name_in(talk.text)
    people = await called(talk.session, name.shown) if name is not None else ()
    theirs = [one for one in people if _is_unknown(talk, one.school_id)]
    if not theirs:
        return False
    for person in theirs[:3]:
        text = IS_IT_YOU.format(name=await name_shown(talk.session, person), page=page_words(talk.who.account))
        talk.say(text, under([good("Да, это я", "own_row", p=person.id), button("Нет", "cancel")]))
    return True


async def tie(talk: Talk, rest: str) -> None:
    person = await talk.session.get(Person, talk.number("p"))
    if person is None or not may(talk, Right.CHANGER, person.school_id):
        talk.say(NO_LONGER)
        return
    account, actor = talk.who.account, actor_at(talk, person.school_id)
    came_from = await name_oneself(talk.session, actor, person.id, talk.now)
    if person not in talk.who.persons:
        talk.who.persons.append(person)
    talk.say(await hello_linked(talk, person, account, came_from), office_keyboard())
    if came_from is not None:
        await tell_who_was_there(talk, person, account, BY_NAME)


ROUTES = (Route("own_row", Right.CHANGER, tie, bare_yes=True),)
