"""«Я сменила фамилию» on the officer's side: shown with its buttons, set right by the correction or left as it is."""

from collections.abc import Sequence

from handlers.engine.buttons import button, good, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.people.person_words import name_of
from nudges.messenger import Keyboard
from services.staff.told_changes import leave_as_it_is
from storage.people.namesakes import name_shown
from storage.people.telling import tell_person
from storage.tables import Person

LEFT_TOLD = (
    "{name}, вы просили исправить данные о вас: ответственный оставил их как есть. К кому обратиться, покажет «кто "
    "ответственный»."
)


def change_shown(called: str, person: Person, said: Sequence[str]) -> tuple[str, Keyboard]:
    acts = [good("Исправить", "correct", p=person.id), button("Карточка", "card", p=person.id)]
    text = f"{called} пишет: {', '.join(f'«{one}»' for one in said)}"
    return text, under(acts, [button("Оставить как есть", "change_no", p=person.id)])


async def keep_as_it_is(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    person = await leave_as_it_is(talk.session, actor_at(talk, desk.school.id), talk.number("p"), talk.now)
    told = LEFT_TOLD.format(name=name_of(person).address or "Здравствуйте")
    knows = await tell_person(
        talk.session, desk.school, person, told, my_figures_button(), talk.now, talk.services.running
    )
    talk.say(f"{await name_shown(talk.session, person)}: оставил как есть{', так и передал' if knows else ''}.")


ROUTES = (Route("change_no", Right.CHANGER, keep_as_it_is),)
