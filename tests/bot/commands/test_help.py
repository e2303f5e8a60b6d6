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
    assert {"structlog", "requests", "jinja2"} <= loaded
    assert not {"rich", "charset_normalizer", "bot.max.messenger", "PIL", "openpyxl", "matplotlib"} & loaded
    assert done.stderr == ""
