"""How letters go to VK: many in a request, and alone whoever a request was refused for."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.vk.api import Answer, Api, read_error
from bot.vk.batch import (
    CALLS,
    PEERS,
    Ready,
    answered,
    execute_code,
    execute_outcomes,
    peers_outcomes,
    ready,
    refused_without_a_word,
)
from bot.vk.numbers import number_of
from bot.vk.reactions import HALVED, OURS, no_answer, refusal
from bot.vk.rests import TOO_OFTEN
from indicators.errors import MessengerUnreachable
from indicators.together import together
from nudges.messenger import Letter, Outcome, Reaction, Refusal

_SEND = "messages.send"
# What is somebody's alone, and what says nothing about the one person a request was for.
_ONES = frozenset({Reaction.BUG, Reaction.UNREACHABLE, Reaction.GONE, Reaction.CHAT_OFF})
_NOBODYS = frozenset({Reaction.RETRY, Reaction.SLOW, Reaction.REST, Reaction.STOP})


class Sending:
    def __init__(self, api: Api) -> None:
        self._api = api

    async def send(self, letters: Sequence[Letter], *, urgent: bool = False) -> list[Outcome]:
        """See `Messenger.send`."""
        made = [_made_ready(letter) for letter in letters]
        good = [one for one in made if isinstance(one, Ready)]
        outcomes = iter(await self._send(good, urgent) if good else [])
        return [one if isinstance(one, Refusal) else next(outcomes) for one in made]

    async def _send(self, letters: Sequence[Ready], urgent: bool) -> list[Outcome]:
        if _are_twins(letters):
            return await self._send_twins(letters, urgent)
        parts = [letters[start : start + CALLS] for start in range(0, len(letters), CALLS)]
        outcomes = await together(self._send_batch(part, urgent) for part in parts)
        return list(itertools.chain.from_iterable(outcomes))

    async def _send_batch(self, letters: Sequence[Ready], urgent: bool) -> list[Outcome]:
        answer = await self._ask("execute", {"code": execute_code(letters)}, urgent)
        if not isinstance(answer, Refusal):
            outcomes = self._noted(execute_outcomes(letters, answer))
            return await self._with_reasons(letters, answer, outcomes, urgent)
        if answer.reaction is Reaction.REST and not self._api.rests.left(_SEND):
            # It is `execute` that rests: one by one is slower, but goes.
            return await together(self._send_alone(letter, urgent) for letter in letters)
        if _blames_one(answer) and len(letters) > 1:
            return await self._in_halves(letters, urgent)
        return [answer] * len(letters)

    async def _with_reasons(
        self, letters: Sequence[Ready], answer: Answer, outcomes: list[Outcome], urgent: bool
    ) -> list[Outcome]:
        """Whoever was refused without a reason is asked about alone, under the same `random_id`."""
        unsaid = refused_without_a_word(len(letters), answer)
        alone = await together(self._send_alone(letters[number], urgent) for number in unsaid)
        # This request as such went through.
        known = {number: _own(one) for number, one in zip(unsaid, alone, strict=True)}
        return [known.get(number, outcome) for number, outcome in enumerate(outcomes)]

    async def _send_alone(self, letter: Ready, urgent: bool) -> Outcome:
        answer = await self._ask(_SEND, letter.call, urgent)
        if isinstance(answer, Refusal):
            return answer if answer.reaction in _NOBODYS else replace(answer, whole=False)
        return answered(letter, answer["response"])

    async def _in_halves(self, letters: Sequence[Ready], urgent: bool) -> list[Outcome]:
        middle = len(letters) // 2
        halves = (letters[:middle], letters[middle:])
        first, second = await together(self._send_batch(half, urgent) for half in halves)
        return first + second

    async def _send_twins(self, letters: Sequence[Ready], urgent: bool) -> list[Outcome]:
        peers = ",".join(str(number_of(letter.peer_id)) for letter in letters)
        answer = await self._ask(_SEND, {"peer_ids": peers, **letters[0].params}, urgent)
        if isinstance(answer, Refusal):
            if _blames_one(answer):
                return await self._send_batch(letters[:CALLS], urgent) + (
                    await self._send(letters[CALLS:], urgent) if len(letters) > CALLS else []
                )
            return [answer] * len(letters)
        return self._noted(peers_outcomes(letters, answer))

    async def _ask(self, method: str, params: dict[str, Any], urgent: bool) -> Answer | Refusal:
        """The answer to a sending request, or why it failed as a whole."""
        resting = self._api.rests.left(method, _SEND)
        if resting:
            return Refusal(Reaction.REST, TOO_OFTEN, "resting", whole=True, retry_after=resting)
        try:
            answer = await self._api.ask(method, params, urgent=urgent)
        except MessengerUnreachable as error:
            return no_answer(error.sentence, whole=True)
        if "error" not in answer:
            return answer
        refused = refusal(*read_error(answer["error"]), whole=True)
        return self._rested(refused, method) if refused.reaction is Reaction.REST else refused

    def _noted(self, outcomes: list[Outcome]) -> list[Outcome]:
        """A pace that is too fast for one recipient is too fast for all; so is a method that needs rest."""
        refusals = [one for one in outcomes if isinstance(one, Refusal)]
        if any(one.reaction is Reaction.SLOW for one in refusals):
            self._api.pace.slow_down()
        if any(one.reaction is Reaction.REST for one in refusals):
            self._api.rests.begin(_SEND)
        return [
            self._rested(one, _SEND) if isinstance(one, Refusal) and one.reaction is Reaction.REST else one
            for one in outcomes
        ]

    def _rested(self, refused: Refusal, method: str) -> Refusal:
        return replace(refused, whole=True, retry_after=self._api.rests.left(method, _SEND))


def _own(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Refusal) and outcome.reaction is Reaction.RETRY:
        return replace(outcome, whole=False)
    return outcome


def _blames_one(whole: Refusal) -> bool:
    """Must one letter be to blame that the whole request was refused? Then the others are not to suffer for it."""
    return whole.code in HALVED or whole.reaction in _ONES


def _made_ready(letter: Letter) -> Ready | Refusal:
    try:
        return ready(letter)
    except ValueError as error:
        return Refusal(Reaction.BUG, None, str(error), advice=OURS)


def _are_twins(letters: Sequence[Ready]) -> bool:
    """Do all say the same under one `random_id` to different people? Then one call does."""
    same = 1 < len(letters) <= PEERS and all(one.params == letters[0].params for one in letters)
    return same and len({one.peer_id for one in letters}) == len(letters)
