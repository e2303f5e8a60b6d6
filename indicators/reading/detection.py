"""What a file is, by its first bytes: its name is not to be trusted."""

import re
from typing import Final

# Signature → (offset, kind). A kind that stands in `refusals.SENTENCES` is refused with that sentence.
_SIGNATURES: Final = (
    (b"PK\x03\x04", 0, "zip"),
    (b"PK\x05\x06", 0, "no_tables"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "ole"),
    (b"%PDF", 0, "pdf"),
    (b"\x89PNG", 0, "picture"),
    (b"\xff\xd8\xff", 0, "picture"),
    (b"GIF8", 0, "picture"),
    (b"BM", 0, "bitmap"),
    (b"II*\x00", 0, "picture"),
    (b"MM\x00*", 0, "picture"),
    (b"WEBP", 8, "picture"),
    (b"ftyphei", 4, "picture"),
    (b"ftypmif", 4, "picture"),
    (b"AT&TFORM", 0, "picture"),
    (b"ftyp", 4, "media"),
    (b"OggS", 0, "media"),
    (b"ID3", 0, "media"),
    (b"RIFF", 0, "media"),
    (b"Rar!", 0, "archive"),
    (b"7z\xbc\xaf", 0, "archive"),
    (b"\x1f\x8b", 0, "archive"),
    (b"BZh", 0, "archive"),
    (b"\xfd7zXZ", 0, "archive"),
    (b"{\\rtf", 0, "rtf"),
    (b"MOXCEL", 0, "accounting"),
    (b"ID;P", 0, "not_table"),
    (b"TABLE\r\n0,1", 0, "not_table"),
    (b"MZ", 0, "program_dos"),
    (b"\x7fELF", 0, "program"),
)

# What stands inside an OLE container, by a stream's name in its directory.
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)

# An xls begins with a BOF record; the FILEPASS record (0x2F) comes next when it is encrypted.
_ENCRYPTED_XLS: Final = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}\x2f\x00", re.DOTALL)
_MARKUP_HEAD = 4096


def kind_of(data: bytes) -> str:
    """Return `zip`, `xls`, `html`, `web_archive`, `xml_spreadsheet`, `text`, or the reason of a refusal."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return "empty"
    for signature, offset, kind in _SIGNATURES:
        if data.startswith(signature, offset):
            return _closer(kind, data)
    return _text_kind(data)


def _closer(kind: str, data: bytes) -> str:
    if kind == "ole":
        small = data.lower()  # some write WORKBOOK
        found = next((kind for stream, kind in _OLE_STREAMS if stream.lower().encode("utf-16-le") in small), "damaged")
        return "password" if found == "xls" and _ENCRYPTED_XLS.search(data) else found
    if kind == "bitmap":  # a text may begin with these two letters as well
        return "picture" if b"\x00" in data[:32] else _text_kind(data)
    if kind == "program_dos":
        return "program" if b"\x00" in data[:64] else _text_kind(data)
    return kind


def _text_kind(data: bytes) -> str:
    head = data[:_MARKUP_HEAD].replace(b"\x00", b"").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<?xml" in head[:64]:
        return "xml_spreadsheet"
    markup = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    if head.lstrip().startswith((b"mime-version:", b"from:")) and b"multipart/related" in head:
        return "web_archive"
    if markup and b"urn:oasis:names:tc:opendocument" in head:
        return "flat_odf"
    if markup and any(tag in data[:200_000].replace(b"\x00", b"").lower() for tag in (b"<table", b"<html")):
        return "html"
    return "text"
