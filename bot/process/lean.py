"""What the program does not take along: loading it takes time, and an idle program would hold megabytes for nothing."""

import contextlib
import ctypes
import importlib
import sys
import warnings

# Libraries that load another where they find it, and do as well without: our log is plain lines, which needs no
# colours for errors, and what messengers answer says itself in what letters it is.
_WITHOUT = {"structlog": "rich", "requests": "charset_normalizer"}
_ARENAS = -8  # M_ARENA_MAX of the C library


def load_lean() -> None:
    """To be called before anything large is loaded, and any thread begun."""
    _share_one_heap()
    for name in _WITHOUT:
        _load(name)


def load_plain_logs() -> None:
    """For commands, which are not alive for long and may not need the network at all."""
    _load("structlog")


def _load(name: str) -> None:
    luxury = _WITHOUT[name]
    if name in sys.modules or luxury in sys.modules:
        return
    sys.modules[luxury] = None  # type: ignore[assignment]  # an import of it fails as if it were not there
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(name)
    finally:
        del sys.modules[luxury]


def _share_one_heap() -> None:
    """Threads that take turns anyway need no heaps of their own, each of which keeps what it once held."""
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 1)
