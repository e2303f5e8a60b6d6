"""Calling MAX's Bot API: one place through which every request goes, at one pace. No request repeats itself."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog

from bot.incoming import Odd, read_body, read_json
from bot.max.pace import MaxPace, of_dialog
from bot.max.reactions import PASSING, rule_of
from bot.max.trust import max_ssl
from bot.pace import Pace, Slot, tracer_of
from indicators.errors import MessengerRefused, MessengerSilent, MessengerUnreachable

log = structlog.get_logger()

API_URL = "https://platform-api2.max.ru"
TIMEOUT = 20.0  # seconds for a whole request
_LARGEST = 8 * 2**20  # bytes of an answer
_SLOW_TRIES = 20
_PATIENCE = 10.0  # seconds that a request waits because MAX says so; longer ones are for whoever asked
_DIALOGS_SECOND = 1.05
_TOO_MANY = 429
_TIMED = ("POST", "/messages")  # what says how long answers usually take: most requests, and all of one kind


@dataclass(frozen=True, slots=True)
class Answer:
    """`content` is the JSON object; `ok` is false where the status, or `success` in a 200, says so. `retry_after` is
    in seconds, 0 where MAX names none."""

    status: int
    content: dict[str, Any]
    retry_after: float = 0.0

    @property
    def ok(self) -> bool:
        return self.status == 200 and self.content.get("success", True) is not False

    @property
    def code(self) -> str:
        return str(self.content.get("code") or "")

    @property
    def message(self) -> str:
        return str(self.content.get("message") or "")[:300]


class Api:
    """Methods by verb and path. Neither the token nor what is sent ever reaches the log."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: str,
        *,
        url: str = API_URL,
        pace: MaxPace | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.session = session
        self.url = url.rstrip("/")
        self.pace = pace or MaxPace()
        self.timeout = timeout
        self.token = token

    async def call(
        self,
        verb: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        *,
        urgent: bool = False,
        group: bool = False,
    ) -> dict[str, Any]:
        """What a method answers; a 429 is waited out, as it means «not taken».

        Raises:
            MessengerRefused: MAX said no.
            MessengerUnreachable: no answer, or none that can be read; it may have taken effect.
        """
        answer = await self.ask(verb, path, query, body, urgent=urgent)
        if answer.ok:
            return answer.content
        if answer.status >= 500:
            raise MessengerUnreachable(f"MAX не справляется (HTTP {answer.status}).")
        rule = rule_of(answer.status, answer.code, answer.message, group=group)
        sentence = rule.advice or "MAX временно не справляется: попробуем ещё раз."
        refused = MessengerRefused(sentence, answer.status, f"{answer.code}: {answer.message}")
        refused.permanent = rule.reaction not in PASSING
        raise refused

    async def ask(
        self,
        verb: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        *,
        urgent: bool = False,
        seconds: float | None = None,
    ) -> Answer:
        """The answer as it is; a 429 slows the pace and is asked again, since nothing was taken, unless MAX wants
        a longer pause.

        Raises:
            MessengerSilent: no connection came about, so nothing was sent.
            MessengerUnreachable: no answer, or none that can be read; it may have taken effect.
        """
        for _ in range(_SLOW_TRIES):
            slot = await self.pace.slot(urgent=urgent)
            answer = await self._ask_once(slot, verb, path, query, body, seconds)
            if answer.status != _TOO_MANY:
                self.pace.ease(slot)
                break
            log.warning("max_too_fast", method=f"{verb} {path.split('/')[1]}", per_second=self.pace.per_second)
            if of_dialog(answer.message):
                await asyncio.sleep(max(_DIALOGS_SECOND, min(_PATIENCE, answer.retry_after)))
            else:
                self.pace.learn(answer.message, slot, answer.retry_after)
            if answer.retry_after > _PATIENCE:
                break
        return answer

    async def _ask_once(
        self, slot: Slot, verb: str, path: str, query: Mapping[str, Any] | None, body: Any, seconds: float | None
    ) -> Answer:
        try:
            async with self.session.request(
                verb,
                self.url + path,
                params={key: str(value) for key, value in (query or {}).items()},
                json=body,
                headers={"Authorization": self.token},
                timeout=aiohttp.ClientTimeout(total=seconds or self.timeout),
                trace_request_ctx=SimpleNamespace(slot=slot),
                allow_redirects=False,
            ) as response:
                if (verb, path) == _TIMED and response.status == 200:
                    self.pace.answered(slot)
                content = await read_body(response, _LARGEST)
        except aiohttp.ClientConnectorError as error:
            raise MessengerSilent("MAX не отвечает.") from error
        except (aiohttp.ClientError, TimeoutError, OSError, Odd) as error:
            # Whether the request was on its way when the line broke is not known.
            raise MessengerUnreachable("MAX не отвечает.") from error
        finally:
            self.pace.left(slot)
        return _parsed(response.status, content, _seconds(response.headers.get("Retry-After", "")))


def _seconds(told: str) -> float:
    return float(told) if told.isascii() and told.isdecimal() and len(told) < 6 else 0.0


def _parsed(status: int, body: bytes, retry_after: float) -> Answer:
    """An answer that is no JSON object says nothing; a refusal needs no body to be one."""
    try:
        content = read_json(body)
    except Odd:
        content = None
    if isinstance(content, dict):
        return Answer(status, content, retry_after)
    if status == _TOO_MANY or status in (401, 403, 404, 405, 413, 415):
        return Answer(status, {}, retry_after)
    raise MessengerUnreachable(f"MAX ответил непонятно (HTTP {status}).")


@asynccontextmanager
async def max_session(pace: Pace, *, connections: int = 100) -> AsyncIterator[aiohttp.ClientSession]:
    """The HTTP session of one bot, which alone trusts the root of the Минцифры."""
    connector = aiohttp.TCPConnector(limit=connections, keepalive_timeout=30, ssl=await asyncio.to_thread(max_ssl))
    async with aiohttp.ClientSession(connector=connector, trace_configs=[tracer_of(pace)]) as session:
        yield session
