"""Which MAX account a cell names: a number, which may well be somebody else's in VK."""

import re
from datetime import date
from typing import Final

from indicators.cells.values import GROUPS, BadValue, is_dash, is_unknown, text_of
from indicators.reading.tables import Cell

_NUMBER: Final = re.compile(r"(?:max|макс|id|@id|ид)?\s*(?:[:№#]\s*)?(\d+)")
_SHORTENED: Final = re.compile(r"-?\d+([.,]\d+)?e\+?\d+")
_MOST: Final = 2**63  # the numbers are 64-bit


def read_max_id(cell: Cell) -> int | None:
    """A person's number from a number, `max:456` or `id456`.

    Raises:
        BadValue: a chat (their numbers are negative), a page known by a name only, or no number at all.
    """
    if is_unknown(cell) or is_dash(cell):
        return None
    if isinstance(cell, bool | date):
        raise BadValue("ожидался номер в MAX")
    if isinstance(cell, int | float):
        return _person_id(cell)
    text = text_of(cell).lower()
    if _SHORTENED.fullmatch(text):
        raise BadValue("Excel сократил номер MAX (вид 1,2E+09): задайте столбцу числовой формат")
    if text.startswith("-"):
        return _person_id(-1)
    number = _NUMBER.fullmatch(GROUPS.sub("", text).removesuffix(".0").removesuffix(",0"))
    if number is None:
        raise BadValue("это не номер в MAX: нужны цифры, имя или ссылка не подходят")
    return _person_id(int(number[1]))


def _person_id(number: float) -> int:
    if not float(number).is_integer():
        raise BadValue("ожидался целый номер в MAX")
    if not 0 < number < _MOST:
        raise BadValue("такого номера в MAX не бывает")
    return int(number)
