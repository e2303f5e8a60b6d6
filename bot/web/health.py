"""`/healthz`: is the program alive, for a person or a watchdog. It answers 503 when something is wrong."""

import json
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web

# One named check: None is well, a sentence is what is wrong.
Check = Callable[[], Awaitable[str | None]]


def health_page(checks: dict[str, Check]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def healthz(request: web.Request) -> web.Response:
        results = {name: await check() for name, check in checks.items()}
        healthy = not any(results.values())
        body = {"ok": healthy, "checks": {name: fault or "ok" for name, fault in results.items()}}
        return web.json_response(body, status=200 if healthy else 503, dumps=partial(json.dumps, ensure_ascii=False))

    return healthz
