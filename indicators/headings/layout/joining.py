"""The rows of a heading as one text a column: groups with what stands below them, and pieces of what was broken."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from indicators.cells.values import text_of
from indicators.headings.lines import goes_on, says_something, unhyphenated
from indicators.reading.tables import Cell

# «шт.», «да/нет», «дд.мм.гггг»: in what a column is told
UNIT: Final = re.compile(
    r"\(?(?:шт(?:ук)?|ед(?:иниц)?|чел(?:овек)?|раза?|мин(?:ут)?|час(?:ов)?|дн(?:ей)?|балл\w*|руб(?:лей)?|сообщ|зв|"
    r"(?:да|есть|\+|1)\W{1,3}(?:нет|0|[-–—−])|дата|день|дд\W?мм.*|(?:выбрать )?из списка|адрес|цифр\w*|"
    r"число|текст|номер|отметка|кол-?во|количество|строка|список|ссылка|id|%)\.?\)?",
    re.IGNORECASE,
)
_UNITS = 0.4
_DIFFERENT = 0.7
_LEAST = 3
_BEGUN: Final = re.compile(r"[А-ЯЁA-Z][а-яёa-z]")


def one_line(cell: Cell) -> str:
    text = text_of(cell)
    return unhyphenated(text) if isinstance(cell, str) and "\n" in cell else text


def texts_of(row: Sequence[Cell]) -> list[str]:
    return [one_line(cell) for cell in row]


def joined_rows(texts: Sequence[list[str]], *, parted: bool = False) -> list[str]:
    """In place, groups without merge information are told over all columns they reach over. `parted` rows are those of
    groups, however much the lower ones look as if they went on."""
    broken = [not parted and are_broken(above, below) for above, below in pairwise(texts)]
    for (above, below), is_broken in reversed(list(zip(pairwise(texts), broken, strict=True))):
        if not is_broken and not is_merged(above):  # the lowest first: the groups of groups reach over all of theirs
            _spread(above, below)
    between = [" " if is_broken else " / " for is_broken in broken]
    return [_joined(column, between) for column in zip(*texts, strict=True)]


def _joined(column: Sequence[str], parted: Sequence[str]) -> str:
    """A cell merged over rows comes with its text in each of them, and says it once."""
    told = column[0]
    seen = {told}
    for (above, text), between in zip(pairwise(column), parted, strict=True):
        if text and text != above and (between == " " or text not in seen):
            told = f"{told}{between}{text}" if told else text
            seen.add(text)
    return unhyphenated(told)


def is_merged(above: Sequence[str]) -> bool:
    """Merged cells come with the text in each of them: then it is known how far a heading reaches."""
    return any(left and left == right for left, right in pairwise(above))


def are_broken(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether two rows hold pieces of the same headings: most go on below, and hardly any begins there, as the second
    part of a group would; that begins with a small letter."""
    if is_merged(above):
        return False
    pairs = [(one, other) for one, other in zip(above, below, strict=True) if one and other and one != other]
    alone = [other for one, other in zip(above, below, strict=True) if other and not one]
    if not pairs or len(pairs) < 2 * len(alone) or any(text[0].islower() for text in alone):
        return False
    return sum(1 for one, other in pairs if says_something(one) and goes_on(one, other)) * 2 > len(pairs)


def may_be_remarks(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether all of the lower row stands below something else, as no part of a group does."""
    told = _told(above, below)
    return len(told) >= _LEAST and not is_merged(above) and all(one and one != other for one, other in told)


def are_remarks(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the lower row says in what, or from where, each column is told: units, or the same again and again."""
    if not may_be_remarks(above, below):
        return False
    told = [other for _, other in _told(above, below)]
    units = sum(1 for text in told if UNIT.fullmatch(text))
    return units >= _UNITS * len(told) or len(set(told)) <= _DIFFERENT * len(told)


def _told(above: Sequence[str], below: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in zip(above, below, strict=True) if other]


def _spread(above: list[str], below: list[str]) -> None:
    """Without merge information: an upper heading goes on to the right over filled lower ones."""
    for index in range(1, len(above)):
        if reaches(above, below, index):
            above[index] = above[index - 1]


def reaches(above: Sequence[str], below: Sequence[str], index: int) -> bool:
    if above[index] or not (below[index] and above[index - 1] and below[index - 1]):
        return False
    return not (goes_on(above[index - 1], below[index - 1]) and _BEGUN.match(below[index]))  # «Создано», «чатов»
