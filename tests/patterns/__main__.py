"""`python -m tests.patterns`: patterns that grow faster than their text, one a line; status 1 if there are any."""

import sys
import threading

from tests.patterns.collecting import Found, patterns
from tests.patterns.hostile import texts
from tests.patterns.stepping import Matcher, TooMany

SHORT, LONG = 24, 80
MOST = 1_500_000
# A text twice as long takes four times the steps at the most: texts are cut before they meet a pattern, and the square
# of a thousand letters is some milliseconds. Its cube would be minutes.
GROWTH = 5.0
LITTLE = 300


def steps(one: Found, text: str) -> int:
    try:
        return Matcher(one.pattern, one.flags, text, MOST).run()
    except TooMany:
        return MOST


def grows(one: Found, short: str, long: str) -> bool:
    few, many = steps(one, short), steps(one, long)
    return many >= MOST or many > GROWTH * few + LITTLE


def fault(one: Found) -> str | None:
    """The beginning of a text on which the steps grow faster than it does."""
    doubled = zip(*(list(texts(one.pattern, one.flags, length)) for length in (SHORT, 2 * SHORT)), strict=True)
    suspects = [number for number, (short, long) in enumerate(doubled) if grows(one, short, long)]
    if not suspects:
        return None
    longer = [list(texts(one.pattern, one.flags, length)) for length in (LONG, 2 * LONG)]
    return next(
        (longer[0][number][:24] for number in suspects if grows(one, longer[0][number], longer[1][number])), None
    )


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
