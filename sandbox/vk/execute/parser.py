"""VKScript's text into nodes: tuples of a kind and its parts."""

import json
import re
from typing import Any

from sandbox.vk.errors import VkError

Node = tuple[Any, ...]

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<quoted>'(?:[^'\\]|\\.)*')|(?P<number>\d+(?:\.\d+)?)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*)|(?P<mark>===|!==|==|!=|<=|>=|&&|\|\||@\.|[-+*/%<>=!(){}\[\],;:.]))""",
    re.DOTALL,
)
CONSTANTS = {"true": True, "false": False, "null": None}
LEVELS = [("||",), ("&&",), ("==", "!=", "===", "!=="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%")]


def parse(code: str) -> list[Node]:
    """The script's statements; VkError 12 where it can not be read."""
    reader = _Reader(_tokens(code))
    statements: list[Node] = []
    while reader.kind:
        statements += reader.statement()
    return statements


def _tokens(code: str) -> list[tuple[str, Any]]:
    tokens: list[tuple[str, Any]] = []
    position, end = 0, len(code.rstrip())
    while position < end:
        match = _TOKEN.match(code, position)
        if match is None:
            raise VkError(12, f"unexpected symbol at {position}")
        tokens.append(_token(match))
        position = match.end()
    return tokens


def _token(match: re.Match[str]) -> tuple[str, Any]:
    kind, source = str(match.lastgroup), match[str(match.lastgroup)]
    try:
        if kind == "string":
            return "const", json.loads(source, strict=False)
        if kind == "quoted":
            return "const", json.loads('"' + source[1:-1].replace("\\'", "'").replace('"', '\\"') + '"', strict=False)
    except ValueError:
        raise VkError(12, "broken string") from None
    if kind == "number":
        return "const", float(source) if "." in source else int(source)
    if kind == "name" and source in CONSTANTS:
        return "const", CONSTANTS[source]
    return kind, source


class _Reader:
    def __init__(self, tokens: list[tuple[str, Any]]) -> None:
        self._tokens = [*tokens, ("", "")]
        self._at = 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0]

    def _is(self, mark: str) -> bool:
        return self._tokens[self._at] in (("mark", mark), ("name", mark))

    def _take(self, mark: str) -> bool:
        found = self._is(mark)
        self._at += found
        return found

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            raise VkError(12, f"expected {mark}")

    def _next(self, kind: str) -> Any:
        found, value = self._tokens[self._at]
        if found != kind:
            raise VkError(12, f"expected {kind}")
        self._at += 1
        return value

    def statement(self) -> list[Node]:
        if self._take(";"):
            return []
        if self._take("var"):
            return self._variables()
        if self._take("return"):
            value = ("const", None) if self._is(";") or not self.kind else self.expression()
            self._take(";")
            return [("return", value)]
        if self._take("while"):
            return [("while", self._condition(), self._body())]
        if self._take("if"):
            condition, body = self._condition(), self._body()
            return [("if", condition, body, self._body() if self._take("else") else [])]
        value = self.expression()
        self._take(";")
        return [("expr", value)]

    def _variables(self) -> list[Node]:
        found: list[Node] = []
        while True:
            name = self._next("name")
            found.append(("var", name, self.expression() if self._take("=") else ("const", None)))
            if not self._take(","):
                self._take(";")
                return found

    def _condition(self) -> Node:
        self._need("(")
        value = self.expression()
        self._need(")")
        return value

    def _body(self) -> list[Node]:
        if not self._take("{"):
            return self.statement()
        statements: list[Node] = []
        while not self._take("}"):
            if not self.kind:
                raise VkError(12, "expected }")
            statements += self.statement()
        return statements

    def expression(self) -> Node:
        left = self._binary(0)
        return ("assign", left, self.expression()) if self._take("=") else left

    def _binary(self, level: int) -> Node:
        if level == len(LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while mark := next((mark for mark in LEVELS[level] if self._take(mark)), ""):
            left = ("binary", mark, left, self._binary(level + 1))
        return left

    def _unary(self) -> Node:
        if self._take("!"):
            return ("not", self._unary())
        if self._take("-"):
            return ("minus", self._unary())
        return self._postfix(self._primary())

    def _postfix(self, node: Node) -> Node:
        while True:
            if self._take("."):
                node = ("member", node, self._next("name"))
            elif self._take("@."):
                node = ("each", node, self._next("name"))
            elif self._take("["):
                node = ("index", node, self.expression())
                self._need("]")
            elif self._take("("):
                node = ("call", node, self._items(")"))
            else:
                return node

    def _items(self, closing: str) -> list[Node]:
        items: list[Node] = []
        while not self._take(closing):
            items.append(self.expression())
            if not self._take(",") and not self._is(closing):
                raise VkError(12, f"expected {closing}")
        return items

    def _primary(self) -> Node:
        if self._take("("):
            value = self.expression()
            self._need(")")
            return value
        if self._take("["):
            return ("list", self._items("]"))
        if self._take("{"):
            return ("dict", self._pairs())
        if self.kind == "const":
            return ("const", self._next("const"))
        return ("name", self._next("name"))

    def _pairs(self) -> list[tuple[str, Node]]:
        pairs: list[tuple[str, Node]] = []
        while not self._take("}"):
            name = str(self._next("const" if self.kind == "const" else "name"))
            self._need(":")
            pairs.append((name, self.expression()))
            if not self._take(",") and not self._is("}"):
                raise VkError(12, "expected }")
        return pairs
