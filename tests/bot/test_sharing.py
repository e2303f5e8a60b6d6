"""What a process of parts is told, and what it leaves to the others."""

import pytest
from pydantic import SecretStr

from bot.app import open_app
from bot.entry import named_parts
from bot.process.parts import Part, parts_of
from bot.settings import Settings
from storage.schools.communities import OF_MAX


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
