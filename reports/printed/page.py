"""What printed pages share: embedded fonts with Cyrillic, text that fits its place, QR codes drawn as shapes.

Everything is black on white: school printers have no other colour, and grey comes out as dots. The libraries
are loaded when something is printed, not when the program starts.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from indicators.errors import StartError
from reports.figures.wording import legible

FONT, BOLD, MONO = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono-Bold"
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
# A QR code needs four modules of nothing around it (ISO/IEC 18004).
QUIET = 4
# Longer ones make codes too dense for a telephone held before a wall.
LONGEST_LINK = 300
_LEADING = 1.25

# A canvas of reportlab, which is not annotated.
Canvas = Any


@cache
def use_fonts() -> None:
    """Register the fonts once a process. They lie in matplotlib's data, which is not imported for that.

    Raises:
        StartError: the fonts are not there.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    spec = find_spec("matplotlib")
    folder = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" if spec and spec.origin else Path("fonts")
    for name in (FONT, BOLD, MONO):
        path = folder / f"{name}.ttf"
        if not path.is_file():
            raise StartError(f"Не нашёлся шрифт {name}: переустановите библиотеки программы (make clean, make run).")
        pdfmetrics.registerFont(TTFont(name, str(path)))


def open_canvas(out: BinaryIO, title: str) -> Canvas:
    """A PDF of A4 pages that is written to `out` on `save()`."""
    from reportlab.pdfgen.canvas import Canvas as Sheet

    use_fonts()
    canvas = Sheet(out, pagesize=A4, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("Дежурный")
    canvas.setCreator("Дежурный")
    return canvas


def printable(text: str, font: str = FONT) -> str:
    """One line of what the font can show: an emoji of a chat's title would be an empty box."""
    from reportlab.pdfbase.pdfmetrics import getFont

    use_fonts()
    known = getFont(font).face.charToGlyph
    kept = "".join(char for char in legible(text) if ord(char) in known)
    return " ".join(word for word in kept.split(" ") if word)  # a space that does not break stays one


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size, in points."""

    size: float
    lines: tuple[str, ...]
    font: str = FONT

    @property
    def height(self) -> float:
        return self.size * _LEADING * len(self.lines)


def fit(text: str, width: float, sizes: Sequence[float], lines: int, font: str = FONT) -> Fitted:
    """The text in the largest of `sizes` (falling) that gives no more than `lines`; a word too long is broken.

    What does not fit even in the smallest ends with an ellipsis.
    """
    shown = printable(text, font)
    for breaking in (False, True):
        for size in sizes:
            wrapped = _wrap(shown, width, size, font)
            if len(wrapped) <= lines and (breaking or _keeps_words(shown, width, size, font)):
                return Fitted(size, tuple(wrapped), font)
    smallest = sizes[-1]
    wrapped = _wrap(shown, width, smallest, font)[:lines]
    while wrapped[-1] and _width(f"{wrapped[-1]}…", smallest, font) > width:
        wrapped[-1] = wrapped[-1][:-1]
    return Fitted(smallest, (*wrapped[:-1], f"{wrapped[-1]}…"), font)


def _keeps_words(text: str, width: float, size: float, font: str) -> bool:
    """No word is broken but after a hyphen."""
    return all(_width(part, size, font) <= width for part in re.split(r"(?<=-)| ", text))


def _width(text: str, size: float, font: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


def _wrap(text: str, width: float, size: float, font: str) -> list[str]:
    done: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if _width(longer, size, font) <= width:
            line = longer
            continue
        if line:
            done.append(line)
        *full, line = _broken(word, width, size, font)
        done += full
    return [*done, line]


def _broken(word: str, width: float, size: float, font: str) -> list[str]:
    """A word in pieces that fit; after a hyphen where there is one."""
    pieces = []
    while _width(word, size, font) > width and len(word) > 1:
        end = len(word) - 1
        while end > 1 and _width(word[:end], size, font) > width:
            end -= 1
        hyphen = word.rfind("-", 1, end) + 1
        end = hyphen or end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def draw_text(canvas: Canvas, fitted: Fitted, x: float, top: float, *, centred: bool = False) -> float:
    """Draw downwards from `top`; the answer is where the text ends. Centred lines have their middle at `x`."""
    canvas.setFont(fitted.font, fitted.size)
    draw = canvas.drawCentredString if centred else canvas.drawString
    for number, line in enumerate(fitted.lines):
        draw(x, top - fitted.size * (0.95 + number * _LEADING), line)
    return top - fitted.height


def draw_step(canvas: Canvas, number: int, fitted: Fitted, x: float, top: float, radius: float) -> float:
    """A number in a ring, and the step beside it."""
    below = fitted.height / 2 - fitted.size * 0.12
    centre = top - min(max(below, radius), radius)
    canvas.setLineWidth(1.2)
    canvas.circle(x + radius, centre, radius)
    canvas.setFont(BOLD, radius * 1.2)
    canvas.drawCentredString(x + radius, centre - radius * 0.43, str(number))
    single = radius - fitted.size * 0.6 if len(fitted.lines) == 1 else 0
    end = draw_text(canvas, fitted, x + radius * 2 + 8, top - max(single, 0))
    return min(end, top - 2 * radius)


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """A QR code with its quiet zone inside the square; as one shape, so that no printer or viewer blurs it."""
    import segno

    matrix = segno.make(text, error="q", micro=False).matrix
    canvas.saveState()
    canvas.translate(x, y)
    module = side / (len(matrix) + 2 * QUIET)
    canvas.scale(module, module)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row, modules in enumerate(matrix):
        for start, length in _runs(modules):
            path.rect(QUIET + start, QUIET + len(matrix) - 1 - row, length, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _runs(modules: Sequence[int]) -> list[tuple[int, int]]:
    """Dark stretches of a row as (start, length)."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(modules):
        if not dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found


def sizes(largest: float, smallest: float, step: float = 1.0) -> list[float]:
    return [largest - number * step for number in range(math.floor((largest - smallest) / step) + 1)]
