"""The program and its children that read files, draw and fill in documents, for tests: they need not load first.

They are forked from a process that has: loading is most of what a short command costs. What such a process is stays as
it is: it reads the same bytes, confines itself, answers, takes signals, and ends with whoever asked. Tests of the
processes themselves, and of files that are to harm them, start theirs as everybody does.
"""

import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from indicators.guarded import process
from indicators.guarded.environment import python

ROOT = Path(__file__).parents[1]
CAN_FORK = hasattr(os, "pidfd_open")
# What is loaded and called before the first child, by the package whose modules the children run.
_LOADED = {
    "indicators": ("indicators.file.understanding", "indicators.reading.parse", "indicators.lexicon.lexicon:lexicon"),
    "reports": (
        "reports.pictures.chart",
        "reports.pictures.comparison_chart",
        "reports.pictures.howto",
        "reports.weekly.document",
        "reports.weekly.pdf",
        "reports.weekly.spreadsheet",
        "matplotlib.backends.backend_agg",
        "matplotlib.figure",
        "docxtpl",
        "reportlab.platypus",
        "xlsxwriter",
    ),
    "bot": (
        "bot.command_line",
        "bot.commands.demo",
        "bot.commands.imports",
        "bot.commands.keeping.backup",
        "bot.commands.report",
        "bot.commands.schedule",
        "bot.commands.send",
        "bot.first_look",
        "bot.running",
        "bot.running.program",
        # What makes a new database, and what a first look at it needs.
        "alembic.command",
        "alembic.config",
        "alembic.ddl.sqlite",
        "holidays.countries.russia",
        "sqlalchemy.orm:configure_mappers",
    ),
}


# One thread: there is nobody else to wake after a fork.
_ENVIRONMENT = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
# In the place of the process: hand over its input, outputs, arguments and, for the program, where it is started; pass
# signals on; end as it ends, also by a signal.
_ASK = """
import json, os, resource, signal, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
given = {"arguments": sys.argv[3:]}
if sys.argv[2] == "whole":
    given |= {"folder": os.getcwd(), "environment": dict(os.environ)}
socket.send_fds(server, [json.dumps(given).encode()], [0, 1, 2])
for one in (signal.SIGINT, signal.SIGTERM):  # before that, nothing runs that would have to hear of it
    signal.signal(one, lambda number, _: server.send(bytes([number])))
os.close(1)
os.close(2)
ended_by, status = server.recv(2)
if ended_by:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ended_by in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ended_by, signal.SIG_DFL)
    os.kill(os.getpid(), ended_by)
sys.exit(status)
"""


def asking(address: str, module: str, *arguments: str, whole: bool = False) -> list[str]:
    """What is run instead of `python -m module`; `whole`: with the folder and the environment it is started in."""
    return [sys.executable, "-I", "-S", "-c", _ASK, address, "whole" if whole else "", module, *arguments]


class Server:
    """Started when it is first needed, ended with the tests that asked for it; or once for several test processes."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._shared = f"WARM_{package.upper()}"
        self._folder: TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()

    def command(self, module: str, *arguments: str, whole: bool = False) -> list[str]:
        return asking(self.address(), module, *arguments, whole=whole)

    def share(self) -> None:
        """With the test processes that this one starts."""
        os.environ[self._shared] = self.address()

    def address(self) -> str:
        if shared := os.environ.get(self._shared):
            return shared
        with self._starting:
            if self._folder is None:
                self._start()
        return self._socket()

    def _start(self) -> None:
        self._folder = TemporaryDirectory(prefix="warm")
        command = [sys.executable, "-m", __name__, self._socket(), self._package]
        environment = _ENVIRONMENT | ({"WARM": json.dumps(_addresses())} if self._package == "bot" else {})
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def end(self) -> None:
        if self._process is not None:
            self._process.communicate()
        if self._folder is not None:
            self._folder.cleanup()
            os.environ.pop(self._shared, None)

    def _socket(self) -> str:
        assert self._folder is not None
        return str(Path(self._folder.name, "socket"))


def _addresses() -> dict[str, str]:
    return {package: SERVERS[package].address() for package in _CHILDREN}


_CHILDREN = ("indicators", "reports")
SERVERS = {package: Server(package) for package in _LOADED} if CAN_FORK else {}


def serve(address: str, package: str) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(50)
        print(flush=True)  # whoever asks from now on is answered, if not at once
        for one in _LOADED[package]:
            name, _, called = one.partition(":")
            module = import_module(name)
            if called:
                getattr(module, called)()
        _with_children(package, address)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while 0 not in (ready := _ready(0, listening.fileno())):
            if listening.fileno() in ready:
                asked, _ = listening.accept()
                if os.fork() == 0:
                    listening.close()
                    _look_after(asked)
                asked.close()


def _with_children(package: str, address: str) -> None:
    """What draws has documents filled in by one more; the program has files read and pictures drawn."""
    known = json.loads(os.environ.get("WARM", "{}")) | ({} if package == "bot" else {package: address})

    def warm(module: str, *arguments: str) -> list[str]:
        found = known.get(module.partition(".")[0])
        return asking(found, module, *arguments) if found else python(module, *arguments)

    process.python = warm
    if package == "bot":
        import_module("reports.weekly.drawing_process").python = warm


def _ready(*files: int) -> list[int]:
    return [one for one, _ in _poll(*files).poll()]


def _poll(*files: int) -> Any:
    polled = select.poll()
    for one in files:
        polled.register(one, select.POLLIN)
    return polled


def _look_after(asked: socket.socket) -> None:
    """Its parent, which tells how it ended and ends it when nobody waits for it any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    told, files, _, _ = socket.recv_fds(asked, 2**16, 3)
    if not told:
        os._exit(0)  # whoever asked was stopped before it had
    child = os.fork()
    if child == 0:
        _run(**json.loads(told), files=files)
    for one in files:
        os.close(one)
    ended = os.pidfd_open(child)
    while ended not in _ready(ended, asked.fileno()):
        number = asked.recv(1)
        os.kill(child, number[0] if number else signal.SIGKILL)
        if not number:
            break
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        asked.send(bytes([max(0, -code), max(0, code)]))
    os._exit(0)


def _run(
    arguments: list[str], files: list[int], folder: str | None = None, environment: dict[str, str] | None = None
) -> None:
    for number, one in enumerate(files):
        os.dup2(one, number)
        os.close(one)
    if folder is not None and environment is not None:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = arguments
    status: object = 1
    try:
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as ended:
        status = ended.code
    except BaseException:  # noqa: BLE001 — as the interpreter does with what nobody caught
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
