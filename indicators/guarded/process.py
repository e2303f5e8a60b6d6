"""The program's side of the guard: a child process that is asked and answers, or ends without an answer."""

import asyncio
import contextlib
import json
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Timer
from typing import Any, Final

import indicators
from indicators.errors import UnusableFile
from indicators.guarded.environment import environment, python
from indicators.guarded.serving import ANSWER, HEAD_BYTES, REFUSALS

_AGAIN = "откройте его в Excel или LibreOffice, сохраните как новую книгу .xlsx и пришлите её"
TOO_SLOW: Final = f"Файл читается слишком долго: {_AGAIN}, оставив только саму таблицу."
BROKEN: Final = f"Файл не читается, он повреждён или внутри слишком велик: {_AGAIN}."
HOME: Final = Path(indicators.__file__).resolve().parent.parent
# The child's processor time is what is limited; on a busy machine that lasts longer by the clock.
_PATIENCE = 10
_KILLED_FOR_TIME: Final = {-24, -9}  # SIGXCPU, SIGKILL
_LAST_BREATH = 5
_LARGEST_ANSWER = 512 * 2**20
_BUFFER = 2**20


class Guarded:
    """One child at work. Its answers are bytes and nothing in them is trusted."""

    def __init__(self, process: asyncio.subprocess.Process, seconds: int) -> None:
        self._process = process
        self._patience = seconds * _PATIENCE

    async def ask(self, **request: Any) -> bytes:
        """The child's answer.

        Raises:
            UnusableFile, UsageError: with the sentence of the child, or of its end.
        """
        assert self._process.stdin is not None
        line = await asyncio.to_thread(_line, request)
        try:
            async with asyncio.timeout(self._patience):
                self._process.stdin.write(line)
                await self._process.stdin.drain()
                letter, body = await self._frame()
        except TimeoutError as error:
            raise UnusableFile(TOO_SLOW) from error
        except (asyncio.IncompleteReadError, OSError, ValueError) as error:
            with contextlib.suppress(TimeoutError):  # its output has ended, so it has, or is just about to
                await asyncio.wait_for(self._process.wait(), _LAST_BREATH)
            raise UnusableFile(TOO_SLOW if self._process.returncode in _KILLED_FOR_TIME else BROKEN) from error
        return _answer(letter, body)

    async def _frame(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        head = await self._process.stdout.readexactly(HEAD_BYTES)
        return head[:1], await self._process.stdout.readexactly(_size(head))


@asynccontextmanager
async def guarded(module: str, *, memory_bytes: int, seconds: int) -> AsyncIterator[Guarded]:
    """A child that runs `python -m module`; it ends with the block, and with the program at the latest."""
    process = await asyncio.create_subprocess_exec(
        *_command(module, memory_bytes, seconds),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback would carry names into the logs
        start_new_session=True,  # Ctrl-C is for the program, which ends this process if it must
        cwd=HOME,
        env=environment(),
        limit=_BUFFER,
    )
    try:
        yield Guarded(process, seconds)
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()


def asked_now(module: str, *, memory_bytes: int, seconds: int, **request: Any) -> bytes | None:
    """One answer, for callers without an event loop; None when the child ended without one.

    Raises:
        UsageError: what the child refused with.
    """
    command = _command(module, memory_bytes, seconds)
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, cwd=HOME, env=environment()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        in_time = Timer(seconds * _PATIENCE, process.kill)
        in_time.start()
        try:
            process.stdin.write(_line(request))
            process.stdin.flush()
            head = process.stdout.read(HEAD_BYTES)
            size = _size(head)
            body = process.stdout.read(size)
        except (OSError, ValueError):
            return None
        finally:
            in_time.cancel()
            process.kill()
    return _answer(head[:1], body) if len(body) == size else None


def _command(module: str, memory_bytes: int, seconds: int) -> list[str]:
    return python(module, json.dumps({"memory_bytes": memory_bytes, "seconds": seconds}))


def _line(request: Mapping[str, object]) -> bytes:
    return json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _size(head: bytes) -> int:
    size = int.from_bytes(head[1:], "little")
    if len(head) < HEAD_BYTES or size > _LARGEST_ANSWER:
        raise ValueError("no answer, or one that nobody asked for")
    return size


def _answer(letter: bytes, body: bytes) -> bytes:
    if letter != ANSWER:
        raise REFUSALS.get(letter, UnusableFile)(body.decode("utf-8", "replace"))
    return body
