"""Starting a sandbox: one loopback server with the API, long poll, uploads, control and the page."""

from dataclasses import dataclass

from aiohttp import web

from sandbox.faults import Faults
from sandbox.guard import guard
from sandbox.page import Page
from sandbox.vk.api import Api
from sandbox.vk.callback import CallbackDelivery
from sandbox.vk.control import Control
from sandbox.vk.longpoll import LongPoll
from sandbox.vk.uploads import MAX_UPLOAD, Uploads
from sandbox.vk.world import GROUP_ID, TOKEN, World


@dataclass
class RunningSandbox:
    """`api_url` is what VK_API_URL wants; stop it when done."""

    world: World
    faults: Faults
    base_url: str
    token: str
    group_id: int
    _runner: web.AppRunner
    _callbacks: CallbackDelivery

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/method"

    async def stop(self) -> None:
        await self._callbacks.stop()
        await self._runner.cleanup()


async def start_sandbox(
    world: World,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    rate: int = 20,
    latency: float = 0.0,
    token: str = TOKEN,
    group_id: int = GROUP_ID,
    keep_history: bool = True,
) -> RunningSandbox:
    """Starts serving `world`; `rate` 0 lifts the limit, `latency` is the round trip in seconds.

    OSError when the port is taken.
    """
    if group_id not in world.communities:
        world.add_community(group_id, token, rate=rate, keep=keep_history)
    faults = Faults()
    faults.latency = latency
    callbacks = CallbackDelivery(world)
    api = Api(world, faults)
    runner = await _listen(_routes(world, faults, api, callbacks), host, port)
    base_url = f"http://{host}:{runner.addresses[0][1]}"
    api.base_url = world.files.base_url = base_url
    callbacks.start()
    return RunningSandbox(world, faults, base_url, token, group_id, runner, callbacks)


async def _listen(app: web.Application, host: str, port: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


def _routes(world: World, faults: Faults, api: Api, callbacks: CallbackDelivery) -> web.Application:
    longpoll, uploads, page = LongPoll(world, faults), Uploads(world, faults), Page(world)
    app = web.Application(middlewares=[guard], client_max_size=MAX_UPLOAD)
    app.router.add_route("*", "/method/{name}", api.handle)
    app.router.add_route("*", "/longpoll/{group_id:\\d+}", longpoll.handle)
    app.router.add_post("/upload/{kind:doc|photo|audio_message|graffiti}", uploads.take)
    app.router.add_get("/{kind:doc|photo|audio_message|graffiti}{owner:-?\\d+}_{id:\\d+}", uploads.redirect)
    app.router.add_get("/files/{id:\\d+}/{sign}", uploads.give)
    Control(world, faults, callbacks).add_routes(app)
    page.add_routes(app)
    return app
