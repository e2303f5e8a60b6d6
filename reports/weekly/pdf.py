"""The weekly report as PDF: the same words as the document, ready to print, with the picture at its end."""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reports.printed.page import BOLD, FONT, MM, printable, use_fonts
from reports.weekly.content import BY_WEEKS, COMPARED, Content
from reports.weekly.template import ANNEX

_SECTIONS = (("Что показал анализ", "findings"), ("Принятые меры", "taken"), ("Предлагаемые меры", "proposed"))


def write_pdf(content: Content, picture: bytes | None = None) -> bytes:
    """A4 pages with embedded fonts."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import Image, KeepTogether, PageBreak, SimpleDocTemplate, Spacer

    use_fonts()
    target = io.BytesIO()
    margins = {"leftMargin": 22 * MM, "rightMargin": 15 * MM, "topMargin": 18 * MM, "bottomMargin": 18 * MM}
    page = landscape(A4) if content.comparison else A4
    document = SimpleDocTemplate(target, pagesize=page, title="Отчёт по Сферуму", author="Дежурный", **margins)
    parts: list[Any] = [
        _text("Анализ работы на платформе «Сферум»", 16, bold=True, centred=True),
        _text(content.school, 13, bold=True, centred=True),
        _text(f"за {content.period}", 11, centred=True),
        Spacer(1, 4 * MM),
    ]
    if content.received:
        parts += [_text(f"Данные получены {content.received}", 10), Spacer(1, 2 * MM)]
    if content.indicators:
        rows = [(row.title, row.now, row.target, row.before, row.change) for row in content.indicators]
        parts.append(_table(("Показатель", "Сейчас", "Цель", "Было", "Изменение"), rows, (63, 38, 24, 16, 27)))
    if content.comparison:
        compared = [tuple(row[code] for code, _ in COMPARED) for row in content.comparison]
        parts.append(_table([title for _, title in COMPARED], compared, (63, *[24] * (len(COMPARED) - 1))))
    if content.weeks:
        over = [tuple(row[code] for code, _ in BY_WEEKS) for row in content.weeks]
        parts += [Spacer(1, 4 * MM), _text("По неделям", 12, bold=True, leads=True)]
        parts.append(_table([title for _, title in BY_WEEKS], over, (25, *[18.1] * (len(BY_WEEKS) - 1)), 7))
    *before, last = (_section(content, title, name) for title, name in _SECTIONS)
    for section in before:
        parts += section
    if not content.comparison:
        # What is proposed stays with the signatures, so that nobody signs an empty page.
        parts.append(KeepTogether([*last, Spacer(1, 8 * MM), *_signatures(content)]))
    if content.annex:
        parts += [PageBreak(), _text(ANNEX, 12, bold=True, leads=True)]
        for one in content.annex:
            parts += [Spacer(1, 2 * MM), _text(one.title, 10.5, bold=True, leads=True), _text(one.names, 10.5)]
    if picture is not None:
        image = Image(io.BytesIO(picture))
        image._restrictSize(document.width, document.height - 12)
        parts += [PageBreak(), image]
    document.build(parts, onFirstPage=_footer, onLaterPages=_footer)
    return target.getvalue()


def _section(content: Content, title: str, name: str) -> list[Any]:
    from reportlab.platypus import Spacer

    lines = getattr(content, name)
    if not lines:
        return []
    numbered = name == _SECTIONS[-1][1]
    shown = [
        _text(f"{number}. {line}" if numbered else f"— {line}", 10.5) for number, line in enumerate(lines, start=1)
    ]
    return [Spacer(1, 4 * MM), _text(title, 12, bold=True, leads=True), *shown]


def _signatures(content: Content) -> list[Any]:
    """Who, the line to sign on, the name."""
    from reportlab.platypus import Spacer, Table

    blank = "_" * 24
    rows = [
        [_text(who, 10.5), _text("_" * 18, 10.5), _text(f"/ {name or blank} /", 10.5)]
        for who, name in (("Ответственный за Сферум", content.officer), ("Заместитель директора", content.deputy))
    ]
    look = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")]
    signed = Table(rows, colWidths=[56 * MM, 44 * MM, 68 * MM], rowHeights=[11 * MM] * 2, style=look, hAlign="LEFT")
    return [signed, Spacer(1, 5 * MM), _text("«____» ____________________ 20____ г.", 10.5)]


def _footer(canvas: Any, document: Any) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawRightString(document.pagesize[0] - 15 * MM, 10 * MM, str(document.page))


def _text(text: str, size: float, *, bold: bool = False, centred: bool = False, leads: bool = False) -> Any:
    """A paragraph; one that leads is never the last of its page."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    font = BOLD if bold else FONT
    style = ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=size * 1.35,
        alignment=1 if centred else 0,
        spaceAfter=2,
        splitLongWords=1,
        keepWithNext=leads,
    )
    return Paragraph(escape(printable(text, font)), style)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 9) -> Any:
    from reportlab.lib.colors import black, whitesmoke
    from reportlab.platypus import Table

    cells = [[_text(heading, size, bold=True) for heading in headings]]
    cells += [[_text(value, size) for value in row] for row in rows]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("BACKGROUND", (0, 0), (-1, 0), whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), size / 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), size / 2),
    ]
    return Table(cells, colWidths=[width * MM for width in widths], repeatRows=1, style=look, hAlign="LEFT")
