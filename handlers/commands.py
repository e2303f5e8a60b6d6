"""A command carried out for whoever asked for it, and what they get instead when it is not theirs to give."""

from handlers.access import joining as strangers
from handlers.access import my_data as privacy
from handlers.engine.buttons import main
from handlers.engine.keyboards import my_figures_button, office_keyboard
from handlers.engine.rights import NOT_FOR_YOU, may, why_not
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_before import note_asked
from handlers.teacher import my_figures as teachers
from handlers.teacher import passing_words
from handlers.topics import ROUTES
from handlers.understanding.said.peace import has_enough
from handlers.understanding.said.teachers.of_others import speaks_of_pupils


async def run(talk: Talk, code: str, rest: str = "") -> None:
    """Carry a command out, or say why not; the right is checked in the database."""
    route = ROUTES[code]
    if may(talk, route.right):
        await route.handle(talk, rest)
        note_asked(talk, route)
    else:
        await refuse(talk, route)


OF_OTHERS = (
    "О других педагогах не рассказываю: списки и карточки видят только ответственный за Сферум и руководство школы. "
    "Ваши показатели — по кнопке ниже."
)
_OF_PEOPLE = frozenset({"list", "done_list", "lagging", "close_ones", "card", "got", "answered", "undelivered"})


async def refuse(talk: Talk, route: Route) -> None:
    if not talk.who.is_known:
        await strangers.welcome(talk)
    elif route.code == "unmute" and may(talk, Right.CHANGER):
        await run(talk, "resume")  # «снова напоминай» of an officer is about the school
    elif route.right is Right.LINKED:
        talk.say(teachers.NOT_LINKED, office_keyboard(may_change=may(talk, Right.CHANGER)))
    elif talk.who.members:
        talk.say(why_not(talk))
    elif route.code in ("schedule", "coming") and talk.who.is_linked:
        await run(talk, "next_check")  # to a teacher it is about their own next reminder
    elif route.code == "roles" and talk.who.is_linked:
        await run(talk, "who_helps")  # to a teacher it is whom they may turn to
    elif route.code in _OF_PEOPLE and talk.who.is_linked and speaks_of_pupils(talk.text):
        await run(talk, "my_class")  # «кто из моих детей не связал журнал»
    elif route.code in _OF_PEOPLE:
        talk.say(OF_OTHERS, my_figures_button())
    elif has_enough(talk.text):
        privacy.later_or_never(talk)
    elif route.code == "correct" and talk.who.is_linked:
        await run(talk, "name_change")  # «9Б теперь у Ежовой»: a teacher's word about the list is passed on
    elif talk.who.is_linked and talk.text:
        await passing_words.offer(talk, NOT_FOR_YOU, passing_words.FOR_OFFICER, main("Мои показатели", "my_figures"))
    else:
        await teachers.not_for_you(talk)
