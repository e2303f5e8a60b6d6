"""Drawing in a process of its own.

The libraries of pictures and documents are large and used for a second a week; a program that runs for
months would keep every one it ever loaded.
"""

import asyncio
import contextlib
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from indicators.errors import DezhurnyError
from indicators.guarded.confinement import confine, die_with_parent
from indicators.guarded.environment import environment, python

P = ParamSpec("P")
T = TypeVar("T")
_MEMORY = 2 * 2**30  # libraries of pictures reserve far more than they use
_SECONDS = 300
_HOME = Path(__file__).resolve().parents[2]


async def run_apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the function gives; it and its arguments go to the other process and must be known there by name.

    Raises:
        DezhurnyError: whichever the function raised.
        ChildProcessError: it failed otherwise, or the process was ended.
    """
    process = await asyncio.create_subprocess_exec(
        *python("reports.weekly.drawing_process"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # a traceback would carry names into the logs
        start_new_session=True,  # Ctrl-C is for the program, which ends this process if it must
        cwd=_HOME,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        with contextlib.suppress(OSError):  # it ended before it had heard everything: its status says so
            process.stdin.write(pickle.dumps((function, args, kwargs)))
            await process.stdin.drain()
        output = await process.stdout.read()  # its input stays open: that end tells it that the program is gone
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ChildProcessError(f"the drawing process ended with {process.returncode}")
    result: Any = pickle.loads(output)
    if isinstance(result, DezhurnyError):
        raise result
    return result  # type: ignore[no-any-return]


def _main() -> None:
    function, args, kwargs = pickle.load(sys.stdin.buffer)
    die_with_parent()
    confine(memory_bytes=_MEMORY, seconds=_SECONDS, writes=True)
    try:
        result = function(*args, **kwargs)
    except DezhurnyError as error:
        result = error
    sys.stdout.buffer.write(pickle.dumps(result))


if __name__ == "__main__":
    _main()
