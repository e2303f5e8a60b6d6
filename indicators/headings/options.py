"""What one column may be: its heading's score as a fact, made better or worse by what stands in its cells."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.cells.bounds import is_count
from indicators.cells.values import day_in, is_dash, is_flag, is_unknown, number_in, text_of
from indicators.headings.about import counts_times, is_percent
from indicators.headings.definitions import PEOPLE
from indicators.headings.evidence import SAMPLED, Profile, fit
from indicators.headings.layout import Layout
from indicators.headings.scoring import ASKED, TAKEN
from indicators.lexicon.reading import mentions_in
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
_OF_PARENTS: Final = frozenset({"registered", "max_registered"})
_OF_CLASS: Final = frozenset({"pupils_total", "pupils_registered", "pupils_journal_linked", "parents_connected"})
_ACTIVITY: Final = re.compile(
    r"(не\s*)?актив|(не\s*)?действ|(?:за)?блок|архив|деактив|удал[её]н|приостан|заморож", re.IGNORECASE
)
_BEFORE_ACTIVE: Final = re.compile(r"приглаш|ожида|нов(?:ый|ая)|черновик|нет\b|создан", re.IGNORECASE)
_EMPLOYED: Final = re.compile(
    r"отпуск|больнич|\bб/?л\b|декрет|уход[еу]? за|уволен|увольн|совмест|основной|вакан|команд|на месте|штат|"
    r"стажир|пенси|^работа(?!ет с)",
    re.IGNORECASE,
)
_OF_PROFILE: Final = re.compile(r"проф|акк|уч[её]т|сферум|вк\b|vk|мессендж|платформ", re.IGNORECASE)
_PUPILS_CUT: Final = re.compile(r"\bуч\b\.?(?!\s*(?:зап|проф))", re.IGNORECASE)
_SOON: Final = timedelta(days=45)
_PAGE: Final = re.compile(r"\bvk\.(?:com|ru)/|^@?id\d{3,}$", re.IGNORECASE)
_OFFICES: Final = re.compile(r"долж|\bрол[ьи]|role|position|кем работ", re.IGNORECASE)
_GRADUATED: Final = re.compile(r"универ|институт|академи|\b[А-ЯЁ]{1,4}Г?[А-ЯЁ]?У\b")
_CLASSES: Final = re.compile(r"клас|\bкл\b|class|литер|параллел", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_AIM: Final = re.compile(r"\bнорм", re.IGNORECASE)
REGISTRATION: Final = re.compile(r"рег[ие]стр|приглаш|вступ|присоедин|авториз|подключ|вош[её]л|добавлен", re.IGNORECASE)
_MOSTLY = 0.8
# A heading at least so sure may be put right by its cells.
_GIVEN_BY_CELLS = 0.5
# How much the cells may add to a heading's score, and take away from it.
_FOR = 0.2
_AGAINST = 0.6
_FOR_OWN = 0.35
_AGAINST_OWN = 0.9


@dataclass(frozen=True, slots=True)
class Option:
    """What a column may be; `cells` is how well its cells go with that, from -1 to 1."""

    code: str | None
    score: float
    cells: float
    why: tuple[str, ...]


def option_of(meant: str, score: float, index: int, layout: Layout, profile: Profile) -> Option:
    written, heading, why = people_code(meant), layout.headings[index], []
    code = written
    if code:
        code = _by_values(code, _sample(layout, index), index, layout, profile)
    if code and code != written:
        score = max(score, TAKEN) if score >= _GIVEN_BY_CELLS else score
        why.append(f"по клеткам это {FACT[code].title if code in FACT else code}")
    if code and (another := _another_measure(code, heading, profile) or _not_of_the_fact(code, heading, index, layout)):
        return Option(None, 0, 0, (*why, another))
    if not code:
        return Option(None, 0, 0, tuple(why))
    if code == "profile_active" and score <= _GIVEN_BY_CELLS and not _tell_of_profile(_sample(layout, index)):
        return Option(code, ASKED, 0, (*why, "в клетках не статусы профиля"))  # «Активность: да» may be of the week
    if code != written and code in _PUPILS_OF.values() and counts_times(heading):
        return Option(code, ASKED, 0, (*why, "сколько раз, а не сколько учеников"))
    if code == "max_registered" and _tell_of_profile(_sample(layout, index)):
        return Option(code, ASKED, 0, (*why, "в клетках — кто активен"))  # of whom there is more than who is there
    cells = fit(code, profile)
    part = cells * _weight(code, cells)
    said = () if not part else ("клетки подходят",) if part > 0 else ("клетки мало похожи",)
    return Option(code, score + part, cells, (*why, *said))


def _sample(layout: Layout, index: int) -> list[Cell]:
    cells = layout.column(index, layout.start + SAMPLED)
    return [cell for cell in cells if not is_unknown(cell) and not is_dash(cell)]


def _weight(code: str, cells: float) -> float:
    """Days, pages and names are hardly mistaken for anything else; figures may be figures of anything."""
    own = code in FACT and (FACT[code].identity or FACT[code].type is FactType.DATE)
    if cells > 0:
        return _FOR_OWN if own else _FOR
    return _AGAINST_OWN if own else _AGAINST


def _another_measure(code: str, heading: str, profile: Profile) -> str:
    """Why the cells measure something else: shares are no figures of a person, «да» is no number of children."""
    measured = code in FACT and FACT[code].type in (FactType.NUMBER, FactType.FLAG)
    if measured and (is_percent(heading) or profile.share("percent", "part") > 0.5):
        return "доля, а не показатель человека"
    answered = profile.share("flag", "mark", "status") > 0.5 or (profile.size > 2 and profile.share("one") == 1)
    return "ответы, а не число детей или родителей" if code in _OF_CLASS and answered else ""


def _not_of_the_fact(code: str, heading: str, index: int, layout: Layout) -> str:
    """Why the cells cannot be meant: who is on leave is no state of a profile, nobody was active in days to come."""
    if code == "profile_active" and not _OF_PROFILE.search(heading):
        texts = [text_of(cell) for cell in _sample(layout, index)]
        if any(_EMPLOYED.search(text) for text in texts) and not any(_ACTIVITY.match(text) for text in texts):
            return "в клетках — работает человек или в отпуске"
    if code == "last_activity" and layout.today:
        days = [day for cell in _sample(layout, index) if (day := _day(cell))]
        if sum(day > layout.today + _SOON for day in days) * 2 > len(days):
            return "дни ещё не наступили"
    return ""


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else day_in(text_of(cell).lower())


def people_code(code: str) -> str | None:
    code = _INDICATOR_FACTS.get(code, code)
    return PEOPLE.get(code, code)


def _by_values(code: str, sample: list[Cell], index: int, layout: Layout, profile: Profile) -> str | None:
    """A heading may promise what its column does not hold."""
    heading = layout.headings[index]
    if not sample:
        return code
    if code == "vk_id" and all(is_flag(text_of(cell)) or text_of(cell) in ("0", "1") for cell in sample):
        return "registered"  # «Аккаунт VK: да»
    if code == "max_registered" and not has_column(layout, "max_id") and profile.share("big", "link") > _MOSTLY:
        return "max_id"  # «Аккаунт MAX» over numbers
    if code in ("profile_active", "registered") and not has_column(layout, "vk_id") and _are_pages(sample):
        return "vk_id"
    if _is_bare_id(heading) and _counts_rows(sample):
        return None
    if (code == "role" and not _OFFICES.search(heading) and not profile.share("office")) or (
        code == "school"
        and not profile.share("school")
        and all(text_of(cell)[:1].islower() or _GRADUATED.search(text_of(cell)) for cell in sample)
    ):
        return None
    if code == "classes" and not _CLASSES.search(heading) and not any(_DIGIT.search(text_of(c)) for c in sample):
        return None  # «Где преподаёт: начальная школа»
    if code == "class_teacher":
        return "full_name" if mostly_names(sample) else "classes"
    if code == "full_name" and all(isinstance(cell, int | float) for cell in sample):
        return None
    if code == "full_name" and has_column(layout, "last_name") and _are_words(sample):
        return "first_name"  # «Имя сотрудника» beside «Фамилия»
    if code == "last_name" and not has_column(layout, "first_name") and _are_whole_names(sample):
        return "full_name"  # «Фамилия И.О.»
    if code == "first_name" and not has_column(layout, "last_name") and not has_column(layout, "full_name"):
        return "full_name"
    if code == "registered" and profile.share("date") > 0.5 and not REGISTRATION.search(heading):
        return None  # «Сферум» over days: of what, nobody knows
    if code == "profile_active" and _tell_of_registration(sample):
        return "registered"
    if code == "registered" and _tell_of_profile(sample):
        return "profile_active"
    if code in _OF_PARENTS and is_counted(sample) and _goes_on_from_parents(index, layout):
        return "parents_connected"
    if code in _PUPILS_OF and is_counted(sample) and _PUPILS_CUT.search(heading):
        return _PUPILS_OF[code]  # «Зарег. уч.» over numbers
    if code in _PUPILS_OF and is_counted(sample) and _goes_on_from_pupils(index, layout):
        return _PUPILS_OF[code]
    if code in THRESHOLDS and _AIM.search(heading) and is_counted(sample):
        return None  # the figure to be reached, not who reached it
    if code in THRESHOLDS and not has_column(layout, "group_messages") and is_counted(sample):
        return "group_messages"
    return code


def _are_words(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if len(text_of(cell).split()) == 1) * 10 > len(sample) * 8


def _are_whole_names(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if is_person(text_of(cell))) * 10 > len(sample) * 6


def _tell_of_registration(sample: list[Cell]) -> bool:
    """Most statuses are about the registration, and none about the profile."""
    texts = list(map(text_of, sample))
    told = sum(1 for text in texts if REGISTRATION.search(text))
    return told * 10 > len(texts) * 6 and not any(_ACTIVITY.match(text) for text in texts)


def _tell_of_profile(sample: list[Cell]) -> bool:
    """«Активен», «заблокирован», «архив», some still «приглашён»: what became of a profile, not that there is one."""
    texts = list(map(text_of, sample))
    states = sum(1 for text in texts if _ACTIVITY.match(text))
    return states > 0 and all(_ACTIVITY.match(text) or _BEFORE_ACTIVE.match(text) for text in texts)


def _are_pages(sample: list[Cell]) -> bool:
    """Links under «Профиль»; a few cells may say «нет»."""
    return sum(1 for cell in sample if _PAGE.search(text_of(cell))) * 2 > len(sample)


def _is_bare_id(heading: str) -> bool:
    """An «id» that does not say whose."""
    return heading.strip().lower() in ("id", "ид")


def _goes_on_from_parents(index: int, layout: Layout) -> bool:
    """«В MAX» right behind «Родителей всего», and never above it, counts parents."""
    before = layout.headings[index - 1] if index else ""
    said = {mention.code for mention in mentions_in(before)}
    return "parent" in said and bool(said & {"total", "count", "headcount"}) and _never_above(index, index - 1, layout)


def _goes_on_from_pupils(index: int, layout: Layout) -> bool:
    """«Сферум», «ЭЖД» right behind the number of pupils, and never above it, count pupils."""
    before = index - 1
    while before >= 0 and (meaning := layout.meanings[before]) and people_code(meaning.code) in _PUPILS_OF:
        before -= 1
    meaning = layout.meanings[before] if before >= 0 else None
    if meaning is None or people_code(meaning.code) not in _OF_CLASS:
        return False
    return _never_above(index, before, layout)


def _never_above(index: int, whole: int, layout: Layout) -> bool:
    last = layout.start + SAMPLED
    pairs = zip(layout.column(whole, last), layout.column(index, last), strict=True)
    told = [(number_in(one), number_in(other)) for one, other in pairs if one is not None and other is not None]
    return all(most is None or part is None or part <= most for most, part in told)


def has_column(layout: Layout, code: str) -> bool:
    return any(meaning is not None and meaning.code == code for meaning in layout.meanings)


def _counts_rows(sample: list[Cell]) -> bool:
    """1, 2, 3 … under a bare «id» number the rows, they are nobody's VK id."""
    numbers = [text_of(cell) for cell in sample]
    return len(numbers) > 1 and all(text == str(index) for index, text in enumerate(numbers, 1))


def mostly_names(cells: list[Cell]) -> bool:
    sample = [cell for cell in cells if cell is not None]
    names = sum(1 for cell in sample if isinstance(cell, str) and parse_name(cell) is not None)
    return names * 2 > len(sample)


def is_counted(sample: list[Cell]) -> bool:
    """Figures above one, and not beside «да» and «нет»."""
    return not any(is_flag(text_of(cell)) for cell in sample) and any(map(is_count, sample))
