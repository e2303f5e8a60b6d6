"""Starting a sandbox: one loopback server with VK, MAX where there is a bot, their controls, and the page."""

from dataclasses import dataclass

from aiohttp import web

from sandbox.faults import Faults
from sandbox.guard import guard
from sandbox.max import api as max_api
from sandbox.max.control import Control as MaxControl
from sandbox.max.uploads import Uploads as MaxUploads
from sandbox.max.webhook import WebhookDelivery
from sandbox.max.world import World as MaxWorld
from sandbox.page import Page
from sandbox.vk.api import Api
from sandbox.vk.callback import CallbackDelivery
from sandbox.vk.control import Control
from sandbox.vk.longpoll import LongPoll
from sandbox.vk.uploads import MAX_UPLOAD, Uploads
from sandbox.vk.world import GROUP_ID, TOKEN, World


@dataclass
class RunningSandbox:
    """`api_url` is what VK_API_URL wants, `max_api_url` what MAX_API_URL wants; stop it when done."""

    world: World
    faults: Faults
    max_world: MaxWorld
    max_faults: Faults
    base_url: str
    token: str
    group_id: int
    _runner: web.AppRunner
    _callbacks: CallbackDelivery
    _webhooks: WebhookDelivery

    @property
    def api_url(self) -> str:
        return f"{self.base_url}/method"

    @property
    def max_api_url(self) -> str:
        return f"{self.base_url}{max_api.PREFIX}"

    @property
    def max_token(self) -> str:
        """The first bot's; empty where there is none."""
        return next((bot.token for bot in self.max_world.bots.values()), "")

    async def stop(self) -> None:
        await self._callbacks.stop()
        await self._webhooks.stop()
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
    max_world: MaxWorld | None = None,
) -> RunningSandbox:
    """Starts serving `world`; `rate` 0 lifts VK's limit, `latency` is the round trip in seconds.

    `max_world` with its bots is served beside it; each messenger has faults and a rate of its own.

    OSError when the port is taken.
    """
    if group_id not in world.communities:
        world.add_community(group_id, token, rate=rate, keep=keep_history)
    vk_side, max_side = _Vk(world, latency), _Max(max_world or MaxWorld(world.users.values()), latency)
    app = web.Application(middlewares=[guard], client_max_size=MAX_UPLOAD)
    vk_side.add_routes(app)
    max_side.add_routes(app)
    Page(world, max_side.world).add_routes(app)
    runner = await _listen(app, host, port)
    base_url = f"http://{host}:{runner.addresses[0][1]}"
    vk_side.api.base_url = world.files.base_url = max_side.world.files.base_url = base_url
    vk_side.callbacks.start()
    max_side.webhooks.start()
    return RunningSandbox(
        world,
        vk_side.faults,
        max_side.world,
        max_side.faults,
        base_url,
        token,
        group_id,
        runner,
        vk_side.callbacks,
        max_side.webhooks,
    )


async def _listen(app: web.Application, host: str, port: int) -> web.AppRunner:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner


class _Vk:
    """VK's part of the server."""

    def __init__(self, world: World, latency: float) -> None:
        self.world = world
        self.faults = Faults()
        self.faults.latency = latency
        self.callbacks = CallbackDelivery(world)
        self.api = Api(world, self.faults)

    def add_routes(self, app: web.Application) -> None:
        longpoll, uploads = LongPoll(self.world, self.faults), Uploads(self.world, self.faults)
        app.router.add_route("*", "/method/{name}", self.api.handle)
        app.router.add_route("*", "/longpoll/{group_id:\\d+}", longpoll.handle)
        app.router.add_post("/upload/{kind:doc|photo|audio_message|graffiti}", uploads.take)
        app.router.add_get("/{kind:doc|photo|audio_message|graffiti}{owner:-?\\d+}_{id:\\d+}", uploads.redirect)
        app.router.add_get("/files/{id:\\d+}/{sign}", uploads.give)
        Control(self.world, self.faults, self.callbacks).add_routes(app)


class _Max:
    """MAX's part of the server."""

    def __init__(self, world: MaxWorld, latency: float) -> None:
        self.world = world
        self.faults = Faults()
        self.faults.latency = latency
        self.webhooks = WebhookDelivery(world)

    def add_routes(self, app: web.Application) -> None:
        max_api.Api(self.world, self.faults).add_routes(app)
        MaxUploads(self.world, self.faults).add_routes(app)
        MaxControl(self.world, self.faults, self.webhooks).add_routes(app)
