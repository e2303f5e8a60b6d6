"""What a column is in place of what its heading promises, by its cells and the columns before it."""

import re
from typing import Final

from indicators.catalogue import ACCOUNTS
from indicators.cells.values import is_flag, number_in, text_of
from indicators.headings.about import said_in
from indicators.headings.column.evidence import Profile
from indicators.headings.column.fact_codes import OF_CLASS, PUPILS_OF, people_code
from indicators.headings.column.looks import (
    REGISTRATION,
    are_whole_names,
    are_words,
    counts_rows,
    is_counted,
    mostly_names,
    tell_of_profile,
    tell_of_registration,
)
from indicators.headings.layout.layout import Layout
from indicators.lexicon.reading import mentions_in
from indicators.reading.tables import Cell

QUOTAS: Final = {"messages_3": 3, "messages_10": 10}
_COUNTED: Final = frozenset({"group_messages", "group_chats"})
_OF_PARENTS: Final = frozenset({"registered", "max_registered"})
_OFFICES: Final = re.compile(r"долж|\bрол[ьи]|role|position|кем работ", re.IGNORECASE)
_GRADUATED: Final = re.compile(r"универ|институт|академи|\b[А-ЯЁ]{1,4}Г?[А-ЯЁ]?У\b")
_KIND: Final = re.compile(
    r"(?:началь|основн|средн|общеобраз|вечерн|коррекц|городск|сельск|малокомпл|частн|муницип|государств|каз[её]нн|бюджет|автоном)"
    r"\w*(?:\s+\w+)?|(?:лицей|гимназия|школа|интернат|детский сад|прогимназия|оош|сош|нош)",
    re.IGNORECASE,
)
_OF_VK: Final = re.compile(r"\bvk\.(?:com|ru)/", re.IGNORECASE)
_CLASSES: Final = frozenset({"class", "class_lead"})
_DIGIT: Final = re.compile(r"\d")
_MOSTLY = 0.8


def by_values(code: str, sample: list[Cell], index: int, layout: Layout, profile: Profile) -> str | None:
    """A heading may promise what its column does not hold."""
    heading = layout.headings[index]
    if not sample:
        return code
    if code == "vk_id" and all(is_flag(text_of(cell)) or text_of(cell) in ("0", "1") for cell in sample):
        return "registered"  # «Аккаунт VK: да»
    if code == "max_registered" and not has_column(layout, "max_id") and profile.share("big", "link") > _MOSTLY:
        code = "max_id"  # «Аккаунт MAX» over numbers
    if code in ("profile_active", "registered") and not has_column(layout, "vk_id") and profile.share("link") > 0.5:
        return "vk_id"  # links under «Профиль»; a few cells may say «нет»
    if code == "max_id" and profile.share("link") > _MOSTLY:
        return "vk_id" if any(_OF_VK.search(text_of(cell)) for cell in sample) else code
    if code in ACCOUNTS and counts_rows(sample):
        return None
    if code in PUPILS_OF and profile.share("part_of") > 0.5:
        return PUPILS_OF[code]  # «20 из 25»
    if code in _COUNTED and (quota := _quota_named(heading)) and profile.share("flag", "mark", "status", "one") == 1:
        return quota  # «Достиг 10 сообщений: да»
    if (code == "role" and not _OFFICES.search(heading) and not profile.share("office")) or (
        code == "school" and not profile.share("school") and all(_names_no_school(text_of(cell)) for cell in sample)
    ):
        return None
    if code == "classes" and not _CLASSES & said_in(heading) and not any(_DIGIT.search(text_of(c)) for c in sample):
        return None  # «Где преподаёт: начальная школа»
    if code == "class_teacher":
        return "full_name" if mostly_names(sample) else "classes"
    if code == "full_name" and all(isinstance(cell, int | float) for cell in sample):
        return None
    if code == "full_name" and has_column(layout, "last_name") and are_words(sample):
        return "first_name"  # «Имя сотрудника» beside «Фамилия»
    if code == "last_name" and not has_column(layout, "first_name") and are_whole_names(sample):
        return "full_name"  # «Фамилия И.О.»
    if code == "first_name" and not has_column(layout, "last_name") and not has_column(layout, "full_name"):
        return "full_name"
    if code == "registered" and profile.share("date") > 0.5 and not REGISTRATION.search(heading):
        return None  # «Сферум» over days: of what, nobody knows
    if code == "profile_active" and tell_of_registration(sample):
        return "registered"
    if code == "registered" and tell_of_profile(sample):
        return "profile_active"
    if code in _OF_PARENTS and is_counted(sample) and _goes_on_from_parents(index, layout):
        return "parents_connected"
    if code in PUPILS_OF and is_counted(sample) and _says_pupils_in_short(heading):
        return PUPILS_OF[code]  # «Зарег. уч.» over numbers
    if code in PUPILS_OF and is_counted(sample) and _goes_on_from_pupils(index, layout):
        return PUPILS_OF[code]
    if code in QUOTAS and "plan" in said_in(heading) and is_counted(sample):
        return None  # the figure to be reached, not who reached it
    if code in QUOTAS and not has_column(layout, "group_messages") and is_counted(sample):
        return "group_messages"
    return code


def _says_pupils_in_short(heading: str) -> bool:
    """«Зарег. уч.»; «уч. профиль», «уч. запись» are no people."""
    return any(m.text == "уч" for m in mentions_in(heading)) and not said_in(heading) & {"account", "profile"}


def _names_no_school(text: str) -> bool:
    """«основная», «Лицей» say of what kind it is, «ДГУ» where somebody studied."""
    return text[:1].islower() or _GRADUATED.search(text) is not None or _KIND.fullmatch(text) is not None


def _quota_named(heading: str) -> str | None:
    said = said_in(heading)
    named = [code for code, quota in QUOTAS.items() if f"n{quota}" in said]
    return named[0] if len(named) == 1 else None


def _goes_on_from_parents(index: int, layout: Layout) -> bool:
    """«В MAX» right behind «Родителей всего», and never above it, counts parents."""
    said = said_in(layout.headings[index - 1] if index else "")
    return "parent" in said and bool(said & {"total", "count", "headcount"}) and _never_above(index, index - 1, layout)


def _goes_on_from_pupils(index: int, layout: Layout) -> bool:
    """«Сферум», «ЭЖД» right behind the number of pupils, and never above it, count pupils."""
    before = index - 1
    while before >= 0 and (meaning := layout.meanings[before]) and people_code(meaning.code) in PUPILS_OF:
        before -= 1
    meaning = layout.meanings[before] if before >= 0 else None
    if meaning is None or people_code(meaning.code) not in OF_CLASS:
        return False
    return _never_above(index, before, layout)


def _never_above(index: int, whole: int, layout: Layout) -> bool:
    pairs = zip(layout.sample(whole), layout.sample(index), strict=True)
    told = [(number_in(one), number_in(other)) for one, other in pairs if one is not None and other is not None]
    return all(most is None or part is None or part <= most for most, part in told)


def has_column(layout: Layout, code: str) -> bool:
    return any(meaning is not None and meaning.code == code for meaning in layout.meanings)
