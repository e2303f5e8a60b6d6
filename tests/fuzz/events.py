"""Random JSON of all types and depths where events come from: the long poll and the callback address."""

import asyncio
import json
import random
from collections.abc import Callable
from typing import Any

from bot.metrics import EVENTS_ODD
from tests.fuzz.program import EVERYBODY, SECRET, TELL_EVERY, Town, at_work, told

COUNT = 100_000
TOGETHER = 100
_WORDS = ("", "message", "do", "\0", "\ud83d", "привет", "summary", "0", "-1", "true", "id", "\u202e", "а" * 300)
_NAMES = (
    "type",
    "object",
    "message",
    "payload",
    "from_id",
    "peer_id",
    "event_id",
    "attachments",
    "doc",
    "url",
    "items",
)
_NUMBERS = (0, 1, -1, 2**31, 2**63, -(2**63) - 1, 10**40, 1.5, -0.0, 1e308, True, False, None)
_KINDS = ("message_new", "message_event", "message_allow", "message_deny", "message_edit", "wall_post_new")
_COMMANDS = ("summary", "list", "remind", "import_yes", "exempt", "wizard", "my_figures", "forget_me", "no_such")


def anything(rng: random.Random, depth: int = 5) -> Any:
    """Any JSON; now and then so deep that whoever reads it by recursion falls."""
    kind = rng.randrange(8 if depth else 4)
    if kind < 2:
        return rng.choice(_WORDS)
    if kind < 4:
        return rng.choice(_NUMBERS)
    if kind < 6:
        return [anything(rng, depth - 1) for _ in range(rng.randrange(4))]
    return {rng.choice(_NAMES + _WORDS): anything(rng, depth - 1) for _ in range(rng.randrange(5))}


def deep(rng: random.Random) -> Any:
    """As deep as the sandbox, which writes it by recursion itself, can tell it."""
    value: Any = rng.choice(_WORDS)
    for _ in range(rng.choice((20, 150, 300))):
        value = [value] if rng.random() < 0.5 else {"a": value}
    return value


def payload(rng: random.Random) -> Any:
    make: Callable[[], Any] = rng.choice(
        (
            lambda: anything(rng),
            lambda: {"do": rng.choice(_COMMANDS), **{rng.choice("pnkidw"): anything(rng, 2) for _ in range(3)}},
            lambda: json.dumps({"do": rng.choice(_COMMANDS), "p": anything(rng, 1)}),
            lambda: rng.choice("[{") * rng.choice((10, 990, 5000)),
            lambda: deep(rng),
        )
    )
    return make()


def event(rng: random.Random, group_id: int, number: int) -> dict[str, Any]:
    """As VK builds it, with somebody's own payload."""
    who = rng.choice(EVERYBODY)
    kind = rng.choice(_KINDS)
    message = {
        "id": number,
        "conversation_message_id": number,
        "date": 1_794_816_000,
        "from_id": who,
        "peer_id": rng.choice((who, who, 2_000_000_001)),
        "text": rng.choice(_WORDS),
        "payload": payload(rng),
        "attachments": [],
        "fwd_messages": [],
    }
    pressed = {"user_id": who, "peer_id": who, "event_id": f"b{number}", "payload": payload(rng)}
    content = {"message_new": {"message": message, "client_info": {}}, "message_event": pressed}
    return {
        "type": kind,
        "event_id": f"e{number}",
        "v": "5.199",
        "group_id": group_id,
        "object": content.get(kind, {"user_id": who, "key": rng.choice(_WORDS)}),
    }


def spoiled(rng: random.Random, value: Any, strikes: int) -> Any:
    """The same with something else in some of its places."""
    for _ in range(strikes):
        place = value
        while isinstance(place, dict) and place:
            name = rng.choice(list(place))
            if not isinstance(place[name], dict) or rng.random() < 0.3:
                place[name] = rng.choice((anything(rng), None, deep(rng) if rng.random() < 0.1 else []))
                break
            place = place[name]
    return value


def update(rng: random.Random, group_id: int, number: int) -> Any:
    if rng.random() < 0.2:
        return anything(rng)
    return spoiled(rng, event(rng, group_id, number), rng.choice((0, 1, 1, 2, 4)))


def body(rng: random.Random, group_id: int, number: int) -> bytes:
    """What is posted: mostly with the secret, so that the inner parts see it too."""
    made = update(rng, group_id, number)
    if isinstance(made, dict) and rng.random() < 0.9:
        made |= {"secret": SECRET, "group_id": group_id}
    written = json.dumps(made).encode()
    if rng.random() < 0.1:
        return written[: rng.randrange(len(written) + 1)]
    return rng.choice((b"[" * 990, b'{"a":' * 3000, b"\xff\xfe", b"")) if rng.random() < 0.05 else written


async def survey(count: int, seed: int) -> str:
    rng, start = random.Random(seed), EVENTS_ODD._value.get()
    async with at_work() as town:
        for first in range(0, count, TOGETHER):
            await _some(town, rng, first, min(TOGETHER, count - first))
            if first and first % TELL_EVERY == 0:
                print(told(town, first, start), flush=True)
        await town.is_answering()
        return told(town, count, start)


async def _some(town: Town, rng: random.Random, first: int, count: int) -> None:
    """Half of them come each way."""
    group_id = town.sandbox.group_id
    numbers = range(first + 1, first + count + 1)
    posted = [body(rng, group_id, number) for number in numbers if number % 2]
    put = [update(rng, group_id, number) for number in numbers if not number % 2]
    await asyncio.gather(town.hear(put), *(town.post(one) for one in posted))


def run(count: int, seed: int) -> str:
    return asyncio.run(survey(count, seed))
