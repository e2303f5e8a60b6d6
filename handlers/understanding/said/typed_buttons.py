"""A button's words typed by hand: «загрузить», «да» or «пропустить» under the question that waits.

Only the newest message to that person counts: an older question may be about something else by now. What was not
understood in between changes nothing of it, but then a button's own words are needed.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.engine.buttons import COMMAND
from handlers.engine.routes import Route
from handlers.engine.talk import Talk
from nudges.messenger import Button, Colour, Written
from storage.dialogs.replies import keyboard_of

YES = frozenset({"да", "ага", "ок", "окей", "хорошо", "давай", "давайте", "согласен", "согласна", "конечно"})
_LEAVES = frozenset({"отмена", "отмени", "отмените", "отменить", "отменяй", "отставить"})  # any question
NO = _LEAVES | {"нет", "не", "не надо", "не нужно", "отказываюсь", "не согласен", "не согласна"}
_YES_FIRST = re.compile(r"^да[\s,.!]+(?=\S)")
NEEDS_WORDS = "Чтобы не ошибиться, «да» мне мало: нажмите кнопку «{label}» или напишите эти слова."
_LONGEST = 40
_FRESH = timedelta(days=1)


async def typed_button(talk: Talk, routes: Mapping[str, Route]) -> dict[str, Any] | None:
    """The payload of the one button meant, None when the words are no button's or several would fit."""
    said = _plain(talk.text)
    agrees = said in YES | NO or said.startswith(("да,", "да ", "нет,", "нет "))
    awaited = talk.who.members or talk.who.dialogue is not None or agrees
    if not said or len(said) > _LONGEST or not awaited or not isinstance(talk.event, Written):
        return None
    reply, in_between = await talk.asked_before()
    keyboard = keyboard_of(reply) if reply is not None and reply.at > talk.now - _FRESH else None
    if keyboard is None or not keyboard.inline or (in_between and said in YES | NO - _LEAVES):
        return None
    buttons = [button for row in keyboard.rows for button in row if button.payload]

    def fitting_to(words: str) -> list[Button]:
        called = [one for one in buttons if _is_called(one, _route_of(one, routes), words)]
        return called or [one for one in buttons if _agrees(one, _route_of(one, routes), words)]

    fitting = fitting_to(said) or fitting_to(_YES_FIRST.sub("", said))
    return fitting[0].payload if len(fitting) == 1 else None


async def ask_for_words(talk: Talk, said: str = "") -> bool:
    """A bare «да» under a question that needs its button's own words is answered with them, and nothing is done.
    `said`: what there was without the kind words around it."""
    if _plain(said or talk.text) not in YES:
        return False
    reply = await talk.said_before()
    keyboard = keyboard_of(reply) if reply is not None and reply.at > talk.now - _FRESH else None
    labels = [one.label for row in keyboard.rows for one in row] if keyboard is not None and keyboard.inline else []
    agreeing = [label for label in labels if _plain(label).split(",")[0] == "да"]
    if len(agreeing) != 1:
        return False
    talk.say(NEEDS_WORDS.format(label=agreeing[0]), keyboard)
    return True


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split()).strip(" .,!«»\"'")


def _route_of(button: Button, routes: Mapping[str, Route]) -> Route | None:
    return routes.get((button.payload or {}).get(COMMAND, ""))


def _is_called(button: Button, route: Route | None, said: str) -> bool:
    """By the label, «Отправить: 28» also by what stands before its number."""
    label = _plain(button.label)
    return said in {label, label.partition(":")[0]} or (route is not None and said in route.also_typed)


def _agrees(button: Button, route: Route | None, said: str) -> bool:
    """«Да» and «нет» by the colour."""
    if route is None or not route.bare_yes:
        return False
    agrees = button.colour in (Colour.POSITIVE, Colour.PRIMARY)
    return (said in YES and agrees) or (said in NO and not agrees)
