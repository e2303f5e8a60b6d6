"""`execute`: at most 25 calls in one request; a failed call is `false` and a line of `execute_errors`."""

import json
import re
from collections.abc import Callable
from typing import Any

from sandbox.vk.errors import Answer, VkError
from sandbox.vk.execute.running import run_script

MAX_CALLS = 25
_CALL = re.compile(r"\s*API\.([A-Za-z]+\.[A-Za-z]+)\(\s*")
_BETWEEN = re.compile(r"\s*\)\s*(,?)\s*")
_decode = json.JSONDecoder().raw_decode
Caller = Callable[[str, dict[str, Any]], Any]


class Execution:
    """Runs one script; `call` performs a method and raises VkError when it fails."""

    def __init__(self, call: Caller) -> None:
        self._call = call
        self._count = 0
        self.errors: list[dict[str, Any]] = []

    def run(self, code: str) -> Answer:
        if not code.strip():
            raise VkError(100, "code is undefined")
        try:
            listed = _plain_list(code)
            response = self._run_list(listed) if listed is not None else run_script(code, self.invoke)
        except RecursionError:
            raise VkError(12, "too deep nesting") from None
        answer: Answer = {"response": response}
        if self.errors:
            answer["execute_errors"] = self.errors
        return answer

    def _run_list(self, calls: list[tuple[str, dict[str, Any]]]) -> list[Any]:
        return [self.invoke(method, params) for method, params in calls]

    def invoke(self, method: str, params: dict[str, Any]) -> Any:
        self._count += 1
        if self._count > MAX_CALLS:
            raise VkError(13, "too many api calls")
        try:
            return self._call(method, params)
        except VkError as error:
            self.errors.append({"method": method, "error_code": error.code, "error_msg": error.text})
            return False


def _plain_list(code: str) -> list[tuple[str, dict[str, Any]]] | None:
    """The usual `return [API.a.b({…}), …];` read fast; None when the script is anything else."""
    head = code.lstrip()
    if not head.startswith("return"):
        return None
    position = len(code) - len(head) + len("return")
    while code[position : position + 1].isspace():
        position += 1
    if code[position : position + 1] != "[":
        return None
    return _calls(code, position + 1)


def _calls(code: str, position: int) -> list[tuple[str, dict[str, Any]]] | None:
    calls: list[tuple[str, dict[str, Any]]] = []
    more = True
    while more and (opening := _CALL.match(code, position)):
        try:
            params, position = _decode(code, opening.end())
        except ValueError:
            return None
        closing = _BETWEEN.match(code, position)
        if closing is None or not isinstance(params, dict):
            return None
        calls.append((opening[1], params))
        position, more = closing.end(), bool(closing[1])
    return calls if code[position:].strip().rstrip(";").rstrip() == "]" else None
