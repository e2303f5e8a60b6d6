"""A report over several weeks: a line a week, the eight indicators across."""

from indicators.catalogue import INDICATORS
from reports.figures.counting import Measure
from reports.figures.week import WeekFigures
from reports.figures.wording import number, percent, period, typeset


def weeks_of(figures: WeekFigures) -> list[dict[str, str]]:
    """Nothing for a single week; «—» where nothing is known, as in the holidays."""
    if len(figures.weeks) < 2:
        return []
    inside = set(figures.weeks)
    unknown = dict.fromkeys((one.code for one in INDICATORS), "—")
    rows = {week: {"week": typeset(period(week)), **unknown} for week in figures.weeks}
    for figure in figures.figures[: len(INDICATORS)]:
        for week, measure in figure.history:
            if week in inside:
                rows[week][figure.indicator.code] = _cell(measure)
    return list(rows.values())


def _cell(measure: Measure) -> str:
    if measure.value is not None:
        return number(measure.value)
    return "—" if measure.percent is None else percent(measure.percent)
