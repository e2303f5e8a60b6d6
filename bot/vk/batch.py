"""Several messages in one request: the `execute` code, and reading what came of each message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.vk.api import Answer, read_error
from bot.vk.keyboards import compact, keyboard_json
from bot.vk.numbers import number_of
from bot.vk.reactions import code_of_wording, no_answer, refusal
from nudges.messenger import Delivered, Letter, Outcome, is_group

CALLS = 25  # in one execute
PEERS = 100  # in one messages.send with peer_ids


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter as VK takes it. `params` are those of messages.send that say what is sent, without the addressee."""

    peer_id: int
    params: dict[str, Any]

    @property
    def call(self) -> dict[str, Any]:
        return {"peer_id": number_of(self.peer_id), **self.params}


def ready(letter: Letter) -> Ready:
    """
    Raises:
        ValueError: a keyboard that VK would not take.
    """
    params: dict[str, Any] = {"random_id": letter.random_id, "message": _clean(letter.text)}
    if letter.keyboard is not None:
        params["keyboard"] = keyboard_json(letter.keyboard)
    if letter.attachments:
        params["attachment"] = ",".join(letter.attachments)
    return Ready(letter.peer_id, params)


def execute_code(letters: Sequence[Ready]) -> str:
    """`return [API.messages.send({…}), …];` whose arguments are JSON and VKScript at the same time."""
    return calls_code("messages.send", [one.call for one in letters])


def calls_code(method: str, arguments: Sequence[dict[str, Any]]) -> str:
    calls = ", ".join(f"API.{method}({_script(one)})" for one in arguments)
    return f"return [{calls}];"


def _script(value: dict[str, Any]) -> str:
    # JSON lets these two line ends stand in a string, scripts do not.
    return compact(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _clean(text: str) -> str:
    """Half a surrogate pair cannot be sent at all, and a zero byte ends the text for some readers."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


@dataclass(frozen=True, slots=True)
class Result:
    """What one call of an `execute` came to: a value, or an error (code, wording), or neither: nobody knows."""

    value: Any = None
    error: tuple[int, str] | None = None


def execute_results(count: int, answer: Answer) -> list[Result]:
    """One result per call: a failed one is `false`, and its error stands in `execute_errors`, in the same order.

    Where there are more or fewer errors than failures, which belongs to whom cannot be told.
    """
    values = answer["response"]
    if not isinstance(values, list) or len(values) != count:
        return [Result()] * count
    errors = [read_error(error) for error in answer.get("execute_errors", ())]
    if sum(1 for value in values if _is_failed(value)) != len(errors):
        errors = []
    queue = iter(errors)
    return [Result(error=next(queue, None)) if _is_failed(value) else Result(value) for value in values]


def _is_failed(value: Any) -> bool:
    return value is False or value is None


def refused_without_a_word(count: int, answer: Answer) -> list[int]:
    """Which calls failed and nobody knows why: asked about alone, each gets an error of its own."""
    values = answer["response"]
    results = execute_results(count, answer)
    if not isinstance(values, list) or len(values) != count:
        return []
    return [number for number, one in enumerate(results) if _is_failed(values[number]) and one.error is None]


def execute_outcomes(letters: Sequence[Ready], answer: Answer) -> list[Outcome]:
    results = execute_results(len(letters), answer)
    return [_outcome(letter, result) for letter, result in zip(letters, results, strict=True)]


def _outcome(letter: Ready, result: Result) -> Outcome:
    if result.error is not None:
        return refusal(*result.error)
    return answered(letter, result.value)


def answered(letter: Ready, result: Any) -> Outcome:
    """What a call of `messages.send` that did not fail answered: an id, an entry as for `peer_ids`, a list of one."""
    if isinstance(result, list) and len(result) == 1:
        result = result[0]
    return _entry(letter, result if isinstance(result, dict) else {"message_id": result})


def peers_outcomes(letters: Sequence[Ready], answer: Answer) -> list[Outcome]:
    """The answer to `peer_ids`: one entry a peer, in no promised order, each with an id or an error."""
    results = answer["response"]
    entries = results if isinstance(results, list) else []
    by_peer = {str(entry.get("peer_id")): entry for entry in entries if isinstance(entry, dict)}
    return [_entry(letter, by_peer.get(str(number_of(letter.peer_id)), {})) for letter in letters]


def _entry(letter: Ready, entry: dict[str, Any]) -> Outcome:
    error = entry.get("error")
    if error:
        code, message = read_error(error)
        return refusal(code or code_of_wording(message), message)
    message_id = entry.get("message_id")
    # A message in a chat has no number for a community: 0 there. To a person it says that nothing was put anywhere.
    least = 0 if is_group(letter.peer_id) else 1
    if isinstance(message_id, int) and not isinstance(message_id, bool) and least <= message_id < 2**63:
        return Delivered(message_id)
    return replace(no_answer("no word of what became of the message"), look_first=True)
