"""Printed pages as a reader outside of the program sees them: text, fonts, pixels, QR codes."""

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL.Image import Image
from pypdf import PdfReader


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code found in a page's pixels: its text and its middle, as a share of the page from the top."""

    text: str
    middle: float


def texts(path: Path) -> list[str]:
    """Each page's text, its lines joined by single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def squeezed(text: str) -> str:
    """Without spaces and line ends: a long word may be broken over lines."""
    return "".join(text.split())


def page_count(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def picture_of(path: Path, page: int = 0, scale: float = 2.0) -> Image:
    """A page in grey, at 72 dots an inch times `scale`."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page].render(scale=scale, grayscale=True).to_pil()
    finally:
        document.close()


def codes(path: Path, page: int = 0, scale: float = 2.0) -> list[Code]:
    """The QR codes of a page, from top to bottom."""
    picture = picture_of(path, page, scale)
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    places = [
        Code(one.text, (one.position.top_left.y + one.position.bottom_left.y) / 2 / picture.height) for one in found
    ]
    return sorted(places, key=lambda code: code.middle)


def font_files(path: Path) -> dict[str, bool]:
    """Every font of the document, and whether it travels with it."""
    found = {}
    for page in PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()
            if "/FontDescriptor" in described:
                found[described["/BaseFont"]] = "/FontFile2" in described["/FontDescriptor"]
            else:
                found[described["/BaseFont"]] = False
    return found


def used_fonts(path: Path) -> set[str]:
    """Fonts that draw any text."""
    used: set[str] = set()

    def visit(text, _matrix, _text_matrix, font, _size):
        if text.strip() and font is not None:
            used.add(font["/BaseFont"])

    for page in PdfReader(path).pages:
        page.extract_text(visitor_text=visit)
    return used


def outermost(path: Path) -> list[tuple[float, float, float, float]]:
    """For each page the box of all its text and shapes: left, bottom, right, top in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        boxes = []
        for page in document:
            bounds = [one.get_bounds() for one in page.get_objects()]
            left, bottom, right, top = zip(*bounds, strict=True)
            boxes.append((min(left), min(bottom), max(right), max(top)))
        return boxes
    finally:
        document.close()


def lines(path: Path, page: int = 0) -> list[tuple[str, float, float, float, float]]:
    """The lines of text of a page with their boxes: text, left, bottom, right, top in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        text = document[page].get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        return [(text.get_text_bounded(*box), *box) for box in boxes]
    finally:
        document.close()
