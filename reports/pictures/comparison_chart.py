"""Many schools beside each other as a picture: a row a school, a column an indicator, a bar in each cell."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.russian.rules import plural
from reports.figures.beside import older_week, week_compared
from reports.figures.figure import Figure
from reports.figures.week import WeekFigures
from reports.figures.wording import full_period, number, percent
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
    school,
    text,
    two_lines,
)
from reports.weekly.content import COMPARED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 60  # schools; more would be too tall for a messenger to show
_NAMES, _CELL = 282, 90  # pixels: the names' column, one indicator's
_HEAD, _ROW, _FOOT = 216, 66, 90
_BAR, _THICK = 78, 16
_LINES = ((42, 0), (30, 23), (20, 21))  # of one, two or three lines: where the first stands, how far apart they are


def draw_comparison(schools: Sequence[WeekFigures]) -> bytes:
    """The picture as PNG, as wide as that of one school."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    shown, compared = schools[:_MOST], week_compared(schools)
    height = _HEAD + _ROW * len(shown) + _FOOT
    with rc_context({"font.family": "DejaVu Sans", "text.usetex": False}):
        canvas = Canvas(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor="white")
        axes = canvas.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _heading(axes, schools)
        for place, one in enumerate(shown):
            _row(axes, one, older_week(one, compared), _HEAD + place * _ROW)
        _legend(axes, height, len(schools) - len(shown))
        target = io.BytesIO()
        FigureCanvasAgg(canvas).print_png(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def _heading(axes: "Axes", schools: Sequence[WeekFigures]) -> None:
    school(axes, "Сравнение школ")
    count = plural(len(schools), "школа", "школы", "школ")
    text(axes, LEFT, 120, f"{full_period(week_compared(schools))}, {count}", 29, color=QUIET)
    for place, (_, title) in enumerate(COMPARED[1:]):
        x = LEFT + _NAMES + place * _CELL
        for line, word in enumerate(title.replace("\u00a0", " ").replace(",", "").split(" ")):
            text(axes, x, 174 + line * 24, word, 18, color=QUIET)


def _row(axes: "Axes", one: WeekFigures, older: str, top: float) -> None:
    lines = [*_name(drawable(one.school)), *([older] if older else [])]
    first, step = _LINES[len(lines) - 1]
    for place, line in enumerate(lines):
        text(axes, LEFT, top + first + place * step, line, 19)
    for place, figure in enumerate(one.figures[: len(COMPARED) - 1]):  # the eight; the others stand in the table
        _cell(axes, figure, LEFT + _NAMES + place * _CELL, top)


def _name(name: str) -> list[str]:
    """Two lines; of a name that is cut the number goes first, for that is what schools are told apart by."""
    lines = two_lines(name, 19, _NAMES - 14)
    found = re.search(r"№\s?\d+", name)
    if found is None or found[0] in " ".join(lines):
        return lines
    return two_lines(f"{found[0]}: {name}", 19, _NAMES - 14)


def _cell(axes: "Axes", figure: Figure, x: float, top: float) -> None:
    from matplotlib.patches import Rectangle

    share = figure.now.percent
    if share is None:
        words = "—" if figure.now.value is None else number(figure.now.value)
        text(axes, x, top + 30, words, 22, color=QUIET if figure.now.value is None else INK)
        return
    colour = {True: REACHED, False: BEHIND, None: NEUTRAL}[figure.reached]
    text(axes, x, top + 30, percent(share), 22, weight="bold")
    axes.add_patch(Rectangle((x, top + 40), _BAR, _THICK, color=TRACK, lw=0))
    axes.add_patch(Rectangle((x, top + 40), _BAR * min(share / 100, 1), _THICK, color=colour, lw=0))


def _legend(axes: "Axes", height: float, left_out: int) -> None:
    from matplotlib.patches import Rectangle

    x = LEFT
    labels = ((REACHED, "цель достигнута", 300), (BEHIND, "пока нет", 190), (NEUTRAL, "без цели", 190))
    for colour, label, width in labels:
        axes.add_patch(Rectangle((x, height - 56), 24, 24, color=colour, lw=0))
        text(axes, x + 36, height - 36, label, 24, color=QUIET)
        x += width
    if left_out:
        text(axes, WIDTH - 40, height - 36, f"и ещё {left_out} — в таблице", 24, color=QUIET, ha="right")
