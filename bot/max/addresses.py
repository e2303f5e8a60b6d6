"""Addresses that people open."""

from urllib.parse import quote

MOST_PAYLOAD = 128


def dialog_link(username: str, code: str = "") -> str:
    """Opens the dialog with the bot; «Начать» there brings the `code` along. Empty where the name is not known."""
    if not username:
        return ""
    start = f"?start={quote(code[:MOST_PAYLOAD], safe='')}" if code else ""
    return f"https://max.ru/{quote(username)}{start}"
