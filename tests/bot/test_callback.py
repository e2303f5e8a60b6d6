"""«ok» to VK means that the event is kept; anything else makes VK send it again."""

import asyncio
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from bot.vk.callback import Desk

GROUP, SECRET = 239_000_001, "пример"
MESSAGE = {"id": 1, "date": 1_790_000_000, "peer_id": 9, "from_id": 9, "text": "привет", "attachments": []}


def update(number: int = 1, **more) -> dict:
    content = {"message": {**MESSAGE, "conversation_message_id": number}, "client_info": {}}
    return {"type": "message_new", "event_id": f"e{number}", "group_id": GROUP, "object": content, **more}


async def shown_whole(told):
    return told


class Kept:
    """What a desk handed on; it fails while `broken`."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.broken = False

    async def handle(self, events) -> None:
        await asyncio.sleep(0)
        if self.broken:
            raise OperationalError("INSERT", {}, Exception("disk full"))
        self.batches.append([event.event_id for event in events])


@pytest.fixture
async def desk():
    kept = Kept()
    made = Desk(SimpleNamespace(group_id=GROUP, completed=shown_whole), SECRET, kept.handle)
    made.kept = kept
    made.work = asyncio.create_task(made.run())
    yield made
    made.work.cancel()
    await asyncio.wait([made.work])


async def test_events_that_come_together_are_kept_together_and_in_order(desk):
    assert all(await asyncio.gather(*(desk.take(update(number)) for number in range(5))))
    assert [event for batch in desk.kept.batches for event in batch] == ["e0", "e1", "e2", "e3", "e4"]
    assert len(desk.kept.batches) <= 2


async def test_what_could_not_be_kept_must_come_again(desk):
    desk.kept.broken = True
    assert not await desk.take(update())
    desk.kept.broken = False
    assert await desk.take(update())
    assert desk.kept.batches == [["e1"]]


@pytest.mark.parametrize("odd", [{"object": None}, {"object": {"message": {}}}, {"type": "no_such_event"}])
async def test_an_odd_event_is_done_with_and_harms_nothing(desk, odd):
    assert await desk.take(update(**odd))
    assert await desk.take(update())
    assert not desk.work.done()


async def test_after_the_stop_and_amid_it_events_must_come_again(desk):
    waiting = [asyncio.create_task(desk.take(update(number))) for number in range(3)]
    await asyncio.sleep(0)
    desk.work.cancel()
    assert await asyncio.gather(*waiting) == [False] * 3
    assert not await desk.take(update(9))
