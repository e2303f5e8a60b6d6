"""kutana 6, which packs everything into `execute` by itself, works against the sandbox."""

import asyncio

import pytest

from tests.sandbox_server import COLLEAGUE, REFUSES, TEACHER


@pytest.fixture
async def backend(sandbox):
    from kutana.backends.vkontakte import VkontakteLongpoll  # loaded only where these tests run

    backend = VkontakteLongpoll(sandbox.token, api_url=sandbox.base_url)
    await backend.on_start(None)
    yield backend
    await backend.on_shutdown(None)


async def test_it_starts_and_hears_people(sandbox, backend):
    await sandbox.control("/sandbox/act/write", {"user_id": TEACHER, "text": "Здравствуйте"})
    updates: asyncio.Queue = asyncio.Queue()
    listening = asyncio.create_task(backend.acquire_updates(updates))
    async with asyncio.timeout(10):
        update, _ = await updates.get()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert (update.sender_id, update.text) == (TEACHER, "Здравствуйте")


async def test_it_sends_a_batch_in_one_request(sandbox, backend):
    before = (await sandbox.control("/sandbox/stats"))["requests"]
    texts = [f'Строка {number}, "кавычки" и {{скобки}}' for number in range(10)]
    await asyncio.gather(*(backend.send_message(TEACHER, text) for text in texts))
    stats = await sandbox.control("/sandbox/stats")
    assert (stats["accepted"], stats["requests"] - before) == (10, 1)


async def test_a_refusal_is_what_it_is_known_to_stumble_over(sandbox, backend):
    from kutana.exceptions import RequestException

    with pytest.raises(RequestException):
        await backend._direct_request("messages.send", {"peer_id": REFUSES, "random_id": 1, "message": "Добрый день"})


async def test_its_uploads_work(sandbox, backend):
    from kutana.update import Attachment, AttachmentKind

    file = Attachment(kind=AttachmentKind.DOCUMENT, content=("отчёт.txt", "отчёт".encode()))
    await backend.send_message(COLLEAGUE, "Файл", [file])
    shown = (await sandbox.call("messages.getHistory", peer_id=COLLEAGUE))["items"][0]
    assert [item["type"] for item in shown["attachments"]] == ["doc"]
