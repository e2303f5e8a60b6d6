"""`python -m sandbox`: the sandbox as a process of its own; prints its addresses as one line of JSON."""

import argparse
import asyncio
import json
import signal
import sys

from sandbox.demo import demo_max_world, demo_world
from sandbox.max.world import World as MaxWorld
from sandbox.server import start_sandbox
from sandbox.vk.world import GROUP_ID, TOKEN, World

CROWD_START = 10_000_001
MAX_CROWD_START = 51_000_001


def main() -> int:
    options = _options()
    try:
        asyncio.run(_serve(options))
    except OSError as error:
        sys.stderr.write(f"Песочница не запустилась на {options.host}:{options.port}: {error.strerror}\n")
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="VK и MAX, которые работают на этой машине")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: свободный")
    parser.add_argument("--rate", type=int, default=20, help="запросов в секунду, 0: без предела")
    parser.add_argument("--latency", type=float, default=0.0, help="время туда и обратно, секунды")
    parser.add_argument("--demo", action="store_true", help="показательная школа")
    parser.add_argument("--crowd", type=int, default=0, help=f"сколько людей с номерами от {CROWD_START}")
    parser.add_argument(
        "--max-crowd", type=int, default=0, help=f"сколько людей в MAX, с номерами от {MAX_CROWD_START}"
    )
    parser.add_argument("--max-rate", type=int, default=30, help="запросов в секунду у бота MAX, 0: без предела")
    parser.add_argument("--no-history", action="store_true", help="не хранить тексты (для замеров)")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--group-id", type=int, default=GROUP_ID)
    return parser.parse_args()


async def _serve(options: argparse.Namespace) -> None:
    world = demo_world() if options.demo else World()
    world.crowd = range(CROWD_START, CROWD_START + options.crowd)
    crowd = range(MAX_CROWD_START, MAX_CROWD_START + options.max_crowd)
    max_world = demo_max_world() if options.demo else MaxWorld(crowd=crowd)
    if options.max_crowd and not max_world.bots:
        max_world.add_bot(rate=options.max_rate)
    running = await start_sandbox(
        world,
        host=options.host,
        port=options.port,
        rate=options.rate,
        latency=options.latency,
        token=options.token,
        group_id=options.group_id,
        keep_history=not options.no_history,
        max_world=max_world if max_world.bots else None,
    )
    stop = _stop_when_told()
    addresses = {"base_url": running.base_url, "api_url": running.api_url}
    line = {**addresses, "token": running.token, "group_id": running.group_id, "crowd_from": CROWD_START}
    line |= {"max_api_url": running.max_api_url, "max_token": running.max_token, "max_crowd_from": MAX_CROWD_START}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    await stop.wait()
    await running.stop()


def _stop_when_told() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows has no such handlers; there Ctrl-C ends asyncio.run itself
            break
    return stop


if __name__ == "__main__":
    sys.exit(main())
