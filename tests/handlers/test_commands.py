"""What a topic says of its commands is true: each is declared once, and what only shows or asks changes nothing."""

import importlib
import pkgutil
from datetime import timedelta
from typing import Any

import handlers
from handlers.engine.routes import Does, Right, Route
from handlers.topics import ROUTES
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking
from tests.handlers.test_rights import batched, everything, furnish

# Paper codes are made when a leaflet is printed; they open nothing until somebody brings one.
MADE_FOR_PRINTING = {"invitation"}
HARMLESS = [code for code, route in ROUTES.items() if route.does in (Does.SHOWS, Does.SAYS, Does.ASKS)]


def test_every_command_is_declared_by_a_topic_and_once():
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(handlers.__path__, "handlers.")]
    lists = [module.ROUTES for module in modules if isinstance(getattr(module, "ROUTES", None), tuple)]
    declared: list[Route] = [route for routes in lists for route in routes]
    assert sorted(route.code for route in declared) == sorted(ROUTES)


def test_what_is_the_speakers_own_needs_no_right_to_change_the_school():
    own = {route.right for route in ROUTES.values() if route.does is Does.OWN}
    assert own <= {Right.ANYONE, Right.LINKED, Right.READER}


async def guilty(talk: Conversation, who: int, person: int) -> list[str]:
    """The harmless commands after which something was different."""
    before = await shown(talk)
    for codes in batched(HARMLESS, 8):
        talk.now += timedelta(minutes=1)  # or the flood gate would be what is tested
        for code in codes:
            act = {"user_id": who, "text": "кнопка", "payload": {"do": code, "p": person}}
            await talk.vk.control("/sandbox/act/write", act)
        await talk.listen()
        if await shown(talk) != before:
            return codes
    return []


async def shown(talk: Conversation) -> dict[str, list[tuple[Any, ...]]]:
    found = await everything(talk)
    return {table: rows for table, rows in found.items() if table not in MADE_FOR_PRINTING}


async def test_what_only_shows_or_asks_changes_nothing_for_an_officer(tmp_path):
    async with talking(tmp_path) as talk:
        ids = await furnish(talk)
        await talk.write(OFFICER, "заявки")  # the first command of an officer gives the school its community
        assert await guilty(talk, OFFICER, ids["p"]) == []


async def test_what_only_shows_or_asks_changes_nothing_for_a_teacher(tmp_path):
    async with talking(tmp_path) as talk:
        ids = await furnish(talk)
        assert await guilty(talk, ALIEVA, ids["p"]) == []
