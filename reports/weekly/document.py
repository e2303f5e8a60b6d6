"""The weekly report as docx, from a template: our own, or the school's letterhead with the same placeholders."""

import io
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from indicators.errors import UnusableFile
from reports.figures.summary import clip
from reports.weekly.content import Content
from reports.weekly.template import default_template

PLACES = tuple(one.name for one in fields(Content))
_SECONDS = 30  # of processor time; by the clock a busy machine may need far longer
_PATIENCE = 10  # times that by the clock: against one that waits for ever, and all there is on Windows
_MEMORY = 512 * 2**20
_LARGEST = 10 * 2**20
_SLOW = "Шаблон обрабатывается слишком долго или занимает слишком много памяти: упростите его."
NOT_WORD = "Шаблон не читается как документ Word: пришлите файл .docx."


def write_document(content: Content, template: bytes | None = None) -> bytes:
    """The filled template; a school's own is filled in a process of its own, which it may break.

    Raises:
        UnusableFile: the template cannot be used; the sentence names the placeholder.
    """
    if template is None:
        return _fill(default_template(wide=bool(content.comparison)), content.as_context())
    if len(template) > _LARGEST:
        raise UnusableFile("Шаблон больше 10 МБ: уменьшите картинки в нём.")
    return _fill_apart(template, content)


def _fill_apart(template: bytes, content: Content) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dezhurny-") as name:
        folder = Path(name)
        (folder / "template.docx").write_bytes(template)
        (folder / "content.json").write_text(json.dumps(content.as_context()), encoding="utf-8")
        command = [sys.executable, "-X", "utf8", "-m", "reports.weekly.document", str(folder), str(_SECONDS)]
        try:
            done = subprocess.run(
                command, cwd=Path(__file__).parents[2], capture_output=True, timeout=_PATIENCE * _SECONDS, check=False
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
            f"В шаблоне есть место, которого программа не знает: {_unknown(error)}. Есть: {', '.join(PLACES)}."
        ) from error
    except TemplateSyntaxError as error:
        raise UnusableFile(
            f"В шаблоне ошибка в скобках{_near(template)}. Каждое место пишется {{{{ так }}}}, "
            "а каждое {% for … %} или {% if … %} кончается своим {% endfor %} или {% endif %}."
        ) from error
    except SecurityError as error:
        raise UnusableFile(
            "Шаблон пытается сделать то, что шаблонам запрещено: уберите из него программный код."
        ) from error
    except (TemplateError, OverflowError, TypeError, ArithmeticError) as error:
        raise UnusableFile(
            "Шаблон не удалось заполнить: в его скобках есть вычисление, которое не получается. Оставьте в них "
            f"только места: {', '.join(PLACES)}."
        ) from error
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnusableFile(NOT_WORD) from error
    return target.getvalue()


def _unknown(error: Exception) -> str:
    """The placeholder's name, out of «'director' is undefined» or «'dict object' has no attribute 'aim'»."""
    named = re.findall(r"'([^']+)'", str(error))
    return f"{{{{ {named[-1]} }}}}" if named else "его имя не читается"


def _near(template: bytes) -> str:
    """The first paragraph whose brackets do not match; nothing when each paragraph by itself is well."""
    from docx import Document

    document = Document(io.BytesIO(template))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for place in (document, *cells):
        for paragraph in place.paragraphs:
            text = paragraph.text
            if any(text.count(opens) != text.count(closes) for opens, closes in (("{{", "}}"), ("{%", "%}"))):
                return f" рядом с «{clip(text.strip(), 60)}»"
    return ""


def _confine(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(folder: Path, seconds: int) -> None:
    """The process of its own: whatever a hostile template does to it ends with it."""
    _confine(seconds)
    context = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    try:
        (folder / "made.docx").write_bytes(_fill((folder / "template.docx").read_bytes(), context))
    except UnusableFile as error:
        (folder / "refusal.txt").write_text(error.sentence, encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
