"""Why no table of a file says anything, in a sentence for whoever sent it."""

from collections.abc import Iterator, Sequence
from datetime import date

from indicators.file.sheets import Sheet
from indicators.headings.column.fact_codes import is_measured, people_code
from indicators.headings.layout.finding import find_layout
from indicators.headings.scoring import TAKEN
from indicators.reading.tables import Table
from indicators.russian.rules import listed


def why_nothing(tables: Sequence[Table], sheets: Sequence[Sheet], notes: Sequence[str], today: date) -> str:
    """`sheets` are those of the tables whose headings are known, and that have no row to be used."""
    if not sheets:
        return _why_unknown(tables, today)
    if sheets[0].found.warnings:
        return sheets[0].found.warnings[0]
    rejected = [r for sheet in sheets for r in sheet.found.rejected]
    if rejected:
        first = rejected[0]
        return (
            f"Ни одну строку не удалось прочитать (например, строка {first.row}: {first.reason}): "
            "проверьте столбцы и пришлите исправленный файл."
        )
    if notes:
        return f"Строк с данными не нашлось. {notes[0]}"
    return "Заголовки есть, а строк с данными под ними нет: пришлите заполненную таблицу."


def _why_unknown(tables: Sequence[Table], today: date) -> str:
    if told := [f"«{heading}»" for table in tables for heading in _measures(table, today)]:
        return (
            f"В таблице есть показатели ({listed(told)}), но не видно, чьи они: "
            "добавьте столбец с ФИО, номером VK или школой и пришлите файл ещё раз."
        )
    return (
        "В таблице не нашлось знакомых заголовков (ФИО или номер VK и показатели): "
        "подпишите столбцы и пришлите файл ещё раз."
    )


def _measures(table: Table, today: date) -> Iterator[str]:
    """The headings that name a fact, where none says whose."""
    layout = find_layout(table, {}, today)
    for heading, meaning in zip(layout.headings, layout.meanings, strict=True) if layout else ():
        if meaning and meaning.score >= TAKEN and is_measured(people_code(meaning.code)):
            yield heading
