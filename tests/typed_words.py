"""Where the program compares what people type with words of its own: found in its syntax trees."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
READER = "handlers/understanding/"
_RUSSIAN = re.compile(r"[а-яё]")
_SENTENCE = re.compile(r"[\s\"'«(•—–-]*[А-ЯЁ]")  # what the program says itself begins with a capital letter
_OF_PATTERNS = frozenset({"compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub"})
_OF_WORDS = frozenset({"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition"})
_COMPARISONS = ast.In | ast.NotIn | ast.Eq | ast.NotEq


@cache
def places() -> dict[str, list[int]]:
    """By module of `handlers/` and `services/` outside the reader the lines on which it looks at words by itself."""
    files = [*ROOT.glob("handlers/**/*.py"), *ROOT.glob("services/**/*.py")]
    modules = {str(one.relative_to(ROOT)): one.read_text(encoding="utf-8") for one in sorted(files)}
    found = {name: lines(source) for name, source in modules.items() if not name.startswith(READER)}
    return {name: where for name, where in found.items() if where}


def lines(source: str) -> list[int]:
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    words = _Words(tree.body, nodes)
    return sorted({line for node in nodes for line in _compared(node, words)})


def _compared(node: ast.AST, words: "_Words") -> Iterator[int]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        is_of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        looks = node.func.attr in (_OF_PATTERNS if is_of_re else _OF_WORDS)
        if looks and any(map(words.are_in, node.args[:1])):
            yield node.lineno
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], _COMPARISONS):
        if any(map(words.are_in, (node.left, *node.comparators))):
            yield node.lineno
    elif (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.BitAnd)
        and any(map(words.are_in, (node.left, node.right)))
    ):
        yield node.lineno


class _Words:
    """The words behind an expression, by the names of the file and of what it goes through."""

    def __init__(self, body: Sequence[ast.stmt], nodes: Sequence[ast.AST]) -> None:
        self._named = {name: value for node in body for name, value in _given(node)}
        self._gone_through = {
            one.id: node.iter
            for node in nodes
            if isinstance(node, ast.comprehension | ast.For)
            for one in ast.walk(node.target)
            if isinstance(one, ast.Name)
        }

    def are_in(self, node: ast.AST, seen: frozenset[str] = frozenset()) -> bool:
        """Sentences of the program's own are none; of a table its keys are looked at."""
        if isinstance(node, ast.Constant):
            said = node.value if isinstance(node.value, str) else ""
            return _RUSSIAN.search(said) is not None and _SENTENCE.match(said) is None
        if isinstance(node, ast.Name):
            behind = self._named.get(node.id) or self._gone_through.get(node.id)
            return behind is not None and node.id not in seen and self.are_in(behind, seen | {node.id})
        if isinstance(node, ast.Dict):
            return any(one is not None and self.are_in(one, seen) for one in node.keys)
        if isinstance(node, ast.Subscript):
            return self.are_in(node.slice, seen)
        return any(self.are_in(one, seen) for one in ast.iter_child_nodes(node))


def _given(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        yield node.target.id, node.value
    for target in node.targets if isinstance(node, ast.Assign) else ():
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = zip(target.elts, node.value.elts, strict=True)
            yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))
