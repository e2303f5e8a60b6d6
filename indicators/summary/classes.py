"""A table with a class in every row: what it counts are pupils, and added up they are the school's figures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from indicators.cells.values import text_of
from indicators.headings.layout.layout import Layout
from indicators.headings.scoring import Meaning
from indicators.headings.wording.mentions import mentions_of
from indicators.rows import SummaryRow, SummaryValue
from indicators.russian.rules import plural

_CLASS: Final = re.compile(r"(1[01]|[1-9])\s?[-«\"]?\s?([а-яёa-z])?[»\"]?(?:\s?кл(?:\.|асс\w*)?)?", re.IGNORECASE)
_LEAST: Final = 2
# «5 классы», «7-е классы», «1–4», «начальная школа»: of which classes a row may be the sum.
_PARALLEL: Final = re.compile(
    r"(?:параллель )?(1[01]|[1-9])(?:-?(?:е|ые|х|я) ?(?=кл|пар))? ?(?:кл(?:асс\w*|\.)?|паралл\w*)?"
)
_SPAN: Final = re.compile(r"(1[01]|[1-9]) ?[-–—] ?(1[01]|[1-9])(?: ?-?(?:е|х))?(?: ?кл\S*)?")
_STAGES: Final = (("началь", range(1, 5)), ("основн", range(5, 10)), ("средн", range(10, 12)), ("старш", range(10, 12)))
_OF_STAFF: Final = frozenset({"teacher", "person_word", "class_lead", "role", "parent"})
_OF_PUPILS: Final = {"registered": "pupils_in", "journal_linked": "pupils_journal"}
_COUNTS: Final = frozenset({"count", "total", "have", "headcount", "current"})
_CODES: Final = frozenset({"pupils_count", *_OF_PUPILS.values()})


def class_column(layout: Layout) -> int | None:
    """The column that says which class a row is about; running numbers under «№» are none."""
    for index, meaning in enumerate(layout.meanings):
        texts = [text for cell in layout.sample(index) if (text := text_of(cell))]
        fitting = [match for text in texts if (match := _CLASS.fullmatch(text))]
        lettered = meaning is None and all(match[2] for match in fitting)
        if _LEAST <= len(fitting) > len(texts) / 2 and (
            lettered or (meaning is not None and meaning.code == "classes")
        ):
            return index
    return None


def tell_classes(layout: Layout) -> None:
    """«Зарегистрировано» in a row of a class is said of its pupils, where the heading names nobody else. In place."""
    column = class_column(layout)
    if column is None:
        return
    for index, (meaning, heading) in enumerate(zip(list(layout.meanings), layout.headings, strict=True)):
        said = {mention.code for mention in mentions_of(heading)}
        if index == column or index in layout.said or said & _OF_STAFF:
            continue
        code = _OF_PUPILS.get(meaning.code) if meaning else "pupils_count" if said and said <= _COUNTS else None
        if code is not None and (meaning is not None or not _has(layout, code)):
            why = (*(meaning.why if meaning else ()), "в строках — классы")
            layout.meanings[index] = replace(meaning or Meaning(code), code=code, why=why)


def _has(layout: Layout, code: str) -> bool:
    return any(meaning is not None and meaning.code == code for meaning in layout.meanings)


def single_rows(rows: Sequence[SummaryRow], names: Sequence[str], periods: Sequence[str] | None) -> list[int]:
    """The places of the rows that are no sum of others, «5 классы» is one beside «5А» and none by itself, and that are
    not told twice: «5А» with the same figures again is the same class."""
    texts = periods if periods is not None else [""] * len(rows)
    together: dict[tuple[str, str], list[tuple[int, range, bool]]] = {}
    told: list[tuple[object, ...]] = []
    for place, (row, text, name) in enumerate(zip(rows, texts, names, strict=True)):
        one = _CLASS.fullmatch(" ".join(name.split()))
        same = (row.school, text, one[1], one[2].lower(), row.values) if one and one[2] else ()
        if same in told:
            continue
        told += [same] if same else []
        together.setdefault((row.school, text), []).append((place, *_classes_of(name)))
    return sorted(
        place
        for several in together.values()
        for place, mine, many in several
        if not (many and any(_is_part(theirs, mine, whole=whole) for other, theirs, whole in several if other != place))
    )


def _is_part(one: range, of: range, *, whole: bool) -> bool:
    return len(one) > 0 and set(one) <= set(of) and (len(one) < len(of) or not whole)


def _classes_of(name: str) -> tuple[range, bool]:
    """The numbers of the classes that a row is about, and whether it is about all classes of these numbers."""
    text = " ".join(name.lower().split())
    if span := _SPAN.fullmatch(text):
        return range(int(span[1]), int(span[2]) + 1), True
    if parallel := _PARALLEL.fullmatch(text):
        return range(int(parallel[1]), int(parallel[1]) + 1), True
    if one := _CLASS.fullmatch(text):
        return range(int(one[1]), int(one[1]) + 1), False
    return next((numbers for stage, numbers in _STAGES if text.startswith(stage)), range(0)), True


def added_up(rows: Sequence[SummaryRow], periods: Sequence[str] | None) -> tuple[list[SummaryRow], list[str]]:
    """One row for each school and week, with the week's text."""
    texts = periods if periods is not None else [""] * len(rows)
    together: dict[tuple[str, str], list[SummaryRow]] = {}
    for row, text in zip(rows, texts, strict=True):
        together.setdefault((row.school, text), []).append(row)
    return [_sum(several) for several in together.values()], [text for _, text in together]


def _sum(rows: Sequence[SummaryRow]) -> SummaryRow:
    codes = dict.fromkeys(code for row in rows for code in row.values)
    values = {code: _total([row.values[code] for row in rows if code in row.values]) for code in codes}
    first = rows[0]
    return SummaryRow(first.row, first.sheet, first.school, {code: one for code, one in values.items() if one})


def _total(figures: Sequence[SummaryValue]) -> SummaryValue | None:
    """None where a class has but a share: shares cannot be added up."""
    values = [one.value for one in figures if one.value is not None]
    totals = [one.total for one in figures if one.total is not None]
    if len(values) < len(figures):
        return None
    return SummaryValue(sum(values), sum(totals) if len(totals) == len(figures) else None)


def words(rows: Sequence[SummaryRow], sums: Sequence[SummaryRow]) -> list[str]:
    """What was done with the rows, and of what not every class has a number."""
    classes = plural(len(rows), "класс", "класса", "классов")
    found = [f"В таблице строки по классам: показатели школы — их сумма ({classes})."]
    counts = {code: sum(code in row.values for row in rows) for one in sums for code in one.values}
    if any(count < len(rows) for count in counts.values()):
        found.append("Не у всех классов есть все числа: сложены те, что есть.")
    if any(row.values.keys() - counts.keys() for row in rows):
        found.append("Проценты без чисел по классам не складываются: такие показатели не взяты.")
    return found
