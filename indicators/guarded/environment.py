"""How a process that meets files of strangers is started, and what it is told of the program's environment."""

import os
import sys
from typing import Final

# Where programs, libraries, fonts and temporary files are. Neither tokens nor the database's address.
_KEPT: Final = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "USERPROFILE",
    "LOCALAPPDATA",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "MPLCONFIGDIR",
    "XDG_CACHE_HOME",
    "FONTCONFIG_PATH",
)


# Memory of a parser that has done its work is given back.
_MEMORY: Final = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072"}


def environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _MEMORY


def python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", module, *arguments]
