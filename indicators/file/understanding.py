"""Tables to a statistics file that is understood: its kind, its week, its columns, its rows, its oddities."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from indicators.catalogue import FACT, INDICATOR
from indicators.comparing import oddities
from indicators.errors import UnusableFile, UsageError
from indicators.file.file_week import FileWeek, choose_week, of_week
from indicators.file.joining import joined_columns, joined_people, without_disagreement
from indicators.file.sheets import Sheet, read_sheet
from indicators.file.side_by_side import lists_of
from indicators.file.understood import Kind, Understanding
from indicators.file.week_blocks import weeks_of
from indicators.file.why_nothing import why_nothing
from indicators.headings.layout.heading_rows import heading_texts
from indicators.headings.plain import plain_heading
from indicators.reading.collector import collector_paused
from indicators.reading.refusals import SENTENCES
from indicators.reading.tables import Table
from indicators.rows import Column, PersonRow, SummaryRow
from indicators.russian.rules import listed
from indicators.staff_list.table import PeopleTable
from indicators.summary.table import SummaryTable
from indicators.weeks import Week


def understand(
    tables: Sequence[Table],
    *,
    file_name: str,
    mapping: Mapping[str, str | None] | None = None,
    week: Week | None = None,
    today: date,
) -> Understanding:
    """Say what a file's tables mean. `mapping` (heading → fact code, or `None` to leave it out) wins.

    Raises:
        UnusableFile: no table has headings that are known.
        UsageError: the mapping names a fact or a heading that is not there.
    """
    mapping = mapping or {}
    _check_mapping(tables, mapping)
    with collector_paused():
        notes = [note for table in tables for note in table.notes]
        uncounted = any(table.uncounted for table in tables)
        tables = [block for table in tables for block in weeks_of(table, mapping, today)]
        tables = [part for table in tables for part in lists_of(table, mapping, today)]
        sheets, warnings = _chosen(tables, mapping, today, week, notes)
        taken = {id(sheet.table) for sheet in sheets}
        file_week = choose_week(sheets, file_name, week, today, [t for t in tables if id(t) not in taken])
        sheets = of_week(sheets, file_week, today)
        found = _joined(sheets, file_week, [*file_week.warnings, *notes, *warnings])
    if uncounted and _says_nothing(found):
        raise UnusableFile(SENTENCES["formulas"])
    return found


def _says_nothing(found: Understanding) -> bool:
    """Names with nothing beside them, where something should be: formulas that no program has counted yet."""
    return found.kind == "people" and bool(found.facts) and not any(person.facts for person in found.people)


def _check_mapping(tables: Sequence[Table], mapping: Mapping[str, str | None]) -> None:
    allowed = {*FACT, *INDICATOR}
    for heading, code in mapping.items():
        if code is not None and code not in allowed:
            raise UsageError(f"Нет показателя «{code}» (столбец «{heading}»). Можно: {', '.join(sorted(allowed))}.")
    if not mapping:
        return
    present = {plain_heading(text): text for table in tables for text in heading_texts(table)}
    for heading in mapping:
        if plain_heading(heading) not in present:
            shown = listed([f"«{text}»" for text in _likely_headings(tables)], 30)
            raise UsageError(f"В файле нет столбца «{heading}». Есть: {shown}.")


def _likely_headings(tables: Sequence[Table]) -> list[str]:
    sheets = [sheet for table in tables if (sheet := read_sheet(table, {}, date(2100, 1, 1)))]
    if sheets:
        return list(dict.fromkeys(text for sheet in sheets for text in sheet.headings if text))
    return [text for table in tables[:1] for row in table.rows[:3] for text in map(str, filter(None, row))]


def _chosen(
    tables: Sequence[Table],
    mapping: Mapping[str, str | None],
    today: date,
    week: Week | None,
    notes: list[str],
) -> tuple[list[Sheet], list[str]]:
    """The tables that say something: visible ones, hidden ones only when nothing else does."""
    read = [(table, read_sheet(table, mapping, today, week)) for table in tables]
    useful = [sheet for _, sheet in read if sheet and sheet.size]
    visible = [sheet for sheet in useful if not sheet.table.hidden]
    if not visible and not useful:
        raise UnusableFile(why_nothing(tables, [sheet for _, sheet in read if sheet], notes, today))
    warnings = []
    hidden = [sheet.label for sheet in useful if sheet.table.hidden]
    if visible and hidden:
        warnings.append(f"Скрытые листы не читаю: {listed(hidden)}.")
    elif hidden:
        warnings.append(f"Данные нашлись только на скрытом листе: {listed(hidden)}.")
    strange = [t for t, sheet in read if not (sheet and sheet.size) and not t.hidden and len(t.rows) > 1]
    if strange and len(tables) > 1:
        names = [", ".join(filter(None, (_named(table), table.place))) for table in strange]
        warnings.append(f"Без статистики, не взяты: {listed(names)}.")
    if beside := [sheet.table.place for sheet in visible if sheet.table.place]:
        how = "один под другим" if all(place.startswith("строка") for place in beside) else "рядом"
        warnings.append(f"На листе списки стоят {how}, прочитаны все (ещё один: {listed(beside)}).")
    return visible or useful, warnings


def _named(table: Table) -> str:
    """In an archive nobody knows «Лист1» by its name alone."""
    return " / ".join(filter(None, (table.source, table.name))) or "таблица"


def _joined(sheets: list[Sheet], file_week: FileWeek, warnings: list[str]) -> Understanding:
    people_sheets = [sheet for sheet in sheets if isinstance(sheet.found, PeopleTable)]
    kind: Kind = "people" if people_sheets else "summary"
    summaries = [row for s in sheets if isinstance(s.found, SummaryTable) for row in s.found.rows]
    people, said = joined_people(people_sheets)
    warnings += [warning for sheet in sheets for warning in sheet.found.warnings]
    warnings += said + without_disagreement(people)
    columns = joined_columns([sheet for sheet in sheets if sheet.kind == kind])
    rejected = [rejection for sheet in sheets for rejection in sheet.found.rejected]
    found = Understanding(
        kind=kind,
        week=file_week.week,
        week_source=file_week.source,
        columns=columns,
        people=people,
        summaries=summaries,
        rejected=sorted(rejected, key=lambda r: (r.sheet, r.row)),
        warnings=warnings,
        schools=_schools(people, summaries),
        shape=_shape(sheets),
        facts=_facts(columns, people),
        week_doubt=file_week.doubt,
    )
    found.warnings += oddities.of_people(people) + oddities.of_columns(found.kind, columns)
    return found


def _schools(people: list[PersonRow], summaries: list[SummaryRow]) -> list[str]:
    return list(dict.fromkeys([r.school for r in people if r.school] + [r.school for r in summaries if r.school]))


def _shape(sheets: list[Sheet]) -> str:
    text = "\n".join(sorted({sheet.shape() for sheet in sheets}))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _facts(columns: list[Column], people: list[PersonRow]) -> list[str]:
    """In the columns' order; a column of statuses may give a second fact, which only the people show."""
    codes = [c.fact for c in columns if c.fact and not (c.fact in FACT and FACT[c.fact].identity)]
    return list(dict.fromkeys([*codes, *sorted({code for person in people for code in person.facts})]))
