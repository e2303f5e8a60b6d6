"""`python -m tests.patterns`: patterns that grow faster than their text, one a line; status 1 if there are any."""

import sys
import threading

from tests.patterns.collecting import Found, patterns
from tests.patterns.hostile import texts
from tests.patterns.plain_growth import is_square_at_most
from tests.patterns.stepping import Matcher, TooMany

SHORT, LONG = 16, 80
# A text twice as long takes four times the steps at the most: texts are cut before they meet a pattern, and the square
# of a thousand letters is some milliseconds. Its cube would be minutes.
GROWTH = 5.0
LITTLE = 300
# Steps for each pair of letters: nothing tame takes so many.
MOST = 60


def steps(one: Found, text: str) -> int | None:
    """None when there is no end to be seen."""
    try:
        return Matcher(one.pattern, one.flags, text, MOST * len(text) ** 2).run()
    except TooMany:
        return None


def grows(one: Found, short: str, long: str) -> bool:
    many = steps(one, long)
    if many is not None and many <= LITTLE:
        return False  # however few the half of it takes
    few = steps(one, short)
    return few is None or many is None or many > GROWTH * few + LITTLE


def fault(one: Found) -> str | None:
    """The beginning of a text on which the steps grow faster than it does."""
    if is_square_at_most(one.pattern, one.flags):
        return None
    short, shorts, long, longs = (list(texts(one.pattern, one.flags, n)) for n in (SHORT, 2 * SHORT, LONG, 2 * LONG))
    for number, pair in enumerate(zip(short, shorts, strict=True)):
        if grows(one, *pair) and grows(one, long[number], longs[number]):
            return long[number][:24]
    return None


def judge(found: list[Found]) -> int:
    faults = [(one, text) for one in found if (text := fault(one)) is not None]
    for one, text in faults:
        print(f"{one.where}\t{text!r}\t{one.pattern[:160]!r}")
    return 1 if faults else 0


if __name__ == "__main__":
    collected = patterns()
    # The matcher goes as deep as a text is long.
    sys.setrecursionlimit(100_000)
    threading.stack_size(512 * 2**20)
    ended: list[int] = []
    thread = threading.Thread(target=lambda: ended.append(judge(collected)))
    thread.start()
    thread.join()
    sys.exit(ended[0] if ended else 2)
