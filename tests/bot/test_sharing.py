"""What a process of parts is told, and what it leaves to the others."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr

from bot.app import open_app
from bot.entry import named_parts
from bot.metrics import EVENTS_DROPPED
from bot.process.parts import Part, parts_of
from bot.settings import Settings
from storage.database.connection import connect
from storage.processes.board import tell_of_rows
from storage.processes.rights import EVENTS, holding
from storage.schools.communities import OF_MAX
from tests.bot.commands.test_parts import is_taken
from tests.bot.program import at_work, settings_for, until
from tests.databases import url_of
from tests.max_sandbox import running_max
from tests.sandbox_server import SandboxClient


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], {*Part}),
        (["events"], {Part.EVENTS}),
        (["delivery,web"], {Part.DELIVERY, Part.WEB}),
        (["Clock", "events", "clock"], {Part.CLOCK, Part.EVENTS}),
    ],
)
def test_parts_are_named_one_by_one_or_with_commas(words, parts):
    found = parts_of(words)
    assert ({part for part in Part if part in found}, found.is_whole) == (parts, words == [])


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("", []),
        ("run", []),
        ("run --only events web", ["events", "web"]),
        ("run --only events --only=clock", ["events", "clock"]),
        ("--only web", ["web"]),
        ("run --only", None),
        ("run web", None),
        ("run --only events -h", None),
        ("run -h", None),
        ("plan", None),
    ],
)
def test_what_only_runs_does_without_the_library_of_commands(said, parts):
    assert named_parts(said.split()) == parts


@pytest.mark.parametrize(
    ("parts", "rate", "of_vk", "of_max"),
    [
        ([], 8, 20, 8),
        (["events", "delivery"], 8, 20, 8),
        (["events"], 8, 10, 4),
        (["delivery"], 1, 10, 1),
        (["web"], 0, 10, 0),
    ],
)
async def test_whoever_delivers_and_whoever_answers_make_half_of_the_requests_each(
    tmp_path, parts, rate, of_vk, of_max
):
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{tmp_path / 'test.db'}",
        vk_token=SecretStr("invented"),
        vk_group_id=1,
        max_token=SecretStr("invented"),
        max_rate=rate,
    )
    async with open_app(settings, online=True, shares_rate=parts_of(parts).shares_rate) as app:
        paces = [app.messengers[door].api.pace.per_second for door in (1, OF_MAX)]
    assert paces == [of_vk, of_max]


async def test_pages_without_events_know_the_address_of_the_bot_of_max(tmp_path):
    """Only MAX can tell it, and nothing else that they do asks MAX."""
    async with running_max() as max_, at_work(settings_for(max_, tmp_path), tmp_path, parts=["web"]) as (program, _):

        async def link() -> str:
            return program.app.link_of(OF_MAX, "code")

        assert "code" in await until(link)


async def test_a_whole_program_hears_at_once_of_rows_that_a_process_of_parts_wrote(tmp_path):
    heard = asyncio.Event()
    async with running_max() as max_, at_work(settings_for(max_, tmp_path), tmp_path) as (program, _):
        program.delivery.wake = heard.set

        async def is_heard() -> bool:
            async with program.app.database.writing() as session:
                await tell_of_rows(session)
            return heard.is_set()

        await until(is_heard)


async def test_whoever_stands_by_takes_no_event_until_it_is_their_turn(sandbox: SandboxClient, tmp_path):
    settings = Settings(
        _env_file=None,
        database_url=url_of(tmp_path / "test.db"),
        vk_token=SecretStr(sandbox.token),
        vk_group_id=sandbox.group_id,
        vk_api_url=sandbox.api_url,
        vk_events="callback",
        vk_callback_secret="пример",
        http_port=0,
    )
    other = connect(settings.database_url)
    async with AsyncExitStack() as others:
        await others.enter_async_context(holding(other, EVENTS))
        async with at_work(settings, tmp_path, parts=["events", "web"]) as (_, address), ClientSession() as http:

            async def is_ours() -> bool:
                return await is_taken(http, address, sandbox, 1) == 200

            before = EVENTS_DROPPED._value.get()
            assert await is_taken(http, address, sandbox, 1) == 503
            assert EVENTS_DROPPED._value.get() == before  # it was refused, not kept waiting in vain
            await others.aclose()
            await until(is_ours)
    await other.close()
