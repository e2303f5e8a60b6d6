"""How much each thing that is told of a stretch speaks for its being a wish; learned by `tests.parting_learning`."""

import gzip
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "weights.gz"
STEP = 0.01


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    kept = json.loads(gzip.decompress(FILE.read_bytes()))
    return {one: steps * STEP for one, steps in kept.items()}


def keep(found: Mapping[str, float], file: Path = FILE) -> None:
    steps = {one: round(weight / STEP) for one, weight in sorted(found.items()) if round(weight / STEP)}
    file.write_bytes(gzip.compress(json.dumps(steps, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0))
