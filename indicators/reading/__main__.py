"""The child process that reads tables for others: `python -m indicators.reading`."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from indicators.guarded.serving import serve


def _answer(request: dict[str, Any]) -> Iterable[bytes]:
    from indicators.reading.limits import ReadLimits
    from indicators.reading.packing import pack
    from indicators.reading.parse import tables_in

    return pack(tables_in(Path(request["path"]), ReadLimits(**request["limits"])))


if __name__ == "__main__":
    sys.exit(serve(_answer))
