"""What is being asked, and for how long words may answer it: a command in between puts it aside, its buttons stay."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from handlers.engine.rights import may
from handlers.engine.routes import Continuation
from handlers.engine.talk import Talk

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


def put_aside(talk: Talk) -> None:
    """Something else was asked for meanwhile."""
    dialogue = talk.who.dialogue
    if dialogue is not None:
        dialogue.state = {**dialogue.state, _ASIDE: True}
