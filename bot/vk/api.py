"""Calling VK's API: one place through which every request goes, at one pace."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog
from yarl import URL

from bot.incoming import Odd, Record, read_body, read_json
from bot.pace import Pace, Slot, tracer_of
from bot.vk.reactions import PASSING, REACTIONS, UNKNOWN
from bot.vk.rests import TOO_OFTEN, Rests
from indicators.errors import MessengerRefused, MessengerSilent, MessengerUnreachable

log = structlog.get_logger()

TIMEOUT = 20.0  # seconds for a whole request
_TOO_LARGE = 413
_MOVED = frozenset({301, 302, 303, 307, 308})
_HOPS = 3
_HOME = (".vk.com", ".vk.ru")
_TOO_FAST = 6
_SLOW_TRIES = 20
# What a web server's «request too large» amounts to: VK's own «response or code is too big».
_RUNTIME_ERROR = 13
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}

Answer = dict[str, Any]
_RESTING: Answer = {"error": {"error_code": TOO_OFTEN, "error_msg": "resting"}}


class Api:
    """Methods of VK by name. Neither the token nor what is sent ever reaches the log."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        token: str,
        *,
        url: str = "https://api.vk.ru/method",
        version: str = "5.199",
        pace: Pace | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.session = session
        self._root = URL(url.rstrip("/"))
        # What may be shown: somebody's own gateway may have a name and a password in its address.
        self.url = str(self._root.with_user(None).with_query(None))
        self.version = version
        self.pace = pace or Pace()
        self.rests = Rests(lambda: asyncio.get_running_loop().time())
        self._token = token
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def call(self, method: str, *, urgent: bool = False, **params: Any) -> Any:
        """The `response` of a method; error 6 is waited out.

        Raises:
            MessengerRefused: VK answered with an error code.
            MessengerUnreachable: no answer, or none that can be read; it may have taken effect.
        """
        answer = await self.ask(method, params, urgent=urgent)
        error = answer.get("error")
        if error is None:
            return answer["response"]
        code, message = read_error(error)
        rule = REACTIONS.get(code, UNKNOWN)
        sentence = rule.advice or "VK временно не справляется: попробуем ещё раз."
        refused = MessengerRefused(sentence, code, message)
        refused.permanent = rule.reaction not in PASSING
        refused.retry_after = self.rests.left(method) or None
        raise refused

    async def ask(self, method: str, params: Mapping[str, Any], *, urgent: bool = False) -> Answer:
        """The whole answer: `response` (with `execute_errors`) or `error`. Error 6 is waited out; a method that
        VK asked to rest is answered for with error 29, without asking.

        Raises:
            MessengerUnreachable: no answer, or none that can be read; it may have taken effect.
        """
        if self.rests.left(method):
            return _RESTING
        answer = await self._ask_at_pace(method, params, urgent=urgent)
        self._note_rests(method, answer)
        return answer

    async def _ask_at_pace(self, method: str, params: Mapping[str, Any], *, urgent: bool) -> Answer:
        for _ in range(_SLOW_TRIES):
            answer = await self._ask_once(method, params, urgent=urgent)
            if not _is_too_fast(answer):
                break
            # Requests under way at the same time are refused together: that is one refusal.
            if self.pace.slow_down():
                log.warning("vk_too_fast", method=method)
        return answer

    async def _ask_once(self, method: str, params: Mapping[str, Any], *, urgent: bool) -> Answer:
        """Each hop of a redirection is a request like any other."""
        address = self._root / method
        for _ in range(_HOPS):
            slot = await self.pace.slot(urgent=urgent)
            try:
                if self.rests.left(method):  # since it stood in the line
                    return _RESTING
                answer = await self._post(address, params, slot)
            finally:
                self.pace.left(slot)
            if not isinstance(answer, URL):
                return answer
            address = answer
        raise MessengerUnreachable("VK отвечает только переадресациями: проверьте VK_API_URL.")

    def _note_rests(self, method: str, answer: Answer) -> None:
        if "error" not in answer:
            self.rests.worked(method)
        elif read_error(answer["error"])[0] == TOO_OFTEN:
            self.rests.begin(method)
        for error in answer.get("execute_errors", ()):
            if read_error(error)[0] == TOO_OFTEN and isinstance(error.get("method"), str):
                self.rests.begin(error["method"])

    async def _post(self, address: URL, params: Mapping[str, Any], slot: Slot) -> Answer | URL:
        """The answer, or where to ask instead."""
        form = _form({**params, "access_token": self._token, "v": self.version})
        trace = SimpleNamespace(slot=slot)
        try:
            async with self.session.post(
                address, data=form, headers=_FORM, timeout=self._timeout, trace_request_ctx=trace, allow_redirects=False
            ) as response:
                self.pace.answered(slot)
                body = await read_body(response)
        except Odd as error:
            raise MessengerUnreachable("VK ответил непонятно: слишком длинно.") from error
        except (aiohttp.ClientConnectorError, TimeoutError) as error:
            raise MessengerSilent("VK не отвечает.") from error
        except (aiohttp.ClientError, OSError) as error:
            raise MessengerUnreachable("VK не отвечает.") from error
        if response.status in _MOVED:
            return _onward(address, response.headers.get("Location", ""))
        if response.status == _TOO_LARGE:
            return {"error": {"error_code": _RUNTIME_ERROR, "error_msg": "the request is too large"}}
        return _parse(response.status, body)


@contextmanager
def understood() -> Iterator[None]:
    """What VK answers is read inside; an answer that cannot be read is as good as none.

    Raises:
        MessengerUnreachable: instead of `Odd`.
    """
    try:
        yield
    except Odd as error:
        raise MessengerUnreachable("VK ответил непонятно.") from error


def _onward(address: URL, location: str) -> URL:
    """Where the same question is to be asked with the same key: never anywhere but at VK, or in the clear
    what was asked in secret."""
    try:
        onward = address.join(URL(location))
    except ValueError as error:
        raise MessengerUnreachable("VK отвечает переадресацией в никуда.") from error
    is_home = onward.host == address.host or (onward.host or "").endswith(_HOME)
    if not is_home or onward.scheme not in ("https", address.scheme):
        raise MessengerUnreachable("Вместо VK отвечает кто-то другой: проверьте интернет и VK_API_URL.")
    return onward


def _form(fields: Mapping[str, Any]) -> bytes:
    """As a form is sent; `urllib` takes a hundred times as long for the letters of other alphabets."""
    return URL.build(query={name: str(value) for name, value in fields.items()}).raw_query_string.encode()


def _parse(status: int, body: bytes) -> Answer:
    """An answer as VK builds it: a `response` or an `error`; `execute_errors` are objects in a list."""
    try:
        answer = Record(read_json(body))
        failed = answer.perhaps("error")
        if failed is not None:
            return {"error": failed.fields}
        if "response" not in answer.fields:
            raise Odd("neither a response nor an error")
        errors = [one.fields for one in answer.records("execute_errors")]
        return {"response": answer.raw("response"), "execute_errors": errors}
    except Odd as error:
        raise MessengerUnreachable(f"VK ответил непонятно (HTTP {status}).") from error


def _is_too_fast(answer: Answer) -> bool:
    error = answer.get("error")
    return error is not None and read_error(error)[0] == _TOO_FAST


def read_error(error: Any) -> tuple[int, str]:
    """Code and wording of an error in any of VK's spellings: `error_code`/`error_msg`, `code`/`description`
    (in answers to `peer_ids`), or a bare string there."""
    if not isinstance(error, dict):
        return 0, str(error)
    code = error.get("error_code", error.get("code", 0))
    message = error.get("error_msg", error.get("description", ""))
    return code if isinstance(code, int) and abs(code) < 2**31 else 0, str(message)


@asynccontextmanager
async def vk_session(pace: Pace, *, connections: int = 300) -> AsyncIterator[aiohttp.ClientSession]:
    """The HTTP session of one community. `connections` must hide the slowest round trip: 20 a second."""
    connector = aiohttp.TCPConnector(limit=connections, keepalive_timeout=30)
    async with aiohttp.ClientSession(connector=connector, trace_configs=[tracer_of(pace)]) as session:
        yield session
