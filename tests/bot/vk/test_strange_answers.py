"""Answers that no document speaks of: errors that are missing, redirections, a rest asked for while others queue."""

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.pace import Pace
from bot.vk.messenger import VkMessenger, open_vk
from nudges.messenger import Delivered, Letter, Reaction, Refusal
from tests.sandbox_server import COLLEAGUE, REFUSES, TEACHER

TOKEN = "a-key-of-the-example"
Ways = dict[str, Callable[[dict[str, str]], Any]]


@asynccontextmanager
async def strange_vk(ways: Ways, pace: Pace | None = None) -> AsyncIterator[tuple[VkMessenger, list[str]]]:
    """`ways`: a path → what is made of the request's form: a JSON document, or a ready answer. The list is of what
    was asked, in order."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(f"{request.method} {request.path}")
        form = {key: str(value) for key, value in (await request.post()).items()}
        made = ways[request.path](form)
        return made if isinstance(made, web.StreamResponse) else web.json_response(made)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server:
        api = str(server.make_url("/method"))
        async with open_vk(TOKEN, 1, api_url=api, pace=pace or Pace(0), patience=5) as vk:
            yield vk, asked


def letters(*peers: int) -> list[Letter]:
    return [Letter(peer, f"Письмо {peer}", random_id=peer) for peer in peers]


def moved(status: int, to: str) -> web.StreamResponse:
    return web.Response(status=status, headers={"Location": to})


def all_taken(form: dict[str, str]) -> Any:
    assert form["access_token"] == TOKEN
    return {"response": [int(one) for one in re.findall(r'"peer_id":(\d+)', form["code"])]}


async def test_whoever_is_refused_without_a_reason_is_asked_about_alone_under_the_same_number():
    asked: list[tuple[str, str]] = []

    def execute(form: dict[str, str]) -> Any:
        closed = {"method": "messages.send", "error_code": 901, "error_msg": "no"}
        return {"response": [11, False, False], "execute_errors": [closed]}

    def send(form: dict[str, str]) -> Any:
        asked.append((form["peer_id"], form["random_id"]))
        if form["peer_id"] == str(REFUSES):
            return {"error": {"error_code": 901, "error_msg": "no"}}
        return {"response": 13}

    async with strange_vk({"/method/execute": execute, "/method/messages.send": send}) as (vk, _):
        first, second, third = await vk.send(letters(TEACHER, REFUSES, COLLEAGUE))
    assert first == Delivered(11)
    assert isinstance(second, Refusal)
    assert (second.code, second.reaction) == (901, Reaction.UNREACHABLE)
    assert third == Delivered(13)
    assert sorted(asked) == sorted((str(peer), str(peer)) for peer in (REFUSES, COLLEAGUE))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirection_within_vk_is_followed_with_everything_that_was_asked(status):
    ways: Ways = {"/method/execute": lambda form: moved(status, "/elsewhere/execute"), "/elsewhere/execute": all_taken}
    async with strange_vk(ways) as (vk, asked):
        assert await vk.send(letters(TEACHER, COLLEAGUE)) == [Delivered(TEACHER), Delivered(COLLEAGUE)]
    assert asked == ["POST /method/execute", "POST /elsewhere/execute"]


async def test_the_key_does_not_follow_a_redirection_to_strangers():
    async with strange_vk({"/method/execute": all_taken}) as (stranger, stolen):
        elsewhere = stranger.api.url.replace("127.0.0.1", "localhost")
        ways: Ways = {"/method/execute": lambda form: moved(307, f"{elsewhere}/execute")}
        async with strange_vk(ways) as (vk, asked):
            (outcome,) = await vk.send(letters(TEACHER))
    assert isinstance(outcome, Refusal)
    assert (outcome.reaction, outcome.whole) == (Reaction.RETRY, True)
    assert (asked, stolen) == (["POST /method/execute"], [])


@pytest.mark.parametrize("to", ["/method/execute", "", "http://[", "ftp://127.0.0.1/method/execute"])
async def test_redirections_without_an_end_or_a_place_end(to):
    async with strange_vk({"/method/execute": lambda form: moved(302, to)}) as (vk, asked):
        (outcome,) = await vk.send(letters(TEACHER))
    assert isinstance(outcome, Refusal)
    assert (outcome.reaction, outcome.whole) == (Reaction.RETRY, True)
    assert len(asked) <= 3


async def test_whoever_stands_in_the_line_when_vk_asks_for_rest_does_not_ask_any_more():
    def too_often(form: dict[str, str]) -> Any:
        return {"error": {"error_code": 29, "error_msg": "Rate limit reached"}}

    ways: Ways = {"/method/execute": too_often, "/method/messages.send": too_often}
    async with strange_vk(ways, Pace(20)) as (vk, asked):
        outcomes = await vk.send(letters(*range(TEACHER, TEACHER + 25)))
    assert {one.reaction for one in outcomes if isinstance(one, Refusal)} == {Reaction.REST}
    assert len(asked) < 10, json.dumps(asked)
