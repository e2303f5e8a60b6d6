"""A disk of a few megabytes that can be filled, freed and made read-only, where this machine lets us mount one."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_FILLER = ".filler"


@dataclass(frozen=True, slots=True)
class SmallDisk:
    folder: Path

    def fill(self, leave: int = 0) -> None:
        """Until `leave` bytes are free."""
        with (self.folder / _FILLER).open("wb", buffering=0) as file:
            while shutil.disk_usage(self.folder).free > leave:
                try:
                    file.write(b"\0" * 4096)
                except OSError:  # somebody else took the last of it
                    return

    def free(self) -> None:
        (self.folder / _FILLER).unlink()

    def only_read(self, yes: bool = True) -> None:
        """While nobody has anything open there for writing."""
        if not _run("mount", "-o", f"remount,{'ro' if yes else 'rw'}", str(self.folder)):
            raise OSError("the disk could not be mounted anew")


def _run(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@contextmanager
def small_disk(folder: Path, size: str = "8m") -> Iterator[SmallDisk]:
    folder.mkdir()
    mount = shutil.which("mount")
    options = ("-t", "tmpfs", "-o", f"size={size}", "tmpfs")
    if sys.platform != "linux" or mount is None or not _run(mount, *options, str(folder)):
        pytest.skip("only root may mount a small file system here")
    try:
        yield SmallDisk(folder)
    finally:
        _run("umount", "-l", str(folder))
