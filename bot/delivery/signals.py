"""Ctrl-C and SIGTERM let the requests under way finish."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from bot.delivery.engine import Delivery


@contextmanager
def stopped_by_signals(delivery: Delivery) -> Iterator[None]:
    """Inside, SIGINT and SIGTERM stop this delivery, not the program (Windows knows only Ctrl-C's own way)."""
    loop = asyncio.get_running_loop()
    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        for number in numbers:
            loop.add_signal_handler(number, delivery.stop)
    except NotImplementedError:
        yield
        return
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
