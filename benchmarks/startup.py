"""How long `--help` takes beside a bare Python, and how much memory the idle program holds.

Aim: help in under half a second's worth of imports, the idle bot under 100 MB.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks._sandbox import running_vk
from benchmarks.tables import Table

ROOT = Path(__file__).parents[1]
REPEATS = 7
_SETTLED = 8  # seconds until a started program is idle


def tables() -> Iterator[Table]:
    bare, helped = [], []
    for _ in range(REPEATS):
        bare.append(_seconds(["-c", "pass"]))
        helped.append(_seconds(["-m", "bot", "--help"]))
    rows = [
        ("python -c pass", f"{statistics.median(bare):.3f}", "1.0"),
        ("python -m bot --help", f"{statistics.median(helped):.3f}", f"{_ratio(helped, bare):.1f}"),
    ]
    yield Table("Help beside a bare Python", ("command", "seconds", "ratio"), rows)
    if sys.platform == "linux":
        fresh, again = _idle()
        yield Table(
            "Memory of the idle program",
            ("start", "resident, MB"),
            [("on a new database", f"{fresh:.0f}"), ("again", f"{again:.0f}")],
            ["Connected to a sandbox VK by long poll, with clock, delivery and web pages; nothing sent yet."],
        )


def _ratio(one: Sequence[float], other: Sequence[float]) -> float:
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def _seconds(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _idle() -> tuple[float, float]:
    with running_vk(1) as vk, tempfile.TemporaryDirectory() as folder:
        settings = {
            "VK_TOKEN": vk.token,
            "VK_GROUP_ID": str(vk.group_id),
            "VK_API_URL": vk.api_url,
            "HTTP_PORT": "0",
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/idle.db",
            "PYTHONPATH": str(ROOT),
        }
        return _resident(folder, settings), _resident(folder, settings)


def _resident(folder: str, settings: dict[str, str]) -> float:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=folder, env={**os.environ, **settings}, stdout=subprocess.DEVNULL
    )
    try:
        time.sleep(_SETTLED)
        lines = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
