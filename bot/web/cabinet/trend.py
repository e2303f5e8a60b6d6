"""A line of weeks as inline SVG: it says the same in words for whoever does not see it, and needs no colour."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from indicators.weeks import Week
from nudges.periods import week_words
from reports.figures.counting import Measure
from reports.figures.figure import Figure
from reports.figures.wording import number, percent

WIDTH, HEIGHT, MARGIN = 160, 44, 6


def trend(figure: Figure) -> Markup:
    """Nothing where fewer than two weeks are known. The target, where one is set, is a dashed line."""
    known = [
        (place, week, value) for place, (week, one) in enumerate(figure.history) if (value := _value(one)) is not None
    ]
    if len(known) < 2:
        return Markup("")
    aim = figure.target if figure.now.value is not None else figure.goal.value if figure.goal else None
    values = [value for _, _, value in known]
    low, high = min([*values, aim or values[0]]), max([*values, aim or values[0]])
    first, last = known[0][0], len(figure.history) - 1

    def x(place: int) -> float:
        return MARGIN + (place - first) * (WIDTH - 2 * MARGIN) / (last - first)

    def y(value: float) -> float:
        return HEIGHT - MARGIN - (value - low) * (HEIGHT - 2 * MARGIN) / ((high - low) or 1)

    points = [(x(place), y(value)) for place, _, value in known]
    line = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    dots = "".join(f'<circle cx="{across:.1f}" cy="{down:.1f}" r="2"/>' for across, down in points[:-1])
    across, down = points[-1]
    end = f'<circle cx="{across:.1f}" cy="{down:.1f}" r="4"/>'
    target = f'<line class="aim" x1="0" x2="{WIDTH}" y1="{y(aim):.1f}" y2="{y(aim):.1f}"/>' if aim is not None else ""
    said = escape(_said([(week, one) for week, one in figure.history if _value(one) is not None]))
    return Markup(
        f'<svg class="trend" preserveAspectRatio="xMinYMid" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{said}"><title>{said}</title>'
        f'{target}<polyline points="{line}"/>{dots}{end}</svg>'
    )


def _value(one: Measure) -> float | None:
    return one.value if one.value is not None else one.percent


def _said(history: Sequence[tuple[Week, Measure]]) -> str:
    parts = [f"{week_words(week)} — {_written(one)}" for week, one in history]
    return "По неделям: " + "; ".join(parts)


def _written(one: Measure) -> str:
    return number(one.value) if one.value is not None else percent(one.percent or 0)
