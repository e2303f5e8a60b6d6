"""The garbage collector: it rests while the program loads, and need not look through what stays to the end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def load_first() -> None:
    """What is loaded stays: walking it again and again costs a tenth of the time that loading takes."""
    gc.disable()


def go_on() -> None:
    """A command is loaded and begins its work."""
    gc.freeze()
    gc.enable()


@contextmanager
def loading() -> Iterator[None]:
    """For what loads more than that."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


# Objects that may come before the collector looks for rings among the young ones. Every page and letter makes and
# drops thousands that are none: at Python's 700 it looks ten times while one page is made.
_YOUNG = 20_000


def set_apart_what_stays() -> None:
    """What has been loaded until now stays to the end: the collector need not look through it again and again, which
    holds everybody up for a tenth of a second each time. It is not run before either: of a hundred objects one is
    to be found after loading."""
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
