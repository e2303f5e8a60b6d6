"""The child's answers: one frame for each request, which is a line of JSON.

A frame is a letter for what it holds, its length in eight bytes, and the bytes.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from typing import Any, Final

from indicators.errors import BadWeek, DezhurnyError, UnusableFile, UsageError
from indicators.guarded.confinement import confine, die_with_parent

HEAD_BYTES: Final = 9
ANSWER: Final = b"A"
# What the work may refuse with: the letter and the sentence cross, the error is made anew on the other side.
REFUSALS: Final[dict[bytes, type[DezhurnyError]]] = {b"F": UnusableFile, b"W": BadWeek, b"U": UsageError}

Answer = Callable[[dict[str, Any]], Iterable[bytes]]


def serve(answer: Answer) -> int:
    """Answer requests until the program that asks has gone. Nothing is logged: a file holds names."""
    requests: SimpleQueue[bytes] = SimpleQueue()
    die_with_parent(requests.put)
    confine(**json.loads(sys.argv[1]))
    gc.disable()  # the process ends before there is anything to collect
    while True:
        request = json.loads(requests.get())
        try:
            _write(ANSWER, [*answer(request)])
        except tuple(REFUSALS.values()) as error:
            letter = next(letter for letter, kind in REFUSALS.items() if isinstance(error, kind))
            _write(letter, [error.sentence.encode("utf-8", "replace")])


def _write(letter: bytes, parts: list[bytes]) -> None:
    out = sys.stdout.buffer
    out.write(letter + sum(map(len, parts)).to_bytes(HEAD_BYTES - 1, "little"))
    for part in parts:
        out.write(part)
    out.flush()
