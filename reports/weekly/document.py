"""The weekly report as docx, from a template: our own, or the school's letterhead with the same placeholders."""

import base64
import io
import re
import sys
from dataclasses import fields
from typing import Any
from zipfile import BadZipFile

from indicators.errors import UnusableFile
from indicators.guarded.process import asked_now
from indicators.guarded.serving import serve
from reports.figures.summary import clip
from reports.weekly.content import Content
from reports.weekly.template import default_template

PLACES = tuple(one.name for one in fields(Content))
_SECONDS = 30  # of processor time; by the clock a busy machine may need far longer
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
    return _fill_apart(template, content.as_context())


def try_document(content: Content, template: bytes, other: Content, otherwise: str) -> None:
    """Fill a school's own with two contents, one after the other.

    Raises:
        UnusableFile: it cannot be used; where only the other content cannot be filled in, the sentence is `otherwise`.
    """
    _fill_apart(template, content.as_context(), other=other.as_context(), otherwise=otherwise)


def _fill_apart(template: bytes, content: dict[str, Any], **more: Any) -> bytes:
    """In memory only: neither the template nor what it is filled with is left behind by a process that is killed."""
    request = {"template": base64.b64encode(template).decode(), "content": content, **more}
    made = asked_now("reports.weekly.document", memory_bytes=_MEMORY, seconds=_SECONDS, **request)
    if made is None:
        raise UnusableFile(_SLOW)
    return made


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


def _filled(request: dict[str, Any]) -> list[bytes]:
    template = base64.b64decode(request["template"])
    made = _fill(template, request["content"])
    if "other" in request:
        try:
            _fill(template, request["other"])
        except UnusableFile as error:
            raise UnusableFile(request["otherwise"]) from error
    return [made]


if __name__ == "__main__":
    sys.exit(serve(_filled))
