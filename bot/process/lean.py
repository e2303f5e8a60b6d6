"""What the program does not take along: loading it takes time, and an idle program would hold megabytes for nothing."""

import contextlib
import ctypes
import importlib
import importlib.util
import sys
import warnings
from types import ModuleType
from typing import Any

# Libraries that load another where they find it, and do as well without: our log is plain lines, which needs no
# colours for errors, and what messengers answer says itself in what letters it is.
_WITHOUT = {"structlog": "rich", "requests": "charset_normalizer"}
# Of the C library. Threads that take turns anyway need no heaps of their own, each of which keeps what it once held
# (M_ARENA_MAX); and what is large, a file or a model being unpacked, goes back to the system as soon as it is dropped
# (M_MMAP_THRESHOLD, in bytes), where the library would begin to keep it after the first one.
_HEAPS = {-8: 1, -3: 256 * 1024}


def load_lean() -> None:
    """To be called before anything large is loaded, and any thread begun."""
    _keep_little()
    _load("structlog")
    if "requests" not in sys.modules and "vk_api" not in sys.modules:
        sys.modules["requests"] = _Later("requests")
        _without_its_rest("vk_api")


def load_plain_logs() -> None:
    """For commands, which are not alive for long and may not need the network at all."""
    _load("structlog")


class _Later(ModuleType):
    """Stands for a library that others name at their top and use for rare deeds: it is loaded at the first of them.
    So vk_api, of which we take keyboards and names every day, does without `requests` until a file is uploaded."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
            _load(self.__name__)
        return getattr(importlib.import_module(self.__name__), name)


def _without_its_rest(name: str) -> None:
    """A package whose modules are loaded when they are named, and not all of them with the first."""
    spec = importlib.util.find_spec(name)
    if spec is not None:
        sys.modules[name] = importlib.util.module_from_spec(spec)


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


def _keep_little() -> None:
    with contextlib.suppress(OSError, AttributeError, TypeError):
        for option, value in _HEAPS.items():
            ctypes.CDLL(None).mallopt(option, value)
