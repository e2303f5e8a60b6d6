"""Our own docx template. A school takes it, puts its letterhead on it, and keeps the placeholders it needs."""

import io
from typing import Any

from reports.weekly.content import BY_WEEKS, COMPARED

_SECTIONS = (("Что показал анализ", "findings"), ("Принятые меры", "taken"), ("Предлагаемые меры", "proposed"))
_INDICATORS = (
    ("Показатель", "title", 6.5),
    ("Сейчас", "now", 3.4),
    ("Цель", "target", 2.5),
    ("Было", "before", 1.6),
    ("Изменение", "change", 3.0),
)
_COMPARISON = tuple((heading, code, 6.5 if code == "school" else 2.4) for code, heading in COMPARED)
_BY_WEEKS = tuple((heading, code, 2.6 if code == "week" else 1.8) for code, heading in BY_WEEKS)
ANNEX = "Приложение. Кому помочь, поимённо"
Columns = tuple[tuple[str, str, float], ...]  # heading, placeholder of the row, width in centimetres


def default_template(*, wide: bool = False) -> bytes:
    """The template as a docx file; `wide` lies on its side, for many schools beside each other."""
    from docx import Document

    document = Document()
    document.core_properties.author, document.core_properties.title = "Дежурный", "Анализ работы на платформе «Сферум»"
    _page(document, wide)
    _heading(document)
    _table(document, "indicators", _INDICATORS)
    _table(document, "comparison", _COMPARISON)
    _lead(document, "По неделям", "weeks")
    _table(document, "weeks", _BY_WEEKS, 7)
    for heading, name in _SECTIONS:
        _section(document, heading, name)
    _signatures(document)
    _annex(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: Any, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    _in_russian(document)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    for section in document.sections:
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
        section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(2)


def _in_russian(document: Any) -> None:
    """Otherwise Word takes the text for English and underlines every word of it."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "ru-RU")


def _heading(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for text, size in (("Анализ работы на платформе «Сферум»", 16), ("{{ school }}", 13), ("за {{ period }}", 12)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = size > 12, Pt(size)
    document.add_paragraph("{%p if received %}")
    document.add_paragraph("Данные получены {{ received }}")
    document.add_paragraph("{%p endif %}")


def _lead(document: Any, heading: str, name: str) -> None:
    """A heading for what follows when there is any of it."""
    from docx.shared import Pt

    document.add_paragraph(f"{{%p if {name} %}}")
    title = document.add_paragraph()
    title.paragraph_format.space_before, title.paragraph_format.keep_with_next = Pt(10), True
    title.add_run(heading).bold = True
    document.add_paragraph("{%p endif %}")


def _section(document: Any, heading: str, name: str) -> None:
    """What is proposed stays with the signatures below it, so that nobody signs an empty page."""
    _lead(document, heading, name)
    is_last = name == _SECTIONS[-1][1]
    document.add_paragraph(f"{{%p for line in {name} %}}")
    line = document.add_paragraph("{{ line }}", style="List Number" if is_last else "List Bullet")
    line.paragraph_format.keep_with_next = is_last
    document.add_paragraph("{%p endfor %}")


def _annex(document: Any) -> None:
    """Everybody by name, on pages of their own behind the signatures."""
    from docx.shared import Pt

    document.add_paragraph("{%p if annex %}")
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = title.paragraph_format.keep_with_next = True
    title.add_run(ANNEX).bold = True
    document.add_paragraph("{%p for list in annex %}")
    heading = document.add_paragraph()
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(8), True
    heading.paragraph_format.space_after = Pt(2)
    heading.add_run("{{ list.title }}").italic = True
    document.add_paragraph("{{ list.names }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _signatures(document: Any) -> None:
    """Three columns by tabulators: who, the line to sign on, the name. A comparison is signed by nobody."""
    from docx.shared import Cm, Pt

    document.add_paragraph("{%p if not comparison %}")
    for who, name in (("Ответственный за Сферум", "officer"), ("Заместитель директора", "deputy")):
        line = document.add_paragraph(f"{who}\t{'_' * 18}\t/ {{{{ {name} or '{'_' * 24}' }}}} /")
        line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(20), True
        for stop in (6.2, 10.6):
            line.paragraph_format.tab_stops.add_tab_stop(Cm(stop))
    document.add_paragraph("«____» ____________________ 20____ г.").paragraph_format.space_before = Pt(20)
    document.add_paragraph("{%p endif %}")


def _table(document: Any, rows: str, columns: Columns, size: float = 10) -> None:
    """A table with one line a row of `rows`, when there are any; docxtpl repeats what stands between its `tr` tags."""
    from docx.shared import Cm, Pt

    document.add_paragraph(f"{{%p if {rows} %}}")
    table = document.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    headings = [heading for heading, _, _ in columns]
    lines = (
        headings,
        [f"{{%tr for row in {rows} %}}"],
        [f"{{{{ row.{cell} }}}}" for _, cell, _ in columns],
        ["{%tr endfor %}"],
    )
    # Word takes the cells' widths, LibreOffice those of the grid.
    for column, (_, _, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    _repeat_heading(table)
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, (_, _, width) in zip(row.cells, columns, strict=True):
            cell.width = Cm(width)
        for cell, text in zip(row.cells, texts, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(size), texts is headings
    document.add_paragraph("{%p endif %}")


def _repeat_heading(table: Any) -> None:
    """On every page; and a row is not torn in two by the page's end."""
    from docx.oxml import OxmlElement

    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
