"""«Карантин с 1 по 10, кроме субботы», «каникулы с 1 по 8, но 3 февраля работаем»: where what is left out begins."""

import re
from dataclasses import dataclass

_WORKS = r"(?:работа\w+|рабоч\w+|уч(?:имся|ится|атся|ебн\w+|[её]ба)|выходим|за партами|по расписанию|как обычно)\b"
_BUT = r"(?:но|а|только|однако|при этом|зато)"
# Where what is left out begins: at the word that says so, or with the clause in which the school works.
_BEGINS = re.compile(
    r"[\s,;(]+(?:кроме|за исключением|исключая|не считая|без(?=\s+(?:\d|суббот|воскресень|выходн|праздн)))\b"
    rf"|[\s,;(]+{_BUT}\s+(?:кроме|не\s+\w)"
    rf"|(?:[,;.(]\s*(?:{_BUT}\s+)?|\s+{_BUT}\s+)(?=[^,;.()]*?\b{_WORKS})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Days off as they were said, and the words of what is left out of them; none where nothing is."""

    whole: str
    without: str = ""


def apart(text: str) -> Said:
    found = _BEGINS.search(text)
    return Said(text[: found.start()], text[found.start() :].strip(" ,;.()")) if found is not None else Said(text)
