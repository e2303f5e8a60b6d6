"""Bytes of a text file to text: Russian files come in half a dozen encodings."""

import codecs
from typing import Final

from indicators.reading.refusals import refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE: Final = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
# The commonest letters: in a wrong encoding they turn into rare ones, signs or capitals.
_COMMON: Final = frozenset("оеаинтсрвлкмдпуяОЕАИНТСРВЛКМДПУЯ")
_ORDINARY: Final = frozenset("№«»–—…ёЁ\xa0✓✔+−")
_SAMPLE = 20_000
_MAX_CONTROL_SHARE = 0.01
_MOST_QUESTIONS = 20


def decode(data: bytes) -> str:
    """Raises `Refused` when the bytes are no text at all, or a program has put «?» for each Russian letter."""
    text = _decode(data)
    sample = text[:_SAMPLE]
    controls = sum(1 for sign in sample if sign < " " and sign not in "\t\r\n\x0b\x0c")
    if controls > max(2, len(sample) * _MAX_CONTROL_SHARE):
        raise refused("not_table")
    if sample.count("?") > max(_MOST_QUESTIONS, sum(map(str.isalpha, sample))):
        raise refused("letters_lost")
    return text.replace("\x00", "")


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _only_the_end_is_cut(data, error) or _mostly_utf8(data):
            return data.decode("utf-8", errors="replace")
    return max((data.decode(encoding, errors="replace") for encoding in _ONE_BYTE), key=_russianness)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of separators and digits is zero."""
    head = data[:_SAMPLE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head):
        return None
    return "utf-16-le" if odd > even * 3 else "utf-16-be" if even > odd * 3 else None


def _only_the_end_is_cut(data: bytes, error: UnicodeDecodeError) -> bool:
    return error.start > 0 and error.start >= len(data) - 3


def _mostly_utf8(data: bytes) -> bool:
    """A few broken bytes in a UTF-8 file do not make it cp1251."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    letters = sum(1 for sign in text if "а" <= sign.lower() <= "я")
    return letters > 20 * text.count("�")


def _russianness(text: str) -> int:
    sample = text[:_SAMPLE]
    score = 0
    before = " "
    for sign in sample:
        if sign in _COMMON:
            score += 2
        elif sign > "\x7f" and sign not in _ORDINARY and not sign.isalpha():
            score -= 3
        if before.islower() and sign.isupper():
            score -= 3
        before = sign
    return score
