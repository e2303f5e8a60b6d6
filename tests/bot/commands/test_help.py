"""`--help` answers without loading what it does not use, and every command is documented."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
HEAVY = {
    "sqlalchemy",
    "aiohttp",
    "matplotlib",
    "reportlab",
    "vk_api",
    "pydantic",
    "alembic",
    "apscheduler",
    "rapidfuzz",
}


def test_help_loads_no_heavy_library():
    code = "import sys; from bot.command_line import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "import" in done.stdout
    assert HEAVY & set(done.stderr.split()) == set()


def test_the_running_program_takes_no_luxuries_along():
    code = (
        "import sys; from bot.process.lean import load_lean; load_lean(); import bot.running, bot.first_look;"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"structlog", "vk_api.keyboard", "jinja2"} <= loaded
    luxuries = {"rich", "charset_normalizer", "urllib3", "bot.max.messenger", "PIL", "openpyxl", "matplotlib"}
    luxuries |= {"sqlalchemy.dialects.postgresql", "vk_api.vk_api"}
    assert not luxuries & loaded
    assert done.stderr == ""


def test_what_uploads_need_comes_with_the_first_of_them():
    code = (
        "import sys; from bot.process.lean import load_lean; load_lean(); import bot.running, bot.vk.uploads as here;"
        "here._Patient(), here.requests.Session().close();"
        "print(*(one for one in sys.modules if one in ('requests.adapters', 'charset_normalizer')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (["requests.adapters"], "")
