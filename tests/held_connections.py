"""Connections that are opened and held, and closed whatever becomes of the test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

Held = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def held(port: int, said: bytes = b"") -> AsyncIterator[Held]:
    """One to this machine, on which `said` was said."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(said)
        with suppress(ConnectionError):
            await writer.drain()
        yield reader, writer
    finally:
        writer.transport.abort()
        with suppress(ConnectionError):
            await writer.wait_closed()


@asynccontextmanager
async def many_held(port: int, count: int, said: bytes = b"") -> AsyncIterator[list[Held]]:
    """As many, all at once."""
    async with AsyncExitStack() as stack:
        yield await asyncio.gather(*(stack.enter_async_context(held(port, said)) for _ in range(count)))
