"""Buttons know the hour in which they were shown: one that does something a day later asks first. Those of a question
know which it is: pressed under an earlier one, they are not taken for an answer to the newest. Those that take a
change back know what it had made of things: where these are otherwise by now, it is asked first."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2s
from typing import Any

from handlers.engine.buttons import COMMAND
from nudges.messenger import Button, Colour, Keyboard

SHOWN = "shown"  # in a button
NUMBER = "qn"  # in a button of a question that nothing waits for: behind which answer it was asked
ASKED: Mapping[str, Any] = {NUMBER: 0}  # for a question that has no way out
QUESTION = "q"  # in a button, and in the state of the dialogue that it answers
LEFT = "st"  # in a button that takes something back: how that had been left
CHANGED_SINCE = "С тех пор это снова меняли. Сейчас: {now}. Всё равно вернуть, как было до той правки?"
_LONGEST = 235  # letters of a payload that has room for the hour: VK takes 255
_HOUR = 3600
_FRESH = timedelta(days=1)


def dated(keyboard: Keyboard | None, now: datetime) -> Keyboard | None:
    """Those under a message that carry more than a command: «Пауза» means the same at any time."""
    if keyboard is None or not keyboard.inline:
        return keyboard
    return Keyboard(tuple(tuple(_dated(one, now) for one in row) for row in keyboard.rows))


def question_key(name: str, text: str, state: Mapping[str, Any]) -> str:
    """Of a question: two that say and would do the same are the same."""
    whole = json.dumps([name, text, state], sort_keys=True, ensure_ascii=False, default=str)
    return blake2s(whole.encode(), digest_size=4).hexdigest()


def asking(keyboard: Keyboard, key: str) -> Keyboard:
    """With that key in every button that has room for it."""
    return replace(keyboard, rows=tuple(tuple(of_question(one, key) for one in row) for row in keyboard.rows))


def of_question(button: Button, key: str) -> Button:
    payload = {**(button.payload or {}), QUESTION: key}
    has_room = button.payload and len(json.dumps(payload, ensure_ascii=False)) <= _LONGEST
    return replace(button, payload=payload) if has_room else button


def numbered(keyboard: Keyboard, number: int) -> Keyboard:
    return replace(keyboard, rows=tuple(tuple(_numbered(one, number) for one in row) for row in keyboard.rows))


def _numbered(button: Button, number: int) -> Button:
    if not button.payload:
        return button
    bare = {key: value for key, value in button.payload.items() if key != NUMBER}
    payload = {**bare, NUMBER: number}
    has_room = len(json.dumps(payload, ensure_ascii=False)) <= _LONGEST
    return replace(button, payload=payload if has_room else bare)


def _dated(button: Button, now: datetime) -> Button:
    payload = {key: value for key, value in (button.payload or {}).items() if key != SHOWN}
    if not payload.keys() - {COMMAND} or len(json.dumps(payload, ensure_ascii=False)) > _LONGEST:
        return button
    return replace(button, payload={**payload, SHOWN: int(now.timestamp()) // _HOUR})


def undated(payload: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in payload.items() if key not in (SHOWN, NUMBER)}


def shown_at(payload: Mapping[str, Any], now: datetime) -> datetime | None:
    """In which hour it was shown. It can be forged: then it is of no hour."""
    hour = payload.get(SHOWN)
    if not isinstance(hour, int) or not 0 < hour <= now.timestamp() // _HOUR:
        return None
    return datetime.fromtimestamp(hour * _HOUR, UTC)


def shown_before(payload: Mapping[str, Any], now: datetime) -> datetime | None:
    """When it was shown, where that is more than a day ago."""
    shown = shown_at(payload, now)
    return shown if shown is not None and shown < now - _FRESH else None


def is_before(payload: Mapping[str, Any], at: datetime) -> bool:
    """Whether the button was shown in an hour before that: it knows nothing of what was said then."""
    hour = payload.get(SHOWN)
    return isinstance(hour, int) and hour < at.timestamp() // _HOUR


def stamp(state: object) -> str:
    """Of how things were left, for `LEFT`."""
    return blake2s(repr(state).encode(), digest_size=3).hexdigest()


def is_overtaken(payload: Mapping[str, Any], state: object) -> bool:
    """Whether things are otherwise than the button left them; one of an earlier version does not know."""
    return LEFT in payload and payload[LEFT] != stamp(state)


def anyway(payload: Mapping[str, Any]) -> tuple[Button, Button]:
    """Take it back all the same, or not."""
    rest = {key: value for key, value in payload.items() if key not in (LEFT, SHOWN, QUESTION, NUMBER)}
    return Button("Да, вернуть", rest, colour=Colour.POSITIVE), Button("Нет", {COMMAND: "cancel"})
