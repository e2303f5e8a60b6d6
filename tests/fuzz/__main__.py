"""`python -m tests.fuzz [files|events|texts|agreement] [COUNT] [SEED]`: one of them, or all.

`make fuzz ARGS="events 1000"` is the same.

The seed is printed; the same seed and count make the same things.
"""

import random
import sys
import time
from collections.abc import Callable

from tests.fuzz import agreement, events, files, texts

KINDS: dict[str, tuple[int, Callable[[int, int], str]]] = {
    "files": (files.COUNT, files.run),
    "events": (events.COUNT, events.run),
    "texts": (texts.COUNT, texts.run),
    "agreement": (agreement.COUNT, agreement.run),
}


def main(arguments: list[str]) -> int:
    names = [arguments.pop(0)] if arguments and arguments[0] in KINDS else list(KINDS)
    for name in names:
        usual, run = KINDS[name]
        count = int(arguments[0]) if arguments else usual
        seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(10**9)
        print(f"{name}: {count}, seed {seed}", flush=True)
        started = time.monotonic()
        try:
            told = run(count, seed)
        except Exception as error:  # noqa: BLE001 — told, whatever it is
            parts = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
            print(f"{name} FAILED:", *(f"{type(one).__name__}: {one}" for one in parts), sep="\n", file=sys.stderr)
            return 1
        print(f"{name}: {told}, in {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
