"""VK's rules for keyboards: what breaks one of them is error 911."""

import json
from typing import Any

from sandbox.vk.errors import VkError

COLORS = {"primary", "secondary", "default", "positive", "negative"}
MAX_LABEL, MAX_PAYLOAD = 40, 255
FULL_ROW = {"location", "vkpay", "open_app"}
NEEDS = {
    "text": ("label",),
    "callback": ("label",),
    "open_link": ("label", "link"),
    "open_photo": (),
    "location": (),
    "vkpay": ("hash",),
    "open_app": ("label", "app_id"),
}
ROWS, WIDTH, TOTAL = 10, 5, 40
INLINE_ROWS, INLINE_WIDTH, INLINE_TOTAL = 6, 5, 10


def check(source: str) -> dict[str, Any]:
    """The parsed keyboard, or error 911 that says what is wrong."""
    try:
        keyboard = json.loads(source)
    except ValueError:
        raise _bad("it is not JSON") from None
    if not isinstance(keyboard, dict) or not isinstance(keyboard.get("buttons"), list):
        raise _bad("buttons are missing")
    inline = _boolean(keyboard, "inline")
    if _boolean(keyboard, "one_time") and inline:
        raise _bad("inline keyboard can not be one_time")
    _check_size(keyboard["buttons"], inline)
    return keyboard


def _bad(why: str) -> VkError:
    return VkError(911, why)


def _boolean(keyboard: dict[str, Any], name: str) -> bool:
    value = keyboard.get(name, False)
    if not isinstance(value, bool):
        raise _bad(f"{name} should be boolean")
    return value


def _check_size(rows: list[Any], inline: bool) -> None:
    max_rows, width, total = (INLINE_ROWS, INLINE_WIDTH, INLINE_TOTAL) if inline else (ROWS, WIDTH, TOTAL)
    if len(rows) > max_rows:
        raise _bad(f"there should be not more than {max_rows} rows")
    count = 0
    for row in rows:
        if not isinstance(row, list) or not row or len(row) > width:
            raise _bad(f"a row should have from 1 to {width} buttons")
        count += len(row)
        for button in row:
            _check_button(button, len(row))
    if count > total:
        raise _bad(f"there should be not more than {total} buttons")


def _check_button(button: Any, row_length: int) -> None:
    action = button.get("action") if isinstance(button, dict) else None
    if not isinstance(action, dict):
        raise _bad("button has no action")
    kind = action.get("type")
    if not isinstance(kind, str) or kind not in NEEDS:
        raise _bad("unknown action type")
    if kind in FULL_ROW and row_length > 2:
        raise _bad(f"{kind} takes the whole width")
    for name in NEEDS[kind]:
        if not action.get(name):
            raise _bad(f"{kind} button needs {name}")
    if "label" in action and (not isinstance(action["label"], str) or len(action["label"]) > MAX_LABEL):
        raise _bad(f"label should be a string of at most {MAX_LABEL}")
    if kind == "open_link" and not str(action["link"]).startswith(("http://", "https://")):
        raise _bad("link is invalid")
    if "color" in button and (button["color"] not in COLORS or kind not in ("text", "callback")):
        raise _bad("color is invalid")
    _check_payload(action.get("payload"))


def _check_payload(payload: Any) -> None:
    """A payload is JSON, sent as text or as the value itself; 255 characters at most."""
    if payload is None or payload == "":
        return
    source = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    if len(source) > MAX_PAYLOAD:
        raise _bad(f"payload should be at most {MAX_PAYLOAD}")
    if isinstance(payload, str):
        try:
            json.loads(payload)
        except ValueError:
            raise _bad("payload is not JSON") from None
