"""What the cells of a column look like together: states of profiles, whole names, counts."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from indicators.cells.bounds import is_count
from indicators.cells.state_words import state_in
from indicators.cells.values import day_in, is_flag, text_of
from indicators.headings.about import said_in
from indicators.reading.tables import Cell
from indicators.russian.name_order import is_first_name
from indicators.russian.names import is_person, parse_name

# A number, quotes, whose name it bears, or of which place it is: «МБОУ СОШ с. Ивановка», «Ивановская ООШ».
_OWN_NAME: Final = re.compile(
    r"\d|[«\"“]|\bим(?:\.|ени\b)|\s(?!Школ|Лице|Гимн)[А-ЯЁ][а-яё]{3,}|\b(?!Городск|Сельск)[А-ЯЁ][а-яё]+(?:ск|цк)(?:ая|ий|ое)\b"
)
_KIND: Final = re.compile(
    r"(?:началь|основн|средн|общеобраз|вечерн|коррекц|городск|сельск|малокомпл|частн|муницип|государств|каз[её]нн|бюджет|автоном)"
    r"\w*(?:\s+\w+)?|(?:лицей|гимназия|школа|интернат|детский сад|прогимназия|оош|сош|нош)",
    re.IGNORECASE,
)
_GRADUATED: Final = re.compile(r"универ|институт|академи|\b[А-ЯЁ]{1,4}Г?[А-ЯЁ]?У\b")
_ACTIVITY: Final = frozenset({"active", "block", "delete"})
_ELSEWHERE: Final = frozenset({"my_school", "max", "journal"})
_BEFORE_ACTIVE: Final = frozenset({"activate", "invitation", "opposite", "create", "set_up"})
_NEW: Final = re.compile(r"нов(?:ый|ая)|черновик|нет\b", re.IGNORECASE)
LATELY: Final = timedelta(days=60)
"""How long ago a last visit may be in most rows."""
REGISTRATION: Final = frozenset({"register", "invitation", "join", "authorise", "connect", "add", "create", "set_up"})


def differ(sample: list[Cell]) -> bool:
    """Hardly any text twice: what a row is about differs from row to row, whom to ask comes again and again."""
    texts = [text for cell in sample if (text := text_of(cell))]
    return len(set(texts)) * 5 >= len(texts) * 4


def days_in(cells: list[Cell]) -> list[date]:
    """Those of the cells that hold one, typed as text as well."""
    days = (
        cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else day_in(text_of(cell).lower())
        for cell in cells
    )
    return [day for day in days if day]


def are_words(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if len(text_of(cell).split()) == 1) * 10 > len(sample) * 8


def are_first_names(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if is_first_name(text_of(cell))) * 10 > len(sample) * 8


def are_whole_names(sample: list[Cell]) -> bool:
    return sum(1 for cell in sample if is_person(text_of(cell))) * 10 > len(sample) * 6


def tell_of_registration(sample: list[Cell]) -> bool:
    """Most statuses are about the registration, and none about the profile."""
    texts = list(map(text_of, sample))
    told = sum(map(is_of_registration, texts))
    return told * 10 > len(texts) * 6 and not any(map(is_of_activity, texts))


def tell_of_profile(sample: list[Cell]) -> bool:
    """«Активен», «заблокирован», «архив», some still «приглашён»: what became of a profile, not that there is one."""
    texts = list(map(text_of, sample))
    states = sum(map(is_of_activity, texts))
    return states > 0 and all(is_of_activity(text) or _may_become_active(text) for text in texts)


def tell_of_people(sample: list[Cell]) -> bool:
    """States, some of them of profiles or of registrations."""
    texts = list(map(text_of, sample))
    told = any(is_of_activity(text) or is_of_registration(text) for text in texts)
    return told and all(state_in(text) or _may_become_active(text) for text in texts)


def is_of_activity(text: str) -> bool:
    """«Активен», «заморожен», «не действует», «деактивирован»; «активен в «Моей школе»» is of another place."""
    if said_in(text) & _ELSEWHERE:
        return False
    concept = concept_of(text)
    return concept in _ACTIVITY or (concept == "activate" and "актив" in text.lower())


def is_of_registration(text: str) -> bool:
    return concept_of(text) in REGISTRATION


def _may_become_active(text: str) -> bool:
    return concept_of(text) in _BEFORE_ACTIVE or bool(_NEW.match(text))


def concept_of(text: str) -> str:
    state = state_in(text)
    return state.concept if state else ""


def tell_schools_apart(sample: list[Cell]) -> bool:
    """«СОШ № 5», «Лицей «Радуга»»; «лицей» or «начальная школа» say only of what kind one is."""
    texts = [text for cell in sample if (text := text_of(cell))]
    return sum(1 for text in texts if _OWN_NAME.search(text)) * 2 > len(texts)


def name_no_school(sample: list[Cell]) -> bool:
    """«основная», «Лицей» say of what kind one is, «ДГУ» where somebody studied."""
    return all(text[:1].islower() or _GRADUATED.search(text) or _KIND.fullmatch(text) for text in map(text_of, sample))


def counts_rows(sample: list[Cell]) -> bool:
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
