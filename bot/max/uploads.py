"""Putting a file where a message can name it: an address from MAX, the bytes there, a token back."""

from typing import Any

import aiohttp

from bot.max.api import Api
from indicators.errors import MessengerRefused, MessengerUnreachable

_REFUSED = "MAX не принял файл: попробуйте другой формат."
_TIMEOUT = aiohttp.ClientTimeout(total=120)


async def upload(api: Api, name: str, content: bytes, *, picture: bool) -> str:
    """`image:token` or `file:token`, as `attachment_of` reads it back.

    Raises:
        MessengerRefused: the file is not taken.
        MessengerUnreachable: the server does not answer.
    """
    kind = "image" if picture else "file"
    address = await api.call("POST", "/uploads", {"type": kind}, urgent=True)
    form = aiohttp.FormData(quote_fields=False)  # a Russian name is read as it is, not as «%D0…»
    form.add_field("data", content, filename=name)
    try:
        # The upload's address is signed: it gets our bytes and never our token.
        async with api.session.post(str(address["url"]), data=form, timeout=_TIMEOUT, allow_redirects=False) as answer:
            found = await answer.json(content_type=None)
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise MessengerUnreachable("MAX не принимает файл: попробуйте через минуту.") from error
    token = _token(found) if isinstance(found, dict) else None
    if status >= 500:
        raise MessengerUnreachable("MAX не принимает файл: попробуйте через минуту.")
    if status != 200 or token is None or "error_code" in found:
        raise MessengerRefused(_REFUSED, status, str(found)[:200])
    return f"{kind}:{token}"


def _token(answer: dict[str, Any]) -> str | None:
    photos = answer.get("photos")
    if isinstance(photos, dict) and photos:
        first = next(iter(photos.values()))
        return str(first["token"]) if isinstance(first, dict) and first.get("token") else None
    return str(answer["token"]) if answer.get("token") else None


def attachment_of(reference: str) -> dict[str, Any]:
    """What `upload` returned, as a message names it.

    Raises:
        ValueError: a file of another messenger.
    """
    kind, colon, token = reference.partition(":")
    if not colon or kind not in ("image", "file"):
        raise ValueError("a file that was not uploaded to MAX")
    return {"type": kind, "payload": {"token": token}}
