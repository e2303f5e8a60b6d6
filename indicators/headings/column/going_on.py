"""Columns that go on from the one before: its figure is the whole of theirs."""

from indicators.cells.values import number_in
from indicators.headings.about import said_in
from indicators.headings.column.fact_codes import OF_CLASS, PUPILS_OF, people_code
from indicators.headings.layout.layout import Layout


def goes_on_from_parents(index: int, layout: Layout) -> bool:
    """«В MAX» right behind «Родителей всего», and never above it, counts parents."""
    said = said_in(layout.headings[index - 1] if index else "")
    return "parent" in said and bool(said & {"total", "count", "headcount"}) and _never_above(index, index - 1, layout)


def goes_on_from_pupils(index: int, layout: Layout) -> bool:
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
