"""Days of the week that are named, whatever is said of them."""

from handlers.understanding.reading.tokens import tokens_of
from indicators.russian.calendar_words import weekday_number

_WEEKEND = (5, 6)


def weekdays_in(text: str) -> list[int]:
    """Monday is 0; in the order in which they are named, «выходные» as both days of them."""
    found: list[int] = []
    for token in tokens_of(text):
        if token.means("weekday"):
            found.append(weekday_number(token.norm))
        elif token.norm.startswith("выходн"):
            found += _WEEKEND
    return list(dict.fromkeys(found))
