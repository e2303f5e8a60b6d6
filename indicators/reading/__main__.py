"""The child process: `python -m indicators.reading FILE LIMITS` writes the packed tables to its output.

Whatever goes wrong here ends this process and no other. Nothing is logged: a file holds names.
"""

import gc
import json
import sys
from pathlib import Path

from indicators.reading.limits import ReadLimits


def _confine(limits: ReadLimits) -> None:
    """No more memory and processor time than allowed, no files, no core dump of people's names."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the parent's time limit remains
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (wanted, wanted))


def main() -> int:
    limits = ReadLimits(**json.loads(sys.argv[2]))
    _confine(limits)
    gc.disable()  # the process ends before there is anything to collect
    from indicators.reading.packing import pack, pack_refusal
    from indicators.reading.parse import tables_of
    from indicators.reading.refusals import Refused

    try:
        answer = pack(tables_of(Path(sys.argv[1]).read_bytes(), limits))
    except Refused as error:
        answer = pack_refusal(error.sentence)
    for part in answer:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
