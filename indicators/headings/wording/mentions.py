"""What a line of a heading speaks of: the lexicon's mentions, and what a word means only beside others."""

import re
from dataclasses import replace
from typing import Final

from indicators.headings.spans import lone_year, other_span
from indicators.headings.wording import persons, states, tables, things, thresholds
from indicators.lexicon.reading import Mention, mentions_in
from indicators.lexicon.spelling import DATES, plain, spelled

_LETTERS: Final = {"ф": "surname", "и": "first_name", "о": "patronymic"}
_ENDS: Final = {"с": "begin", "со": "begin", "от": "begin", "по": "end", "до": "end"}
_UNIT: Final = re.compile(r"[бвгджзклмнпрстфхцчшщ]{2,4}|[bcdfghjklmnpqrstvwxz]{2,4}")
# In this order.
_CHANGES: Final = (
    tables.beside,
    states.to_do,
    things.post,
    things.about,
    things.last_day,
    things.answers,
    persons.sourced,
    persons.whose_pupils,
    persons.for_all,
    persons.with_teacher,
    states.not_accepted,
    states.answered,
    tables.anywhere,
    things.on_platform,
    thresholds.numbered,
    thresholds.thresholds,
    persons.pupils,
    states.undone,
    states.blocked,
    things.for_example,
    thresholds.norm_met,
    states.through_journal,
)


def mentions_of(line: str) -> list[Mention]:
    if letter := _LETTERS.get(line.strip(" .").lower()):
        return [Mention(letter, 0, len(line), line)]
    found = list(mentions_in(line))
    found = things.journals(found, line)
    for change in _CHANGES:
        found = change(found)
    if _is_unit(found, line):
        found[-1] = replace(found[-1], code="neutral")
    if found and (end := _end(found[-1], line)):
        found[-1] = replace(found[-1], code=end)
    if lone_year(line) and not tables.said(found) & {"week", "period"}:
        found.append(Mention("year", 0, 0, "год"))
    if other_span(line) and not any(m.code == "ever" for m in found):
        found.append(Mention("other_span", 0, 0, "другой срок"))
    return found


def _is_unit(found: list[Mention], line: str) -> bool:
    """«Свои чаты, кмп.»: in what it is counted, cut to its consonants."""
    if len(found) < 2 or found[-1].code != "unknown" or not _UNIT.fullmatch(found[-1].text):
        return False
    return plain(line)[: found[-1].start].rstrip().endswith(",")


def _end(last: Mention, line: str) -> str | None:
    """«Период с», and no «с 9 по 15 ноября» of which the days are gone."""
    return _ENDS.get(last.text) if last.code == "preposition" and not DATES.search(spelled(line)) else None
