"""The product's packages as a graph of who imports whom; from it the tests and the pictures of the house are made."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from grimp import ImportGraph, build_graph

ROOT = Path(__file__).parent.parent
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
