"""What the log may know of a failure: a full traceback would quote people's words and names."""

import traceback
from pathlib import Path


def place(error: BaseException, frames: int = 3) -> str:
    """«conversations.py:120 < dispatch.py:44»: the innermost lines, without any values."""
    found = traceback.extract_tb(error.__traceback__)[-frames:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(found))
