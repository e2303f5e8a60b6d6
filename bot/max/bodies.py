"""A letter as `NewMessageBody`."""

from typing import Any

from bot.max.keyboards import attachment
from bot.max.uploads import attachment_of
from nudges.messenger import Letter

LONGEST = 4000


def body_of(letter: Letter) -> dict[str, Any]:
    """Plain text, so that nothing has to be escaped; the letter's number rides in its first button.

    Raises:
        ValueError: what MAX never takes; a fault of the caller.
    """
    text = _clean(letter.text)
    if not text.strip() or len(text) > LONGEST:
        raise ValueError(f"a text of {len(text)} characters")
    attachments = [attachment_of(one) for one in letter.attachments]
    keyboard = attachment(letter.keyboard, letter.random_id)
    return {"text": text, "attachments": attachments + ([keyboard] if keyboard is not None else [])}


def _clean(text: str) -> str:
    """Half a surrogate pair cannot be sent at all."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
