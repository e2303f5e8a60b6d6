"""Ticks and crosses that Word takes from fonts of pictures: there «ü» is a tick."""

from typing import Final

CHECKED: Final = "☑"
UNCHECKED: Final = "☐"
_WINGDINGS: Final = {
    0x6F: "☐",
    0x70: "☐",
    0x71: "☐",
    0x72: "☐",
    0x78: "☒",
    0xA8: "☐",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x4A: "☺",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x9F: "•",
    0xA7: "▪",
    0xE0: "→",
}
_WINGDINGS_2: Final = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x55: "✗",
    0x56: "✗",
    0x30: "☐",
    0x2A: "☐",
    0xA3: "☐",
    0x97: "●",
}
_WEBDINGS: Final = {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■", 0x6E: "●"}
_SYMBOL: Final = {0x2B: "+", 0x2D: "−", 0xB4: "×", 0xD6: "✓", 0xB7: "•", 0xC5: "+", 0xA3: "≤", 0xB3: "≥"}
# Wingdings 3 holds arrows only.
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_PRIVATE: Final = range(0xF000, 0xF100)


def is_pictorial(font: str) -> bool:
    return font.lower() in _FONTS


def symbol(code: int, font: str) -> str | None:
    """The sign that is seen; `None` when it is not known, empty for a space."""
    table = _FONTS.get(font.lower())
    if code not in _PRIVATE and (table is None or code > 0xFF):
        return chr(code) if code < 0x110000 else None
    code &= 0xFF
    if code in (0x20, 0xA0):
        return ""
    if table is _SYMBOL and code < 0x40:
        return chr(code)
    return (_WINGDINGS if table is None else table).get(code)
