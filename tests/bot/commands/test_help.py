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
