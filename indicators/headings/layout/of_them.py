"""What a column means beside the others: «из них в группах» is a part of the whole before it."""

import re
from typing import Final

from indicators.headings.about import counts_people, is_of_others, says_written
from indicators.headings.definitions import IGNORED
from indicators.headings.meaning import meaning_of
from indicators.headings.scoring import TAKEN, Meaning

OF_THEM: Final = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:из них|включая|среди них|в их числе|из общего|в том числе|в т\.?\s?ч|"
    r"во?\s+(?:личн|групп|гр\.|бесед|чат|канал|сообществ)|групповы[ехм]и?\W*$)",
    re.IGNORECASE,
)
_WRITTEN: Final = "Сообщений"
_NUMBERED: Final = re.compile(r"^\W*\d{1,2}[.)]\s*")
_IN_GROUPS: Final = re.compile(r"\b(?:во?|по)\s+(?:груп|гр\.|бесед|чат)|\bвключая\s+(?:груп|бесед|чат)", re.IGNORECASE)
_OF_WHOLE: Final = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?(?:из|в том|в т\.?\s?ч)\b", re.IGNORECASE)
_OF_PEOPLE: Final = frozenset({"pupils_count", "pupils_in", "teachers_count", "teachers_in"})
_WHOLES: Final = _OF_PEOPLE | {"group_messages", "registered", "group_chats", "calls"}


def column_meaning(headings: list[str], index: int) -> Meaning | None:
    """«Из них в Сферуме» speaks of those in the column before, unless the line above says of whom."""
    heading = headings[index]
    found = meaning_of(heading) if heading else None
    upper, _, lower = heading.rpartition(" / ")
    known = found and found.code != IGNORED and (upper or (found.score >= TAKEN and not _OF_WHOLE.match(lower)))
    if known or not OF_THEM.match(lower):
        return found
    in_groups = _IN_GROUPS.search(lower) is not None
    wholes = _OF_PEOPLE if counts_people(lower) else _WHOLES - {"group_chats"} if in_groups else _WHOLES
    whole = _whole(headings, index, upper, wholes)
    if not whole and in_groups and not is_of_others(upper):
        whole = _WRITTEN  # what is «в группах» of something unnamed is written there
    return (meaning_of(f"{whole} {_NUMBERED.sub('', lower)}") if whole else None) or found


def _whole(headings: list[str], index: int, upper: str, wholes: frozenset[str]) -> str:
    """The heading «из них» is a part of: a count under the same upper line, else the nearest one before it."""
    before = list(reversed(headings[:index]))
    near = [h for h in headings if h.rpartition(" / ")[0] == upper] if upper else before
    if wholes is _OF_PEOPLE and near and near[0] and is_of_others(near[0]):
        return near[0]  # «Родителей всего», which is no fact itself
    counts = [h for h in near if h and not OF_THEM.match(h.rpartition(" / ")[2])]
    for heading in counts:
        if (meaning := meaning_of(heading)) and meaning.code in wholes:
            return heading
        if "group_messages" in wholes and says_written(heading):
            return _WRITTEN  # a whole that is none of the indicators: «Сообщений с личными»
    return ""
