"""The page is on loopback, yet any site open in the same browser could reach it: names and origins are checked."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses foreign Host names (DNS rebinding) and, for what changes things, foreign origins."""
    host = _host_name(request.host)
    if host not in LOOPBACK and host != _own_address(request):
        raise web.HTTPForbidden(text="Песочница отвечает только на своей машине")
    if request.method not in ("GET", "HEAD") and request.path.startswith("/sandbox/"):
        _check_origin(request)
    return await handler(request)


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _own_address(request: web.Request) -> str:
    """The address the connection came to: another one than loopback only when started so."""
    transport = request.transport
    return str(transport.get_extra_info("sockname")[0]) if transport is not None else ""


def _check_origin(request: web.Request) -> None:
    origin = request.headers.get("Origin")
    if origin is not None and (URL(origin).authority != request.host if origin != "null" else True):
        raise web.HTTPForbidden(text="Чужая страница не может управлять песочницей")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        raise web.HTTPForbidden(text="Чужая страница не может управлять песочницей")
