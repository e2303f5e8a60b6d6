"""An HTML table, which many Russian systems send under the name of `.xls`."""

from html.parser import HTMLParser

from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import refused
from indicators.reading.tables import Cell, Table
from indicators.reading.text import decode

_WIDEST_SPAN = 400
# Inside a cell: what is struck through counts only where nothing else is said, a raised number behind is a note.
_STRUCK, _RAISED, _HIDDEN = "struck", "raised", "hidden"
_QUIET = {"s": _STRUCK, "strike": _STRUCK, "del": _STRUCK, "sup": _RAISED}
_CHECKED, _UNCHECKED = "☑", "☐"
_NOTE = frozenset("0123456789*)†‡, ")


class _Page(HTMLParser):
    """Collects rows of outer tables; text between tables becomes one-cell rows of the next one."""

    def __init__(self, limits: ReadLimits) -> None:
        super().__init__()
        self.limits = limits
        self.rows: list[list[Cell]] = []
        self.titles = 0
        self._row: list[Cell] | None = None
        self._cell: list[str] | None = None
        self._struck: list[str] = []
        self._quiet: list[tuple[str, str]] = []  # elements that are open in a cell and not read like others
        self._span = (1, 1)
        self._down: dict[int, tuple[int, Cell]] = {}
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script", "title"):
            self._silent = True
        elif tag == "tr":
            self._end_row()
            self._row = []
            self._fill_from_above()
        elif tag in ("td", "th"):
            self._end_cell()
            self._cell, self._struck, self._quiet = [], [], []
            found = dict(attrs)
            self._span = (_span(found.get("colspan")), _span(found.get("rowspan")))
        elif self._cell is not None:
            self._in_cell(self._cell, tag, dict(attrs))

    def _in_cell(self, cell: list[str], tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            cell.append(" ")
        elif tag == "input":
            if attributes.get("type") in ("checkbox", "radio"):
                cell.append(_CHECKED if "checked" in attributes else _UNCHECKED)
        elif _is_unseen(attributes):
            self._quiet.append((tag, _HIDDEN))
        elif kind := _QUIET.get(tag):
            self._quiet.append((tag, kind))
        elif any(tag == open_tag for open_tag, _ in self._quiet):
            self._quiet.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "title"):
            self._silent = False
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        elif self._quiet and self._quiet[-1][0] == tag:
            self._quiet.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._cell is not None:
            self._say(self._cell, data)
        elif self._row is None and data.strip():
            self.rows.append([data.strip()])

    def _say(self, cell: list[str], data: str) -> None:
        kinds = {kind for _, kind in self._quiet}
        if _HIDDEN in kinds or (_RAISED in kinds and _NOTE.issuperset(data) and "".join(cell).strip()):
            return
        (self._struck if _STRUCK in kinds else cell).append(data)

    def _fill_from_above(self) -> None:
        while self._row is not None and (above := self._down.get(len(self._row))):
            left, text = above
            if left == 1:
                del self._down[len(self._row)]
            else:
                self._down[len(self._row)] = (left - 1, text)
            self._row.append(text)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        if self._row is None:
            self._row = []
        text = " ".join("".join(self._cell).split()) or " ".join("".join(self._struck).split())
        self._quiet = []
        across, down = self._span
        for _ in range(across):
            if down > 1:
                self._down[len(self._row)] = (down - 1, text)
            self._row.append(text)
        if len(self._row) > self.limits.columns:
            raise refused("too_wide")
        self._cell = None
        self._fill_from_above()

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            if len(self.rows) > self.limits.rows:
                raise refused("too_long")
        self._row = None


def _is_unseen(attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST_SPAN) if text and text.strip().isdecimal() and len(text) < 6 else 1


def read_web_archive(data: bytes, limits: ReadLimits) -> list[Table]:
    """Excel's «web page in one file» (.mht): the first page of it that holds a table."""
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes) and b"<t" in content.lower():
            return read(content, limits)
    raise refused("not_table")


def read(data: bytes, limits: ReadLimits) -> list[Table]:
    page = _Page(limits)
    try:
        page.feed(decode(data))
        page.close()
    except AssertionError as error:  # what html.parser raises on broken declarations
        raise refused("damaged") from error
    width = max((len(row) for row in page.rows), default=0)
    if width < 1:
        raise refused("not_table")
    if width * len(page.rows) > limits.cells:
        raise refused("bomb")
    for row in page.rows:
        row.extend([None] * (width - len(row)))
    return [Table("", page.rows)]
