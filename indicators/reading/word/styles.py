"""Styles that hide what is written in them."""

from xml.etree.ElementTree import Element

from indicators.reading.word.names import W, is_on, value

_DEEPEST = 20


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._based_on: dict[str, str] = {}
        self._hides: dict[str, bool | None] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name = value(style, "styleId")
            self._based_on[name] = value(style.find(f"{W}basedOn"))
            self._hides[name] = is_on(style.find(f"{W}rPr/{W}vanish"))

    def hides(self, name: str) -> bool | None:
        """`None` when neither the style nor what it is based on says anything."""
        for _ in range(_DEEPEST):
            if not name or (said := self._hides.get(name)) is not None:
                break
            name = self._based_on.get(name, "")
        else:
            return None
        return said if name else None
