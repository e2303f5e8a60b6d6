"""Which numbers rows written since a backup can have had, and where numbering goes on after a restore."""

from dataclasses import dataclass
from datetime import UTC, datetime

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
# More than a region writes: what it writes at once, and what it writes on the average.
_AT_ONCE = 100_000
_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Numbers:
    """By table: `archived` are the last numbers the backup knows, `given` those of the replaced database, which
    may be another one, or new. The backup may have been restored elsewhere too; of that only the time tells."""

    archived: dict[str, int]
    given: dict[str, int]
    made_at: datetime
    now: datetime

    def beyond(self) -> dict[str, int]:
        """Numbers behind all that can have been used."""
        by_time = _minutes(_BEGINNING, self.now) * _A_MINUTE
        return {
            name: max(self.archived.get(name, 0) + self._many(), given, by_time) for name, given in self.given.items()
        }

    def lost(self, table: str) -> list[tuple[int, int]]:
        """First and last numbers of rows the backup does not know: those that follow its own, and where an earlier
        restore made numbering leap, the last of the replaced database."""
        known, given, many = self.archived.get(table, 0), self.given.get(table, 0), self._many()
        ranges = [(known + 1, known + many)]
        return ranges if given <= known + many else [*ranges, (given - many + 1, given)]

    def _many(self) -> int:
        return _AT_ONCE + _minutes(self.made_at, self.now) * _A_MINUTE


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds() // 60))
