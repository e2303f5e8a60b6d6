"""Which column of a list of employees is which fact: headings and values decide together."""

import re
from typing import Final

from indicators.bounds import is_count
from indicators.dictionary import PEOPLE
from indicators.layout import Layout
from indicators.names import parse_name
from indicators.tables import Cell
from indicators.values import is_dash, is_flag, is_unknown, text_of

THRESHOLDS: Final = {"messages_3": 3, "messages_10": 10}
_INDICATOR_FACTS: Final = {
    "teachers_total": "registered",
    "teachers_created_chats": "group_chats",
    "teachers_3_messages": "messages_3",
    "teachers_10_messages": "messages_10",
    "teachers_called": "calls",
    "teachers_journal_linked": "journal_linked",
}
# What a class teacher's figure under a teacher's heading is: «Кол-во учеников», then «Сферум», then «ЭЖД».
_PUPILS_OF: Final = {"registered": "pupils_registered", "journal_linked": "pupils_journal_linked"}
_ACTIVITY: Final = re.compile(r"(не\s*)?актив", re.IGNORECASE)
_IN_GROUPS: Final = re.compile(r"групп|\bчат", re.IGNORECASE)
_SAMPLED = 400
_OF_VK: Final = re.compile(r"vk|вк|страниц|ссылк|профил", re.IGNORECASE)
REGISTRATION: Final = re.compile(r"рег[ие]стр", re.IGNORECASE)


def people_columns(layout: Layout) -> dict[int, str]:
    """Column index → fact code (also `period`): headings and values together decide."""
    codes: dict[int, str] = {}
    for index, meaning in enumerate(layout.meanings):
        code = people_code(meaning.code) if meaning and not layout.other_week(index) else None
        if code and index not in layout.said:
            code = _by_values(code, layout.column(index, _SAMPLED), layout, _is_bare_id(layout.headings[index]))
        if code:
            codes[index] = code
    return _one_each(codes, layout)


def people_code(code: str) -> str | None:
    code = _INDICATOR_FACTS.get(code, code)
    return PEOPLE.get(code, code)


def _by_values(code: str, cells: list[Cell], layout: Layout, bare_id: bool) -> str | None:
    """A heading may promise what its column does not hold."""
    sample = [cell for cell in cells if not is_unknown(cell) and not is_dash(cell)]
    if not sample:
        return code
    if code == "vk_id" and all(is_flag(text_of(cell)) or text_of(cell) in ("0", "1") for cell in sample):
        return "registered"  # «Аккаунт VK: да»
    if bare_id and _counts_rows(sample):
        return None
    if code == "class_teacher":
        return "full_name" if mostly_names(sample) else "classes"
    if code == "full_name" and all(isinstance(cell, int | float) for cell in sample):
        return None
    if code == "first_name" and not _has(layout, "last_name") and not _has(layout, "full_name"):
        return "full_name"
    if code == "profile_active" and all(REGISTRATION.search(text_of(cell)) for cell in sample):
        return "registered"
    if code == "registered" and all(_ACTIVITY.match(text_of(cell)) for cell in sample):
        return "profile_active"
    if code in _PUPILS_OF and _has(layout, "pupils_count") and _is_count(sample):
        return _PUPILS_OF[code]
    if code in THRESHOLDS and not _has(layout, "group_messages") and _is_count(sample):
        return "group_messages"
    return code


def _is_vague(code: str, heading: str) -> bool:
    """Another column may say it better: whose id it is, that only group chats are counted."""
    if code == "group_messages":
        return not _IN_GROUPS.search(heading)
    return code == "vk_id" and not _OF_VK.search(heading)


def _is_bare_id(heading: str) -> bool:
    """An «id» that does not say whose."""
    return heading.strip().lower() in ("id", "ид")


def _has(layout: Layout, code: str) -> bool:
    return any(meaning is not None and meaning.code == code for meaning in layout.meanings)


def _counts_rows(sample: list[Cell]) -> bool:
    """1, 2, 3 … under a bare «id» number the rows, they are nobody's VK id."""
    numbers = [text_of(cell) for cell in sample]
    return len(numbers) > 1 and all(text == str(index) for index, text in enumerate(numbers, 1))


def mostly_names(cells: list[Cell]) -> bool:
    sample = [cell for cell in cells if cell is not None]
    names = sum(1 for cell in sample if isinstance(cell, str) and parse_name(cell) is not None)
    return names * 2 > len(sample)


def _is_count(sample: list[Cell]) -> bool:
    """Figures above one, and not beside «да» and «нет»."""
    return not any(is_flag(text_of(cell)) for cell in sample) and any(map(is_count, sample))


def _one_each(codes: dict[int, str], layout: Layout) -> dict[int, str]:
    """Of several columns for one fact: what the officer said, then the surest, then the first."""

    def rank(index: int) -> tuple[bool, bool, bool, int]:
        meaning = layout.meanings[index]
        guess = meaning is not None and meaning.guess
        return (index not in layout.said, guess, _is_vague(codes[index], layout.headings[index]), index)

    taken: set[str] = set()
    kept: dict[int, str] = {}
    for index in sorted(codes, key=rank):
        if codes[index] not in taken:
            taken.add(codes[index])
            kept[index] = codes[index]
    return dict(sorted(kept.items()))
