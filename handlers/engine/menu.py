"""What every answer gets when it is ready: of which of several schools it is, and the commonest commands below it where
no keyboard stays under the box for writing.
"""

import json
import re
from dataclasses import replace

from handlers.engine.buttons import COMMAND, button
from handlers.engine.keyboards import office_keyboard, teacher_keyboard
from handlers.engine.talk import Talk
from nudges.messenger import Button, Colour, Keyboard
from storage.dialogs.replies import Answer
from storage.people.roles import CHANGING, Role

SCHOOL = "at_school"  # in a button
_MOST = 255  # letters of what a button carries
_ROOM = 5  # rows of an answer's own buttons: under more of them nobody looks for a menu
_DECIDING = (Colour.POSITIVE, Colour.NEGATIVE)


def add_menu(talk: Talk) -> None:
    """Under the last thing that is said to whoever speaks. A question stands alone, and so does what is only the
    beginning of an answer."""
    if talk.services.messenger.keeps_keyboard or talk.in_chat or not talk.who.is_known:
        return
    mine = [at for at, one in enumerate(talk.replies) if one.peer_id == talk.peer_id and one.community is None]
    if not mine or talk.asks:
        return
    last = talk.replies[mine[-1]]
    talk.replies[mine[-1]] = replace(last, keyboard=_own(last) if talk.goes_on else _with_menu(talk, last))


def _own(said: Answer) -> Keyboard | None:
    return said.keyboard if said.keyboard is not None and said.keyboard.inline else None


def _with_menu(talk: Talk, said: Answer) -> Keyboard | None:
    own = said.keyboard
    if own is None or not own.rows:
        return _menu(talk)
    buttons = [one for row in own.rows for one in row]
    there = {(one.payload or {}).get(COMMAND) for one in buttons}
    is_question = "cancel" in there or any(one.colour in _DECIDING for one in buttons)
    if not own.inline or len(own.rows) > _ROOM or is_question:
        return own
    more = tuple(one for one in _commonest(talk) if (one.payload or {}).get(COMMAND) not in there)
    return Keyboard((*own.rows, more)) if more else own


def _menu(talk: Talk) -> Keyboard:
    if not talk.who.members:
        return teacher_keyboard()
    return office_keyboard(may_change=any(Role(one.role) in CHANGING for one in talk.who.members))


def _commonest(talk: Talk) -> tuple[Button, Button]:
    first = button("Сводка", "summary") if talk.who.members else button("Мои показатели", "my_figures")
    return first, button("Помощь", "help")


def say_where(talk: Talk, start: int = 0) -> None:
    """Whoever looks after several schools reads in every answer, of those from `start` on, which one it is of, and its
    buttons keep to that school."""
    if talk.at is None or talk.in_chat:
        return
    mine = [
        at for at, one in enumerate(talk.replies) if at >= start and one.peer_id == talk.peer_id and not one.community
    ]
    if mine and not any(_names(talk.replies[at].text, talk.at.name) for at in mine):
        first = talk.replies[mine[0]]
        talk.replies[mine[0]] = replace(first, text=f"{talk.at.name}:\n{first.text}")
    for at in mine:
        keyboard = talk.replies[at].keyboard
        if keyboard is not None and keyboard.inline:
            talk.replies[at] = replace(talk.replies[at], keyboard=of_school(keyboard, talk.at.id))


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def of_school(keyboard: Keyboard, school_id: int) -> Keyboard:
    """Pressed, whichever school is worked with then, they are about this one."""
    rows = (tuple(_button(one, school_id) for one in row) for row in keyboard.rows)
    return replace(keyboard, rows=tuple(rows))


def _button(one: Button, school_id: int) -> Button:
    payload = {**(one.payload or {}), SCHOOL: school_id}
    fits = len(json.dumps(payload, ensure_ascii=False, separators=(",", ":"))) <= _MOST
    return replace(one, payload=payload) if one.payload and SCHOOL not in one.payload and fits else one
