"""The text of a paragraph or a cell as Word shows it: nothing that is deleted, hidden or said twice."""

import re
from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from indicators.reading.word.names import ALTERNATIVES, W, chosen, inside, is_on, value
from indicators.reading.word.styles import Styles
from indicators.reading.word.symbols import CHECKED, UNCHECKED, is_pictorial, symbol

# What could not be read, or was left out: said once about a document.
REMARKS: Final = {
    "hidden": "Скрытый текст документа не прочитан.",
    "changes": "В документе есть исправления: он прочитан так, будто все они приняты.",
    "struck": "В документе есть зачёркнутое: прочитано то, чем его исправили; зачёркнутое целиком — как обычный текст.",
    "pictures": "В таблице есть картинки или вложенные объекты: что на них, не прочитано.",
    "symbols": "Некоторые значки в таблице незнакомы и остались непрочитанными: замените их на «да» и «нет».",
    "inserted": "В документ вставлен другой файл: он не прочитан.",
}
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# A mark of a footnote that was typed by hand.
_MARK: Final = re.compile(r"[\d*)¹²³†‡,\s]+")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")  # letters that only a font of pictures has
_DELETED: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_LEFT_OUT: Final = frozenset(
    f"{W}{name}"
    for name in ("rPr", "pPr", "sdtPr", "sdtEndPr", "instrText", "delText", "delInstrText", "tbl", "txbxContent")
)
_AS_SPACE: Final = frozenset(f"{W}{name}" for name in ("tab", "br", "cr", "ptab"))
_PICTURES: Final = frozenset(
    [
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
    ]
)


class Reader:
    """Reads text and gathers what has to be said about it in `remarks`."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.remarks: set[str] = set()
        self._hidden_here = False
        self._struck_here = False
        self._takes_struck = False
        self._readers: dict[str, Callable[[Element], Iterator[str]]] = {
            f"{W}r": self._run,
            f"{W}sdt": self._control,
            f"{W}sym": self._symbol,
            f"{W}ffData": self._form_field,
            ALTERNATIVES: lambda element: self._children(chosen(element)),
        }

    def blocks(self, parent: Element | None) -> Iterator[Element]:
        """Paragraphs and tables in the order they are seen; text boxes follow the paragraph they hang on."""
        for block in inside(parent):
            if block.tag == f"{W}sdt":
                if not _is_placeholder(block):
                    yield from self.blocks(block.find(f"{W}sdtContent"))
            elif block.tag == f"{W}altChunk":
                self.remarks.add("inserted")
            elif block.tag in _DELETED:
                self.remarks.add("changes")
            else:
                yield block
                if block.tag == f"{W}p":
                    for box in _boxes(block):
                        yield from self.blocks(box)

    def cell(self, cell: Element) -> str:
        """Its paragraphs; a table inside it is a table of its own."""
        return "\n".join(filter(None, (self.paragraph(one) for one in self.blocks(cell) if one.tag == f"{W}p")))

    def paragraph(self, paragraph: Element) -> str:
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        self._hidden_here = bool(self._styles.hides(style))
        self._struck_here = self._takes_struck = False
        text = "".join(self._children(paragraph)).strip()
        if self._struck_here:
            self.remarks.add("struck")
            if not text:  # «7» struck through beside 12 is no 712, but alone it is seen
                self._takes_struck = True
                text = "".join(self._children(paragraph)).strip()
        return text

    def _children(self, parent: Element | None) -> Iterator[str]:
        said = False
        for child in parent if parent is not None else ():
            if child.tag == f"{W}r" and said and self._is_mark(child):
                continue
            for piece in self._pieces(child):
                said = said or bool(piece.strip())
                yield piece

    def _pieces(self, element: Element) -> Iterator[str]:
        tag = element.tag
        if tag in (f"{W}t", _MATH_TEXT):
            yield element.text or ""
        elif tag in _AS_SPACE:
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag in _DELETED:
            self.remarks.add("changes")
        elif tag in _PICTURES:
            self.remarks.add("pictures")
        elif tag not in _LEFT_OUT:
            yield from self._readers.get(tag, self._children)(element)

    def _run(self, run: Element) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if self._is_hidden(properties):
            if any(one.text for one in run.iter(f"{W}t")):
                self.remarks.add("hidden")
            return
        if _is_struck(properties) and not self._takes_struck:
            self._struck_here = self._struck_here or any(one.text for one in run.iter(f"{W}t"))
            return
        font = _font(properties)
        for child in run:
            if child.tag == f"{W}t":
                yield self._text(child.text or "", font)
            else:
                yield from self._pieces(child)

    def _text(self, text: str, font: str) -> str:
        if not is_pictorial(font) and not _PRIVATE.search(text):
            return text
        return "".join(self._sign(ord(letter), font) for letter in text)

    def _is_hidden(self, properties: Element | None) -> bool:
        if properties is None:
            return self._hidden_here
        for name in ("vanish", "specVanish"):
            if (said := is_on(properties.find(f"{W}{name}"))) is not None:
                return said
        said = self._styles.hides(value(properties.find(f"{W}rStyle")))
        return self._hidden_here if said is None else said

    def _is_mark(self, run: Element) -> bool:
        """«12» with a small raised «1» behind it is 12, and a note."""
        if value(run.find(f"{W}rPr/{W}vertAlign")) == "superscript":
            return bool(_MARK.fullmatch("".join(one.text or "" for one in run.iter(f"{W}t"))))
        marks = (run.find(f"{W}footnoteReference"), run.find(f"{W}endnoteReference"))
        return any(_is_own_mark(one) for one in marks)

    def _control(self, control: Element) -> Iterator[str]:
        box = control.find(f"{W}sdtPr/{_W14}checkbox")
        if box is not None:
            checked = box.find(f"{_W14}checked")
            yield CHECKED if checked is not None and checked.get(f"{_W14}val", "1") in ("1", "true") else UNCHECKED
        elif not _is_placeholder(control):
            yield from self._children(control.find(f"{W}sdtContent"))

    def _symbol(self, element: Element) -> Iterator[str]:
        code = value(element, "char")
        yield self._sign(int(code, 16) if _is_code(code) else -1, value(element, "font"))

    def _sign(self, code: int, font: str) -> str:
        sign = symbol(code, font) if code >= 0 else None
        if sign is None:
            self.remarks.add("symbols")
        return sign or ""

    def _form_field(self, field: Element) -> Iterator[str]:
        box, choice = field.find(f"{W}checkBox"), field.find(f"{W}ddList")
        if box is not None:
            checked = is_on(box.find(f"{W}checked"))
            yield CHECKED if (is_on(box.find(f"{W}default")) if checked is None else checked) else UNCHECKED
        elif choice is not None:
            entries = choice.findall(f"{W}listEntry")
            number = value(choice.find(f"{W}result"), otherwise=value(choice.find(f"{W}default"), otherwise="0"))
            if number.isdecimal() and len(number) < 4 and int(number) < len(entries):
                yield value(entries[int(number)])


def _is_own_mark(reference: Element | None) -> bool:
    """The mark of a note that stands in the text itself, because somebody chose their own."""
    return reference is not None and value(reference, "customMarkFollows") in ("1", "true", "on")


def _is_struck(properties: Element | None) -> bool:
    return properties is not None and any(is_on(properties.find(f"{W}{name}")) for name in ("strike", "dstrike"))


def _font(properties: Element | None) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return value(fonts, "ascii") or value(fonts, "hAnsi")


def _is_code(text: str) -> bool:
    return 0 < len(text) < 7 and all(sign in "0123456789abcdefABCDEF" for sign in text)


def _is_placeholder(control: Element) -> bool:
    """«Место для ввода текста»: Word asks there, nobody has answered."""
    return bool(is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")))


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes that hang on a paragraph, each once."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == ALTERNATIVES:
            if (choice := chosen(child)) is not None:
                yield from _boxes(choice)
        elif child.tag not in _DELETED and child.tag != f"{W}tbl":
            yield from _boxes(child)
