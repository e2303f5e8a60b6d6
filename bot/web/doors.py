"""Connections to our own pages: how many there may be, and how long each may take to say what it wants.

aiohttp bounds the size of headers and bodies and has patience without end. Whoever opens connections and says
nothing would take every file descriptor that the program has; here the longest silent of them makes room.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.metrics import CONNECTIONS_REFUSED

# A handler with this attribute reads the body by itself, piece by piece, once it knows who sends it.
STREAMS = "streams"
_FULL = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Bounds:
    """`most` connections; seconds for a request's headers, its body, and all of it; `idle` ones between two requests,
    which is longer than reverse proxies keep a connection for."""

    most: int = 200
    headers: float = 10.0
    idle: float = 90.0
    body: float = 20.0
    request: float = 120.0


class Doors:
    """The factory of connections, and the middleware that knows when their requests begin and end."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        # In the order in which they began to wait: the first has been silent for longest.
        self._waiting: dict[asyncio.BaseProtocol, _Connection] = {}
        self._busy: dict[asyncio.BaseProtocol, _Connection] = {}
        self._at_work: set[asyncio.Task[None]] = set()
        self.make: Callable[[], asyncio.Protocol] | None = None

    def __call__(self) -> asyncio.Protocol:
        if self.make is None:
            raise RuntimeError("the server has not been set up")
        return _Connection(self, self.make())

    def opened(self, connection: "_Connection") -> bool:
        """Is there room for it?"""
        if len(self._waiting) + len(self._busy) >= self._bounds.most:
            CONNECTIONS_REFUSED.inc()
            silent = next(iter(self._waiting.values()), None)
            if silent is None:
                return False
            self.closed(silent)
            silent.abort()
        self._wait(connection, self._bounds.headers)
        return True

    def began_to_speak(self, connection: "_Connection") -> None:
        if connection.inner in self._waiting:
            connection.set_deadline(self._bounds.headers)

    def closed(self, connection: "_Connection") -> None:
        connection.set_deadline(None)
        self._waiting.pop(connection.inner, None)
        self._busy.pop(connection.inner, None)

    def _wait(self, connection: "_Connection", seconds: float) -> None:
        self._waiting.pop(connection.inner, None)
        self._waiting[connection.inner] = connection
        connection.is_silent = True
        connection.set_deadline(seconds)

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def punctual(request: web.Request, handler: Handler) -> web.StreamResponse:
            inner = request.protocol
            if inner in self._waiting:
                self._waiting[inner].set_deadline(self._bounds.request)
            if not getattr(handler, STREAMS, False):
                await self._read(request)
            # Until now somebody may just have pretended to ask for something.
            connection = self._waiting.pop(inner, None)
            if connection is not None:
                self._busy[inner] = connection
            self._at_work.add(request.task)
            try:
                return await handler(request)
            finally:
                self._at_work.discard(request.task)
                if self._busy.pop(inner, None) and connection is not None:
                    self._wait(connection, self._bounds.idle)

        return punctual

    async def empty(self, seconds: float) -> None:
        """The handlers that are still at work end, within `seconds` by themselves. aiohttp waits for none whose
        asker has hung up, nor for those it cancels: they would go on with a database that is closed."""
        try:
            if self._at_work:
                await asyncio.wait(self._at_work, timeout=seconds)
        finally:
            late = set(self._at_work)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)

    async def _read(self, request: web.Request) -> None:
        """The body, which whoever handles the request finds read."""
        try:
            async with asyncio.timeout(self._bounds.body):
                await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout(text="too slow") from None
        except (web.RequestPayloadError, ConnectionError):
            raise web.HTTPBadRequest(text="not a request") from None


class _Connection(asyncio.Protocol):
    """Passes everything on to aiohttp's own protocol."""

    def __init__(self, doors: Doors, inner: asyncio.Protocol) -> None:
        self.inner = inner
        self.is_silent = True
        self._doors = doors
        self._transport: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None

    def set_deadline(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self._too_late)

    def _too_late(self) -> None:
        """Whoever is silent between two requests is told good-bye; whoever is amid one is hung up on."""
        if self._transport is not None and self.is_silent:
            self._transport.close()
        else:
            self.abort()

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a connection is a stream of bytes")
        self._transport = transport
        self.inner.connection_made(transport)
        if not self._doors.opened(self):
            transport.write(_FULL)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._doors.closed(self)
        self.inner.connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.is_silent:
            self.is_silent = False
            self._doors.began_to_speak(self)
        self.inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self.inner.eof_received()

    def pause_writing(self) -> None:
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        self.inner.resume_writing()
