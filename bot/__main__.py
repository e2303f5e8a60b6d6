"""`python -m bot`."""

import sys

from bot.process import heap
from bot.process.stopping import stopping

if __name__ == "__main__":
    # Before anything large is loaded: whoever stops a program that is still loading stops it properly, too.
    stopping.listen()
    heap.load_first()
    from bot.entry import main

    status = main()
    stopping.ending()
    sys.exit(status)
