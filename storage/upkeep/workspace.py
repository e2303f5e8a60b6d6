"""Folders for what is not kept: they go with the work, and what a killed program left behind goes at the next start."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_PREFIX: Final = "dezhurny-work-"
_LOCK: Final = "in-use"
_DAY = 24 * 60 * 60


@contextmanager
def workspace() -> Iterator[Path]:
    """A folder that only its owner can read. Raises OSError when there is no room for one."""
    clear_left_behind()
    made = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    with made as name, (Path(name) / _LOCK).open("wb") as lock:
        _is_taken(lock)
        yield Path(name)


def clear_left_behind() -> None:
    """Folders of programs that were killed: they may hold people's data."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    about = folder.lstat()
    if hasattr(os, "getuid") and about.st_uid != os.getuid():
        return False
    if os.name == "nt":  # no such locks: by its age
        return time.time() - about.st_mtime > _DAY
    try:
        with (folder / _LOCK).open("rb") as lock:
            return _is_taken(lock)
    except FileNotFoundError:  # killed before it began, or just beginning
        return time.time() - about.st_mtime > _DAY


def _is_taken(lock: BinaryIO) -> bool:
    """Whether the lock was free and is ours now. It goes with the process, however that ends."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
