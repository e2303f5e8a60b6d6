"""Which week a file is about: what the caller says, then a title, the file's name, the dates inside."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePath
from typing import Final

from indicators.cells.values import text_of
from indicators.errors import BadWeek
from indicators.file.sheets import Sheet, periods_of
from indicators.file.title_days import days_of_titles
from indicators.headings.series import AS_OF
from indicators.reading.tables import Table
from indicators.russian.periods import Period, period_in
from indicators.russian.rules import listed
from indicators.staff_list.table import PeopleTable
from indicators.weeks import Week

_LONG_AGO: Final = timedelta(weeks=53)
_FRIDAY = 4
_TITLE_PAGE_ROWS = 12
_INSIDE: Final = ("title", "column")


@dataclass(slots=True)
class FileWeek:
    week: Week | None
    source: str = ""
    text: str = ""
    warnings: list[str] = field(default_factory=list)
    doubt: str = ""


def choose_week(
    sheets: list[Sheet], file_name: str, week: Week | None, today: date, beside: Sequence[Table] = ()
) -> FileWeek:
    """A week that is named wins over a date that is named: «на 16.11.2026» means the week before it.

    `beside` are the tables without statistics: one may be the title page.

    Raises:
        BadWeek: the week that is asked for is still to come.
    """
    told = _told(sheets, file_name, today, beside)
    if week is not None:
        if week.monday > today:
            raise BadWeek(f"Неделя {week} ещё не началась, статистики за неё быть не может: укажите другую.")
        said = told.week if told.source != "activity" else None
        other = f"Указана неделя {week}, а файл говорит о неделе {said} («{told.text}»)."
        return FileWeek(week, "argument", str(week), [other] if said and said != week else [])
    return _asked_about(told, today)


def _asked_about(told: FileWeek, today: date) -> FileWeek:
    """A week that cannot be meant, or hardly, is not taken: the caller asks. What was said then is believed."""
    if told.week is None or timedelta(0) <= today - told.week.monday <= _LONG_AGO:
        return told
    why = "ещё не началась" if told.week.monday > today else "была больше года назад"
    doubt = f"В файле названа неделя {told.week} («{told.text}»), она {why}: укажите неделю сами."
    return FileWeek(None, "", told.text, [*told.warnings, doubt], doubt)


def _told(sheets: list[Sheet], file_name: str, today: date, beside: Sequence[Table]) -> FileWeek:
    candidates = list(_candidates(sheets, file_name, today))
    if not any(source == "title" and period.kind == "week" for source, period in candidates):
        candidates[:0] = [("title", period) for table in beside for period in _of_title_page(table, today)]
    for kind in ("week", "as_of"):
        named = [(source, period) for source, period in candidates if period.kind == kind]
        if named:
            source, newest = _first_source(named)
            said = _several(named, source, newest) + _end_of_week(newest)
            return FileWeek(newest.week, source if kind == "week" else "as_of", newest.text, said)
    return _from_activity(sheets, today)


def _first_source(named: list[tuple[str, Period]]) -> tuple[str, Period]:
    """The first place that names a week; of several sheets or rows the newest."""
    source = named[0][0]
    return source, max((period for s, period in named if s == source), key=lambda period: period.week)


def _several(named: list[tuple[str, Period]], chosen_source: str, chosen: Period) -> list[str]:
    weeks = sorted({str(period.week) for source, period in named if source == chosen_source or source in _INSIDE})
    if len(weeks) < 2:
        return []
    return [f"В файле несколько недель ({listed(weeks)}): взята {chosen.week}."]


def _end_of_week(period: Period) -> list[str]:
    """«На 15.11.2026», a Sunday, may well be said of the week that ends there."""
    if period.day is None or period.day.weekday() < _FRIDAY:
        return []
    own = Week.of(period.day)
    return [
        f"В файле стоит дата {period.day:%d.%m.%Y}, взята неделя перед ней: {period.week}. "
        f"Если цифры за {own.monday:%d.%m}–{own.sunday:%d.%m}, укажите неделю {own}."
    ]


def _candidates(sheets: list[Sheet], file_name: str, today: date) -> Iterator[tuple[str, Period]]:
    for sheet in sheets:
        periods = list(periods_of(sheet, today))
        weeks = [period for period in periods if period.kind == "week"]
        yield from (("title", period) for period in (weeks or periods)[:1])
    period: Period | None
    for name in (file_name, *dict.fromkeys(sheet.table.source for sheet in sheets)):
        if name and (period := period_in(PurePath(name).stem, today)):
            yield "file_name", period
    for sheet in sheets:
        for text in dict.fromkeys(sheet.found.periods or ()):
            if period := period_in(text, today):
                yield "column", period
        yield from (("column", period) for period in _of_headings(sheet.headings, today))


def _of_title_page(table: Table, today: date) -> Iterator[Period]:
    """«Период | 09.11.2026–15.11.2026» in a short table before the list."""
    if table.hidden or len(table.rows) > _TITLE_PAGE_ROWS:
        return
    texts = dict.fromkeys(text for row in table.rows for cell in row if (text := text_of(cell)))
    periods = (*(period_in(text, today) for text in texts), *days_of_titles(table.rows, today))
    yield from (period for period in periods if period and period.kind == "week")


def _of_headings(headings: list[str], today: date) -> Iterator[Period]:
    """Days over columns are days of the week, if they all are of one; only «на 16.11.2026» is a day after it."""
    days: dict[date, str] = {}
    for text in dict.fromkeys(headings):
        period = period_in(text, today)
        if period and (period.kind == "week" or AS_OF.search(text)):
            yield period
        elif period and period.day:
            days[period.day] = period.text
    if len(days) > 1 and len({Week.of(day) for day in days}) == 1:
        first, last = min(days), max(days)
        yield Period(Week.of(first), "week", f"{days[first]} - {days[last]}")


def _from_activity(sheets: list[Sheet], today: date) -> FileWeek:
    """The week of the newest «последняя активность», unless that week is not over yet."""
    days = Counter(
        day
        for sheet in sheets
        if isinstance(sheet.found, PeopleTable)
        for person in sheet.found.people
        if isinstance(day := person.facts.get("last_activity"), date)
    )
    if not days:
        return FileWeek(None)
    newest = max(days)
    week = Week.of(newest)
    if week == Week.of(today):
        week = week.shift(-1)
    text = newest.strftime("%d.%m.%Y")
    return FileWeek(week, "activity", text, [f"Неделя {week} взята по датам последней активности: проверьте её."])


def of_week(sheets: list[Sheet], chosen: FileWeek, today: date) -> list[Sheet]:
    """Leave out the sheets and rows that speak of other weeks."""
    if chosen.week is None:
        return sheets
    named = {id(sheet): _own_week(sheet, today) for sheet in sheets}
    if chosen.week in named.values() and len(set(named.values())) > 1:
        sheets = [sheet for sheet in sheets if named[id(sheet)] in (None, chosen.week)]
    for sheet in sheets:
        _keep_rows(sheet, chosen.week, today)
    return [sheet for sheet in sheets if sheet.size]


def _own_week(sheet: Sheet, today: date) -> Week | None:
    """The week of a title; in an archive the member's name may say it."""
    own = (period for period in periods_of(sheet, today) if period.kind == "week")
    named = next(own, None) or period_in(PurePath(sheet.table.source).stem, today)
    return named.week if named and named.kind == "week" else None


def _keep_rows(sheet: Sheet, week: Week, today: date) -> None:
    texts = sheet.found.periods
    if not texts:
        return
    weeks = {text: period.week if (period := period_in(text, today)) else None for text in set(texts)}
    if week not in weeks.values() or len(set(weeks.values())) < 2:
        return
    keep = [weeks[text] in (None, week) for text in texts]
    if isinstance(sheet.found, PeopleTable):
        sheet.found.people = [row for row, kept in zip(sheet.found.people, keep, strict=True) if kept]
    else:
        sheet.found.rows = [row for row, kept in zip(sheet.found.rows, keep, strict=True) if kept]
