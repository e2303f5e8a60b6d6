"""Which column of a list of employees is which fact: headings and values decide together."""

import re
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.cells.bounds import is_count
from indicators.cells.values import is_dash, is_flag, is_unknown, text_of
from indicators.headings.definitions import PEOPLE
from indicators.headings.layout import Layout
from indicators.headings.meaning import is_percent
from indicators.reading.tables import Cell
from indicators.russian.names import parse_name

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
_IN_GROUPS: Final = re.compile(r"групп|\bчат|бесед|group|chat", re.IGNORECASE)
_TOTAL: Final = re.compile(r"\b(?:всего|итог\w*|общ\w+|сумм\w*|за неделю)\b", re.IGNORECASE)
WEEKLY: Final = frozenset({"group_messages", "messages_3", "messages_10", "calls"})
# A month, a single day, several weeks, or «с 01.09», «с сентября» until now: no figure of one week.
_OTHER_SPAN: Final = re.compile(
    r"\bсо?\s+(?:\d{1,2}(?:-?го)?\s+)?(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)(?!.*(?:\b(?:по|до)\b|[-–—]))|"
    r"\bс\s+(?:самого\s+)?начала\b(?!\s+(?:\w+\s+)?недел)|\bза\s+вс[её]\b|\bс\s+момента\b|"
    r"\bза\s+(?:янв|фев|март|апр|май|июн|июл|авг|сен|окт|ноя|дек)|\bза\s+(?:последн\w+\s+)?(?:\d+\s+)?час|\bпосле\s+\d|"
    r"\bза\s+(?:последн\w+\s+)?(?!7\s)\d+\s+дн|"
    r"\bза\s+\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?![./\d]|\s*(?:[-–—]|по\b))|"
    r"\b(?:[2-9]|две|двух|три|тр[её]х|четыр\w+)\s+недел[иь]\b|"
    r"\bс\s+\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?![./\d]|\s*(?:г\.?)?\s*(?:[-–—]|по\b))",
    re.IGNORECASE,
)
AS_OF: Final = re.compile(r"\bна\s+\d{1,2}[./]\d{1,2}", re.IGNORECASE)
_PAGE: Final = re.compile(r"\bvk\.(?:com|ru)/|^@?id\d{3,}$", re.IGNORECASE)
_OF_TEACHERS: Final = ("teachers_in", "teachers_count")
_SAMPLED = 400
_PARTS: Final = ("last_name", "first_name", "patronymic")
_WORD: Final = re.compile(r"[^\W\d_]+\.?(?:\s*[-–]\s*[^\W\d_]+)*(?:\s*\([^\W\d_]+\))?")
_OF_VK: Final = re.compile(r"vk|вк|страниц|ссылк|профил", re.IGNORECASE)
REGISTRATION: Final = re.compile(r"рег[ие]стр|приглаш", re.IGNORECASE)


def people_columns(layout: Layout) -> dict[int, str]:
    """Column index → fact code (also `period` …): headings and values together decide.

    Several columns may give one fact: see `people_values.combined`.
    """
    codes: dict[int, str] = {}
    for index, meaning in enumerate(layout.meanings):
        code = people_code(meaning.code) if meaning and not layout.other_week(index) else None
        if code and index not in layout.said:
            code = _by_values(code, layout.column(index, _SAMPLED), layout, _is_bare_id(layout.headings[index]))
        if code and (index in layout.said or not _is_another_measure(code, layout.headings[index])):
            codes[index] = code
    return _best_of_each(_name_parts(_without_counters(codes, layout), layout), layout)


def _is_another_measure(code: str, heading: str) -> bool:
    """Shares, and figures of other times than one week."""
    measured = code in FACT and FACT[code].type in (FactType.NUMBER, FactType.FLAG)
    return (measured and is_percent(heading)) or (code in WEEKLY and bool(_OTHER_SPAN.search(heading)))


def _without_counters(codes: dict[int, str], layout: Layout) -> dict[int, str]:
    """«Сообщений на 09.11» beside «Сообщений на 16.11» are readings of a counter, neither is the week's figure."""
    readings = [i for i, code in codes.items() if code in WEEKLY and AS_OF.search(layout.headings[i])]
    return {i: code for i, code in codes.items() if i not in readings or i in layout.said or len(readings) < 2}


def _name_parts(codes: dict[int, str], layout: Layout) -> dict[int, str]:
    """«ФИО» over two or three columns with a word in each: surname, first name, patronymic."""
    start = next((index for index, code in codes.items() if code == "full_name"), None)
    if start is None or "last_name" in codes.values() or start in layout.said:
        return codes
    width = 1
    while width < len(_PARTS) and _goes_on(layout, start, start + width):
        width += 1
    columns = [layout.column(start + part, layout.start + _SAMPLED) for part in range(width)]
    if width == 1 or not all(map(_single_words, columns)):
        return codes
    return codes | {start + part: code for part, code in enumerate(_PARTS[:width])}


def _goes_on(layout: Layout, start: int, index: int) -> bool:
    """Whether a heading reaches over the next column, merged or with nothing of its own there."""
    return index < len(layout.headings) and layout.headings[index] in ("", layout.headings[start])


def _single_words(cells: list[Cell]) -> bool:
    texts = [text for cell in cells if (text := text_of(cell))]
    words = sum(1 for text in texts if _WORD.fullmatch(text) or text.lower().endswith((" оглы", " кызы")))
    return bool(texts) and words * 10 >= len(texts) * 9


def counts_teachers(layout: Layout) -> bool:
    """«Учителей в Сферуме: 42»: a row is a school, and the name on it is only whom to ask there."""
    totals = [index for index, meaning in enumerate(layout.meanings) if meaning and meaning.code in _OF_TEACHERS]
    columns = (layout.column(index, layout.start + _SAMPLED) for index in totals)
    return _has(layout, "school") and any(map(_is_count, columns))


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
    if code in ("profile_active", "registered") and not _has(layout, "vk_id") and _are_pages(sample):
        return "vk_id"
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


def _are_pages(sample: list[Cell]) -> bool:
    """Links under «Профиль»; a few cells may say «нет»."""
    return sum(1 for cell in sample if _PAGE.search(text_of(cell))) * 2 > len(sample)


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


def _best_of_each(codes: dict[int, str], layout: Layout) -> dict[int, str]:
    """Of several columns for one fact: what the officer said, then the surest. Who somebody is, is said once;
    of a fact all columns are kept that say it equally well: none of them is known to be the whole.
    """

    def rank(index: int) -> tuple[bool, bool, bool, bool]:
        meaning, heading = layout.meanings[index], layout.headings[index]
        guess = meaning is not None and meaning.guess
        return (index not in layout.said, guess, _is_vague(codes[index], heading), not _TOTAL.search(heading))

    kept: dict[int, str] = {}
    for code in dict.fromkeys(codes.values()):
        indexes = [index for index, own in codes.items() if own == code]
        best = [index for index in indexes if rank(index) == min(map(rank, indexes))]
        kept |= dict.fromkeys(best if code in FACT and not FACT[code].identity else best[:1], code)
    return dict(sorted(kept.items()))
