"""Buttons and keyboards in one breath."""

from collections.abc import Sequence
from typing import Any

from nudges.messenger import Button, Colour, Keyboard

# VK's limit for a label; a longer one would refuse the whole message.
LABEL = 40

COMMAND = "do"
BACK = "back"  # as `way_back` writes it


def button(label: str, command: str, colour: Colour = Colour.SECONDARY, **details: Any) -> Button:
    """A quiet button: `command` is an intent's code, `details` are ids and codes, never rights."""
    return Button(shorten(label), {COMMAND: command, **details}, colour=colour)


def good(label: str, command: str, **details: Any) -> Button:
    return button(label, command, Colour.POSITIVE, **details)


def bad(label: str, command: str, **details: Any) -> Button:
    return button(label, command, Colour.NEGATIVE, **details)


def main(label: str, command: str, **details: Any) -> Button:
    return button(label, command, Colour.PRIMARY, **details)


def way_back(label: str, command: str, **details: Any) -> Button:
    """Takes back what it stands under, whatever it was before: «отмени последнее» shows it again."""
    return button(label, command, back=1, **details)


def link(label: str, address: str) -> Button:
    return Button(shorten(label), link=address)


def contact(label: str) -> Button:
    """Sends the presser's own name; only where `Messenger.shares_contacts`."""
    return Button(shorten(label), shares_contact=True)


def under(*rows: list[Button]) -> Keyboard:
    """Buttons under the message itself; empty rows are left out."""
    return Keyboard(tuple(tuple(row) for row in rows if row))


def pairs(buttons: Sequence[Button]) -> Keyboard:
    """Two buttons a row: ten fit under a message."""
    return under(*(list(buttons[start : start + 2]) for start in range(0, len(buttons), 2)))


def below(*rows: list[Button]) -> Keyboard:
    """The dialog's own keyboard. Its buttons write their label, so that the dialog reads as a conversation."""
    return Keyboard(tuple(tuple(row) for row in rows if row), inline=False)


def shorten(label: str) -> str:
    label = " ".join(line.strip() for line in label.splitlines())
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"
