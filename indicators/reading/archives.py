"""Zips: what is inside, and whether it is safe to unfold it."""

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from indicators.reading.limits import ReadLimits
from indicators.reading.refusals import refused

# A formula cell that carries no value: nobody has opened the file in a spreadsheet program since.
_UNCOUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f>[^<]*</f>\s*</c>")
_HIDES: Final = (b'hidden="1"', b'hidden="true"')
_BLOCK = 1 << 20
_SMALL_MEMBER = 4 << 20  # members below that may be packed as tightly as they like
_IGNORED: Final = re.compile(r"(^|/)(__MACOSX/|\.|~\$|Thumbs\.db|desktop\.ini)", re.IGNORECASE)
_PACKAGE: Final = (
    ("xl/", "workbook"),
    ("word/", "docx"),
    ("ppt/", "slides"),
    ("Index/", "numbers"),
)


def opened(data: bytes, limits: ReadLimits) -> zipfile.ZipFile:
    """The archive, once its directory promises no more than the limits."""
    try:
        archive = _with_slashes(zipfile.ZipFile(io.BytesIO(data)))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, RecursionError) as error:
        raise refused("damaged") from error
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise refused("password")
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise refused("bomb")
    return archive


def _with_slashes(archive: zipfile.ZipFile) -> zipfile.ZipFile:
    """Some programs of Windows pack «xl\\workbook.xml»."""
    for member in archive.infolist():
        if "\\" in member.filename:
            member.filename = member.filename.replace("\\", "/")
            archive.NameToInfo.setdefault(member.filename, member)
    return archive


def package_kind(archive: zipfile.ZipFile) -> str:
    """`workbook`, `docx`, `archive_of_files`, or the reason of a refusal."""
    names = archive.namelist()
    if "mimetype" in names or "content.xml" in names:
        return _open_document(archive)
    for folder, kind in _PACKAGE:
        if any(name.startswith(folder) or name.startswith("/" + folder) for name in names):
            return kind
    return "archive_of_files"


def _open_document(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if "META-INF/manifest.xml" in names:
        manifest = _content(archive, archive.getinfo("META-INF/manifest.xml"), _BLOCK)
        if b"encryption-data" in manifest:
            return "password"
    mimetype = _content(archive, archive.getinfo("mimetype"), 200) if "mimetype" in names else b""
    return "odt" if b"opendocument.text" in mimetype else "workbook"


@dataclass(slots=True)
class Inside:
    """What is seen of a workbook's sheets while it is unfolded: formulas without a value, whether one may have
    hidden rows or columns, and the parts in which text is struck out."""

    uncounted: int = 0
    hides: bool = False
    struck: list[str] = field(default_factory=list)


def unfolded(archive: zipfile.ZipFile, limits: ReadLimits) -> Inside:
    """Unfold everything once: the directory's sizes may lie."""
    left = limits.unpacked_bytes
    inside = Inside()
    for member in archive.infolist():
        size = 0
        sheet = member.filename.endswith(".xml") and "sheet" in member.filename
        texts = sheet or member.filename.endswith("haredStrings.xml")
        for block in _blocks(archive, member):
            size += len(block)
            left -= len(block)
            if left < 0 or _too_tight(member, size, limits.ratio):
                raise refused("bomb")
            if sheet and b"</f>" in block:
                inside.uncounted += len(_UNCOUNTED.findall(block))
            if texts and b"strike" in block and member.filename not in inside.struck:
                inside.struck.append(member.filename)
            if sheet and not inside.hides:
                inside.hides = any(mark in block for mark in _HIDES)
    return inside


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with archive.open(member) as content:
            while block := content.read(_BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise refused("damaged") from error


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, ratio: int = 1) -> bytes:
    content = bytearray()
    for block in _blocks(archive, member):
        content += block
        if len(content) > most or _too_tight(member, len(content), ratio):
            raise refused("bomb")
    return bytes(content)


def _too_tight(member: zipfile.ZipInfo, size: int, ratio: int) -> bool:
    """No table packs so well."""
    return size > _SMALL_MEMBER and size > ratio * max(member.compress_size, 1)


def content(archive: zipfile.ZipFile, name: str, limits: ReadLimits) -> bytes:
    try:
        return _content(archive, archive.getinfo(name), limits.unpacked_bytes, limits.ratio)
    except KeyError as error:
        raise refused("damaged") from error


def members(archive: zipfile.ZipFile, limits: ReadLimits) -> list[zipfile.ZipInfo]:
    """The files of an archive of files, without what systems and editors leave behind."""
    named = [member for member in archive.infolist() if member.filename]
    found = [m for m in named if not m.is_dir() and not _IGNORED.search(m.filename)]
    if len(found) > limits.members:
        raise refused("many_members")
    if not found:
        raise refused("no_tables")
    return found


def member_name(member: zipfile.ZipInfo) -> str:
    """The member's file name; Windows writes Russian names in cp866 without saying so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):  # not what zipfile made of unknown bytes: left as it is
            name = name.encode("cp437").decode("cp866")
    return PurePosixPath(name.replace("\\", "/")).name
