"""Temporary folders: gone with the work, and gone at the next start when the program was killed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from storage.upkeep.workspace import clear_left_behind, workspace

HOME = Path(__file__).parents[2]
KILLED = """
import time
from storage.upkeep.workspace import workspace
with workspace() as folder:
    (folder / "people.db").write_text("Иванова Анна")
    print(folder, flush=True)
    time.sleep(100)
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield
    tempfile.tempdir = None


def test_a_folder_goes_with_its_work(tmp_path):
    with workspace() as folder:
        assert folder.parent == tmp_path
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows knows them by their age only")
def test_what_a_killed_program_left_goes_at_the_next_start_and_what_is_in_use_stays(tmp_path):
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, cwd=HOME) as program:
        assert program.stdout is not None
        folder = Path(program.stdout.readline().strip())
        clear_left_behind()
        assert (folder / "people.db").exists()
        program.kill()
    assert folder.exists()
    with workspace() as mine:
        assert not folder.exists()
        clear_left_behind()
        assert mine.exists()
    (tmp_path / "dezhurny-work-link").symlink_to(HOME)
    clear_left_behind()
    assert HOME.exists()
