"""What the command line's parser complains of, in Russian. It has English sentences only, and no codes."""

import re
from typing import Final

_SENTENCES: Final = (
    (r"Missing (?:argument|option|parameter)s? '?([^']+?)'?\.?", "не хватает {0}"),
    (r"No such command '(.+?)'\.?.*", "команды «{0}» нет"),
    (r"No such option:? '?(\S+?)'? \(Possible options: (.+)\)", "ключа {0} нет, есть похожие: {1}"),
    (r"No such option:? '?(\S+?)'?", "ключа {0} нет"),
    (r"Option '(.+?)' requires (?:an argument|\d+ arguments)\.?", "после {0} не хватает значения"),
    (r"Option '(.+?)' does not take a value\.?", "после {0} значения не бывает"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.+)\)", "лишнее: {0}"),
    (r"Invalid value for '(.+?)': .*\binteger\b.*", "после {0} нужно целое число"),
    (r"Invalid value for '(.+?)': .*", "значение {0} не подходит"),
)


def in_russian(complaint: str) -> str:
    """The complaint without a full stop; unknown ones stay as they are."""
    plain = " ".join(complaint.split())
    for pattern, words in _SENTENCES:
        if found := re.fullmatch(pattern, plain):
            return words.format(*found.groups())
    return plain.rstrip(".")
