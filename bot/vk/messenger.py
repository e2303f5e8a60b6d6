"""One VK community as a `Messenger`."""

import json
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import structlog

from bot.adapters.downloads import Downloads
from bot.adapters.probes import Probe
from bot.incoming import Record
from bot.pace import Pace
from bot.vk import history, probes
from bot.vk.addresses import dialog_link
from bot.vk.api import TIMEOUT, Api, understood, vk_session
from bot.vk.batch import CALLS
from bot.vk.cropped import completed
from bot.vk.longpoll import LongPoll
from bot.vk.numbers import number_of
from bot.vk.sending import Sending
from indicators.errors import MessengerRefused
from nudges.messenger import ChatAbout, FileRef, Letter, Listened, Outcome, Pressed, Sought

log = structlog.get_logger()

_BAD_KEY = frozenset({5, 27, 28, 1117})  # wrong, revoked or expired
_FILE_HOSTS = (
    "vk.com",
    "vk.ru",
    "vk.me",
    "userapi.com",
    "vkuseraudio.net",
    "vkuservideo.net",
    "vkuserphoto.ru",
    "vk-cdn.net",
)


class VkMessenger:
    """Everything the program does in one community. `group_id` is the community's number, without a minus."""

    platform = "vk"
    called = "VK"
    batch = CALLS
    # VK forgets a random_id after an hour; ten minutes are left for clocks that differ and requests under way.
    remembers = timedelta(minutes=50)
    settles = timedelta(0)
    keeps_keyboard = True
    shares_contacts = False

    def __init__(self, api: Api, group_id: int, *, jitter: Callable[[], float] = random.random) -> None:
        self.api = api
        self.group_id = group_id
        self._jitter = jitter
        self._sending = Sending(api)
        self._downloads = Downloads(api.session, api.url, "VK", _FILE_HOSTS)

    async def send(self, letters: Sequence[Letter], *, urgent: bool = False) -> list[Outcome]:
        """See `Messenger.send`. A letter that cannot be written down costs only itself."""
        return await self._sending.send(letters, urgent=urgent)

    async def room(self) -> None:
        await self.api.pace.room()

    async def find_sent(self, sought: Sequence[Sought]) -> list[history.Found]:
        return await history.find_sent(self.api, sought)

    async def answer_press(self, press: Pressed, text: str | None = None, link: str | None = None) -> None:
        params: dict[str, Any] = {
            "event_id": press.token,
            "user_id": press.from_id,
            "peer_id": number_of(press.peer_id),
        }
        data = _press_answer(text, link)
        if data is not None:
            params["event_data"] = json.dumps(data, ensure_ascii=False)
        await self.api.call("messages.sendMessageEventAnswer", urgent=True, **params)

    async def upload(self, peer_id: int, name: str, content: bytes, *, picture: bool = False) -> str:
        from bot.vk.uploads import upload  # what nothing else needs, and idle programs do without

        return await upload(self.api, number_of(peer_id), name, content, picture=picture)

    async def download(self, file: FileRef, to: Path, *, limit: int) -> None:
        await self._downloads.fetch(file, to, limit=limit)

    async def chat_link(self, peer_id: int) -> str | None:
        try:
            answer = await self.api.call("messages.getInviteLink", peer_id=number_of(peer_id), reset=0)
        except MessengerRefused:
            return None
        with understood():
            return Record(answer).text("link")

    async def chat_about(self, peer_id: int) -> ChatAbout | None:
        try:
            answer = await self.api.call("messages.getConversationsById", peer_ids=number_of(peer_id))
        except MessengerRefused:
            return None
        with understood():
            items = Record(answer).records("items")
            known = items[0].perhaps("chat_settings") if items else None
            if known is None:
                return None
            members = known.whole("members_count") if "members_count" in known else None
            return ChatAbout(known.text("title", "")[:200], members)

    async def listen(self, position: str | None) -> AsyncIterator[Listened]:
        poll = LongPoll(self.api, self.group_id, position, jitter=self._jitter)
        while True:
            yield await poll.next()

    async def knock(self) -> None:
        """Is VK there, and does it know the key?

        Raises:
            MessengerRefused, MessengerUnreachable
        """
        await self.api.call("groups.getById", urgent=True)

    def is_bad_key(self, error: MessengerRefused) -> bool:
        return error.code in _BAD_KEY

    def dialog_link(self, code: str = "") -> str:
        return dialog_link(self.group_id, code)

    async def completed(self, update: object) -> object:
        """An update with the whole message, where VK showed a part of it."""
        return await completed(self.api, update)

    async def probe(self, callback_url: str | None = None) -> list[Probe]:
        """What the token may do and how the community is set up, for `doctor`."""
        return await probes.probe(self.api, self.group_id, callback_url)

    async def confirmation_code(self) -> str:
        """What the callback address must answer to VK's `confirmation` event."""
        answer = await self.api.call("groups.getCallbackConfirmationCode", urgent=True, group_id=self.group_id)
        with understood():
            return Record(answer).text("code")


_SNACKBAR = 90  # characters; longer ones VK refuses


def _press_answer(text: str | None, link: str | None) -> dict[str, str] | None:
    if link is not None:
        return {"type": "open_link", "link": link}
    if text is not None:
        return {"type": "show_snackbar", "text": text if len(text) <= _SNACKBAR else text[: _SNACKBAR - 1] + "…"}
    return None


@asynccontextmanager
async def open_vk(
    token: str,
    group_id: int,
    *,
    api_url: str = "https://api.vk.ru/method",
    version: str = "5.199",
    pace: Pace | None = None,
    patience: float = TIMEOUT,
    session: aiohttp.ClientSession | None = None,
) -> AsyncIterator[VkMessenger]:
    """A messenger ready to use. A `session` of one's own must trace the pace (`vk_session`).

    `patience` is how many seconds a request may take before its outcome counts as unknown.
    """
    pace = pace or Pace()
    if session is not None:
        yield VkMessenger(Api(session, token, url=api_url, version=version, pace=pace, timeout=patience), group_id)
        return
    async with vk_session(pace) as own:
        yield VkMessenger(Api(own, token, url=api_url, version=version, pace=pace, timeout=patience), group_id)
