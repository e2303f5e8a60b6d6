"""What is kept is for its owner's eyes only, whatever the umask was."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.campaigns.outbox import sole_deliverer
from storage.database.opening import open_database
from storage.database.owner_only import exposed, make_folder
from storage.upkeep.backup.making import make_backup
from tests.outbox_rows import NOON, add_school

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {str(one.relative_to(folder)): stat.S_IMODE(one.stat().st_mode) for one in sorted(folder.rglob("*"))}


def for_all_to_see(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    path.chmod(0o644)
    path.parent.chmod(0o755)
    return path


async def test_the_database_and_all_that_comes_beside_it(tmp_path, umask):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/new/data/dezhurny.db")
    async with sole_deliverer(database):
        await add_school(database)
        await make_backup(database, tmp_path / "new" / "copy.db", NOON, lambda: 7)
        found = modes(tmp_path)
        assert found["new/data/dezhurny.db-wal"]
    await database.close()
    assert {mode for name, mode in found.items() if name in ("new", "new/data")} == {0o700}
    files = {name: mode for name, mode in found.items() if "." in name}
    assert len(files) >= 5
    assert set(files.values()) == {0o600}


async def test_what_an_older_program_left_is_put_right_at_the_start(tmp_path):
    data = tmp_path / "data"
    await (await open_database(f"sqlite+aiosqlite:///{data}/dezhurny.db")).close()
    for name in ("dezhurny.db.lock", "before-restore-20261101-100000.db", "files/7/file.xlsx", "uploads/8/file.xlsx"):
        for_all_to_see(data / name)
    (data / "dezhurny.db").chmod(0o664)
    data.chmod(0o755)
    assert len(exposed(data / "dezhurny.db")) == 10
    await (await open_database(f"sqlite+aiosqlite:///{data}/dezhurny.db")).close()
    assert exposed(data / "dezhurny.db") == []
    assert {mode & 0o077 for mode in modes(tmp_path).values()} == {0}


async def test_a_folder_that_is_not_ours_alone_stays_as_it_is(tmp_path, monkeypatch):
    shared = for_all_to_see(tmp_path / "shared" / "plan.txt")
    await (await open_database(f"sqlite+aiosqlite:///{shared.parent}/dezhurny.db")).close()
    found = modes(tmp_path)
    assert (found["shared"], found["shared/plan.txt"], found["shared/dezhurny.db"]) == (0o755, 0o644, 0o600)
    work = tmp_path / "work"
    work.mkdir(mode=0o755)
    monkeypatch.chdir(work)
    await (await open_database("sqlite+aiosqlite:///dezhurny.db")).close()
    assert (modes(tmp_path)["work"], modes(tmp_path)["work/dezhurny.db"]) == (0o755, 0o600)


def test_a_folder_is_made_with_those_above_it(tmp_path, umask):
    make_folder(tmp_path / "a" / "b" / "c")
    assert set(modes(tmp_path).values()) == {0o700}
    make_folder(tmp_path / "a" / "b" / "c")
