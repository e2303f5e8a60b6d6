"""What is being asked, and for how long words may answer it: a command in between puts it aside, its buttons stay.

A question that only buttons answer waits for nothing; «отмена» and its own «Нет» end it all the same, and what is
pressed under it then does nothing any more.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers.engine.buttons import BACK, COMMAND
from handlers.engine.old_buttons import NUMBER, QUESTION, numbered
from handlers.engine.rights import may
from handlers.engine.routes import Continuation
from handlers.engine.talk import LARGEST, Talk
from nudges.messenger import Keyboard
from storage.dialogs.replies import EVERY, Answer, keyboard_of, was_ended

_ASIDE = "aside"  # in the dialogue's state
_FRESH = timedelta(days=1)


def open_question(talk: Talk, continuations: Mapping[str, Continuation]) -> Continuation | None:
    """What gets the next words. Once put aside, or after a day, it takes no command's words for its answer any more,
    and where anything may be said nothing at all."""
    dialogue = talk.who.dialogue
    asked = continuations.get(dialogue.name) if dialogue is not None else None
    if dialogue is None or asked is None or not may(talk, asked.right):
        return None
    is_old = dialogue.at < talk.now - _FRESH
    if not is_old and (asked.lasts or _ASIDE not in dialogue.state):
        return asked
    return None if asked.free else replace(asked, answers=frozenset())


async def was_asked_last(talk: Talk) -> bool:
    """Whether what was said last is the question that waits, and not the answer to something else since."""
    reply, _ = await talk.asked_before()
    keyboard, dialogue = keyboard_of(reply) if reply is not None else None, talk.who.dialogue
    payloads = [one.payload or {} for row in keyboard.rows for one in row] if keyboard and keyboard.inline else []
    marks = {one[QUESTION] for one in payloads if QUESTION in one}
    is_other = any(one.get(BACK) or NUMBER in one for one in payloads) and not marks
    return dialogue is None or not (is_other or (marks and dialogue.state.get(QUESTION) not in marks))


async def is_asked(talk: Talk) -> bool:
    """Whether what was said last is a question that only buttons answer."""
    reply, _ = await talk.asked_before()
    keyboard = keyboard_of(reply) if reply is not None and reply.at > talk.now - _FRESH else None
    return keyboard is not None and is_question(keyboard)


def put_aside(talk: Talk) -> None:
    """Something else was asked for meanwhile."""
    dialogue = talk.who.dialogue
    if dialogue is not None:
        dialogue.state = {**dialogue.state, _ASIDE: True}


async def number_questions(talk: Talk) -> None:
    """Buttons of what was asked now know behind which answer it was asked."""
    if not any(_asks(one) and one.peer_id == talk.peer_id for one in talk.replies):
        return
    before = await talk.said_before()
    number = before.id if before is not None else 0
    talk.replies[:] = [
        replace(one, keyboard=numbered(one.keyboard, number))
        if one.keyboard is not None and _asks(one) and one.peer_id == talk.peer_id
        else one
        for one in talk.replies
    ]


def _asks(answer: Answer) -> bool:
    return answer.keyboard is not None and is_question(answer.keyboard)


def is_question(keyboard: Keyboard) -> bool:
    """Something may be left as it is, or it is asked who is meant."""
    payloads = [one.payload or {} for row in keyboard.rows for one in row] if keyboard.inline else []
    return any(one.get(COMMAND) == "cancel" or NUMBER in one for one in payloads)


def note_over(talk: Talk, number: int | None) -> None:
    """The question of that number is over, or all that were asked: kept with the answer that says so."""
    last = talk.replies[-1] if talk.replies else None
    if last is not None and last.peer_id == talk.peer_id and (number is not None or not _asks(last)):
        talk.replies[-1] = replace(last, ends=EVERY if number is None else number)


async def is_over(talk: Talk, payload: Mapping[str, Any]) -> bool:
    number = payload.get(NUMBER)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST:
        return False
    return await was_ended(talk.session, talk.services.community_id, talk.peer_id, number)
