"""The program's own HTTP server."""

import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web

from bot.metrics import metrics_page
from bot.process.descriptors import room_for_connections
from bot.vk.callback import Callback
from bot.web.accepting import accepting
from bot.web.cabinet.parts import Cabinet
from bot.web.cabinet.routes import add_pages
from bot.web.doors import Bounds, Doors
from bot.web.health import Check, health_page
from indicators.errors import StartError

_LARGEST_EVENT = 1024 * 1024  # bytes
_LINGERING = 1.0  # seconds for what is still sent after it was refused
_LAST_WORDS = 2.0  # seconds for requests under way when the program stops


def web_app(
    checks: dict[str, Check],
    callback: Callback | None,
    count_open: Callable[[], Awaitable[int]],
    cabinet: Cabinet | None = None,
    *,
    counts_events: bool = True,
) -> web.Application:
    """`counts_events`: are there any figures of events to show?"""
    app = web.Application(client_max_size=_LARGEST_EVENT)
    app.router.add_get("/healthz", health_page(checks))
    app.router.add_get("/metrics", metrics_page(count_open, counts_events=counts_events))
    if cabinet is not None:
        add_pages(app, cabinet)
    if callback is not None:
        app.router.add_post("/callback", callback.receive)
    return app


@asynccontextmanager
async def serve(app: web.Application, host: str, port: int, bounds: Bounds | None = None) -> AsyncIterator[str]:
    """Serve while the block runs; gives the address.

    Raises:
        StartError: the port is taken, or the host is not ours.
    """
    doors = Doors(bounds or Bounds(most=room_for_connections()))
    app.middlewares.append(doors.middleware)
    # Packed bodies are nobody's who speaks to us: what unpacks to no end is never unpacked.
    runner = web.AppRunner(
        app, access_log=None, shutdown_timeout=_LAST_WORDS, lingering_time=_LINGERING, auto_decompress=False
    )
    await runner.setup()
    doors.make = runner.server
    try:
        async with AsyncExitStack() as stack:
            try:
                taken = await stack.enter_async_context(accepting(doors, host, port))
            except OSError as error:
                raise StartError(_why(error, host, port)) from error
            yield f"http://{host}:{taken}"
    finally:
        await runner.cleanup()
        await doors.empty(_LAST_WORDS)


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Порт {port} занят другой программой: закройте её или впишите в .env другой HTTP_PORT."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Порт {port} открыть нельзя: нужен номер больше 1023, впишите в .env другой HTTP_PORT."
    return f"Не получается слушать {host}:{port}: проверьте HTTP_HOST и HTTP_PORT."
