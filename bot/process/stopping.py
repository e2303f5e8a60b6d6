"""Being told to stop, by Ctrl-C or SIGTERM, at any moment between the first line of the program and its last.

The ordinary ways each have a gap: a default handler raises in the middle of an import or of the event loop's own
work, and the loop's handlers are not there before it runs nor after it closed. Here one handler stays for the whole
life of the process. It never raises where something could be torn: while the program loads it only remembers, while
the event loop runs it hands over to it. That also holds where Ctrl-C was inherited as ignored.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

_AT_ONCE = 4  # times asked: whoever insists so is not kept waiting, whatever is under way


class Stopping:
    """The first request is polite: what is under way ends. The second cancels it. Everything that matters is in
    the database by then, and the next start goes on from there."""

    def __init__(self) -> None:
        self.asked = 0
        self._work: tuple[asyncio.AbstractEventLoop, asyncio.Task[object]] | None = None
        self._polite: Callable[[], None] | None = None
        self._raises = False

    def listen(self) -> None:
        """From now on, for the rest of the process."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._heard)

    @contextmanager
    def cancelling(self, loop: "asyncio.AbstractEventLoop", task: "asyncio.Task[object]") -> Iterator[None]:
        """Inside, the task is what is stopped.

        Raises:
            KeyboardInterrupt: it was asked for before.
        """
        self._raises = False
        if self.asked:
            raise KeyboardInterrupt
        self._work = (loop, task)
        try:
            yield
        finally:
            self._work = None

    @contextmanager
    def politely(self, stop: Callable[[], None]) -> Iterator[None]:
        """Inside, the first request calls `stop`, in the event loop, instead of cancelling the task."""
        self._polite = stop
        try:
            yield
        finally:
            self._polite = None

    def loop_closed(self) -> None:
        """After the event loop, a command may still draw and write for a while: that can be interrupted."""
        self._raises = not self.asked

    def ending(self) -> None:
        """The program is on its way out: nothing is left to be stopped. The interpreter itself would fall back to
        the system's default, which is sudden death, for the last moments."""
        self._raises = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.asked += 1
        if self.asked >= _AT_ONCE:
            os._exit(1)
        if self._work is not None:
            loop, _ = self._work
            loop.call_soon_threadsafe(self._act)
        elif self._raises:
            raise KeyboardInterrupt

    def _act(self) -> None:
        if self._work is None:
            return
        polite, self._polite = self._polite, None
        if polite is not None:
            polite()
        else:
            self._work[1].cancel()


stopping = Stopping()
