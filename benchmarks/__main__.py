"""`python -m benchmarks [name…]`: every module of this package with `tables()` is one benchmark."""

import importlib
import pkgutil
import sys
from types import ModuleType

import benchmarks
from benchmarks.tables import machine


def found() -> dict[str, ModuleType]:
    """Benchmarks by name: modules that define `tables() -> Iterable[Table]`."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "tables")}


def main(wanted: list[str]) -> int:
    known = found()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    print(f"Measured on {machine()}.\n", flush=True)
    for name in wanted or known:
        print(f"## {name.capitalize()}\n", flush=True)
        for table in known[name].tables():
            print(table.markdown(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
