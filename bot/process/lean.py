"""What the program that runs for weeks does not take along: an idle one would hold megabytes for nothing."""

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
    for name, luxury in _WITHOUT.items():
        if name not in sys.modules and luxury not in sys.modules:
            _load(name, luxury)


def _load(name: str, luxury: str) -> None:
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
