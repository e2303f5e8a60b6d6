"""What a cell of an xlsx says, by its type and by the style that shows it."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final
from xml.etree.ElementTree import Element

from indicators.reading.excel.formats import DATES, is_date
from indicators.reading.excel.package import Package, descendants, local

_EPOCH: Final = datetime(1899, 12, 30)
_EPOCH_1904: Final = datetime(1904, 1, 1)
_FIRST_MARCH = 60  # Excel believes in the 29th of February 1900
_DAY_MILLISECONDS = 86_400_000
_LAST_DAY = 2_958_465


class CellValues:
    """`texts` are the workbook's shared strings, `dated` which of its styles show a day."""

    def __init__(self, package: Package) -> None:
        self._texts = [_text(item) for item in descendants(package.shared("sharedStrings"), "si")]
        styles = package.shared("styles")
        own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in descendants(styles, "numFmt")}
        self._dated = [
            is_date(own[number]) if number in own else number.isdecimal() and int(number) in DATES
            for group in descendants(styles, "cellXfs")
            for number in (one.get("numFmtId", "") for one in group)
        ]
        properties = next(descendants(package.book, "workbookPr"), None)
        self._since_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")

    def of(self, cell: Element) -> Any:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text(part) for part in cell if local(part.tag) == "is")
        said = next((part.text or "" for part in cell if local(part.tag) == "v"), "")
        match kind:
            case "e":  # whatever the error is called: no value
                return None
            case "s":
                return self._texts[int(said)] if said.isdecimal() and int(said) < len(self._texts) else None
            case "b":
                return said.strip().lower() in ("1", "true")
            case "d":
                return _moment(said)
            case "str":
                return said
        return self._number(said, whole(cell.get("s"), 0))

    def _number(self, said: str, style: int) -> Any:
        try:
            number = float(said)
        except ValueError:
            return said
        return self._day(number) if style < len(self._dated) and self._dated[style] else number

    def _day(self, number: float) -> Any:
        if not 0 <= number <= _LAST_DAY:
            return number
        start = _EPOCH_1904 if self._since_1904 else _EPOCH
        days = number + (0 < number < _FIRST_MARCH and not self._since_1904)
        moment = start + timedelta(milliseconds=round(days * _DAY_MILLISECONDS))
        if number < 1:
            return moment.time()
        return moment.date() if number == int(number) else moment


def _text(item: Element) -> str:
    """All runs of a text, without the reading aids of Chinese and Japanese."""
    parts = []
    for child in item:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            parts += [one.text or "" for one in child if local(one.tag) == "t"]
    return "".join(parts)


def _moment(said: str) -> Any:
    with suppress(ValueError):
        moment = datetime.fromisoformat(said.strip().removesuffix("Z"))
        return moment.date() if "T" not in said else moment
    return said


def whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 9 else otherwise
