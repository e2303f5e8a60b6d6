"""What a message says of time, read in this order: weeks, hours, days, how long."""

from collections.abc import Sequence
from datetime import datetime

from handlers.understanding.reading.time.clocks import read_clocks
from handlers.understanding.reading.time.days import Days
from handlers.understanding.reading.time.lasting import Lasting
from handlers.understanding.reading.time.weeks import Weeks
from handlers.understanding.reading.time.when import When
from handlers.understanding.reading.time.words import Words
from handlers.understanding.reading.tokens import Token
from indicators.weeks import Week


def read_when(tokens: Sequence[Token], now: datetime, newest: Week) -> When:
    """Take what is said of time; the words are marked as taken."""
    words, when, today = Words(tokens), When(), now.date()
    Weeks(words, when, today, newest).read()
    read_clocks(words, when, now)
    Days(words, when, today).read()
    Lasting(words, when, today).read()
    return when
