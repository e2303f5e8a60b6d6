"""One MAX bot as a `Messenger`: one request a message, and never the same message twice."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp

from bot.adapters.downloads import Downloads
from bot.adapters.probes import Probe
from bot.incoming import Odd, Record
from bot.max import history, probes
from bot.max.addresses import dialog_link
from bot.max.api import API_URL, TIMEOUT, Answer, Api, max_session
from bot.max.bodies import body_of
from bot.max.longpoll import LongPoll
from bot.max.numbers import chat_of, mid_of
from bot.max.pace import RATE, Dialogs, MaxPace
from bot.max.reactions import NOT_READY, OURS, no_answer, refusal
from bot.max.updates import Reader
from bot.max.uploads import upload
from indicators.errors import MessengerError, MessengerRefused, MessengerSilent, MessengerUnreachable
from indicators.together import together
from nudges.messenger import (
    ChatAbout,
    Delivered,
    FileRef,
    Letter,
    Listened,
    Outcome,
    Pressed,
    Reaction,
    Refusal,
    Sought,
    is_group,
)

# Where MAX keeps files is nowhere written down; these are the hosts that were seen. MAX_FILE_HOSTS adds to them.
FILE_HOSTS = ("max.ru", "oneme.ru", "okcdn.ru", "mycdn.me")
# How long after an answer that says nothing the history is believed: the message may still be on its way into it.
SETTLES = timedelta(seconds=25)
_BAD_KEY = 401
_UPLOAD_TRIES = 6
_TOAST = "Принято"
_AGAIN = 60.0  # seconds before MAX is asked again who we are
_LONGEST_TOAST = 200


class MaxMessenger:
    """Everything the program does with one bot. Its number is asked for once; until MAX answers nothing can be sent."""

    platform = "max"
    called = "MAX"
    batch = 1
    # There is no key under which a repeat would be harmless.
    remembers = timedelta(0)
    keeps_keyboard = False
    shares_contacts = True

    def __init__(
        self,
        api: Api,
        *,
        settles: timedelta = SETTLES,
        file_hosts: Sequence[str] = (),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.api = api
        self.username = ""
        self._bot_id = 0
        self.settles = settles
        self._jitter = jitter
        self._dialogs = Dialogs()
        self._downloads = Downloads(api.session, api.url, "MAX", (*FILE_HOSTS, *file_hosts))

    async def bot_id(self) -> int:
        """
        Raises:
            MessengerError: MAX does not say who we are.
        """
        if not self._bot_id:
            try:
                known = Record(await self.api.call("GET", "/me", urgent=True), "the bot")
                self._bot_id, self.username = known.whole("user_id"), known.text("username", "")
            except Odd as error:
                raise MessengerUnreachable("MAX ответил непонятно на вопрос о боте.") from error
        return self._bot_id

    async def introduce(self) -> None:
        """Until MAX has told who we are: for a program that asks it for nothing else, and names our address."""
        while not self.username:
            try:
                await self.bot_id()
                return
            except MessengerError:
                await asyncio.sleep(_AGAIN)

    async def knock(self) -> None:
        """Is MAX there, and does it know the key?

        Raises:
            MessengerRefused, MessengerUnreachable
        """
        await self.bot_id()

    def is_bad_key(self, error: MessengerRefused) -> bool:
        return error.code == _BAD_KEY

    def dialog_link(self, code: str = "") -> str:
        """Empty until MAX has told who we are."""
        return dialog_link(self.username, code)

    async def reader(self) -> Reader:
        return Reader(await self.bot_id(), self.username, self.api.token)

    async def send(self, letters: Sequence[Letter], *, urgent: bool = False) -> list[Outcome]:
        """See `Messenger.send`. A letter that cannot be written down costs only itself."""
        return await together(self._send(letter, urgent) for letter in letters)

    async def _send(self, letter: Letter, urgent: bool) -> Outcome:
        try:
            body = body_of(letter)
        except ValueError as error:
            return Refusal(Reaction.BUG, None, str(error), advice=OURS)
        group = is_group(letter.peer_id)
        query = {"chat_id" if group else "user_id": letter.peer_id, "disable_link_preview": "true"}
        for attempt in range(_UPLOAD_TRIES):
            async with self._dialogs.turn("send", letter.peer_id):
                outcome = await self._post(query, body, urgent=urgent, group=group)
            if not _is_not_ready(outcome):
                break
            await asyncio.sleep(min(8, 2**attempt))  # nothing was sent: the upload is still in work
        return outcome

    async def _post(self, query: dict[str, object], body: object, *, urgent: bool, group: bool) -> Outcome:
        try:
            answer = await self.api.ask("POST", "/messages", query, body, urgent=urgent)
        except MessengerSilent as error:
            return no_answer(error.sentence, was_sent=False)
        except MessengerUnreachable as error:
            return self._in_doubt(no_answer(error.sentence, was_sent=True))
        if not answer.ok:
            refused = refusal(answer.status, answer.code, answer.message, group=group, retry_after=answer.retry_after)
            return self._in_doubt(refused) if refused.unknown_outcome else refused
        number = _number(answer)
        return Delivered(number) if number else self._in_doubt(no_answer("an answer without a message", was_sent=True))

    def _in_doubt(self, refused: Refusal) -> Refusal:
        """Nobody knows whether it was taken: after a while the dialog's history will."""
        return replace(refused, unknown_outcome=True, retry_after=self.settles.total_seconds() or None)

    async def room(self) -> None:
        await self.api.pace.room()

    async def find_sent(self, sought: Sequence[Sought]) -> list[int | MessengerError | None]:
        try:
            bot_id = await self.bot_id()
        except MessengerError as error:
            return [error] * len(sought)
        return await together(history.find_sent(self.api, bot_id, one) for one in sought)

    async def answer_press(self, press: Pressed, text: str | None = None, link: str | None = None) -> None:
        """MAX wants something in every answer, and opens no links for us: the message that follows has them."""
        toast = (text or _TOAST)[:_LONGEST_TOAST]
        async with self._dialogs.turn("answer", press.peer_id):
            await self.api.call("POST", "/answers", {"callback_id": press.token}, {"notification": toast}, urgent=True)

    async def edit(self, peer_id: int, message_id: int, text: str) -> None:
        """Change the words of a message of ours and keep its buttons. One that is gone is let go."""
        mid = mid_of(peer_id, message_id, await self.bot_id())
        try:
            async with self._dialogs.turn("edit", peer_id):
                await self.api.call("PUT", "/messages", {"message_id": mid}, {"text": text}, urgent=True)
        except MessengerRefused as error:
            if not error.message.startswith("message.not.found"):
                raise

    async def upload(self, peer_id: int, name: str, content: bytes, *, picture: bool = False) -> str:
        return await upload(self.api, name, content, picture=picture)

    async def download(self, file: FileRef, to: Path, *, limit: int) -> None:
        await self._downloads.fetch(file, to, limit=limit)

    async def chat_link(self, peer_id: int) -> str | None:
        chat = await self._chat(peer_id)
        return chat.text("link", "") or None if chat is not None else None

    async def chat_about(self, peer_id: int) -> ChatAbout | None:
        chat = await self._chat(peer_id)
        if chat is None:
            return None
        reads_all = await self._reads_all(peer_id)
        return ChatAbout(chat.text("title", "")[:200], chat.whole("participants_count", 0) or None, reads_all)

    async def _reads_all(self, peer_id: int) -> bool | None:
        """Only an administrator with that right hears what people write to each other."""
        try:
            mine = Record(await self.api.call("GET", f"/chats/{peer_id}/members/me", group=True), "our membership")
        except (MessengerRefused, Odd):
            return None
        rights = mine.raw("permissions")
        return mine.raw("is_admin") is True and isinstance(rights, list) and "read_all_messages" in rights

    async def _chat(self, peer_id: int) -> Record | None:
        try:
            number = chat_of(peer_id, await self.bot_id())
            return Record(await self.api.call("GET", f"/chats/{number}", group=True), "the chat")
        except (MessengerRefused, Odd):
            return None

    async def listen(self, position: str | None) -> AsyncIterator[Listened]:
        poll: LongPoll | None = None
        pause = 1.0
        while poll is None:
            try:
                poll = LongPoll(self.api, await self.reader(), position, jitter=self._jitter)
            except MessengerError:
                await asyncio.sleep(pause)
                pause = min(60.0, pause * 2)
        while True:
            yield await poll.next()

    async def set_commands(self, commands: Sequence[tuple[str, str]]) -> None:
        """The list behind «/»: names and what each does."""
        listed = [{"name": name[:64], "description": about[:128]} for name, about in commands[:32]]
        await self.api.call("PATCH", "/me/commands", None, {"commands": listed})

    async def probe(self, webhook: str | None = None) -> list[Probe]:
        """What the token may do and how events come, for `doctor`."""
        return await probes.probe(self.api, webhook)


def _is_not_ready(outcome: Outcome) -> bool:
    return isinstance(outcome, Refusal) and outcome.message.startswith(NOT_READY)


def _number(answer: Answer) -> int:
    """The message's number in its chat; 0 where the answer does not say."""
    try:
        return Record(answer.content).record("message").record("body").whole("seq", 0)
    except Odd:
        return 0


@asynccontextmanager
async def open_max(
    token: str,
    *,
    api_url: str = API_URL,
    rate: int = RATE,
    pace: MaxPace | None = None,
    patience: float = TIMEOUT,
    settles: timedelta = SETTLES,
    file_hosts: Sequence[str] = (),
    session: aiohttp.ClientSession | None = None,
) -> AsyncIterator[MaxMessenger]:
    """A messenger ready to use. `rate` is in requests a second, 0 lifts the limit; `patience` is how many seconds a
    request may take before its outcome counts as unknown, `settles` how long after that the history is asked."""
    pace = pace or MaxPace(rate)
    if session is not None:
        api = Api(session, token, url=api_url, pace=pace, timeout=patience)
        yield MaxMessenger(api, settles=settles, file_hosts=file_hosts)
        return
    async with max_session(pace) as own:
        api = Api(own, token, url=api_url, pace=pace, timeout=patience)
        yield MaxMessenger(api, settles=settles, file_hosts=file_hosts)
