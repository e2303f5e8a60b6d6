"""The cabinet's server as a process of its own, so that its processor time is nobody else's.

`python -m benchmarks._pages DATABASE FILES NOW` prints its address and serves until it is ended.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.process.heap import set_apart_what_stays
from bot.web.cabinet.parts import Cabinet
from bot.web.server import serve, web_app
from storage.database.opening import open_database

PROCESSOR_TIME = "/processor-time"  # of the server until now, in seconds


@contextmanager
def serving(database: Path, files: Path, now: datetime) -> Iterator[str]:
    """The address of a server that works with this database at that moment, while the block runs."""
    command = [sys.executable, "-m", "benchmarks._pages", str(database), str(files), now.isoformat()]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        if process.stdout is None:
            raise RuntimeError("the server has no output")
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


async def _serve(database: Path, files: Path, now: datetime) -> None:
    async def none_open() -> int:
        return 0

    async def spent(request: web.Request) -> web.Response:
        return web.Response(text=str(time.process_time()))

    opened = await open_database(f"sqlite+aiosqlite:///{database}")
    app = web_app({}, None, none_open, Cabinet(database=opened, clock=lambda: now, files=files))
    app.router.add_get(PROCESSOR_TIME, spent)
    async with serve(app, "127.0.0.1", 0) as address:
        print(address, flush=True)
        set_apart_what_stays()  # as the running program does
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3])))
