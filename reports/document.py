"""The weekly report as docx, from a template: our own, or the school's letterhead with the same placeholders."""

import io
import json
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from indicators.errors import UnusableFile
from reports.content import Content

PLACES = tuple(one.name for one in fields(Content))
_SECONDS = 30
_MEMORY = 512 * 2**20
_LARGEST = 10 * 2**20
_SLOW = "Шаблон обрабатывается слишком долго или занимает слишком много памяти: упростите его."
_NOT_WORD = "Шаблон не читается как документ Word: пришлите файл .docx."


def write_document(content: Content, template: bytes | None = None) -> bytes:
    """The filled template; a school's own is filled in a process of its own, which it may break.

    Raises:
        UnusableFile: the template cannot be used; the sentence names the placeholder.
    """
    if template is None:
        return _fill(default_template(), content.as_context())
    if len(template) > _LARGEST:
        raise UnusableFile("Шаблон больше 10 МБ: уменьшите картинки в нём.")
    return _fill_apart(template, content)


def _fill_apart(template: bytes, content: Content) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dezhurny-") as name:
        folder = Path(name)
        (folder / "template.docx").write_bytes(template)
        (folder / "content.json").write_text(json.dumps(content.as_context()), encoding="utf-8")
        command = [sys.executable, "-X", "utf8", "-m", "reports.document", str(folder)]
        try:
            done = subprocess.run(
                command, cwd=Path(__file__).parent.parent, capture_output=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise UnusableFile(_SLOW) from error
        refusal, made = folder / "refusal.txt", folder / "made.docx"
        if refusal.exists():
            raise UnusableFile(refusal.read_text(encoding="utf-8"))
        if done.returncode or not made.exists():
            raise UnusableFile(_SLOW)
        return made.read_bytes()


def _fill(template: bytes, context: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import SandboxedEnvironment

    target = io.BytesIO()
    try:
        document = DocxTemplate(io.BytesIO(template))
        # Text of a name must not become markup, nor a template's text a program.
        document.render(context, SandboxedEnvironment(undefined=StrictUndefined, autoescape=True))
        document.save(target)
    except UndefinedError as error:
        raise UnusableFile(
            f"В шаблоне есть место, которого программа не знает: {error}. Есть: {', '.join(PLACES)}."
        ) from error
    except TemplateSyntaxError as error:
        raise UnusableFile(
            f"В шаблоне ошибка в скобках: {error.message}. Проверьте {{{{ … }}}} и {{% … %}}."
        ) from error
    except SecurityError as error:
        raise UnusableFile(
            "Шаблон пытается сделать то, что шаблонам запрещено: уберите из него программный код."
        ) from error
    except (TemplateError, OverflowError, TypeError, ArithmeticError) as error:
        raise UnusableFile(f"Шаблон не удалось заполнить: {error}.") from error
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnusableFile(_NOT_WORD) from error
    return target.getvalue()


def default_template() -> bytes:
    """Our own template. A school takes it, puts its letterhead on it, and keeps the placeholders it needs."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(2)
    for text, size in (("Анализ работы на платформе «Сферум»", 16), ("{{ school }}", 13), ("за {{ period }}", 12)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = size > 12, Pt(size)
    document.add_paragraph("{%p if received %}")
    document.add_paragraph("Данные получены {{ received }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if indicators %}")
    _table(
        document,
        ("Показатель", "Сейчас", "Цель", "Было", "Изменение"),
        "indicators",
        ("title", "now", "target", "before", "change"),
        (7.0, 3.5, 1.9, 1.9, 2.7),
    )
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if comparison %}")
    _table(
        document,
        ("Школа", "Учителя", "Чаты", "3 сообщ.", "10 сообщ.", "Звонки", "ЭЖД"),
        "comparison",
        (
            "school",
            "teachers_total",
            "teachers_created_chats",
            "teachers_3_messages",
            "teachers_10_messages",
            "teachers_called",
            "teachers_journal_linked",
        ),
        (4.4, 2.1, 2.1, 2.1, 2.1, 2.1, 2.1),
    )
    document.add_paragraph("{%p endif %}")
    for heading, name in (
        ("Что показал анализ", "findings"),
        ("Принятые меры", "taken"),
        ("Предлагаемые меры", "proposed"),
    ):
        document.add_paragraph(f"{{%p if {name} %}}")
        title = document.add_paragraph()
        title.paragraph_format.space_before, title.paragraph_format.keep_with_next = Pt(10), True
        title.add_run(heading).bold = True
        document.add_paragraph(f"{{%p for line in {name} %}}")
        document.add_paragraph("{{ line }}", style="List Number" if name == "proposed" else "List Bullet")
        document.add_paragraph("{%p endfor %}")
        document.add_paragraph("{%p endif %}")
    signatures = document.add_paragraph()
    signatures.paragraph_format.space_before = Pt(28)
    signatures.add_run("Ответственный за Сферум  ______________________  {{ officer }}")
    document.add_paragraph()
    document.add_paragraph("Заместитель директора  ______________________  {{ deputy }}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _table(
    document: Any, headings: tuple[str, ...], rows: str, cells: tuple[str, ...], widths: tuple[float, ...]
) -> None:
    """A table with one line a row of `rows`; docxtpl repeats what stands between its `tr` tags."""
    from docx.shared import Cm, Pt

    table = document.add_table(rows=4, cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    texts = (
        headings,
        (f"{{%tr for row in {rows} %}}",),
        tuple(f"{{{{ row.{cell} }}}}" for cell in cells),
        ("{%tr endfor %}",),
    )
    # Word takes the cells' widths, LibreOffice those of the grid.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, line in zip(table.rows, texts, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
        for cell, text in zip(row.cells, line, strict=False):
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(10), line is headings


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _main(folder: Path) -> None:
    """The process of its own: whatever a hostile template does to it ends with it."""
    _limit_memory()
    context = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    try:
        (folder / "made.docx").write_bytes(_fill((folder / "template.docx").read_bytes(), context))
    except UnusableFile as error:
        (folder / "refusal.txt").write_text(error.sentence, encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
