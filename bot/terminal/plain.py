"""What is said without the command line's library."""

import sys

STOPPED = "Остановлено."


def speak_safely() -> None:
    """A console of another code page (Windows) must not end the program over a letter."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
