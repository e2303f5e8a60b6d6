"""When delivery stands still, whoever watches a command is told what it waits for: once, not with every try."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_STILL = 3.0  # seconds without a step after which a word is due
_AGAIN = 600.0  # seconds before the same is said once more
# VK's shorter rests and our own pauses between tries follow one another: their ends say nothing to a person.
_LONG = timedelta(seconds=90)

_NO_ANSWER = "Мессенджер пока не отвечает или просит подождать: жду и пробую снова."
_STOP = "Прервать можно Ctrl-C: ничего не потеряется, остальное отправит следующий send."


class Stillness:
    """`waits_until` is the moment delivery waits for, where it knows one; `now` is a monotonic clock in seconds."""

    def __init__(
        self,
        waits_until: Callable[[], datetime | None],
        say: Callable[[str], None],
        clock: Callable[[], datetime],
        zone: ZoneInfo,
        now: Callable[[], float],
    ) -> None:
        self._waits_until = waits_until
        self._say = say
        self._clock = clock
        self._zone = zone
        self._now = now
        self._done = 0
        self._moved_at = now()
        self._said = ""
        self._said_at = 0.0

    def progressed(self, done: int) -> None:
        """So many rows have come to an end by now."""
        if done != self._done:
            self._done, self._moved_at = done, self._now()

    def look(self) -> None:
        """To be called every second or so."""
        now = self._now()
        if now - self._moved_at < _STILL:
            return
        reason = self._reason()
        if reason == self._said and now - self._said_at < _AGAIN:
            return
        self._said, self._said_at = reason, now
        self._say(f"{reason} {_STOP}")

    def _reason(self) -> str:
        until, today = self._waits_until(), self._clock()
        if until is None or until - today < _LONG:
            return _NO_ANSWER
        local = until.astimezone(self._zone)
        day = "" if local.date() == today.astimezone(self._zone).date() else f" {local:%d.%m}"
        return f"Мессенджер просит подождать: продолжу{day} в {local:%H:%M}."
