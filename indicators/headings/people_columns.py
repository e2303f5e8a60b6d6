"""Which column of a list of employees is which fact: headings and cells decide, and the table as a whole."""

import re
from dataclasses import dataclass, field
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.cells.bounds import is_count
from indicators.cells.marks import says_both
from indicators.cells.values import is_dash, is_flag, is_unknown, text_of
from indicators.headings.definitions import IGNORED, PEOPLE
from indicators.headings.evidence import SAMPLED, Profile, fit, profile_of
from indicators.headings.layout import Layout
from indicators.headings.meaning import ASKED, TAKEN, is_percent, names_others
from indicators.reading.tables import Cell
from indicators.russian.names import is_person, parse_name

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
_OF_CLASS: Final = frozenset({"pupils_total", "pupils_registered", "pupils_journal_linked", "parents_connected"})
_ACTIVITY: Final = re.compile(r"(не\s*)?актив|(?:за)?блок|архив|деактив|удал[её]н|приостан|заморож", re.IGNORECASE)
_IN_GROUPS: Final = re.compile(r"групп|\bчат|бесед|group|chat", re.IGNORECASE)
_GROUP: Final = re.compile(r"груп|\bгр\b|бесед|group", re.IGNORECASE)
_ALL_CHATS: Final = re.compile(r"\b(?:все|всех|любых)\b", re.IGNORECASE)
_OUTGOING: Final = re.compile(r"исх|соверш|сдел|провед|осущ|иниц", re.IGNORECASE)
_OF_WEEK: Final = re.compile(r"\bнед|\bпериод", re.IGNORECASE)
_TOTAL: Final = re.compile(r"\b(?:всего|итог\w*|общ\w+|сумм\w*|за неделю)\b", re.IGNORECASE)
WEEKLY: Final = frozenset({"group_messages", "messages_3", "messages_10", "calls"})
AS_OF: Final = re.compile(r"\bна\s+\d{1,2}[./]\d{1,2}", re.IGNORECASE)
_PAGE: Final = re.compile(r"\bvk\.(?:com|ru)/|^@?id\d{3,}$", re.IGNORECASE)
_OF_TEACHERS: Final = ("teachers_in", "teachers_count")
_PARTS: Final = ("last_name", "first_name", "patronymic")
_WORD: Final = re.compile(r"[^\W\d_]+\.?(?:\s*[-–]\s*[^\W\d_]+)*(?:\s*\([^\W\d_]+\))?")
_OF_VK: Final = re.compile(r"vk|вк|страниц|ссылк|профил", re.IGNORECASE)
REGISTRATION: Final = re.compile(r"рег[ие]стр|приглаш|вступ|присоедин|авториз|подключ|вош[её]л|добавлен", re.IGNORECASE)
# How much the cells may add to a heading's score, and take away from it.
_FOR = 0.2
_AGAINST = 0.5
_FOR_OWN = 0.35
_AGAINST_OWN = 0.9
_NAMES = 0.6
_DOUBTED = 0.3
# What is known by its cells alone, and how many of them must look so.
_LOOKS: Final = (("vk_id", "link"), ("classes", "class"), ("role", "office"), ("school", "school"))
_ALIKE = 0.7
# What an opposite can be read of: yes or no is all there is to know.
_TURNED: Final = frozenset(fact.code for fact in FACT.values() if fact.type is FactType.FLAG) | {"calls", "group_chats"}
# Headings that names may stand under all the same: «Школа», «Наименование», «Класс», nothing at all.
_NO_NAME_PROMISED: Final = frozenset(
    {"school", "class_teacher", "classes", "teachers_count", "first_name", "role", "vk_id", "period", "registered"}
)


@dataclass(slots=True)
class Decision:
    """Column index → fact code (also `period` …): `asked` are those that await the officer's word."""

    codes: dict[int, str]
    asked: dict[int, str] = field(default_factory=dict)
    why: dict[int, tuple[str, ...]] = field(default_factory=dict)
    turned: set[int] = field(default_factory=set)
    """Columns that say the opposite: «да» under «Не связан с ЭЖД» is «нет»."""


def people_columns(layout: Layout) -> Decision:
    """Headings and values together decide. Several columns may give one fact: see `values.combined`."""
    found = Decision({})
    profiles: dict[int, Profile] = {}
    for index in range(len(layout.headings)):
        profiles[index] = profile_of(layout.column(index, layout.start + SAMPLED))
        _decide(index, layout, profiles[index], found)
    _find_names(layout, profiles, found)
    _find_by_cells(layout, profiles, found)
    codes = _name_parts(_without_counters(found.codes, layout), layout)
    found.codes = _best_of_each(codes, layout)
    _tell_siblings(codes, layout, found)
    found.asked = {i: code for i, code in found.asked.items() if i not in found.codes}
    return found


def _decide(index: int, layout: Layout, profile: Profile, found: Decision) -> None:
    """One column by itself: its heading's score, made better or worse by its cells."""
    meaning = layout.meanings[index]
    if meaning is None or layout.other_week(index):
        return
    if index in layout.said:
        if code := people_code(meaning.code):
            found.codes[index] = code
        return
    if meaning.turned and (turned := people_code(meaning.turned)):
        found.why[index] = meaning.why
        if turned in _TURNED and says_both(layout.column(index, layout.start + SAMPLED)):
            found.codes[index] = turned
            found.turned.add(index)
        else:
            found.asked[index] = turned
        return
    best = _option(meaning.code, meaning.score, index, layout, profile)
    for rival, score in meaning.rivals if best.cells < _DOUBTED else ():
        option = _option(rival, score, index, layout, profile)
        if option.code and option.cells > 0 and option.score > best.score:
            best = option
    found.why[index] = (*meaning.why, *best.why)
    if best.code and best.score >= TAKEN:
        found.codes[index] = best.code
    elif best.code in FACT and best.score >= ASKED:
        found.asked[index] = str(best.code)


def _weight(code: str, cells: float) -> float:
    """Days, pages and names are hardly mistaken for anything else; figures may be figures of anything."""
    own = code in FACT and (FACT[code].identity or FACT[code].type is FactType.DATE)
    if cells > 0:
        return _FOR_OWN if own else _FOR
    return _AGAINST_OWN if own else _AGAINST


@dataclass(frozen=True, slots=True)
class _Option:
    """What a column may be; `cells` is how well its cells go with that, from -1 to 1."""

    code: str | None
    score: float
    cells: float
    why: tuple[str, ...]


def _option(meant: str, score: float, index: int, layout: Layout, profile: Profile) -> _Option:
    written, heading, why = people_code(meant), layout.headings[index], []
    code = written
    if code:
        code = _by_values(code, layout.column(index, layout.start + SAMPLED), layout, _is_bare_id(heading))
    if code and code != written:
        score = max(score, TAKEN)
        why.append(f"по клеткам это {FACT[code].title if code in FACT else code}")
    if code and (another := _another_measure(code, heading, profile)):
        return _Option(None, 0, 0, (*why, another))
    if not code:
        return _Option(None, 0, 0, tuple(why))
    cells = fit(code, profile)
    part = cells * _weight(code, cells)
    said = () if not part else ("клетки подходят",) if part > 0 else ("клетки мало похожи",)
    return _Option(code, score + part, cells, (*why, *said))


def _another_measure(code: str, heading: str, profile: Profile) -> str:
    """Why the cells measure something else: shares are no figures of a person, «да» is no number of children."""
    measured = code in FACT and FACT[code].type in (FactType.NUMBER, FactType.FLAG)
    if measured and (is_percent(heading) or profile.share("percent", "part") > 0.5):
        return "доля, а не показатель человека"
    answered = profile.share("flag", "mark", "status") > 0.5 or (profile.size > 2 and profile.share("one") == 1)
    return "ответы, а не число детей или родителей" if code in _OF_CLASS and answered else ""


def _find_names(layout: Layout, profiles: dict[int, Profile], found: Decision) -> None:
    """Names under a heading that is none of theirs, or under no heading at all."""
    if {"full_name", "last_name"} & set(found.codes.values()) or counts_teachers(layout):
        return
    named = [
        index
        for index, profile in profiles.items()
        if profile.share("name") >= _NAMES and index not in layout.said and _promises_no_name(layout, index)
    ]
    if named:
        best = max(named, key=lambda index: (round(profiles[index].share("name"), 1), -index))
        found.codes[best] = "full_name"
        found.asked.pop(best, None)
        found.why[best] = ("в клетках стоят ФИО",)


def _find_by_cells(layout: Layout, profiles: dict[int, Profile], found: Decision) -> None:
    """Pages, classes, offices and schools are known by their looks, where the heading says nothing else."""
    for index, profile in profiles.items():
        meaning = layout.meanings[index]
        if index in found.codes or index in layout.said or (meaning and meaning.code == IGNORED):
            continue
        code = next((code for code, kind in _LOOKS if profile.share(kind) >= _ALIKE), None)
        if code and code not in found.codes.values() and not names_others(layout.headings[index]):
            found.codes[index] = code
            found.asked.pop(index, None)
            found.why[index] = (f"по клеткам это {FACT[code].title}",)


def _promises_no_name(layout: Layout, index: int) -> bool:
    meaning = layout.meanings[index]
    if meaning and meaning.code not in (IGNORED, "full_name"):
        return meaning.code in _NO_NAME_PROMISED
    return not names_others(layout.headings[index])


def _tell_siblings(codes: dict[int, str], layout: Layout, found: Decision) -> None:
    """Why a column that means the same as a better one is left out."""
    for index, code in codes.items():
        if index not in found.codes:
            better = next((i for i, own in found.codes.items() if own == code), None)
            if better is not None:
                found.why[index] = (*found.why.get(index, ()), f"«{layout.headings[better]}» говорит об этом точнее")


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
    columns = [layout.column(start + part, layout.start + SAMPLED) for part in range(width)]
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
    columns = (layout.column(index, layout.start + SAMPLED) for index in totals)
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
    if code == "full_name" and _has(layout, "last_name") and _are_words(sample):
        return "first_name"  # «Имя сотрудника» beside «Фамилия»
    if code == "last_name" and not _has(layout, "first_name") and _are_whole_names(sample):
        return "full_name"  # «Фамилия И.О.»
    if code == "first_name" and not _has(layout, "last_name") and not _has(layout, "full_name"):
        return "full_name"
    if code == "profile_active" and _tell_of_registration(sample):
        return "registered"
    if code == "registered" and all(_ACTIVITY.match(text_of(cell)) for cell in sample):
        return "profile_active"
    if code in _PUPILS_OF and _has(layout, "pupils_count") and _is_count(sample):
        return _PUPILS_OF[code]
    if code in THRESHOLDS and not _has(layout, "group_messages") and _is_count(sample):
        return "group_messages"
    return code


def _are_whole_names(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if is_person(text_of(cell))) * 10 > len(sample) * 6


def _are_words(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if len(text_of(cell).split()) == 1) * 10 > len(sample) * 8


def _tell_of_registration(sample: list[Cell]) -> bool:
    """Most statuses are about the registration, and none about the profile."""
    texts = list(map(text_of, sample))
    told = sum(1 for text in texts if REGISTRATION.search(text))
    return told * 10 > len(texts) * 6 and not any(_ACTIVITY.match(text) for text in texts)


def _are_pages(sample: list[Cell]) -> bool:
    """Links under «Профиль»; a few cells may say «нет»."""
    return sum(1 for cell in sample if _PAGE.search(text_of(cell))) * 2 > len(sample)


def _is_vague(code: str, heading: str) -> int:
    """Another column may say it better: whose id it is, that only group chats are counted."""
    if code == "group_messages":
        return not _IN_GROUPS.search(heading) or bool(_ALL_CHATS.search(heading))
    if code == "calls":
        return not _OUTGOING.search(heading)
    if code == "group_chats":  # the order counts the group chats of all time
        return 2 * bool(_OF_WEEK.search(heading)) + (not _GROUP.search(heading))
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

    def rank(index: int) -> tuple[bool, bool, int, int, bool]:
        meaning, heading = layout.meanings[index], layout.headings[index]
        guess = meaning is not None and meaning.guess
        doubt = round((1 - meaning.score) * 4) if meaning else 0
        return (index not in layout.said, guess, _is_vague(codes[index], heading), doubt, not _TOTAL.search(heading))

    kept: dict[int, str] = {}
    for code in dict.fromkeys(codes.values()):
        indexes = [index for index, own in codes.items() if own == code]
        best = [index for index in indexes if rank(index) == min(map(rank, indexes))]
        kept |= dict.fromkeys(best if code in FACT and not FACT[code].identity else best[:1], code)
    return dict(sorted(kept.items()))
