"""Every regular expression of the product: those compiled as modules load, and those written in functions."""

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("indicators", "nudges", "storage", "reports", "services", "handlers", "bot")
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
# Where there is none in a file, none is looked for in its tree.
_CALL = re.compile(r"\bre\s*\.\s*(?:" + "|".join(sorted(_FUNCTIONS)) + r")\b")
# What stands for a value that is known only when the program runs.
_VALUE = "а1"


@dataclass(frozen=True, slots=True)
class Found:
    pattern: str
    flags: int
    where: str


def patterns() -> list[Found]:
    """In a process that has loaded nothing of the product yet."""
    found: dict[tuple[str, int], Found] = {}
    usual = re._compile  # type: ignore[attr-defined]

    def noting(pattern: object, flags: int) -> object:
        where = _place()
        if where and isinstance(pattern, str):
            found.setdefault((pattern, int(flags)), Found(pattern, int(flags), where))
        return usual(pattern, flags)

    re._compile = noting  # type: ignore[attr-defined]
    try:
        for name in modules():
            importlib.import_module(name)
    finally:
        re._compile = usual  # type: ignore[attr-defined]
    compiled = {one.where for one in found.values()}
    for one in _written():
        if one.where not in compiled:
            found.setdefault((one.pattern, one.flags), one)
    return list(found.values())


def modules() -> Iterator[str]:
    for package in PACKAGES:
        yield package
        for one in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not one.name.endswith("__main__") and ".migrations" not in one.name:
                yield one.name


def _place() -> str:
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back  # type: ignore[assignment]
    file = Path(frame.f_code.co_filename)
    is_ours = file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in PACKAGES
    return f"{file.relative_to(ROOT)}:{frame.f_lineno}" if is_ours else ""


def _written() -> Iterator[Found]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            if not _CALL.search(text):
                continue
            for node in ast.walk(ast.parse(text)):
                pattern = _pattern_in(node)
                if pattern is not None:
                    yield Found(*pattern, f"{file.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]


def _pattern_in(node: ast.AST) -> tuple[str, int] | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
        return None
    if node.func.attr not in _FUNCTIONS or not isinstance(node.func.value, ast.Name) or node.func.value.id != "re":
        return None
    text = _text(node.args[0])
    flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(node) else 0
    return None if text is None else (text, int(flags))


def _text(node: ast.expr) -> str | None:
    """Of a literal; what is put into it when the program runs is stood in for."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else _VALUE for one in node.values]
        return "".join(str(one) for one in parts)
    return None
