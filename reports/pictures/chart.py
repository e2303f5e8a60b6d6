"""The week as a picture for a phone: each indicator against its target, and over the weeks beside it."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.figures.figure import Figure
from reports.figures.week import WeekFigures
from reports.figures.wording import NBSP, day, full_period, number, percent, signed
from reports.pictures.canvas import (
    BEHIND,
    DPI,
    INK,
    LEFT,
    NEUTRAL,
    QUIET,
    REACHED,
    TRACK,
    WIDTH,
    drawable,
    largest,
    school,
    text,
    wide,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_ROW, _HEAD, _FOOT = 158, 190, 84  # pixels; text below is measured in the same
_BAR = 676  # how long a bar is
_TREND_LEFT, _TREND_WIDTH, _TREND_HEIGHT = 760, 150, 62
_LABELS = 10  # digits that the ends of a trend have room for


@dataclass(frozen=True, slots=True)
class Bar:
    """One indicator made ready for drawing: lengths as parts of the bar, 0..1; None is not drawn."""

    title: str
    shown: str
    change: str
    points: bool
    filled: float | None
    mark: float | None
    aim: str
    colour: str
    trend: tuple[float | None, ...]


def bar(figure: Figure, weeks: int | None = None) -> Bar:
    """`weeks`: how many of the last ones the trend shows; all without it."""
    whole, value = _scale(figure)
    mark = _mark(figure)
    history = figure.history[-weeks:] if weeks else figure.history
    return Bar(
        figure.indicator.short,
        _shown(figure),
        _change(figure),
        figure.change is None and bool(_change(figure).strip("=")),
        min(value / whole, 1) if value is not None and whole else None,
        min(mark / whole, 1) if mark is not None and whole else None,
        _aim(figure),
        {True: REACHED, False: BEHIND, None: NEUTRAL}[figure.reached],
        tuple(_height(figure, measure) for _, measure in history),
    )


def _scale(figure: Figure) -> tuple[float, float | None]:
    """What the whole bar stands for, and how much of it there is."""
    now = figure.now
    if now.value is None:
        return 100, now.percent
    if now.total:
        return now.total, now.value
    return max(now.value, figure.target or 0), now.value


def _mark(figure: Figure) -> float | None:
    """Where the target stands on the bar's scale: a share beside a share, people beside people."""
    if figure.goal is None or not figure.now.known:
        return None
    if figure.now.value is None:
        return figure.goal.value if figure.goal.is_percent else None
    return figure.target


def _height(figure: Figure, measure: Any) -> float | None:
    """A point of the trend: people where they are counted, the share where only that is known."""
    value = measure.percent if figure.now.value is None else measure.value
    return None if value is None else float(value)


def _shown(figure: Figure) -> str:
    now = figure.now
    if now.value is None:
        return "нет данных" if now.percent is None else percent(now.percent, figure.share_wanted)
    if now.total is None:
        return number(now.value)
    share = f"  {percent(now.percent, figure.share_wanted)}" if now.percent is not None else ""
    return f"{number(now.value)} из {number(now.total)}{share}"


def _change(figure: Figure) -> str:
    value = figure.change if figure.change is not None else figure.change_percent
    if value is None or round(value, 1) == 0:
        return "=" if value is not None else ""
    return signed(value)


def _aim(figure: Figure) -> str:
    if figure.goal is None:
        return ""
    if figure.goal.is_percent:
        return f"цель {percent(figure.goal.value)}"
    return f"цель {number(figure.goal.value)}"


def draw_chart(figures: WeekFigures) -> bytes:
    """The picture as PNG, 1080 pixels wide."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    height = _HEAD + _ROW * len(figures.figures) + _FOOT
    # The user's own matplotlib settings must not change a school's picture; DejaVu comes with the library.
    with rc_context({"font.family": "DejaVu Sans", "text.usetex": False}):
        canvas = Canvas(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor="white")
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        weeks = _known_weeks(figures)
        _heading(axes, figures, weeks)
        for place, figure in enumerate(figures.figures):
            _row(axes, bar(figure, weeks), _HEAD + place * _ROW)
        _legend(axes, height)
        target = io.BytesIO()
        FigureCanvasAgg(canvas).print_png(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def _known_weeks(figures: WeekFigures) -> int:
    """From the first week of which anything is known: empty ones before it would squeeze the lines."""
    history = zip(*(figure.history for figure in figures.figures), strict=True)
    known = [any(measure.known for _, measure in week) for week in history]
    return len(known) - known.index(True) if True in known else 1


def _heading(axes: "Axes", figures: WeekFigures, weeks: int) -> None:
    school(axes, drawable(figures.school))
    when = full_period(figures.weeks[0], figures.week)
    source = f", данные от {day(figures.received_on)}" if figures.received_on else ""
    text(axes, LEFT, 120, f"{when}{source}", 29, color=QUIET)
    text(axes, LEFT, 164, figures.typed, 24, color=QUIET)
    text(axes, _TREND_LEFT, 164, f"{weeks}{NBSP}нед." if weeks > 1 else "", 24, color=QUIET)
    last_week = figures.previous == figures.week.shift(-1)
    text(axes, WIDTH - 40, 164, "за неделю" if last_week else "изменение", 24, color=QUIET, ha="right")


def _row(axes: "Axes", row: Bar, top: float) -> None:
    text(axes, LEFT, top + 34, row.title, 27)
    room = _BAR - wide(row.title, 27) - 16
    size = largest(row.shown, (29, 26, 23, 20, 17), room, "bold")
    text(axes, LEFT + _BAR, top + 34, row.shown, size, weight="bold", ha="right")
    _draw_bar(axes, row, top + 50)
    _trend(axes, row, top + 22)
    colour = {"+": REACHED, "−": BEHIND}.get(row.change[:1], QUIET)
    text(axes, WIDTH - 40, top + 72, row.change, 34, color=colour, weight="bold", ha="right")
    if row.points:
        text(axes, WIDTH - 40, top + 104, f"п.{NBSP}п.", 21, color=QUIET, ha="right")


def _draw_bar(axes: "Axes", row: Bar, top: float) -> None:
    from matplotlib.patches import Rectangle

    thick = 32
    axes.add_patch(Rectangle((LEFT, top), _BAR, thick, color=TRACK, lw=0))
    if row.filled:
        axes.add_patch(Rectangle((LEFT, top), _BAR * row.filled, thick, color=row.colour, lw=0))
    if row.mark is not None:
        x = LEFT + _BAR * row.mark
        axes.plot([x, x], [top - 7, top + thick + 7], color="white", lw=5, solid_capstyle="butt")
        axes.plot([x, x], [top - 7, top + thick + 7], color=INK, lw=2.4, solid_capstyle="butt")
        side = "right" if row.mark > 0.8 else "left" if row.mark < 0.2 else "center"
        text(axes, x, top + thick + 33, row.aim, 23, color=QUIET, ha=side)


def _trend(axes: "Axes", row: Bar, top: float) -> None:
    """The weeks as a line; a missing week leaves a gap, and the last known point carries the dot."""
    known = [value for value in row.trend if value is not None]
    if not known:
        return
    low, high = min(known), max(known)
    step = _TREND_WIDTH / max(len(row.trend) - 1, 1)
    points = [
        (_TREND_LEFT + place * step, top + _TREND_HEIGHT * (1 - ((value - low) / (high - low) if high > low else 0.5)))
        if value is not None
        else (_TREND_LEFT + place * step, float("nan"))
        for place, value in enumerate(row.trend)
    ]
    axes.plot([x for x, _ in points], [y for _, y in points], color=QUIET, lw=2, marker="o", ms=2.4)
    x, y = next(point for point in reversed(points) if point[1] == point[1])
    axes.plot([x], [y], color=row.colour, marker="o", ms=6.5)
    if len(known) > 1 and high > low:
        start, end = number(known[0]), number(known[-1])
        if len(start) + len(end) <= _LABELS and x - _TREND_LEFT > _TREND_WIDTH / 2:
            text(axes, _TREND_LEFT, top + _TREND_HEIGHT + 40, start, 21, color=QUIET)
        text(axes, x + 6, top + _TREND_HEIGHT + 40, end, 21, color=QUIET, ha="right")


def _legend(axes: "Axes", height: float) -> None:
    from matplotlib.patches import Rectangle

    y = height - 36
    x = LEFT
    for colour, label, width in (
        (REACHED, "цель достигнута", 300),
        (BEHIND, "пока нет", 190),
        (NEUTRAL, "без цели", 0),
    ):
        axes.add_patch(Rectangle((x, y - 20), 24, 24, color=colour, lw=0))
        text(axes, x + 36, y, label, 24, color=QUIET)
        x += width
    axes.plot([WIDTH - 250] * 2, [y - 24, y + 8], color=INK, lw=2.4)
    text(axes, WIDTH - 234, y, f"цель{NBSP}школы", 24, color=QUIET)
