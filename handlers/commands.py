"""A command carried out for whoever asked for it, and what they get instead when it is not theirs to give."""

import re
from collections.abc import Awaitable, Callable, Mapping

from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.engine.keyboards import office_keyboard
from handlers.engine.rights import may, why_not
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.people import spoken_of as about_people
from handlers.small_talk import feelings as human
from handlers.teacher import my_figures as teachers
from handlers.topics import ROUTES
from handlers.understanding.wordings.stems import TEACHER, gist

# Whether the words were about the one who speaks, and have been answered.
_Instead = Callable[[Talk, str], Awaitable[bool]]


async def run(talk: Talk, code: str, rest: str = "") -> None:
    """Carry a command out, or say why not; the right is checked in the database."""
    route = ROUTES[code]
    if may(talk, route.right):
        await route.handle(talk, rest)
    else:
        await refuse(talk, route)


async def said(talk: Talk, code: str, rest: str = "") -> None:
    """The same for typed words: an officer's words in a teacher's mouth may be about the teacher."""
    if talk.who.is_linked and not talk.who.members and not may(talk, ROUTES[code].right):
        instead = _OF_THEMSELVES.get(code)
        if instead is not None and await instead(talk, rest):
            return
    await run(talk, code, rest)


async def _leave_me(talk: Talk, rest: str) -> bool:
    words = talk.text.lower()
    if about_people.speaks_of_absence(words):
        await human.away(talk, rest)
    elif words.startswith("не") and not await about_people.names_others(talk, rest):
        await privacy.mute(talk, rest)  # «не напоминай больше»
    elif re.search(r"\b(?:меня|мне)\b", words):
        privacy.later_or_never(talk)
    else:
        return False
    return True


async def _bring_me_back(talk: Talk, rest: str) -> bool:
    is_meant = re.search(r"\bменя\b", talk.text.lower()) is not None
    if is_meant:
        await privacy.unmute(talk, rest)
    return is_meant


async def _forget_me(talk: Talk, rest: str) -> bool:
    """«Удалите меня из базы»."""
    is_meant = gist(talk.text, TEACHER) is not None
    if is_meant:
        await privacy.forget_me(talk, "")
    return is_meant


async def _my_posters(talk: Talk, rest: str) -> bool:
    await run(talk, "my_class")
    return True


async def _enough(talk: Talk, rest: str) -> bool:
    """«Остановите рассылку»: to them."""
    privacy.later_or_never(talk)
    return True


_OF_THEMSELVES: Mapping[str, _Instead] = {
    "exempt": _leave_me,
    "restore": _bring_me_back,
    "left": _forget_me,
    "posters": _my_posters,
    "stop": _enough,
    "pause": _enough,
    "automatic_off": _enough,
}


async def refuse(talk: Talk, route: Route) -> None:
    if not talk.who.is_known:
        await strangers.welcome(talk)
    elif route.code == "unmute" and may(talk, Right.CHANGER):
        await run(talk, "resume")  # «снова напоминай» of an officer is about the school
    elif route.right is Right.LINKED:
        talk.say(teachers.NOT_LINKED, office_keyboard(may_change=may(talk, Right.CHANGER)))
    elif talk.who.members:
        talk.say(why_not(talk))
    elif privacy.is_unwanted(talk.text):
        privacy.later_or_never(talk)
    else:
        await teachers.not_for_you(talk)
