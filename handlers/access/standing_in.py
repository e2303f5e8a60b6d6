"""«Ухожу в отпуск, пусть Помощникова командует»: a role for whoever stands in, asked for where none was named."""

from handlers.access.offers import giving_desk
from handlers.access.roles import appoint_person
from handlers.engine.buttons import button, under
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.reading.people.person_words import whom
from handlers.understanding.said.reasons import i_am_away
from indicators.russian.rules import capital
from nudges.messenger import Button, Colour
from nudges.names import Case
from storage.people.registry import person_at
from storage.people.roles import ROLES, Role, role_name
from storage.tables import Person

STAND_IN, GIVE = "stand_in", "role_give"
_OFFERED = (Role.DEPUTY, Role.OFFICER, Role.MANAGER)
WHICH = "Какую роль дать {whom}? Заместитель {may}."
TILL_TAKEN = (
    "Сам я роль не сниму, дни для неё не записываю: когда вернётесь, скажите «забрать доступ» и фамилию. "
    "Роль заработает, когда человек согласится."
)


async def stand_in(talk: Talk, rest: str) -> None:
    desk = await giving_desk(talk)
    person = await person_at(talk.session, desk.school.id, talk.number("p")) if desk is not None else None
    if desk is None or person is None:
        return
    is_away = i_am_away(talk.text)
    own = _own(talk, desk.school.id) if is_away else None
    parts = [
        WHICH.format(whom=whom(person, Case.DATIVE), may=ROLES[Role.DEPUTY].may),
        *([TILL_TAKEN] if is_away else []),
    ]
    roles = [[_offer(person, role)] for role in _OFFERED]
    mine = [[button("Меня тоже не тревожить", "exempt", p=own.id)]] if own is not None else []
    talk.say("\n".join(parts), under(*roles, *mine, [button("Нет", "cancel")]))


def _own(talk: Talk, school_id: int) -> Person | None:
    return next((one for one in talk.who.persons if one.school_id == school_id), None)


def _offer(person: Person, role: Role) -> Button:
    colour = Colour.POSITIVE if role is Role.DEPUTY else Colour.SECONDARY
    return button(capital(role_name(role)), GIVE, colour, p=person.id, r=role.value)


async def give(talk: Talk, rest: str) -> None:
    desk = await giving_desk(talk)
    person = await person_at(talk.session, desk.school.id, talk.number("p")) if desk is not None else None
    role = next((one for one in _OFFERED if one.value == talk.word("r")), None)
    if desk is not None and person is not None and role is not None:
        await appoint_person(talk, desk, role, person)


ROUTES = (
    Route(STAND_IN, Right.READER, stand_in, Does.ASKS),
    Route(GIVE, Right.READER, give),
)
