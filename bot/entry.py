"""Where the program begins: what runs for weeks does without the command line's library, which its commands need."""

import sys
from collections.abc import Sequence

from bot.terminal.plain import STOPPED, speak_safely
from indicators.errors import DezhurnyError

_ONLY = "--only"


def main() -> int:
    """The exit status: 0 done, 1 failed, 2 wrong use or unusable input."""
    speak_safely()
    parts = named_parts(sys.argv[1:])
    if parts is not None:
        return _run(parts)
    from bot.command_line import main as command

    return command()


def named_parts(arguments: Sequence[str]) -> list[str] | None:
    """What is said behind `--only` of a program that is to run, empty where nothing is. None: it is another command,
    or a word to its library."""
    words = list(arguments[1:] if arguments[:1] == ["run"] else arguments)
    if words and not words[0].startswith(_ONLY):
        return None
    said = [value for word in words if (value := word.removeprefix(f"{_ONLY}=")) != _ONLY]
    is_plain = all(one and not one.startswith("-") for one in said) and words[-1:] != [_ONLY]
    return said if is_plain else None


def _run(parts: Sequence[str]) -> int:
    from bot.process.lean import load_lean

    load_lean()
    from bot.commands.run import run_command

    try:
        run_command(parts)
    except DezhurnyError as error:
        sys.stderr.write(f"{error.on_the_command_line}\n")
        return error.exit_status
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        return 1
    return 0
