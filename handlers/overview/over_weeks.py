"""«Динамика» in words: each indicator over the last weeks."""

from collections.abc import Sequence

from indicators.catalogue import INDICATOR
from indicators.weeks import Week
from nudges.periods import week_words
from reports.figures.counting import Measure
from reports.figures.figure import Figure
from reports.figures.week import WeekFigures
from reports.figures.wording import number, percent

_TREND_WEEKS = 6
UNTOLD = "«—»: в файле той недели этого не было."
NOT_KEPT = "По неделям показываю то, что есть в сводке; этого показателя в ней нет."
NOT_ALL_KEPT = "Остальное из названного по неделям не показываю: в сводке этого нет."


def over_weeks(figures: WeekFigures, codes: Sequence[str] = (), first: Week | None = None) -> str:
    """A line for each of these indicators (of all when none is named), from a week on or over the last ones."""
    named = [one for one in figures.figures if not codes or one.indicator.code in codes]
    told = [week for week in (*figures.earlier, figures.week) if first is None or week >= first]
    shown = _since_known(named, told if first else told[-_TREND_WEEKS:])
    lines = [f"• {one.indicator.short}: {_steps(one, shown)}" for one in named]
    if not lines:
        return NOT_KEPT
    if any(one not in INDICATOR for one in codes):
        lines.append(NOT_ALL_KEPT)
    if any("—" in line for line in lines):
        lines.append(UNTOLD)
    return "\n".join([f"По неделям, последняя — {week_words(figures.week)}:", *lines])


def _since_known(figures: Sequence[Figure], weeks: Sequence[Week]) -> list[Week]:
    """From the first week of which any of these knows something: the same for all, so that their rows are aligned."""
    known = {week for one in figures for week, measure in one.history if measure.known}
    first = min(known.intersection(weeks), default=None)
    return [week for week in weeks if first is not None and week >= first]


def _steps(figure: Figure, weeks: Sequence[Week]) -> str:
    """«— → 40 → 60 %», a place for each week."""
    known = [measure for week, measure in figure.history if week in weeks]
    return " → ".join(_alike(known)) if any(one.known for one in known) else "нет данных"


def _alike(measures: Sequence[Measure]) -> list[str]:
    """People in every week, or shares in every week: «13 → 60 %» would compare nothing."""
    if all(one.value is not None for one in measures if one.known):
        return ["—" if one.value is None else number(one.value) for one in measures]
    return ["—" if one.percent is None else percent(one.percent) for one in measures]
