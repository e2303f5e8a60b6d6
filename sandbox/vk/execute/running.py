"""A small VKScript: enough of the language of `execute` for the scripts that client libraries write.

Values are JSON's; `var`, assignment, `if`, `while`, `return`, arithmetic, comparison, `.`, `[ ]`, `.length`,
`.push`, `parseInt` and `API.section.method(…)` work. Syntax errors are VK's 12, errors while running its 13.
"""

import re
from collections.abc import Callable
from typing import Any

from sandbox.vk.errors import VkError
from sandbox.vk.execute.parser import Node, parse

MAX_STEPS = 100_000
Caller = Callable[[str, dict[str, Any]], Any]
_METHOD = re.compile(r"[A-Za-z]+\.[A-Za-z]+")


def run_script(code: str, call: Caller) -> Any:
    """What the script returns; None (VK's null) when it returns nothing."""
    program = parse(code)
    runner = _Runner(call)
    try:
        runner.block(program)
    except _Return as returned:
        return returned.value
    return None


class _Return(Exception):
    def __init__(self, value: Any) -> None:
        self.value = value


BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: f"{a}{b}" if isinstance(a, str) or isinstance(b, str) else a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "%": lambda a, b: a % b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "===": lambda a, b: a == b,
    "!==": lambda a, b: a != b,
    "&&": lambda a, b: a and b,
    "||": lambda a, b: a or b,
}


class _Runner:
    def __init__(self, call: Caller) -> None:
        self._call = call
        self._names: dict[str, Any] = {}
        self._steps = 0

    def block(self, statements: list[Node]) -> None:
        for statement in statements:
            self._steps += 1
            if self._steps > MAX_STEPS:
                raise VkError(13, "too many operations")
            getattr(self, f"_do_{statement[0]}")(*statement[1:])

    def _do_var(self, name: str, value: Node) -> None:
        self._names[name] = self.value(value)

    def _do_expr(self, value: Node) -> None:
        self.value(value)

    def _do_return(self, value: Node) -> None:
        raise _Return(self.value(value))

    def _do_while(self, condition: Node, body: list[Node]) -> None:
        while self.value(condition):
            self.block([("expr", ("const", None)), *body])

    def _do_if(self, condition: Node, body: list[Node], otherwise: list[Node]) -> None:
        self.block(body if self.value(condition) else otherwise)

    def value(self, node: Node) -> Any:
        try:
            return getattr(self, f"_value_{node[0]}")(*node[1:])
        except (TypeError, KeyError, IndexError, ZeroDivisionError, AttributeError) as error:
            raise VkError(13, str(error)) from error

    def _value_const(self, value: Any) -> Any:
        return value

    def _value_name(self, name: str) -> Any:
        if name not in self._names:
            raise VkError(13, f"undefined variable {name}")
        return self._names[name]

    def _value_list(self, items: list[Node]) -> list[Any]:
        return [self.value(item) for item in items]

    def _value_dict(self, items: list[tuple[str, Node]]) -> dict[str, Any]:
        return {name: self.value(item) for name, item in items}

    def _value_not(self, operand: Node) -> bool:
        return not self.value(operand)

    def _value_minus(self, operand: Node) -> Any:
        return -self.value(operand)

    def _value_binary(self, operator: str, left: Node, right: Node) -> Any:
        first = self.value(left)
        if operator == "&&" and not first:
            return first
        if operator == "||" and first:
            return first
        return BINARY[operator](first, self.value(right))

    def _value_member(self, target: Node, name: str) -> Any:
        holder = self.value(target)
        if name == "length" and isinstance(holder, (list, str)):
            return len(holder)
        return holder.get(name) if isinstance(holder, dict) else None

    def _value_index(self, target: Node, index: Node) -> Any:
        holder, key = self.value(target), self.value(index)
        if isinstance(holder, dict):
            return holder.get(str(key))
        return holder[key] if 0 <= key < len(holder) else None

    def _value_each(self, target: Node, name: str) -> list[Any]:
        return [item.get(name) if isinstance(item, dict) else None for item in self.value(target)]

    def _value_assign(self, target: Node, value: Node) -> Any:
        result = self.value(value)
        if target[0] == "name":
            self._names[target[1]] = result
        elif target[0] == "member":
            self.value(target[1])[target[2]] = result
        elif target[0] == "index":
            self.value(target[1])[self.value(target[2])] = result
        else:
            raise VkError(12, "can not assign")
        return result

    def _value_call(self, path: Node, arguments: list[Node]) -> Any:
        name = _dotted(path)
        if name.startswith("API.") and _METHOD.fullmatch(name[4:]):
            params = self.value(arguments[0]) if arguments else {}
            return self._call(name[4:], dict(params))
        if path[0] == "member" and path[2] == "push":
            self.value(path[1]).append(self.value(arguments[0]))
            return None
        if name == "parseInt":
            return int(self.value(arguments[0]))
        raise VkError(13, f"unknown function {name}")


def _dotted(path: Node) -> str:
    if path[0] == "name":
        return str(path[1])
    return f"{_dotted(path[1])}.{path[2]}" if path[0] == "member" else ""
