"""What a column is in place of what its heading promises, by its cells and the columns before it."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from indicators.catalogue import QUOTAS
from indicators.cells.values import is_flag, text_of
from indicators.headings.about import names_what_cells_tell
from indicators.headings.column.evidence import Profile
from indicators.headings.column.fact_codes import PUPILS_OF
from indicators.headings.column.going_on import goes_on_from_parents, goes_on_from_pupils
from indicators.headings.column.looks import (
    REGISTRATION,
    are_first_names,
    are_whole_names,
    are_words,
    counts_rows,
    is_counted,
    mostly_names,
    name_no_school,
    tell_of_profile,
    tell_of_registration,
)
from indicators.headings.column.seen import Seen
from indicators.headings.layout.layout import Layout
from indicators.lexicon.reading import mentions_in
from indicators.reading.tables import Cell

_OF_VK: Final = re.compile(r"\bvk\.(?:com|ru)/", re.IGNORECASE)
_NO_PAGE: Final = re.compile(
    r"\d{1,2}$|(?:https?://)?(?:web\.)?(?!(?:[\w.]+\.)?(?:vk|sferum|vkontakte)\.)[\w.-]+\.\w{2,}/|.*sferum\.ru/.*\bjoin=",
    re.IGNORECASE,
)
_MAY_BE_THERE: Final = frozenset({"account", "profile", "page", "platform"})
_LINKED: Final = REGISTRATION | {"link"}
_CLASSES: Final = frozenset({"class", "class_lead"})
_DIGIT: Final = re.compile(r"\d")
_MOSTLY = 0.8
# What would take the place of a name, or of the classes, with nothing.
_OF_CELLS_ONLY: Final = frozenset({"class_teacher", "last_name"})


def by_values(code: str, sample: list[Cell], index: int, layout: Layout, profile: Profile) -> str | None:
    """A heading may promise what its column does not hold. `None`: it is no fact at all."""
    if not sample:
        return None if code in _OF_CELLS_ONLY else code
    rule = _RULES.get(code)
    return rule(Seen(code, sample, index, layout, profile)) if rule else code


def _of_vk(column: Seen) -> str | None:
    if all(is_flag(text_of(cell)) or text_of(cell) in ("0", "1") for cell in column.sample):
        return "registered" if column.said & _MAY_BE_THERE else None  # «Аккаунт VK: да»
    return None if counts_rows(column.sample) or _are_no_pages(column) else "vk_id"


def _are_no_pages(column: Seen) -> bool:
    """Counts, and links to chats or to other places."""
    texts = list(map(text_of, column.sample))
    return sum(1 for text in texts if _NO_PAGE.match(text)) * 2 > len(texts)


def _of_max(column: Seen) -> str | None:
    if column.profile.share("link") > _MOSTLY:
        return "vk_id" if any(_OF_VK.search(text_of(cell)) for cell in column.sample) else "max_id"
    return None if counts_rows(column.sample) else "max_id"


def _of_being_in_max(column: Seen) -> str | None:
    if column.lacks("max_id") and column.profile.share("big", "link") > _MOSTLY:
        return _of_max(column)  # «Аккаунт MAX» over numbers
    return _of_parents(column) or column.code


def _of_profile(column: Seen) -> str:
    if _are_pages(column):
        return "vk_id"
    return "registered" if tell_of_registration(column.sample) else "profile_active"


def _of_registration(column: Seen) -> str | None:
    if _are_pages(column):
        return "vk_id"
    if column.profile.share("date") > 0.5 and not column.said & REGISTRATION:
        return None  # «Сферум» over days: of what, nobody knows
    if tell_of_profile(column.sample):
        return "profile_active"
    if column.profile.share("big") > _MOSTLY and column.said & _MAY_BE_THERE and column.lacks("vk_id"):
        return "vk_id"  # «Аккаунт» over numbers
    return _pupils_of_all(column) or _of_parents(column) or _of_pupils(column) or column.code


def _are_pages(column: Seen) -> bool:
    """Links under «Профиль»; a few cells may say «нет»."""
    return column.lacks("vk_id") and column.profile.share("link") > 0.5


def _of_journal(column: Seen) -> str | None:
    if column.profile.share("date") > 0.5 and not column.said & _LINKED:
        return None  # «Журнал» over days
    return _pupils_of_all(column) or _of_pupils(column) or column.code


def _pupils_of_all(column: Seen) -> str | None:
    """«20 из 25»."""
    return PUPILS_OF[column.code] if column.profile.share("part_of") > 0.5 else None


def _of_parents(column: Seen) -> str | None:
    counted = is_counted(column.sample) and goes_on_from_parents(column.index, column.layout)
    return "parents_connected" if counted else None


def _of_pupils(column: Seen) -> str | None:
    if not is_counted(column.sample):
        return None
    named = _says_pupils_in_short(column) or _counts_people_of_class(column)
    counted = named or goes_on_from_pupils(column.index, column.layout)
    return PUPILS_OF[column.code] if counted else None


def _says_pupils_in_short(column: Seen) -> bool:
    """«Зарег. уч.»; «уч. профиль», «уч. запись» are no people."""
    return any(m.text == "уч" for m in mentions_in(column.heading)) and not column.said & {"account", "profile"}


def _counts_people_of_class(column: Seen) -> bool:
    """«Привязали ЭЖД (чел.)» where the pupils of a class are counted."""
    in_people = any(m.text in ("чел", "человек") for m in mentions_in(column.heading))
    return in_people and not column.lacks("pupils_count")


def _of_count(column: Seen) -> str:
    """«Достиг 10 сообщений: да»."""
    named = [code for code, quota in QUOTAS.items() if f"n{quota}" in column.said]
    answered = len(named) == 1 and column.profile.share("flag", "mark", "status", "one") == 1
    return named[0] if answered else column.code


def _of_quota(column: Seen) -> str | None:
    if not is_counted(column.sample):
        return column.code
    if "plan" in column.said:
        return None  # the figure to be reached, not who reached it
    return "group_messages" if column.lacks("group_messages") else column.code


def _of_post(column: Seen) -> str | None:
    named = names_what_cells_tell(column.heading, "role")
    return "role" if named or column.profile.share("office") else None


def _of_school(column: Seen) -> str | None:
    return None if not column.profile.share("school") and name_no_school(column.sample) else "school"


def _of_classes(column: Seen) -> str | None:
    """«Где преподаёт: начальная школа» names none, «Литера» is a part of one."""
    texts = [text_of(cell) for cell in column.sample]
    if all((len(text) == 1 and text.isalpha()) or text == "0" for text in texts):
        return None
    counted = any(mention.text == "классов" and not mention.governed for mention in mentions_in(column.heading))
    if counted and all(text.isdecimal() for text in texts):
        return None  # «Классов в школе»
    named = _CLASSES & column.said or any(_DIGIT.search(text_of(cell)) for cell in column.sample)
    return "classes" if named else None


def _of_class_teacher(column: Seen) -> str:
    return "full_name" if mostly_names(column.sample) else "classes"


def _of_full_name(column: Seen) -> str | None:
    if all(isinstance(cell, int | float) for cell in column.sample):
        return None
    beside_surname = not column.lacks("last_name") and are_words(column.sample)
    return "first_name" if beside_surname else "full_name"  # «Имя сотрудника» beside «Фамилия»


def _of_last_name(column: Seen) -> str:
    """«Фамилия И.О.»."""
    return "full_name" if column.lacks("first_name") and are_whole_names(column.sample) else "last_name"


def _of_first_name(column: Seen) -> str:
    alone = column.lacks("last_name") and column.lacks("full_name")
    return "full_name" if alone and not are_first_names(column.sample) else "first_name"


_RULES: Final[Mapping[str, Callable[[Seen], str | None]]] = {
    "vk_id": _of_vk,
    "max_id": _of_max,
    "max_registered": _of_being_in_max,
    "profile_active": _of_profile,
    "registered": _of_registration,
    "journal_linked": _of_journal,
    "group_messages": _of_count,
    "group_chats": _of_count,
    **dict.fromkeys(QUOTAS, _of_quota),
    "role": _of_post,
    "school": _of_school,
    "classes": _of_classes,
    "class_teacher": _of_class_teacher,
    "full_name": _of_full_name,
    "last_name": _of_last_name,
    "first_name": _of_first_name,
}
