"""Word's own names of elements, and small things read off them."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES: Final = f"{_MC}AlternateContent"
_CHOICE: Final = f"{_MC}Choice"
_OFF: Final = frozenset({"0", "false", "off", "none"})

# Around rows, cells and paragraphs, and nothing to see: content controls, custom XML, accepted revisions.
_WRAPPERS: Final = frozenset(f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent"))


def value(element: Element | None, name: str = "val", otherwise: str = "") -> str:
    return otherwise if element is None else element.get(f"{W}{name}", otherwise)


def is_on(element: Element | None) -> bool | None:
    """What a switch such as `<w:vanish/>` says; `None` when it is not there."""
    return None if element is None else value(element, otherwise="1") not in _OFF


def inside(parent: Element | None) -> Iterator[Element]:
    """The children as Word lays them out: wrappers are opened, of alternatives the first is taken."""
    for child in parent if parent is not None else ():
        if child.tag in _WRAPPERS:
            yield from inside(child)
        elif child.tag == ALTERNATIVES:
            yield from inside(chosen(child))
        else:
            yield child


def opened(parent: Element | None, name: str) -> Iterator[Element]:
    """Rows, cells or tables, also those that a content control stands around."""
    for child in inside(parent):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag == f"{W}sdt":
            yield from opened(child.find(f"{W}sdtContent"), name)


def chosen(alternatives: Element) -> Element | None:
    """The newer way to say a thing; the older one beside it says the same again."""
    choice = alternatives.find(_CHOICE)
    return choice if choice is not None else next(iter(alternatives), None)
