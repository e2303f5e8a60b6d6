"""Marks and answers that only their column explains: a cross is «no» beside ticks and «yes» where the other cells are
empty, «найден» is a yes beside «не найден». A column decides as a whole, or stays open."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from indicators.cells.counted import in_figures
from indicators.cells.values import BadValue, is_dash, is_flag, is_unknown, read_flag, says_yes_or_no, text_of
from indicators.lexicon.lookup import of_word
from indicators.reading.tables import Cell
from indicators.russian.stems import stem

_CROSSES: Final = frozenset("хx✗✘❌×✖☒🗵🗙☓✕╳❎")
_HOLLOW: Final = frozenset("☐○◯⚪□▢◻◇☆⬜")
_RED: Final = frozenset("❌🔴🟥👎🚫⛔")  # nobody ticks with it
TICKS: Final = frozenset("+✓✔✅☑√vV")
_BETWEEN: Final = frozenset("🟡🟠🟨🟧")
# Signs that say something else: a number, a remark, nothing at all.
_NO_MARKS: Final = frozenset("+-–—−‒‑‐%№?!.,:;…/\\\"'«»“”()<>=~_^&@$₽|`")
_STYLE: Final = "\ufe0f"
_LONGEST_SIGN = 2
_DENIED: Final = re.compile(r"\b(?:не|нет|без|ни)\s+|\s+нет$")
_NO_YES: Final = frozenset({"", "cross", "red", "hollow", "between"})  # kinds of signs
_MOST_ANSWERS = 40
_YES_NO: Final = {True: "да", False: "нет", None: None}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the cells of a column mean that do not say it themselves; with None that nothing tells."""

    meant: Mapping[Cell, bool | None]
    marked: bool = False
    """Whether marks say «yes»."""

    @property
    def open(self) -> list[Cell]:
        """Of which nothing tells whether they say yes or no."""
        return [cell for cell, said in self.meant.items() if said is None]

    def says(self, cell: Cell) -> bool:
        """Whether the column makes it a plain yes or no."""
        return self.meant.get(cell) is not None

    def plain(self, cell: Cell) -> Cell:
        """The cell in words; an open mark is unknown, a dash beside marks is «no»."""
        if cell not in self.meant:
            return "нет" if self.marked and is_dash(cell) else cell
        return _YES_NO[self.meant[cell]]


def answers_in(cells: Collection[Cell]) -> Answers:
    different = set(cells)
    marks: dict[Cell, str] = {cell: sign for cell in different if isinstance(cell, str) and (sign := _sign(cell))}
    rest = different - marks.keys()
    meant = _of_marks(marks, rest)
    return Answers({**meant, **_beside_their_denial(rest)}, any(meant.values()))


def is_mark(text: str) -> bool:
    """A cross, a bullet, a star: whether it says yes or no only its column shows."""
    return bool(_sign(text)) and not is_flag(text)


def are_bad_marks(cells: Collection[Cell]) -> bool:
    """Crosses of one kind, or red signs, and nothing else but empty cells: whoever bears one lacks something."""
    told = {cell for cell in cells if not is_unknown(cell)}
    signs = {_sign(cell) if isinstance(cell, str) else "" for cell in told}
    return len(signs) == 1 and signs <= {"cross", "red"} and len(told) < len(set(cells))


def is_lone_mark(cells: Collection[Cell]) -> bool:
    """«+», «✓», «*»: one sign, and nothing else but empty cells."""
    told = {cell for cell in cells if not is_unknown(cell)}
    if len(told) != 1 or len(set(cells)) == 1:
        return False
    cell = told.pop()
    return isinstance(cell, str) and (cell.strip() in TICKS or _sign(cell) not in _NO_YES)


def _sign(cell: str) -> str:
    """The kind of a sign: a cross, red, hollow, or filled with anything; empty for what is none."""
    text = text_of(cell).lower().replace(_STYLE, "")
    if not text or len(text) > _LONGEST_SIGN:
        return ""
    if text in _CROSSES:
        return "red" if text in _RED else "cross"
    if any(sign.isalnum() or sign.isspace() or sign in _NO_MARKS for sign in text):
        return ""
    if text[0] in _HOLLOW | _RED | _BETWEEN:
        return "hollow" if text[0] in _HOLLOW else "red" if text[0] in _RED else "between"
    return "" if is_flag(text) else text


def _of_marks(marks: Mapping[Cell, str], rest: Collection[Cell]) -> dict[Cell, bool | None]:
    said = {_said(cell) for cell in rest if not is_unknown(cell)} - {None}
    signs = {sign for sign in marks.values() if sign != "between"}
    yes = _sign_of_yes(signs, said, empty=any(is_unknown(cell) for cell in rest))
    no = signs - {yes} if yes or True in said else {"red"} if said else set()
    if yes is None and True in said and signs - {"cross", "red", "hollow"}:
        no -= signs - {"cross", "red", "hollow"}  # «*» beside «да» is a remark
    return {cell: True if sign == yes else False if sign in no else None for cell, sign in marks.items()}


def _sign_of_yes(signs: set[str], said: set[bool | None], *, empty: bool) -> str | None:
    """The one sign that is a yes: nothing says yes otherwise, and something else is a no, or cells are left empty."""
    filled = signs - {"red", "hollow", "cross"} or signs & {"cross"}
    if len(filled) != 1 or True in said:
        return None
    return next(iter(filled)) if said or empty or signs - filled else None


def _said(cell: Cell) -> bool | None:
    if is_dash(cell):
        return False
    try:
        return read_flag(cell)
    except BadValue:
        return True  # a number above one


def _beside_their_denial(cells: Collection[Cell]) -> dict[Cell, bool | None]:
    """«Найден» beside «не найден»; «не работает» beside «работает» says nothing of a person's leave, and «не менее 3»
    beside «менее 3» are bounds."""
    texts = {cell: in_figures(text_of(cell).lower()) for cell in cells if isinstance(cell, str)}
    texts = {cell: text for cell, text in texts.items() if not any(sign.isdigit() for sign in text)}
    if len(texts) > _MOST_ANSWERS:
        return {}
    denied = {cell: _stems(_DENIED.sub("", text, count=1)) for cell, text in texts.items() if _DENIED.search(text)}
    plain = {cell: _stems(text) for cell, text in texts.items() if cell not in denied}
    found: dict[Cell, bool | None] = {}
    for cell, stems in plain.items():
        beside = [other for other, own in denied.items() if own and own == stems]
        if beside and says_yes_or_no(cell) is not False:
            found[cell] = True
            found |= dict.fromkeys(beside, False)
    return found


def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", text)
    return frozenset(stem(word) for word in words if (of_word(word) or ("",))[0] not in ("neutral", "preposition"))
