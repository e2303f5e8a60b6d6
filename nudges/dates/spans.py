"""Days from one to another, and what was found of them in a text."""

from dataclasses import dataclass
from datetime import date, timedelta

FAR = timedelta(days=3 * 366)  # from today; a day further off is a slip of the pen


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included; no end means until further notice."""

    starts_on: date
    ends_on: date | None

    def is_usable(self, today: date) -> bool:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            return False
        return all(abs(day - today) <= FAR for day in (self.starts_on, self.ends_on or self.starts_on))


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span found in a longer text, and the text without it."""

    span: Span
    rest: str


@dataclass(frozen=True, slots=True)
class FoundDays:
    """All spans of a text, days that follow each other as one, in the order of the calendar; the text without
    them; and what else in it speaks of days but could not be understood."""

    spans: tuple[Span, ...]
    rest: str
    unread: tuple[str, ...] = ()


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """«2, 3 и 4 декабря» are three days in a row."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.starts_on, one.ends_on or date.max)):
        last = found[-1] if found else None
        if last is None or (last.ends_on is not None and span.starts_on > last.ends_on + timedelta(days=1)):
            found.append(span)
        elif last.ends_on is not None:
            ends_on = None if span.ends_on is None else max(last.ends_on, span.ends_on)
            found[-1] = Span(last.starts_on, ends_on)
    return tuple(found)
