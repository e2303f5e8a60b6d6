"""A docx that every report of a school is to be made from: is it one, and does it work whatever a week brings."""

import io
import lzma
import re
import struct
import zipfile
import zlib
from dataclasses import fields, replace

from indicators.errors import UnusableFile
from indicators.weeks import Week
from reports.figures.wording import full_period
from reports.weekly.content import BY_WEEKS, Content, IndicatorRow
from reports.weekly.document import NOT_WORD, PLACES, try_document
from reports.weekly.proposed import People

LARGEST = 2 * 2**20
TOO_LARGE = "Шаблон больше 2 МБ: уменьшите картинки в нём и пришлите ещё раз."
NO_PLACES = (
    "В этом документе нет ни одного места, которое я заполняю, например {{ school }}. Возьмите обычный шаблон, "
    "поставьте в нём бланк школы и пришлите мне."
)
ONLY_RICH = (
    "Шаблон не заполнится в неделю, когда какой-нибудь из списков пуст. Списки пишите так: "
    "{%p for line in taken %} … {{ line }} … {%p endfor %}."
)
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_LONGEST_PART = 4 * 2**20
_TAG = re.compile(r"<[^<>]*>")
_PLACE = re.compile(r"\{[{%]([^{}]*)\}")
_WORD = re.compile(r"\w+")
_NAMES = frozenset(PLACES)
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError, RuntimeError)

_FULL = Content(
    school="Школа № 1 (пример)",
    period=full_period(Week.parse("2026-W46")),
    received="17 ноября 2026 г.",
    indicators=[IndicatorRow("Показатель", "30 из 40", "90 %", "28", "+2")] * 8,
    findings=["Что показал анализ."],
    taken=["Что сделано."],
    proposed=["Что предлагается."],
    officer="Ответова О. П.",
    deputy="Замов Д. П.",
    weeks=[{code: "30" for code, _ in BY_WEEKS}] * 2,
    annex=[People("Кому помочь: 2 человека", "Ивановская Анна Петровна, Петровская Инна Ивановна.")],
)
_ALWAYS = ("school", "period", "received", "indicators")
_EMPTY = replace(
    _FULL, **{one.name: type(getattr(_FULL, one.name))() for one in fields(Content) if one.name not in _ALWAYS}
)


def has_places(content: bytes) -> bool:
    """Whether a file is a docx with at least one of our placeholders, which Word may have cut into pieces."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(_in_part(archive, name) for name in archive.namelist() if _PARTS.fullmatch(name))
    except _BROKEN:
        return False


def _in_part(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as part:
        text = part.read(_LONGEST_PART).decode("utf-8", "replace")
    places = _PLACE.finditer(_TAG.sub("", text))
    return any(not _NAMES.isdisjoint(_WORD.findall(place[1])) for place in places)


def check_template(content: bytes) -> None:
    """Fill it with an invented week that has everything, and with one whose lists are empty.

    Raises:
        UnusableFile: it cannot be used; the sentence says why and where.
    """
    if len(content) > LARGEST:
        raise UnusableFile(TOO_LARGE)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise UnusableFile(NOT_WORD)
    try_document(_FULL, content, _EMPTY, ONLY_RICH)
    if not has_places(content):
        raise UnusableFile(NO_PLACES)
