"""The child's own side of the guard: its limits, and its end when the program ends."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from threading import Thread, stack_size

_NICER = 5  # the program answers people meanwhile
_THREAD_STACK = 512 * 1024
_PR_SET_PDEATHSIG = 1


def confine(*, memory_bytes: int, seconds: int, writes: bool = False) -> None:
    """No more memory and processor time than allowed, no core dump of people's names, and no files."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the parent's time limit remains
        return
    wanted = [
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        *([] if writes else [(resource.RLIMIT_FSIZE, 0)]),
    ]
    for kind, most in wanted:
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))
    with contextlib.suppress(OSError):
        os.nice(_NICER)


def die_with_parent(heard: Callable[[bytes], None] | None = None) -> None:
    """End when the program ends, however it ends: Linux sends a signal, everywhere else the pipe's end tells it.

    The program keeps this process's standard input open for as long as it lives. `heard` gets what it says.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        _ask_for_signal()
        if os.getppid() != parent:  # it ended before it was asked
            os._exit(1)
    stack_size(_THREAD_STACK)
    Thread(target=_listen, args=(heard or _nothing,), name="listen", daemon=True).start()
    stack_size(0)


def _ask_for_signal() -> None:
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _listen(heard: Callable[[bytes], None]) -> None:
    """Not through `sys.stdin`: a thread that waits there keeps Python from ending in good order."""
    said = bytearray()
    while more := os.read(0, 2**16):
        said += more
        while (end := said.find(b"\n") + 1) > 0:
            heard(bytes(said[:end]))
            del said[:end]
    os._exit(1)


def _nothing(line: bytes) -> None:
    pass
