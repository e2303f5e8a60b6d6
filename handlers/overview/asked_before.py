"""By what an answer was asked for, where naming another week afterwards asks the same of that week."""

import json
from dataclasses import replace
from typing import Any

from handlers.engine.buttons import COMMAND
from handlers.engine.old_buttons import undated
from handlers.engine.routes import Route
from handlers.engine.talk import Talk

_BY_WEEK = "by week "
_OF_ONE_ANSWER = frozenset({COMMAND, "command", "week", "w", "page"})
_LONGEST = 500


def asked_by(talk: Talk, code: str) -> str:
    """To be remembered with the answer (`Talk.say(…, about=…)`); empty where it would be too long."""
    asked = {COMMAND: code} | {key: value for key, value in undated(talk.payload).items() if key not in _OF_ONE_ANSWER}
    about = _BY_WEEK + json.dumps(asked, ensure_ascii=False)
    return about if len(about) <= _LONGEST else ""


def note_asked(talk: Talk, route: Route) -> None:
    """With the last answer, unless that says already what it is about."""
    last = talk.replies[-1] if route.by_week and talk.replies else None
    if last is not None and last.peer_id == talk.peer_id and not last.about:
        talk.replies[-1] = replace(last, about=asked_by(talk, route.code))


async def asked_before(talk: Talk) -> tuple[str, dict[str, Any]] | None:
    """The command behind the last answer and what came with it; None where no week makes another question of it."""
    about = await talk.said_before_about()
    if not about.startswith(_BY_WEEK):
        return None
    asked = json.loads(about.removeprefix(_BY_WEEK))
    return asked.pop(COMMAND), asked
