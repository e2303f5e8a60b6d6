"""Surnames, first names and patronymics in columns of their own, known by their cells where the headings do not say."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from indicators.cells.state_words import state_in
from indicators.cells.values import text_of
from indicators.reading.tables import Cell
from indicators.russian.name_endings import SURNAME
from indicators.russian.name_order import PARTICLE, is_first_name

_PATRONYMIC: Final = re.compile(rf"[а-яё]+(?:вич|ьич|мич|кич|вна|чна|шна|[\s-]?(?:{PARTICLE}))", re.IGNORECASE)
_WORD: Final = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?(?:\s+\([А-ЯЁ][а-яё]+\))?")
_INITIAL: Final = re.compile(r"[А-ЯЁ]\.?")
_MOST = 0.7
_LEAST = 3


def parts_by_cells(columns: Sequence[tuple[int, list[Cell]]]) -> dict[int, str]:
    """Column → the part of a name that stands in it: first names are in the dictionary, patronymics end alike, and
    the words beside them are surnames."""
    texts = {index: [text for cell in cells if (text := text_of(cell))] for index, cells in columns}
    texts = {index: told for index, told in texts.items() if len(told) >= _LEAST}
    found = {index: part for index, told in texts.items() if (part := _part(told))}
    if set(found.values()) != {"first_name", "patronymic"} or len(found) > len(set(found.values())):
        return _by_place(found, texts) or (found | _surnames_beside(found, texts) if len(found) == 1 else {})
    near = [index for index in (min(found) - 1, max(found) + 1) if _is_mostly(_WORD.fullmatch, texts.get(index, ()))]
    return found | ({near[0]: "last_name"} if near else {})


def _surnames_beside(found: dict[int, str], texts: dict[int, list[str]]) -> dict[int, str]:
    """The words right beside first names that end as surnames do."""
    place = next((index for index, part in found.items() if part == "first_name"), None)
    near = [index for index in (place - 1, place + 1) if index in texts] if place is not None else []
    surnames = [index for index in near if _is_mostly(_is_surname, texts[index])]
    return {surnames[0]: "last_name"} if surnames else {}


def _is_surname(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and SURNAME.fullmatch(text.lower()) is not None


def _by_place(found: dict[int, str], texts: dict[int, list[str]]) -> dict[int, str]:
    """First names that no dictionary holds stand between surnames and patronymics; both may be initials."""
    initials = [index for index in texts if index + 1 in texts and _are_initials(texts[index], texts[index + 1])]
    if len(initials) == 1 and not found:
        place = initials[0]
    elif (
        len(found) == 1
        and "patronymic" in found.values()
        and _is_mostly(_WORD.fullmatch, texts.get(min(found) - 1, ()))
    ):
        place = min(found) - 1
    else:
        return {}
    if not _is_mostly(_WORD.fullmatch, texts.get(place - 1, ())):
        return {}
    return {place - 1: "last_name", place: "first_name", place + 1: "patronymic"}


def _are_initials(first: list[str], second: list[str]) -> bool:
    return _is_mostly(_INITIAL.fullmatch, first) and _is_mostly(_INITIAL.fullmatch, second)


def _part(texts: list[str]) -> str:
    if _is_mostly(_PATRONYMIC.fullmatch, texts):
        return "" if any(map(state_in, texts)) else "patronymic"  # «Активна»
    return "first_name" if _is_mostly(is_first_name, texts) else ""


def _is_mostly(holds: Callable[[str], object], texts: Iterable[str]) -> bool:
    told = list(texts)
    return bool(told) and sum(1 for text in told if holds(text)) >= _MOST * len(told)
