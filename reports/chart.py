"""The week as a picture for a phone: each indicator against its target, and over the weeks beside it."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.figures import Figure, WeekFigures
from reports.summary import clip
from reports.wording import NBSP, day, full_period, legible, number, percent, signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Dark blue and orange stay apart for every kind of colour blindness and, by lightness, on a grey printer.
REACHED = "#0b4f8a"
BEHIND = "#e08a1e"
NEUTRAL = "#6f8fae"
TRACK = "#e9edf1"
INK = "#16202b"
QUIET = "#5b6774"

_WIDTH, _ROW, _HEAD, _FOOT = 1080, 158, 190, 84  # pixels; text below is measured in the same
_DPI = 150
_LEFT, _BAR = 48, 690  # where a bar starts and how long it is
_TREND_LEFT, _TREND_WIDTH, _TREND_HEIGHT = 790, 140, 62


@dataclass(frozen=True, slots=True)
class Bar:
    """One indicator made ready for drawing: lengths as parts of the bar, 0..1; None is not drawn."""

    title: str
    shown: str
    change: str
    filled: float | None
    mark: float | None
    aim: str
    colour: str
    trend: tuple[float | None, ...]


def bar(figure: Figure) -> Bar:
    whole, value = _scale(figure)
    mark = figure.target if value is not None else None
    if whole == 100 and figure.goal and figure.goal.is_percent:
        mark = figure.goal.value  # type: ignore[assignment]
    return Bar(
        figure.indicator.short,
        _shown(figure),
        _change(figure),
        min(value / whole, 1) if value is not None and whole else None,
        min(mark / whole, 1) if mark is not None and whole else None,
        _aim(figure),
        {True: REACHED, False: BEHIND, None: NEUTRAL}[figure.reached],
        tuple(_height(figure, measure) for _, measure in figure.history),
    )


def _scale(figure: Figure) -> tuple[float, float | None]:
    """What the whole bar stands for, and how much of it there is."""
    now = figure.now
    if now.value is None:
        return 100, now.percent
    if now.total:
        return now.total, now.value
    return max(now.value, figure.target or 0), now.value


def _height(figure: Figure, measure: Any) -> float | None:
    """A point of the trend: people where they are counted, the share where only that is known."""
    value = measure.percent if figure.now.value is None else measure.value
    return None if value is None else float(value)


def _shown(figure: Figure) -> str:
    now = figure.now
    if now.value is None:
        return "нет данных" if now.percent is None else percent(now.percent)
    if now.total is None:
        return number(now.value)
    share = f"  {percent(now.percent)}" if now.percent is not None else ""
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
        canvas = Canvas(figsize=(_WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor="white")
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, _WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _heading(axes, figures)
        for place, figure in enumerate(figures.figures):
            _row(axes, bar(figure), _HEAD + place * _ROW)
        _legend(axes, height)
        target = io.BytesIO()
        FigureCanvasAgg(canvas).print_png(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def _text(axes: "Axes", x: float, y: float, text: str, size: float, **more: Any) -> None:
    # A dollar sign in a school's name is no formula. Sizes are pixels.
    style: dict[str, Any] = {"color": INK, "va": "baseline", "parse_math": False, **more}
    axes.text(x, y, text, fontsize=size * 72 / _DPI, **style)


def _heading(axes: "Axes", figures: WeekFigures) -> None:
    _text(axes, _LEFT, 72, clip(drawable(figures.school), 38), 42, weight="bold")
    when = full_period(figures.weeks[0], figures.week)
    source = f", данные от {day(figures.received_on)}" if figures.received_on else ""
    _text(axes, _LEFT, 120, f"{when}{source}", 29, color=QUIET)
    weeks = len(figures.figures[0].history)
    _text(axes, _TREND_LEFT, 164, f"{weeks}{NBSP}нед.", 24, color=QUIET)
    _text(axes, _WIDTH - 40, 164, "за неделю", 24, color=QUIET, ha="right")


def drawable(text: str) -> str:
    """Only what DejaVu can draw: other signs would come out as boxes."""
    from matplotlib.font_manager import findfont, get_font

    known = get_font(findfont("DejaVu Sans")).get_charmap()
    return "".join(char for char in legible(text) if ord(char) in known)


def _row(axes: "Axes", row: Bar, top: float) -> None:
    _text(axes, _LEFT, top + 34, row.title, 27)
    _text(axes, _LEFT + _BAR, top + 34, row.shown, 29, weight="bold", ha="right")
    _draw_bar(axes, row, top + 50)
    _trend(axes, row, top + 22)
    colour = {"+": REACHED, "−": BEHIND}.get(row.change[:1], QUIET)
    _text(axes, _WIDTH - 40, top + 72, row.change, 34, color=colour, weight="bold", ha="right")


def _draw_bar(axes: "Axes", row: Bar, top: float) -> None:
    from matplotlib.patches import Rectangle

    thick = 32
    axes.add_patch(Rectangle((_LEFT, top), _BAR, thick, color=TRACK, lw=0))
    if row.filled:
        axes.add_patch(Rectangle((_LEFT, top), _BAR * row.filled, thick, color=row.colour, lw=0))
    if row.mark is not None:
        x = _LEFT + _BAR * row.mark
        axes.plot([x, x], [top - 7, top + thick + 7], color="white", lw=5, solid_capstyle="butt")
        axes.plot([x, x], [top - 7, top + thick + 7], color=INK, lw=2.4, solid_capstyle="butt")
        side = "right" if row.mark > 0.8 else "left" if row.mark < 0.2 else "center"
        _text(axes, x, top + thick + 33, row.aim, 23, color=QUIET, ha=side)


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
        start = next(place for place, value in enumerate(row.trend) if value is not None)
        side = "left" if start == 0 else "right"
        _text(axes, points[start][0], top + _TREND_HEIGHT + 40, number(known[0]), 21, color=QUIET, ha=side)
        _text(axes, x, top + _TREND_HEIGHT + 40, number(known[-1]), 21, color=QUIET, ha="center")


def _legend(axes: "Axes", height: float) -> None:
    from matplotlib.patches import Rectangle

    y = height - 36
    x = _LEFT
    for colour, label, width in (
        (REACHED, "цель достигнута", 300),
        (BEHIND, "пока нет", 190),
        (NEUTRAL, "без цели", 0),
    ):
        axes.add_patch(Rectangle((x, y - 20), 24, 24, color=colour, lw=0))
        _text(axes, x + 36, y, label, 24, color=QUIET)
        x += width
    axes.plot([_WIDTH - 250] * 2, [y - 24, y + 8], color=INK, lw=2.4)
    _text(axes, _WIDTH - 234, y, f"цель{NBSP}школы", 24, color=QUIET)
