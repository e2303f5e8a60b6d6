"""Taking connections one at a time, so that never more are open than there is room for.

The event loop's own server takes as many as wait, each with a descriptor, before any of them is looked at: a hundred
who come at once leave none for the messenger and the database. Here the next one is taken when the one before has its
place, or has been hung up on.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import structlog

log = structlog.get_logger()

_WAITING = 128  # connections that the system keeps until they are taken
_PAUSE = 0.5  # seconds before the next try where the system gives no descriptor


@asynccontextmanager
async def accepting(make: Callable[[], asyncio.Protocol], host: str, port: int) -> AsyncIterator[int]:
    """Take connections while the block runs; gives the port.

    Raises:
        OSError: the port is taken, or the host is not ours.
    """
    async with AsyncExitStack() as stack:
        doors = [stack.enter_context(door) for door in await _doors(host, port)]
        taking = [asyncio.create_task(_take(door, make)) for door in doors]
        try:
            yield doors[0].getsockname()[1]
        finally:
            for task in taking:
                task.cancel()
            await asyncio.wait(taking)


async def _doors(host: str, port: int) -> list[socket.socket]:
    """Listening sockets, one for each address of the host."""
    found = await asyncio.get_running_loop().getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    opened: list[socket.socket] = []
    try:
        for family, address in dict.fromkeys((family, address) for family, _, _, _, address in found):
            opened.append(socket.create_server(address, family=family, backlog=_WAITING))
            opened[-1].setblocking(False)
    except OSError:
        for door in opened:
            door.close()
        raise
    return opened


async def _take(door: socket.socket, make: Callable[[], asyncio.Protocol]) -> None:
    loop = asyncio.get_running_loop()
    while True:
        try:
            taken, _ = await loop.sock_accept(door)
        except OSError as error:
            log.warning("connection_not_taken", errno=error.errno)
            await asyncio.sleep(_PAUSE)
            continue
        with suppress(OSError):  # it has gone again
            await loop.connect_accepted_socket(make, taken)
        await asyncio.sleep(0)  # whoever had to make room for it is gone now
