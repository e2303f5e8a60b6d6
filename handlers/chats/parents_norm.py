"""«Напоминать классным руководителям о чатах родителей?»: asked once, off until an officer says yes."""

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import actor_at, at_desk, may
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from indicators.russian.rules import plural
from nudges.messenger import Button
from services.chats.parents import switch_parents_chats, take_question

_HEADS = ("классный руководитель", "классных руководителя", "классных руководителей")
QUESTION = (
    "В списке чатов школы есть чаты родителей. Напоминать классным руководителям, у чьих классов их ещё нет? "
    "По списку школы это касается всех, у кого есть класс: {heads}. Пока не ответите, не напоминаю."
)
ON = "Хорошо, напоминаю о чатах родителей вместе с остальным, по списку чатов школы: «чаты»."
OFF = "Хорошо, о чатах родителей не напоминаю."


async def ask_once(talk: Talk, school_id: int | None) -> None:
    """Every officer of the school, whoever's deed it was."""
    heads = await take_question(talk.session, school_id) if school_id is not None else None
    if school_id is None or heads is None:
        return
    text, keyboard = QUESTION.format(heads=plural(heads, *_HEADS)), under(choice(school_id))
    await tell_officers(talk, school_id, text, keyboard)
    if may(talk, Right.CHANGER, school_id):
        talk.say(text, keyboard, to=talk.who.account)


def choice(school_id: int) -> list[Button]:
    return [
        good("Да, напоминать", "parents_chats_on", s=school_id),
        button("Нет", "parents_chats_off", s=school_id),
    ]


async def switch_on(talk: Talk, rest: str) -> None:
    await _switch(talk, on=True)


async def switch_off(talk: Talk, rest: str) -> None:
    await _switch(talk, on=False)


async def _switch(talk: Talk, *, on: bool) -> None:
    school_id = talk.number("s")
    if not school_id:
        desk = await at_desk(talk, Right.CHANGER)
        if desk is None:
            return
        school_id = desk.school.id
    await switch_parents_chats(talk.session, actor_at(talk, school_id), talk.now, on=on)
    other = button("Не напоминать", "parents_chats_off", s=school_id)
    talk.say(ON if on else OFF, under([other if on else good("Напоминать", "parents_chats_on", s=school_id)]))


ROUTES = (
    Route("parents_chats_on", Right.CHANGER, switch_on),
    Route("parents_chats_off", Right.CHANGER, switch_off),
)
