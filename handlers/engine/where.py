"""Whoever looks after several schools reads in every answer which one it is of, and its buttons keep to that school."""

import json
import re
from dataclasses import replace

from handlers.engine.talk import Talk
from nudges.messenger import Button, Keyboard

SCHOOL = "at_school"  # in a button
_MOST = 255  # letters of what a button carries


def say_where(talk: Talk, start: int = 0) -> None:
    """In the answers from `start` on."""
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
            talk.replies[at] = replace(talk.replies[at], keyboard=_of_school(keyboard, talk.at.id))


def _names(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _of_school(keyboard: Keyboard, school_id: int) -> Keyboard:
    rows = (tuple(_button(one, school_id) for one in row) for row in keyboard.rows)
    return replace(keyboard, rows=tuple(rows))


def _button(one: Button, school_id: int) -> Button:
    payload = {**(one.payload or {}), SCHOOL: school_id}
    fits = len(json.dumps(payload, ensure_ascii=False, separators=(",", ":"))) <= _MOST
    return replace(one, payload=payload) if one.payload and SCHOOL not in one.payload and fits else one
