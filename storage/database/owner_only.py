"""Files and folders for the owner only, whatever the umask: they hold names, and codes that open doors.

Windows has no such rights: there a folder's own settings decide.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FILE, FOLDER = 0o600, 0o700
_OTHERS = 0o077
# Of who delivers, who answers, who works at all, and whose pages are shown.
LOCKS = (".lock", ".events.lock", ".work.lock", ".pages.lock")
_BESIDE = ("", "-wal", "-shm", "-journal", *LOCKS)  # what SQLite and we put beside a database
# Folders of files that wait for an answer: sent in a chat, and to the cabinet's pages.
WAITING = (CHAT, PAGES) = ("files", "uploads")
_OURS = ("before-restore-*.db", "before-move-*.db", ".*.part")


def make_folder(folder: Path) -> None:
    """With all that is missing above it."""
    for one in reversed([folder, *folder.parents]):
        if not one.is_dir():
            one.mkdir(exist_ok=True)
            one.chmod(FOLDER)


def make_file(path: Path) -> None:
    """An empty one, unless it is there. What SQLite puts beside it gets the same rights."""
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE))
        path.chmod(FILE)


def put_right(file: Path) -> None:
    """What an older program left readable for others beside and around a database."""
    for one in exposed(file):
        with suppress(OSError):  # a read-only disk; `doctor` tells
            one.chmod(FOLDER if one.is_dir() else FILE)


def exposed(file: Path) -> list[Path]:
    """What of a database and around it others may look into, and is ours to change."""
    return [one for one in _kept(file) if is_exposed(one)]


def _kept(file: Path) -> Iterator[Path]:
    folder = file.resolve().parent
    names = {file.name + ending for ending in _BESIDE}
    yield from (folder / name for name in sorted(names))
    for pattern in _OURS:
        yield from folder.glob(pattern)
    for waiting in (folder / name for name in WAITING):
        if waiting.is_dir():
            yield from (waiting, *waiting.rglob("*"))
    if _is_ours_alone(folder, names):
        yield folder


def _is_ours_alone(folder: Path, names: set[str]) -> bool:
    """A folder that others put things into, or in which somebody works, is not ours to close."""
    known = {one.name for pattern in _OURS for one in folder.glob(pattern)} | names | set(WAITING)
    here = Path.cwd()
    is_apart = folder not in (here, *here.parents, Path.home())
    return folder.is_dir() and is_apart and all(one.name in known for one in folder.iterdir())


def is_exposed(path: Path) -> bool:
    if os.name == "nt":
        return False
    try:
        found = path.lstat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not path.is_symlink() and bool(found.st_mode & _OTHERS)
