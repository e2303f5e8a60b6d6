"""The sandbox's own time: it runs with the machine's clock but can be moved, so that VK's hour of memory passes."""

import time
from collections.abc import Callable


class Clock:
    """`source` gives unix seconds; `shift` is what the tests have added to it."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self.shift = 0.0

    def now(self) -> float:
        return self._source() + self.shift

    def advance(self, seconds: float) -> None:
        self.shift += seconds

    def set(self, moment: float) -> None:
        """Makes it `moment` (unix seconds) now; the clock goes on running from there."""
        self.shift = moment - self._source()
