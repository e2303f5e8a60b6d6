"""One person's flood must cost the others nothing: whoever writes too fast is told once and then not answered."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

WINDOW = timedelta(minutes=1)
ALLOWED = 30
# People remembered at once; the one heard longest ago is forgotten first.
REMEMBERED = 20_000


class Pace(Enum):
    FINE = "fine"
    TOO_MUCH_NOW = "too much now"
    STILL_TOO_MUCH = "still too much"


@dataclass(slots=True)
class _Window:
    since: datetime
    count: int = 0


class FloodGate:
    """Counts events per person in windows of a minute."""

    def __init__(self, allowed: int = ALLOWED) -> None:
        self._allowed = allowed
        self._windows: OrderedDict[int, _Window] = OrderedDict()

    def count(self, person: int, now: datetime) -> Pace:
        window = self._windows.get(person)
        if window is None or not timedelta() <= now - window.since < WINDOW:
            window = self._windows[person] = _Window(now)
        self._windows.move_to_end(person)
        if len(self._windows) > REMEMBERED:
            self._windows.popitem(last=False)
        window.count += 1
        if window.count <= self._allowed:
            return Pace.FINE
        return Pace.TOO_MUCH_NOW if window.count == self._allowed + 1 else Pace.STILL_TOO_MUCH
