"""«Не присылай мне сводку»: the summary of Fridays, and not the report that is sent with it."""

import re

_SUMMARY = re.compile(r"\b(?:сводк|сводок|итог|дайджест|обзор)\w*", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:отч[её]т|справк|рапорт|доклад)\w*", re.IGNORECASE)
_CLAUSE = re.compile(r"[,.;!?\n]|\s(?:а|но)\s", re.IGNORECASE)
_REFUSES = re.compile(
    r"\b(?:не|хватит|без)\b|\b(?:перест|прекра|отмен|отпи|отключ|убер|сним|довольно)\w*", re.IGNORECASE
)


def is_of_summary(text: str) -> bool:
    """Of what is refused, where anything is: «сводки мне не надо, отчёт оставь»."""
    said = [one for one in _CLAUSE.split(text) if _REFUSES.search(one)] or [text]
    return any(_SUMMARY.search(one) and not _REPORT.search(one) for one in said)
