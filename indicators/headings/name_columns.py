"""In which columns of a list the names of its people stand, in one piece or in parts."""

import re
from collections.abc import Callable
from typing import Final

from indicators.catalogue import FACT
from indicators.cells.values import text_of
from indicators.headings.about import is_of_others, names_others
from indicators.headings.column.evidence import Profile, profile_of
from indicators.headings.column.fact_codes import is_measured
from indicators.headings.column.looks import differ, is_counted
from indicators.headings.decision import Decision
from indicators.headings.definitions import IGNORED
from indicators.headings.layout.layout import Layout
from indicators.headings.name_parts import parts_by_cells
from indicators.headings.scoring import TAKEN
from indicators.reading.tables import Cell
from indicators.russian.name_order import PARTICLE

_OF_TEACHERS: Final = ("teachers_in", "teachers_count")
_PARTS: Final = ("last_name", "first_name", "patronymic")
_WORD: Final = re.compile(rf"[^\W\d_]+\.?(?:\s*[-–]\s*[^\W\d_]+)*(?:\s*\([^\W\d_]+\)|\s+(?i:{PARTICLE}))?")
_NAMES = 0.6
# So many cells that name a school make the rows of a table schools.
_SCHOOLS = 0.3
# So many cells that only a list of people holds make them people.
_PERSONAL: Final = ("flag", "mark", "office", "class", "link")
_OF_PEOPLE = 0.6
_SEVERAL = 2
# Headings that names may stand under all the same: «Школа», «Наименование», «Класс», nothing at all.
_NO_NAME_PROMISED: Final = frozenset(
    {"school", "class_teacher", "classes", "first_name", "role", "vk_id", "period", "registered", *_OF_TEACHERS}
)


def find_name_parts(layout: Layout, found: Decision) -> None:
    """«По отцу» over patronymics, or three columns without any heading."""
    codes = set(found.codes.values())
    if "full_name" in codes or counts_teachers(layout):
        return
    _find_parts(layout, found, names_others)
    if "last_name" not in found.codes.values():  # «Фамилия заместителя директора», where nobody else is named
        _find_parts(layout, found, is_of_others)


def _find_parts(layout: Layout, found: Decision, are_others: Callable[[str], bool]) -> None:
    codes = set(found.codes.values())
    free = [i for i, heading in enumerate(layout.lined) if i not in layout.said and not are_others(heading)]
    free = [i for i in free if i not in found.codes or is_measured(found.codes[i])]  # «3» over patronymics
    named = [i for i, code in found.codes.items() if code in _PARTS]
    columns = [(i, layout.sample(i)) for i in sorted([*free, *named])]
    parts = {i: code for i, code in parts_by_cells(columns).items() if i in free and code not in codes}
    if "last_name" in codes | set(parts.values()):
        for index, code in parts.items():
            found.codes[index] = code
            found.asked.pop(index, None)
            found.why[index] = (f"по клеткам это «{FACT[code].title}»",)


def find_names(layout: Layout, profiles: dict[int, Profile], found: Decision) -> None:
    """Names under a heading that is none of theirs, or under no heading at all."""
    owners = [index for index, code in found.codes.items() if code in ("full_name", "last_name")]
    if any(not _come_again(index, layout, found) for index in owners) or counts_teachers(layout):
        return
    named = [
        index
        for index, profile in profiles.items()
        if profile.share("name") >= _NAMES
        and index not in layout.said
        and _promises_no_name(layout, index)
        and differ(layout.sample(index))
    ] or (_only_names(layout, profiles) if not owners else [])
    for index in owners if named else ():  # «Наставник (ФИО)», who comes again and again, is whom to ask
        found.codes.pop(index)
        found.why[index] = (*found.why.get(index, ()), "одни и те же люди у многих")
    if named:
        best = max(named, key=lambda index: (round(profiles[index].share("name"), 1), -index))
        found.codes[best] = "full_name"
        found.asked.pop(best, None)
        found.why[best] = ("в клетках стоят ФИО",)


def _come_again(index: int, layout: Layout, found: Decision) -> bool:
    """Whether the column names but a few people, as that of mentors does."""
    texts = [text for cell in layout.sample(index) if (text := text_of(cell))]
    named_whole = found.codes[index] == "full_name" and index not in layout.said
    return named_whole and len(set(texts)) * 2 <= len(texts)


def _only_names(layout: Layout, profiles: dict[int, Profile]) -> list[int]:
    """One column of names, each another, in a table that names no school or answers yes and no, as nobody does of a
    school: whatever its heading, a row is a person."""
    named = [index for index, profile in profiles.items() if profile.share("name") >= _NAMES]
    if len(named) != 1 or named[0] in layout.said or is_of_others(layout.lined[named[0]]):
        return []
    answered = any(profile.share(*_PERSONAL) >= _OF_PEOPLE for profile in profiles.values())
    schools = [index for index, profile in profiles.items() if profile.share("school") >= _SCHOOLS]
    of_schools = any(_hardly_repeated(layout.sample(index)) for index in schools) or not _tells_of_people(layout)
    if schools and (not answered or (names_others(layout.lined[named[0]]) and of_schools)):
        return []
    return named if differ(layout.sample(named[0])) else []


def _promises_no_name(layout: Layout, index: int) -> bool:
    meaning = layout.meanings[index]
    if meaning and meaning.code not in (IGNORED, "full_name"):
        return meaning.code in _NO_NAME_PROMISED
    return not names_others(layout.lined[index])


def spare_names(codes: dict[int, str], layout: Layout) -> set[int]:
    """«Curator_fio» beside surnames and first names: that somebody else is named there is likely."""
    if not {"last_name", "first_name"} <= set(codes.values()):
        return set()
    names = {i: layout.meanings[i] for i, code in codes.items() if code == "full_name" and i not in layout.said}
    return {index for index, meaning in names.items() if meaning is None or meaning.score < TAKEN}


def name_parts(codes: dict[int, str], layout: Layout) -> dict[int, str]:
    """«ФИО» over two or three columns with a word in each: surname, first name, patronymic."""
    start = next((index for index, code in codes.items() if code == "full_name"), None)
    if start is None or "last_name" in codes.values() or start in layout.said:
        return codes
    width = 1
    while width < len(_PARTS) and _goes_on(layout, start, start + width):
        width += 1
    columns = [layout.sample(start + part) for part in range(width)]
    if width == 1 or not all(map(_single_words, columns)):
        return codes
    return codes | {start + part: code for part, code in enumerate(_PARTS[:width])}


def _goes_on(layout: Layout, start: int, index: int) -> bool:
    """Whether a heading reaches over the next column, merged or with nothing of its own there."""
    return index < len(layout.headings) and layout.headings[index] in ("", layout.headings[start])


def _single_words(cells: list[Cell]) -> bool:
    texts = [text for cell in cells if (text := text_of(cell))]
    words = sum(1 for text in texts if _WORD.fullmatch(text))
    return bool(texts) and words * 10 >= len(texts) * 9


def counts_teachers(layout: Layout) -> bool:
    """«Учителей в Сферуме: 42»: a row is a school, and the name on it is only whom to ask there."""
    totals = [index for index, meaning in enumerate(layout.meanings) if meaning and meaning.code in _OF_TEACHERS]
    columns = map(layout.sample, totals)
    schools = [index for index, meaning in enumerate(layout.meanings) if meaning and meaning.code == "school"]
    one_each = any(_hardly_repeated(layout.sample(index)) for index in schools)
    return one_each and any(map(is_counted, columns)) and not _tells_of_people(layout)


def _tells_of_people(layout: Layout) -> bool:
    """Posts, classes, pages, answers of yes and no: a school has none of them."""
    profiles = (profile_of(layout.sample(index)) for index in range(len(layout.headings)))
    return sum(profile.share(*_PERSONAL) >= _OF_PEOPLE for profile in profiles) >= _SEVERAL


def _hardly_repeated(cells: list[Cell]) -> bool:
    """Rows of people name one school again and again."""
    texts = [text for cell in cells if (text := text_of(cell))]
    return len(set(texts)) * 2 > len(texts) or not texts
