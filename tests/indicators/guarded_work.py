"""A child for the tests of the guard: `python -m tests.indicators.guarded_work`."""

import ctypes
import json
import os
import sys
import time
from collections.abc import Iterable
from typing import Any

from indicators.errors import BadWeek
from indicators.guarded.serving import serve


def _answer(request: dict[str, Any]) -> Iterable[bytes]:
    match request["do"]:
        case "environment":
            return [json.dumps(dict(os.environ)).encode()]
        case "refuse":
            raise BadWeek("Такой недели нет.")
        case "hold":
            return [bytes(request["bytes"])]
        case "without the signal":  # as where no such signal is known
            ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
        case "wait":  # as a child does on a busy machine
            time.sleep(request["seconds"])
        case "spin":
            while True:
                pass
    return [str(os.getpid()).encode()]


if __name__ == "__main__":
    sys.exit(serve(_answer))
