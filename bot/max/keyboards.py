"""Keyboards as MAX has them: always under a message, no colours, and narrow; the row's mark rides in a payload."""

import json
from typing import Any

from bot.incoming import Record, read_payload
from nudges.messenger import Button, Keyboard

MOST_ROWS, MOST_PAYLOAD, MOST_LABEL = 30, 1024, 128
# How many letters a button shows with one, two, three, four of them in a row.
_VISIBLE = {1: 128, 2: 14, 3: 6, 4: 4}
_LINKS_IN_ROW = 3
# In MAX nothing stands under the box for writing: of a dialog's keyboard the first buttons come with the answer.
_MENU, _IN_MENU_ROW = 4, 2
MARK = "_"

Rows = list[list[dict[str, Any]]]


def attachment(keyboard: Keyboard | None, mark: int | None = None) -> dict[str, Any] | None:
    """`inline_keyboard`, or None where there is nothing to press.

    Raises:
        ValueError: more rows or payload than MAX takes; a fault of the caller.
    """
    rows = [] if keyboard is None else _rows(keyboard)
    if not rows:
        return None
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows where MAX takes {MOST_ROWS}")
    built: Rows = []
    for row in rows:
        built.append([])
        for button in row:
            built[-1].append(_button(button, mark))
            if built[-1][-1]["type"] == "callback":
                mark = None  # one button carries it
    return {"type": "inline_keyboard", "payload": {"buttons": built}}


def _rows(keyboard: Keyboard) -> list[tuple[Button, ...]]:
    if keyboard.inline:
        return [part for row in keyboard.rows if row for part in _fitting(row)]
    buttons = [button for row in keyboard.rows for button in row][:_MENU]
    return [part for at in range(0, len(buttons), _IN_MENU_ROW) for part in _fitting(buttons[at : at + _IN_MENU_ROW])]


def _fitting(row: Any) -> list[tuple[Button, ...]]:
    """The row, or each of its buttons in a row of its own where their labels would be cut."""
    row = tuple(row)
    longest = max(len(button.label) for button in row)
    links = any(button.link is not None or button.shares_contact for button in row)
    if longest > _VISIBLE.get(len(row), 0) or (links and len(row) > _LINKS_IN_ROW):
        return [(button,) for button in row]
    return [row]


def _button(button: Button, mark: int | None) -> dict[str, Any]:
    label = button.label if len(button.label) <= MOST_LABEL else button.label[: MOST_LABEL - 1].rstrip() + "…"
    if button.link is not None:
        return {"type": "link", "text": label, "url": button.link}
    if button.shares_contact:
        return {"type": "request_contact", "text": label}
    payload = write_payload(button.payload or {}, mark)
    if len(payload) > MOST_PAYLOAD:
        raise ValueError(f"a payload of {len(payload)} characters where MAX takes {MOST_PAYLOAD}")
    return {"type": "callback", "text": label, "payload": payload}


def write_payload(payload: dict[str, Any], mark: int | None = None) -> str:
    marked = payload if mark is None else {**payload, MARK: mark}
    return json.dumps(marked, ensure_ascii=False, separators=(",", ":"))


def mark_in(attachments: list[Record]) -> int | None:
    """The mark that one of our messages carries."""
    for one in attachments:
        payload = one.perhaps("payload") if one.raw("type") == "inline_keyboard" else None
        for row in payload.items("buttons") if payload is not None else []:
            for button in row if isinstance(row, list) else []:
                known = read_payload(button.get("payload")) if isinstance(button, dict) else None
                mark = (known or {}).get(MARK)
                if isinstance(mark, int):
                    return mark
    return None
