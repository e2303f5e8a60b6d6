"""Where the program begins: what runs for weeks does without the command line's library, which its commands need."""

import sys

from bot.terminal.plain import STOPPED, speak_safely
from indicators.errors import DezhurnyError


def main() -> int:
    """The exit status: 0 done, 1 failed, 2 wrong use or unusable input."""
    speak_safely()
    if sys.argv[1:] in ([], ["run"]):
        return _run()
    from bot.command_line import main as command

    return command()


def _run() -> int:
    from bot.process.lean import load_lean

    load_lean()
    from bot.commands.run import run_command

    try:
        run_command()
    except DezhurnyError as error:
        sys.stderr.write(f"{error.on_the_command_line}\n")
        return error.exit_status
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        return 1
    return 0
