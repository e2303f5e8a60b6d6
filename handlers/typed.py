"""A button's words typed by hand: «загрузить», «да» or «пропустить» under the question that waits.

Only the newest message to that person counts: an older question may be about something else by now.
"""

from datetime import timedelta
from typing import Any

from handlers.buttons import COMMAND
from handlers.talk import Talk
from nudges.messenger import Button, Colour, Written
from storage.replies import keyboard_of

YES = frozenset({"да", "ага", "ок", "окей", "хорошо", "давай", "давайте", "согласен", "согласна", "конечно"})
NO = frozenset({"нет", "не", "не надо", "не нужно", "отказываюсь", "не согласен", "не согласна"})
# Whom a bare «да» may answer: questions about one's own doing. Letting somebody in, taking a role from somebody and
# deleting need their own words, because such a question may have come while the answer was meant for another.
PLAIN = frozenset({"import_yes", "import_no", "remind_yes", "remind_no", "role_yes", "role_no", "wizard", "cancel"})
_LONGEST = 40
_FRESH = timedelta(days=1)


async def typed_button(talk: Talk) -> dict[str, Any] | None:
    """The payload of the one button meant, None when the words are no button's or several would fit."""
    said = _plain(talk.text)
    awaited = talk.who.members or talk.who.dialogue is not None or said in YES | NO
    if not said or len(said) > _LONGEST or not awaited or not isinstance(talk.event, Written):
        return None
    reply = await talk.said_before()
    keyboard = keyboard_of(reply) if reply is not None and reply.at > talk.now - _FRESH else None
    if keyboard is None or not keyboard.inline:
        return None
    fitting = [button for row in keyboard.rows for button in row if button.payload and _fits(button, said)]
    return fitting[0].payload if len(fitting) == 1 else None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split()).strip(" .,!«»\"'")


def _fits(button: Button, said: str) -> bool:
    """By the label, «Отправить: 28» also by what stands before its number; да and нет by the colour."""
    label = _plain(button.label)
    if said in {label, label.partition(":")[0]}:
        return True
    if (button.payload or {}).get(COMMAND) not in PLAIN:
        return False
    agrees = button.colour in (Colour.POSITIVE, Colour.PRIMARY)
    return (said in YES and agrees) or (said in NO and not agrees)
