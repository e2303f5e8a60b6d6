"""Listening to VK's long poll: survives outages and stale keys, and never spins."""

import asyncio
from collections.abc import Callable

import aiohttp
import structlog

from bot.incoming import Odd, Record, events_of, read_body, read_json
from bot.vk.api import Api
from bot.vk.cropped import completed
from bot.vk.updates import parse_update
from indicators.errors import MessengerError
from nudges.messenger import Event, Listened

log = structlog.get_logger()

WAIT = 25  # seconds VK holds an empty answer back
_BACKOFF = (1.0, 60.0)
_FAILURES = (1, 2, 3)
_LONGEST = 2000  # characters of an address or a key
_POSITION_LONGEST = 100


class LongPoll:
    """One listener. `position` is the `ts` to go on from; None means from now on."""

    def __init__(
        self,
        api: Api,
        group_id: int,
        position: str | None,
        *,
        jitter: Callable[[], float],
        wait: int = WAIT,
        backoff: tuple[float, float] = _BACKOFF,
    ) -> None:
        self._api = api
        self._group_id = group_id
        self._position = position
        self._jitter = jitter
        self._wait = wait
        self._backoff = backoff
        self._server: tuple[str, str] | None = None
        self._troubles = 0

    async def next(self) -> Listened:
        """The next events, or a changed position without any; waits as long as it takes."""
        while True:
            try:
                found = await self._ask()
            except (MessengerError, aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                await self._pause(error)
                continue
            if found is not None:
                self._troubles = 0
                return found

    async def _ask(self) -> Listened | None:
        if self._server is None:
            is_first = self._position is None
            await self._open()
            if is_first:
                # Remembered at once: what is written while the program is away is read from here on.
                return Listened((), self._position or "")
        answer = await self._check()
        if "failed" in answer:
            return await self._failed(answer)
        updates = answer.items("updates")
        before, self._position = self._position, _position(answer)
        self._troubles = 0
        if not updates and before == self._position:
            return None
        return Listened(await self._events(updates), self._position)

    async def _open(self) -> None:
        opened = Record(await self._api.call("groups.getLongPollServer", urgent=True, group_id=self._group_id))
        server, key, newest = opened.key("server", _LONGEST), opened.key("key", _LONGEST), _position(opened)
        self._server = server, key
        if self._position is None:
            self._position = newest

    async def _check(self) -> Record:
        if self._server is None or self._position is None:
            raise ValueError("the long poll is not open")
        server, key = self._server
        params = {"act": "a_check", "key": key, "ts": self._position, "wait": str(self._wait)}
        timeout = aiohttp.ClientTimeout(total=self._wait + 10, sock_connect=10)
        async with self._api.session.get(server, params=params, timeout=timeout) as response:
            answer = Record(read_json(await read_body(response)), "the answer")
        if "failed" not in answer and "updates" not in answer:
            raise Odd("an answer that is none of the long poll's")
        return answer

    async def _failed(self, answer: Record) -> Listened | None:
        """1: the position is too old or too new; 2: the key has expired; 3: both are lost."""
        code = answer.whole("failed")
        if code not in _FAILURES:
            # Our position is good as far as anybody knows: it is not given up for a word we do not know.
            raise Odd("a failure that is none of the long poll's")
        log.info("longpoll_failed", code=code)
        if self._troubles:
            # The first renewal is at once; VK rests the method of those who ask in a loop (error 29).
            await self._pause(None)
        else:
            self._troubles = 1
        if code == 1 and "ts" in answer:
            self._position = _position(answer)
            return Listened((), self._position)
        self._server = None
        if code == 2:
            return None
        self._position = None
        await self._open()
        return Listened((), self._position or "")

    async def _events(self, updates: list[object]) -> tuple[Event, ...]:
        whole = [await completed(self._api, update) for update in updates]
        return tuple(events_of(whole, lambda update: parse_update(update, self._group_id)))

    async def _pause(self, error: Exception | None) -> None:
        first, longest = self._backoff
        seconds = min(longest, first * 2 ** min(self._troubles, 10)) * (1 + self._jitter() / 4)
        self._troubles += 1
        retry_after = getattr(error, "retry_after", None)
        if error is not None:
            self._server = None
            log.warning("longpoll_trouble", error=type(error).__name__, seconds=round(seconds, 1))
        await asyncio.sleep(max(seconds, retry_after or 0))


def _position(answer: Record) -> str:
    """The `ts`, text or number; without one there is nothing to go on from."""
    return answer.key("ts", _POSITION_LONGEST)
