"""Keyboards as VK wants them: built by vk_api's VkKeyboard, with the checks it lacks (a bad one costs error 911)."""

import json

from vk_api.keyboard import VkKeyboard

from nudges.messenger import Button, Keyboard

MAX_LABEL = 40
MAX_PAYLOAD = 255
# Made once: `json.dumps` makes one anew for each button.
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_MOST_BUTTONS = {True: 10, False: 40}  # by `inline`; dev.vk.com, «Клавиатуры для ботов»


def keyboard_json(keyboard: Keyboard) -> str:
    """The `keyboard` parameter of messages.send. No rows at all take the dialog's keyboard away.

    Raises:
        ValueError: more rows, buttons or payload than VK takes; a fault of the caller.
    """
    rows = [row for row in keyboard.rows if row]
    if not rows:
        return str(VkKeyboard.get_empty_keyboard())
    count = sum(len(row) for row in rows)
    most = _MOST_BUTTONS[keyboard.inline]
    if count > most:
        raise ValueError(f"{count} buttons where VK takes {most}")
    built = VkKeyboard(one_time=False, inline=keyboard.inline)
    for number, row in enumerate(rows):
        if number:
            built.add_line()
        for button in row:
            _add(built, button)
    return str(built.get_keyboard())


def _add(built: VkKeyboard, button: Button) -> None:
    label = shortened(button.label)
    payload = None if button.payload is None else compact(button.payload)
    if payload is not None and len(payload) > MAX_PAYLOAD:
        raise ValueError(f"a payload of {len(payload)} characters where VK takes {MAX_PAYLOAD}")
    if button.link is not None:
        built.add_openlink_button(label, button.link, payload)
    elif button.quiet:
        built.add_callback_button(label, str(button.colour), payload)
    else:
        built.add_button(label, str(button.colour), payload)


def shortened(label: str) -> str:
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1].rstrip() + "…"
