"""Under a heading that says the opposite («Не связан с ЭЖД») «да» is a «нет», «не связан» is what it says, and of a
lone «+» nobody knows whether it marks the heading or the fact."""

from collections.abc import Collection, Sequence
from typing import Final, Literal

from indicators.cells.marks import answers_in, are_bad_marks, is_lone_mark
from indicators.cells.state_words import state_in
from indicators.cells.values import BadValue, is_dash, is_flag, is_unknown, read_flag, text_of
from indicators.reading.tables import Cell

Reading = Literal["turned", "marked", "as it says", "open"]
# These answer the heading; «есть» may as well be said of the thing itself.
_ANSWERS: Final = frozenset({"да", "верно", "правда", "так", "yes", "true", "истина"})
_OF_THE_THING: Final = frozenset({"есть", "имеется", "в наличии", "отсутствует", "отсутствуют", "не имеется"})


def read_opposite(cells: Collection[Cell]) -> Reading:
    different = set(cells)
    known = {cell for cell in different if not is_unknown(cell) and not is_dash(cell)}
    texts = {text_of(cell).lower().strip(" .!") for cell in known}
    if are_bad_marks(different):  # a cross under «Без звонков»: there was none, whatever it answers
        return "marked"
    if texts <= _ANSWERS:  # the others are left out, or say «-»
        return "turned" if texts and known < different else "open"
    if all((state := state_in(text)) and state.concept for text in texts):
        return "as it says"
    return "turned" if not texts & _OF_THE_THING and _says_both(different) else "open"


def _says_both(cells: Collection[Cell]) -> bool:
    """Whether there is a plain yes and a plain no or a dash, and nothing else that is known."""
    answers = answers_in(cells)
    plain = {answers.plain(cell) for cell in cells}
    known = {cell for cell in plain if not is_unknown(cell) and not is_dash(cell)}
    if not all(text_of(cell) in ("0", "1") or is_flag(text_of(cell)) for cell in known):
        return False
    try:
        said = {read_flag(cell) for cell in known}
    except BadValue:
        return False
    return said == {True, False} or (any(map(is_dash, plain)) and said == {True})


def answers_of(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells of a column that is read the other way round: a mark that is all there is answers its heading."""
    if not (are_bad_marks(cells) or is_lone_mark(cells)):
        return cells
    return [cell if is_unknown(cell) else "да" for cell in cells]
