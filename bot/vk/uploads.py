"""Uploading with vk_api's VkUpload in a thread, whose API calls come back to the one pace-keeper."""

import asyncio
import io
from typing import Any

import requests
from vk_api.upload import VkUpload
from vk_api.vk_api import VkApiGroup

from bot.process.threads import in_own_thread
from bot.vk.api import Api
from indicators.errors import MessengerUnreachable

_TIMEOUT = 120.0  # seconds without a byte while the file itself goes up


class _Bridge(VkApiGroup):  # type: ignore[misc]
    """VkUpload's way to the API: every call runs on the event loop and keeps its pace."""

    def __init__(self, api: Api, loop: asyncio.AbstractEventLoop) -> None:
        # VkApi's own set-up reads and writes a configuration file and wants a token; none of it is used.
        self._api = api
        self._loop = loop

    def method(self, method: str, values: dict[str, Any] | None = None, *args: Any, **kwargs: Any) -> Any:
        params = {name: value for name, value in (values or {}).items() if value is not None}
        return asyncio.run_coroutine_threadsafe(self._api.call(method, urgent=True, **params), self._loop).result()


class _Patient(requests.adapters.HTTPAdapter):
    """`requests` waits for ever unless told."""

    def send(self, request: Any, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs["timeout"] = _TIMEOUT
        return super().send(request, *args, **kwargs)


async def upload(api: Api, peer_id: int, name: str, content: bytes, *, picture: bool = False) -> str:
    """The attachment («doc-1_2_key», «photo…») of an uploaded file.

    Raises:
        MessengerRefused: VK refused one of the steps.
        MessengerUnreachable: no answer, or none that can be read.
    """
    bridge = _Bridge(api, asyncio.get_running_loop())
    try:
        saved = await in_own_thread(_upload, bridge, peer_id, name, content, picture)
        kind = "photo" if picture else "doc"
        return _attachment(kind, saved[0] if picture else saved[kind])
    except (requests.RequestException, ValueError, KeyError, IndexError, TypeError) as error:
        raise MessengerUnreachable("VK не принял файл: попробуем позже.") from error


def _upload(bridge: _Bridge, peer_id: int, name: str, content: bytes, picture: bool) -> Any:
    uploader = VkUpload(bridge)
    for scheme in ("http://", "https://"):
        uploader.http.mount(scheme, _Patient())
    with uploader.http:
        file = io.BytesIO(content)
        file.name = name
        if picture:
            return uploader.photo_messages(file, peer_id=peer_id)
        return uploader.document_message(file, title=name, peer_id=peer_id)


def _attachment(kind: str, saved: dict[str, Any]) -> str:
    reference = f"{kind}{saved['owner_id']}_{saved['id']}"
    return f"{reference}_{saved['access_key']}" if saved.get("access_key") else reference
