"""Surnames, first names and patronymics in columns of their own, known by their cells where the headings do not say."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from indicators.cells.values import text_of
from indicators.reading.tables import Cell
from indicators.russian.first_names import FIRST_NAMES

_PATRONYMIC: Final = re.compile(r"[а-яё]+(?:вич|ьич|мич|кич|вна|чна|шна|(?:\s|-)?(?:оглы|кызы))", re.IGNORECASE)
_WORD: Final = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?(?:\s+\([А-ЯЁ][а-яё]+\))?")
_MOST = 0.7
_LEAST = 3


def parts_by_cells(columns: Sequence[tuple[int, list[Cell]]]) -> dict[int, str]:
    """Column → the part of a name that stands in it: first names are in the dictionary, patronymics end alike, and
    the words beside them are surnames."""
    texts = {index: [text for cell in cells if (text := text_of(cell))] for index, cells in columns}
    texts = {index: told for index, told in texts.items() if len(told) >= _LEAST}
    found = {index: part for index, told in texts.items() if (part := _part(told))}
    if set(found.values()) != {"first_name", "patronymic"} or len(found) > len(set(found.values())):
        return found if len(found) == 1 else {}
    near = [index for index in (min(found) - 1, max(found) + 1) if _is_mostly(_WORD.fullmatch, texts.get(index, ()))]
    return found | ({near[0]: "last_name"} if near else {})


def _part(texts: list[str]) -> str:
    if _is_mostly(_PATRONYMIC.fullmatch, texts):
        return "patronymic"
    return "first_name" if _is_mostly(lambda text: text.lower().replace("ё", "е") in FIRST_NAMES, texts) else ""


def _is_mostly(holds: Callable[[str], object], texts: Iterable[str]) -> bool:
    told = list(texts)
    return bool(told) and sum(1 for text in told if holds(text)) >= _MOST * len(told)
