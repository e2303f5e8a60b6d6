"""The product's packages as a graph of who imports whom; the tests of the house and its picture are made from it.

`python -m tests.house` writes the picture and the figures into `docs/architecture.md`.
"""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from grimp import ImportGraph, build_graph

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "architecture.md"
_NAMES_A_ROW = 5
_LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PACKAGES: tuple[str, ...] = tuple(_LINTER["root_packages"])
# From the roof down, as the import linter holds them.
LAYERS: tuple[str, ...] = next(tuple(one["layers"]) for one in _LINTER["contracts"] if one["type"] == "layers")


@cache
def graph() -> ImportGraph:
    first, *others = PACKAGES
    return build_graph(first, *others, cache_dir=None)


def folders() -> Iterator[tuple[str, set[str]]]:
    """Every package with what stands in it: its modules and the packages under it."""
    for module in sorted(graph().modules):
        children = graph().find_children(module)
        if children:
            yield module, children


def arrows(importing: str, imported: str) -> list[str]:
    """The imports of one file or folder from another, each as «a.b -> c.d»."""
    found = graph()
    inside = {imported, *found.find_descendants(imported)}
    return sorted(
        f"{module} -> {target}"
        for module in {importing, *found.find_descendants(importing)}
        for target in found.find_modules_directly_imported_by(module) & inside
    )


def picture() -> str:
    """The floors with their folders, and which knows which, as mermaid draws it."""
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'    {floor}["<b>{floor}</b><br>{_folders_of(floor)}"]' for floor in PACKAGES]
    lines += [f"    {one} --> {other}" for one in PACKAGES for other in PACKAGES if one != other and arrows(one, other)]
    return "\n".join([*lines, "```"])


def _folders_of(floor: str) -> str:
    names = [child.rpartition(".")[2] for child in graph().find_children(floor) if graph().find_children(child)]
    names.sort()
    rows = [names[start : start + _NAMES_A_ROW] for start in range(0, len(names), _NAMES_A_ROW)]
    return "<br>".join(" · ".join(row) for row in rows)


def figures() -> str:
    """The shape of the house in numbers: files and functions in lines, folders in modules."""
    sources = [path for floor in PACKAGES for path in (ROOT / floor).rglob("*.py") if path.parent.name != "versions"]
    texts = {path: path.read_text(encoding="utf-8") for path in sources}
    files = sorted(len(text.splitlines()) for text in texts.values() if len(text.splitlines()) > 1)
    functions = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for text in texts.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    crowded = max(folders(), key=lambda one: len(one[1]))
    circles = sum(len(graph().nominate_cycle_breakers(folder)) for folder, _ in folders())
    rows = {
        "shape": "measured",
        "---": "---",
        "lines without tests, migrations and data": f"{sum(len(text.splitlines()) for text in texts.values()):,}",
        "file, median / p90 lines": f"{_at(files, 50)} / {_at(files, 90)}",
        "function, median / p90 / longest": f"{_at(functions, 50)} / {_at(functions, 90)} / {functions[-1]}",
        "modules in one folder, most": f"{len(crowded[1])} ({crowded[0]})",
        "arrows that close a circle, of files or folders": str(circles),
    }
    return "\n".join(f"| {name} | {value} |" for name, value in rows.items())


def _at(values: list[int], percent: int) -> int:
    return values[len(values) * percent // 100]


def written(page: str) -> str:
    """The page with both made anew between their marks."""
    for name, made in (("layers", picture()), ("figures", figures())):
        before, mark, rest = page.partition(f"<!-- {name} -->\n")
        page = before + mark + made + "\n" + rest[rest.index(f"<!-- end of {name} -->") :]
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
