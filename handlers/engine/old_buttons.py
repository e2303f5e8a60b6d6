"""Buttons know the hour in which they were shown: one that does something a day later asks first."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.engine.buttons import COMMAND
from nudges.messenger import Button, Keyboard

SHOWN = "shown"  # in a button
_LONGEST = 235  # letters of a payload that has room for the hour: VK takes 255
_HOUR = 3600
_FRESH = timedelta(days=1)


def dated(keyboard: Keyboard | None, now: datetime) -> Keyboard | None:
    """Those under a message that carry more than a command: «Пауза» means the same at any time."""
    if keyboard is None or not keyboard.inline:
        return keyboard
    return Keyboard(tuple(tuple(_dated(one, now) for one in row) for row in keyboard.rows))


def _dated(button: Button, now: datetime) -> Button:
    payload = undated(button.payload or {})
    if not payload.keys() - {COMMAND} or len(json.dumps(payload, ensure_ascii=False)) > _LONGEST:
        return button
    return replace(button, payload={**payload, SHOWN: int(now.timestamp()) // _HOUR})


def undated(payload: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in payload.items() if key != SHOWN}


def shown_before(payload: dict[str, Any], now: datetime) -> datetime | None:
    """When it was shown, where that is more than a day ago. It can be forged: then it is no old one."""
    hour = payload.get(SHOWN)
    if not isinstance(hour, int) or not 0 < hour <= now.timestamp() // _HOUR:
        return None
    shown = datetime.fromtimestamp(hour * _HOUR, UTC)
    return shown if shown < now - _FRESH else None
