"""Our own pages while somebody holds connections without end: whoever asks is answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import pytest
from aiohttp import ClientSession, web

from bot.web import doors, server
from bot.web.doors import Bounds
from bot.web.server import serve, web_app
from tests.held_connections import held, many_held

HEAD = b"POST /callback HTTP/1.1\r\nHost: primer\r\n"
UNFINISHED = {
    "nothing": b"",
    "half a line": b"GET /hea",
    "headers without an end": HEAD + b"X-One: 1\r\n",
    "a body that does not come": HEAD + b"Content-Length: 500\r\n\r\n{",
    "a body in pieces that does not end": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
}


async def none_open() -> int:
    return 0


async def well() -> str | None:
    return None


class Taker:
    """Stands where the callback stands; keeps what it is given, and whoever gave it waiting."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.ended = 0
        self.let_go = asyncio.Event()
        self.let_go.set()
        self._news = asyncio.Event()

    async def receive(self, request: web.Request) -> web.Response:
        self.taken.append(await request.read())
        self._news.set()
        try:
            await self.let_go.wait()
        finally:
            for _ in range(5):  # what ends takes its time
                await asyncio.sleep(0)
            self.ended += 1
        return web.Response(text="ok")

    async def busy(self, count: int) -> None:
        while len(self.taken) < count:
            self._news.clear()
            await self._news.wait()


@asynccontextmanager
async def pages(**bounds: float) -> AsyncIterator[tuple[str, int, Taker]]:
    taker = Taker()
    app = web_app({"database": well}, taker, none_open)  # type: ignore[arg-type]
    async with serve(app, "127.0.0.1", 0, Bounds(**bounds)) as address:  # type: ignore[arg-type]
        yield address, int(address.rsplit(":", 1)[1]), taker


async def is_well(address: str) -> bool:
    async with ClientSession() as http, http.get(f"{address}/healthz") as answer:
        return answer.status == 200


@pytest.mark.parametrize("said", UNFINISHED.values(), ids=UNFINISHED)
async def test_whoever_does_not_finish_is_hung_up_on(said):
    async with pages(headers=0.2, body=0.2, request=1.0) as (address, port, taker):
        told = b""
        async with held(port, said) as (reader, _):
            with suppress(ConnectionError):
                told = await reader.read()  # to its end: it is closed from there
        assert told == b"" or told.startswith((b"HTTP/1.1 408", b"HTTP/1.1 400")), told
        assert taker.taken == []
        assert await is_well(address)


@pytest.mark.parametrize("said", UNFINISHED.values(), ids=UNFINISHED)
async def test_three_hundred_who_never_finish_keep_nobody_out(said):
    patient = pages(most=20, body=3600.0, headers=3600.0, request=3600.0)
    async with patient as (address, port, _), many_held(port, 300, said):
        assert await is_well(address)


async def test_where_all_are_busy_the_next_is_refused_with_503_and_there_is_room_again_later():
    async with pages(most=3) as (address, port, taker), ClientSession() as http:
        taker.let_go.clear()
        asked = [asyncio.create_task(http.post(f"{address}/callback", data=b"x")) for _ in range(3)]
        await taker.busy(3)
        async with held(port, b"GET /healthz HTTP/1.1\r\nHost: primer\r\n\r\n") as (reader, _):
            assert (await reader.read()).startswith(b"HTTP/1.1 503")
        taker.let_go.set()
        assert [answer.status for answer in await asyncio.gather(*asked)] == [200] * 3
        assert await is_well(address)


@pytest.mark.parametrize("hangs_up", [True, False], ids=["who hangs up", "who waits"])
async def test_no_handler_is_at_work_when_the_pages_are_closed(monkeypatch, hangs_up):
    """Whatever it holds, a connection of the database for one, is given back while it is still there to take it."""
    monkeypatch.setattr(server, "_LAST_WORDS", 0.05)
    async with AsyncExitStack() as stack:
        async with pages() as (_, port, taker):
            taker.let_go.clear()
            asker = held(port, HEAD + b"Content-Length: 1\r\n\r\n1")
            await stack.enter_async_context(asker)
            await taker.busy(1)
            if hangs_up:
                await stack.aclose()
        assert taker.ended == 1


async def test_never_more_connections_are_open_than_there_is_room_for(monkeypatch):
    """Each takes a descriptor, and the messenger and the database need theirs."""
    now_open, most_open = [0], [0]
    made, lost = doors._Connection.connection_made, doors._Connection.connection_lost

    def count(by):
        now_open[0] += by
        most_open[0] = max(most_open[0], now_open[0])

    monkeypatch.setattr(doors._Connection, "connection_made", lambda self, to: (count(1), made(self, to)))
    monkeypatch.setattr(doors._Connection, "connection_lost", lambda self, error: (count(-1), lost(self, error)))
    async with pages(most=8, headers=3600.0) as (address, port, _):
        async with many_held(port, 150, HEAD):
            assert await is_well(address)
        assert most_open[0] <= 9  # one is taken before another makes room


async def test_a_connection_serves_many_requests_and_each_has_its_time():
    async with pages(headers=5.0) as (address, _, taker), ClientSession() as http:
        for number in range(5):
            async with http.post(f"{address}/callback", data=f"{number}".encode()) as answer:
                assert answer.status == 200
        assert taker.taken == [b"0", b"1", b"2", b"3", b"4"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 9000 + b"\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: p\r\n" + b"".join(b"X%d: 1\r\n" % one for one in range(200)) + b"\r\n", b"400"),
        (HEAD + b"Content-Length: 99999999\r\n\r\n" + b"a" * 2_000_000, b"413"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
    ids=["long header", "many headers", "large body", "no HTTP"],
)
async def test_what_is_too_large_or_no_request_is_refused(said, status):
    async with pages() as (address, port, taker):
        async with held(port, said) as (reader, _):
            assert (await reader.read(12)).split()[1] == status
        assert taker.taken == []
        assert await is_well(address)
