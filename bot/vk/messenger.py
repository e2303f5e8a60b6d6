"""One VK community as a `Messenger`."""

import itertools
import json
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
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
from bot.vk.api import TIMEOUT, Answer, Api, read_error, understood, vk_session
from bot.vk.batch import (
    CALLS,
    PEERS,
    answered,
    execute_code,
    execute_outcomes,
    message_params,
    peers_outcomes,
    refused_without_a_word,
)
from bot.vk.cropped import completed
from bot.vk.longpoll import LongPoll
from bot.vk.numbers import number_of
from bot.vk.reactions import HALVED, OURS, no_answer, refusal
from bot.vk.rests import TOO_OFTEN
from indicators.errors import MessengerRefused, MessengerUnreachable
from indicators.together import together
from nudges.messenger import ChatAbout, FileRef, Letter, Listened, Outcome, Pressed, Reaction, Refusal, Sought

log = structlog.get_logger()

_SEND = "messages.send"
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
# What is somebody's alone, and what says nothing about the one person a request was for.
_ONES = frozenset({Reaction.BUG, Reaction.UNREACHABLE, Reaction.GONE, Reaction.CHAT_OFF})
_NOBODYS = frozenset({Reaction.RETRY, Reaction.SLOW, Reaction.REST, Reaction.STOP})


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
        self._downloads = Downloads(api.session, api.url, "VK", _FILE_HOSTS)

    async def send(self, letters: Sequence[Letter], *, urgent: bool = False) -> list[Outcome]:
        """See `Messenger.send`. A letter that cannot be written down costs only itself."""
        faults = [_fault(letter) for letter in letters]
        if any(faults):
            good = [letter for letter, fault in zip(letters, faults, strict=True) if fault is None]
            rest = iter(await self.send(good, urgent=urgent) if good else [])
            return [fault or next(rest) for fault in faults]
        if _are_twins(letters):
            return await self._send_twins(letters, urgent)
        parts = [letters[start : start + CALLS] for start in range(0, len(letters), CALLS)]
        outcomes = await together(self._send_batch(part, urgent) for part in parts)
        return list(itertools.chain.from_iterable(outcomes))

    async def _send_batch(self, letters: Sequence[Letter], urgent: bool) -> list[Outcome]:
        answer = await self._ask("execute", {"code": execute_code(letters)}, urgent)
        if not isinstance(answer, Refusal):
            outcomes = self._noted(execute_outcomes(letters, answer))
            return await self._with_reasons(letters, answer, outcomes, urgent)
        if answer.reaction is Reaction.REST and not self.api.rests.left(_SEND):
            # It is `execute` that rests: one by one is slower, but goes.
            return await together(self._send_alone(letter, urgent) for letter in letters)
        if _blames_one(answer) and len(letters) > 1:
            return await self._in_halves(letters, urgent)
        return [answer] * len(letters)

    async def _with_reasons(
        self, letters: Sequence[Letter], answer: Answer, outcomes: list[Outcome], urgent: bool
    ) -> list[Outcome]:
        """Whoever was refused without a reason is asked about alone, under the same `random_id`."""
        unsaid = refused_without_a_word(len(letters), answer)
        alone = await together(self._send_alone(letters[number], urgent) for number in unsaid)
        # This request as such went through.
        known = {number: _own(one) for number, one in zip(unsaid, alone, strict=True)}
        return [known.get(number, outcome) for number, outcome in enumerate(outcomes)]

    async def _send_alone(self, letter: Letter, urgent: bool) -> Outcome:
        answer = await self._ask(_SEND, {"peer_id": number_of(letter.peer_id), **message_params(letter)}, urgent)
        if isinstance(answer, Refusal):
            return answer if answer.reaction in _NOBODYS else replace(answer, whole=False)
        return answered(letter, answer["response"])

    async def _in_halves(self, letters: Sequence[Letter], urgent: bool) -> list[Outcome]:
        middle = len(letters) // 2
        halves = (letters[:middle], letters[middle:])
        first, second = await together(self._send_batch(half, urgent) for half in halves)
        return first + second

    async def _send_twins(self, letters: Sequence[Letter], urgent: bool) -> list[Outcome]:
        peers = ",".join(str(number_of(letter.peer_id)) for letter in letters)
        answer = await self._ask(_SEND, {"peer_ids": peers, **message_params(letters[0])}, urgent)
        if isinstance(answer, Refusal):
            if _blames_one(answer):
                return await self._send_batch(letters[:CALLS], urgent) + (
                    await self.send(letters[CALLS:], urgent=urgent) if len(letters) > CALLS else []
                )
            return [answer] * len(letters)
        return self._noted(peers_outcomes(letters, answer))

    async def _ask(self, method: str, params: dict[str, Any], urgent: bool) -> Answer | Refusal:
        """The answer to a sending request, or why it failed as a whole."""
        resting = self.api.rests.left(method, _SEND)
        if resting:
            return Refusal(Reaction.REST, TOO_OFTEN, "resting", whole=True, retry_after=resting)
        try:
            answer = await self.api.ask(method, params, urgent=urgent)
        except MessengerUnreachable as error:
            return no_answer(error.sentence, whole=True)
        if "error" not in answer:
            return answer
        refused = refusal(*read_error(answer["error"]), whole=True)
        return self._rested(refused, method) if refused.reaction is Reaction.REST else refused

    def _noted(self, outcomes: list[Outcome]) -> list[Outcome]:
        """A pace that is too fast for one recipient is too fast for all; so is a method that needs rest."""
        refusals = [one for one in outcomes if isinstance(one, Refusal)]
        if any(one.reaction is Reaction.SLOW for one in refusals):
            self.api.pace.slow_down()
        if any(one.reaction is Reaction.REST for one in refusals):
            self.api.rests.begin(_SEND)
        return [
            self._rested(one, _SEND) if isinstance(one, Refusal) and one.reaction is Reaction.REST else one
            for one in outcomes
        ]

    def _rested(self, refused: Refusal, method: str) -> Refusal:
        return replace(refused, whole=True, retry_after=self.api.rests.left(method, _SEND))

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


def _own(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Refusal) and outcome.reaction is Reaction.RETRY:
        return replace(outcome, whole=False)
    return outcome


def _blames_one(whole: Refusal) -> bool:
    """Must one letter be to blame that the whole request was refused? Then the others are not to suffer for it."""
    return whole.code in HALVED or whole.reaction in _ONES


def _fault(letter: Letter) -> Refusal | None:
    try:
        message_params(letter)
    except ValueError as error:
        return Refusal(Reaction.BUG, None, str(error), advice=OURS)
    return None


def _are_twins(letters: Sequence[Letter]) -> bool:
    """Do all say the same under one `random_id` to different people? Then one call does."""
    if not 1 < len(letters) <= PEERS:
        return False
    first = letters[0]
    same = all(replace(one, peer_id=first.peer_id) == first for one in letters)
    return same and len({one.peer_id for one in letters}) == len(letters)


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
