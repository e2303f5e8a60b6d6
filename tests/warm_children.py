"""The program's children that read files, draw and fill in documents, for tests: they need not load first.

They are forked from a process that has. What such a child is stays as it is: it reads the same bytes, confines itself,
answers, and ends with whoever asked. Tests of the children themselves, and of files that are to harm them, start theirs
as everybody does.
"""

import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from indicators.guarded import process

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
}


# One thread: there is nobody else to wake after a fork.
_ENVIRONMENT = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
# In the place of the child: hand over its input, output and arguments, end as it ends, also by a signal.
_ASK = """
import os, resource, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
socket.send_fds(server, ["\\0".join(sys.argv[2:]).encode()], [0, 1])
os.close(1)
signal, status = server.recv(2)
if signal:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.kill(os.getpid(), signal)
sys.exit(status)
"""


def asking(address: str, module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", _ASK, address, module, *arguments]


class Server:
    """Started when it is first needed, ended with the tests that asked for it; or once for several test processes."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._shared = f"WARM_{package.upper()}"
        self._folder: TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def command(self, module: str, *arguments: str) -> list[str]:
        """What is run instead of `python -m module`."""
        return asking(self.address(), module, *arguments)

    def share(self) -> None:
        """With the test processes that this one starts."""
        os.environ[self._shared] = self.address()

    def address(self) -> str:
        if shared := os.environ.get(self._shared):
            return shared
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="warm")
            command = [sys.executable, "-m", __name__, self._socket(), self._package]
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_ENVIRONMENT
            )
            assert self._process.stdout is not None
            self._process.stdout.readline()
        return self._socket()

    def end(self) -> None:
        if self._process is not None:
            self._process.communicate()
        if self._folder is not None:
            self._folder.cleanup()
            os.environ.pop(self._shared, None)

    def _socket(self) -> str:
        assert self._folder is not None
        return str(Path(self._folder.name, "socket"))


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
        process.python = partial(asking, address)  # what draws has documents filled in by one more
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while 0 not in (ready := _ready(0, listening.fileno())):
            if listening.fileno() in ready:
                asked, _ = listening.accept()
                if os.fork() == 0:
                    listening.close()
                    _look_after(asked)
                asked.close()


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
    arguments, files, _, _ = socket.recv_fds(asked, 2**12, 2)
    child = os.fork()
    if child == 0:
        _run(arguments.decode().split("\0"), *files)
    for one in files:
        os.close(one)
    ended = os.pidfd_open(child)
    if ended not in _ready(ended, asked.fileno()):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        asked.send(bytes([max(0, -code), max(0, code)]))
    os._exit(0)


def _run(arguments: list[str], given: int, answer: int) -> None:
    os.dup2(given, 0)
    os.dup2(answer, 1)
    sys.argv = arguments
    status: object = 1
    try:
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as ended:
        status = ended.code
    finally:
        sys.stdout.flush()
        os._exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
