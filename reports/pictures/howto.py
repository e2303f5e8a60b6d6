"""How a gap is closed, as a picture: three telephone screens with the words of the buttons, drawn and not photographed.

The screens are schematic and say so: the messenger moves its buttons about, the words change rarely.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nudges.gaps import GAP
from nudges.gaps.record import Screen
from nudges.platforms import Platform

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Change it with the pictures: a community that has an older one uploaded gets the new one.
EDITION = 1
NOTE = "Схема: на вашем телефоне кнопки могут стоять чуть иначе."
_INK, _QUIET, _LINE, _PRESSED, _HEAD, _PAPER = "#16202b", "#5b6774", "#c9d2db", "#0b4f8a", "#e9edf1", "#ffffff"
_WIDTH, _HEIGHT, _DPI = 1080, 600, 100  # pixels; everything below is measured in the same
_PHONE, _TOP, _BOTTOM, _GAP = 312, 580, 130, 36
_ROW, _HEADER = 74, 66


def draw_howto(code: str, platform: Platform = Platform.VK) -> bytes:
    """The PNG of one gap's steps in one messenger.

    Raises:
        KeyError: there is no such gap.
    """
    return draw_screens(GAP[code].howto.of(platform).screens, NOTE)


def draw_screens(screens: Sequence[Screen], note: str) -> bytes:
    """Three telephone screens beside each other as a PNG, with a note below."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH / _DPI, _HEIGHT / _DPI), dpi=_DPI, facecolor=_PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(0, _HEIGHT)
    axes.axis("off")
    for number, screen in enumerate(screens):
        _draw_phone(axes, number, screen)
    _write(axes, _WIDTH / 2, 28, note, 11, colour=_QUIET)
    out = io.BytesIO()
    figure.savefig(out, format="png", pil_kwargs={"optimize": True})
    return out.getvalue()


def _draw_phone(axes: "Axes", number: int, screen: Screen) -> None:
    left = _GAP + number * (_PHONE + _GAP)
    _box(axes, left, _BOTTOM, _PHONE, _TOP - _BOTTOM, _PAPER, _INK, 3, 26)
    _box(axes, left + 12, _TOP - _HEADER - 14, _PHONE - 24, _HEADER, _HEAD, _HEAD, 0, 12)
    _write(axes, left + _PHONE / 2, _TOP - _HEADER / 2 - 14, screen.title, 14, bold=True)
    for place, words in enumerate(screen.rows):
        top = _TOP - _HEADER - 42 - place * (_ROW + 14)
        pressed = place == screen.pressed
        _box(axes, left + 18, top - _ROW, _PHONE - 36, _ROW, _PRESSED if pressed else _PAPER, _LINE, 1.5, 14)
        _write(axes, left + _PHONE / 2, top - _ROW / 2, words, 13, colour=_PAPER if pressed else _INK, bold=pressed)
    _box(axes, left + _PHONE / 2 - 46, _BOTTOM + 14, 92, 6, _LINE, _LINE, 0, 3)
    _write(axes, left + _PHONE / 2, _BOTTOM - 34, f"{number + 1}. {screen.caption}", 13, bold=True)


def _box(
    axes: "Axes", x: float, y: float, width: float, height: float, fill: str, edge: str, line: float, corner: float
) -> None:
    from matplotlib.patches import FancyBboxPatch

    shape: Any = FancyBboxPatch(
        (x + corner, y + corner) if height > 2 * corner else (x + corner, y),
        width - 2 * corner,
        height - 2 * corner if height > 2 * corner else height,
        boxstyle=f"round,pad={corner if height > 2 * corner else 0.5}",
        facecolor=fill,
        edgecolor=edge,
        linewidth=line,
    )
    axes.add_patch(shape)


def _write(
    axes: "Axes", x: float, y: float, words: str, size: float, *, colour: str = _INK, bold: bool = False
) -> None:
    weight = "bold" if bold else "normal"
    axes.text(x, y, words, ha="center", va="center", fontsize=size, color=colour, fontweight=weight)
