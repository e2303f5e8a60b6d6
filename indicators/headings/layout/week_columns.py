"""Which weeks the columns of a table are of, where several stand side by side."""

import re
from datetime import date, timedelta
from typing import Final

from indicators.cells.values import text_of
from indicators.headings.definitions import IGNORED, PERIODS
from indicators.headings.layout.layout import Layout
from indicators.headings.layout.of_them import column_meaning
from indicators.headings.series import AS_OF, by_days, without_day
from indicators.russian.periods import only_day, period_in
from indicators.weeks import Week

_OF_A_WEEK: Final = frozenset({"group_messages", "messages_3", "messages_10", "calls", "max_active_week"})
_LONG_AGO: Final = timedelta(weeks=4)
_DAY_MONTH: Final = re.compile(r"(?<![\d.])\d{1,2}[./]\d{1,2}")
_YEAR: Final = re.compile(r"\d[./](?:20)?\d\d(?!\d)(?<=\d[./]\d\d[./]\d\d)|[./]20\d\d")


def tell_weeks(layout: Layout, today: date, week: Week | None) -> None:
    periods = {index: period_in(heading, today) for index, heading in enumerate(layout.headings)}
    layout.weeks = _in_one_year({i: p.week for i, p in periods.items() if p and p.kind == "week"}, layout.headings)
    weeks, layout.single_days = by_days(layout.headings, today)
    for index, told in weeks.items():
        if index not in layout.weeks:
            layout.weeks[index] = told
            if index not in layout.said:  # the day no longer says since when something is counted
                bare = [without_day(heading) if i == index else heading for i, heading in enumerate(layout.lined)]
                layout.meanings[index] = column_meaning(bare, index)
    named = week or week_of_title(layout, today)
    if layout.weeks:
        layout.week = _wanted_week(layout, named)
    if named:
        layout.long_ago = {i for i, heading in enumerate(layout.headings) if _is_long_ago(heading, named, today)}


def _is_long_ago(heading: str, named: Week, today: date) -> bool:
    """«На 01.09» in a list of November."""
    day = only_day(heading, today) if AS_OF.search(heading) else None
    return day is not None and day < named.monday - _LONG_AGO


def week_of_title(layout: Layout, today: date) -> Week | None:
    """The one week that stands above the headings."""
    texts = {text_of(cell) for row in layout.table.rows[: layout.top] for cell in row if isinstance(cell, str)}
    weeks = {told.week for text in texts if (told := period_in(text, today)) and told.kind == "week"}
    return weeks.pop() if len(weeks) == 1 else None


def _wanted_week(layout: Layout, week: Week | None) -> Week:
    """That of the file, also where a column of that week bears no date: then those with dates are earlier ones."""
    if week is None or week in layout.weeks.values():
        return week or max(layout.weeks.values())
    meant = {index: meaning.code for index, meaning in enumerate(layout.meanings) if meaning}
    dated = {meant[index] for index in layout.weeks if index in meant} - {IGNORED, *PERIODS}
    if max(layout.weeks.values()).monday < week.monday:
        dated |= _OF_A_WEEK  # «Звонки» without days are of the file's week, «Сообщения за 02.11–08.11» are not
    undated = any(code in dated for index, code in meant.items() if index not in layout.weeks)
    return week if undated else max(layout.weeks.values())


def _in_one_year(weeks: dict[int, Week], headings: list[str]) -> dict[int, Week]:
    """«17.11–23.11» beside «17.11.25-23.11.25» is the same week: one of them says its year."""
    days = {i: tuple(_DAY_MONTH.findall(headings[i])) for i in weeks}
    dated = {days[i]: week for i, week in weeks.items() if days[i] and _YEAR.search(headings[i])}
    return {i: dated.get(days[i], week) for i, week in weeks.items()}
