"""`/metrics` for Prometheus: what went out, what came in. Numbers only, never a name."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

REGISTRY = CollectorRegistry()
EVENTS = Counter("dezhurny_events_total", "Events handled", registry=REGISTRY)
EVENTS_DROPPED = Counter("dezhurny_events_dropped_total", "Callback events refused for lack of room", registry=REGISTRY)
EVENTS_ODD = Counter(
    "dezhurny_events_odd_total", "Events set aside because nothing can be made of them", registry=REGISTRY
)
CONNECTIONS_REFUSED = Counter(
    "dezhurny_connections_refused_total", "Connections closed for lack of room", registry=REGISTRY
)
_OF_EVERY_PROCESS = ("dezhurny_outbox_open", "dezhurny_connections_refused_total")
OPEN_ROWS = Gauge("dezhurny_outbox_open", "Messages planned and not yet settled", registry=REGISTRY)


def metrics_page(
    count_open: Callable[[], Awaitable[int]], *, counts_events: bool = True
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """`count_open` counts the outbox when somebody looks: what another process wrote counts too. Where events are
    another process's, nothing is said of them: a zero would not be so."""
    registry = REGISTRY if counts_events else REGISTRY.restricted_registry(_OF_EVERY_PROCESS)

    async def metrics(request: web.Request) -> web.Response:
        OPEN_ROWS.set(await count_open())
        return web.Response(body=generate_latest(registry), content_type="text/plain", charset="utf-8")

    return metrics
