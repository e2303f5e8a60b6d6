"""A command in a process of its own that need not load the program first: it is forked from one that has.

Loading is most of what a short command costs. What runs for long, is stopped or killed starts as everybody starts it
(`Program.start`), and so does everything where processes cannot be forked.
"""

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from indicators.guarded import process
from indicators.guarded.environment import python
from reports.weekly import drawing_process
from tests import warm_children

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
# Which commands have which children.
_CHILDREN = {"indicators": ("import",), "reports": ("report", "leaflets", "posters")}
_LOADED = ("bot.command_line", "bot.commands.send", "bot.commands.imports", "bot.commands.report", "bot.commands.demo")


@cache
def _forks() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_LOADED, __name__])
    return context


def run_warm(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], out: Path, err: Path) -> int:
    """Wait for `python -m bot` with these arguments; its exit status."""
    packages = [package for package, commands in _CHILDREN.items() if arguments and arguments[0] in commands]
    addresses = {one: warm_children.SERVERS[one].address() for one in packages if one in warm_children.SERVERS}
    child = _forks().Process(target=_command, args=(list(arguments), folder, dict(environment), out, err, addresses))
    child.start()
    child.join()
    return int(child.exitcode or 0)


def _command(
    arguments: list[str], folder: Path, environment: dict[str, str], out: Path, err: Path, addresses: Mapping[str, str]
) -> None:
    def warm(module: str, *more: str) -> list[str]:
        address = addresses.get(module.partition(".")[0])
        return warm_children.asking(address, module, *more) if address else python(module, *more)

    drawing_process.python = process.python = warm
    for number, path in ((1, out), (2, err)):
        target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(target, number)
        os.close(target)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["bot", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
