"""What the pictures share: their colours, their width, and text that keeps to its place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reports.figures.summary import clip
from reports.figures.wording import legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Apart for every kind of colour blindness and, by lightness, on a grey printer.
REACHED = "#0b4f8a"
BEHIND = "#e08a1e"
NEUTRAL = "#b5c6d8"
TRACK = "#eef1f4"
INK = "#16202b"
QUIET = "#5b6774"

WIDTH, LEFT = 1080, 48  # pixels: of a picture and of its margin
DPI = 150


def text(axes: "Axes", x: float, y: float, words: str, size: float, **more: Any) -> None:
    """Sizes are pixels. A dollar sign in a school's name is no formula."""
    style: dict[str, Any] = {"color": INK, "va": "baseline", "parse_math": False, **more}
    axes.text(x, y, words, fontsize=size * 72 / DPI, **style)


def wide(words: str, size: float, weight: str = "normal") -> float:
    """How many pixels the text takes."""
    font = _font(weight)
    font.set_size(size, 72)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64


def _font(weight: str = "normal") -> Any:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))


def largest(words: str, sizes: Sequence[float], room: float, weight: str = "normal") -> float:
    """The first of falling sizes in which the text fits, else the last."""
    return next((size for size in sizes if wide(words, size, weight) <= room), sizes[-1])


def fitting(words: str, size: float, room: float, weight: str = "normal") -> str:
    """As much of the text as there is room for; what is cut ends with an ellipsis."""
    length = len(words)
    while length > 1 and wide(clip(words, length), size, weight) > room:
        length -= 1
    return clip(words, length)


def school(axes: "Axes", name: str) -> None:
    """A long official name in smaller letters, then on two lines, and only then cut."""
    room = WIDTH - 2 * LEFT
    size = next((size for size in (42, 36, 30) if wide(name, size, "bold") <= room), None)
    lines = [name] if size else two_lines(name, 27, room, "bold")
    for place, line in enumerate(lines):
        text(axes, LEFT, (72 if size else 44) + place * 34, line, size or 27, weight="bold")


def two_lines(words: str, size: float, room: float, weight: str = "normal") -> list[str]:
    """The text on one line, or on two of which the second is cut where it must be."""
    if wide(words, size, weight) <= room:
        return [words]
    parts = words.split(" ")
    first = 1
    while wide(" ".join(parts[: first + 1]), size, weight) <= room:
        first += 1
    rest = " ".join(parts[first:])
    return [fitting(part, size, room, weight) for part in (" ".join(parts[:first]), rest) if part]


def drawable(text: str) -> str:
    """Only what DejaVu can draw: other signs would come out as boxes."""
    known = _font().get_charmap()
    return "".join(char for char in legible(text) if ord(char) in known)
