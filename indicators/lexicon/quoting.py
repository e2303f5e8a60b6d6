"""Words of a heading quoted as somebody wrote them: they are read in small letters and without «ё»."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

NAMED: Final = "в названии: "
_QUOTED: Final = re.compile(rf"(?<=«)[^»]+|(?<=^{NAMED}).+")
_WORD: Final = re.compile(r"[^\W_]+")
_OWN_NAME: Final = re.compile(r"Сферум|Макс")
_BEGINS: Final = "/→.:"
_ALIKE = 5


def as_written(why: tuple[str, ...], heading: str) -> tuple[str, ...]:
    """The parts of a decision, of which each quotes this heading alone."""
    written: dict[str, str] = {}
    for key, word in _words(heading):
        written.setdefault(key, word)
    return tuple(
        _QUOTED.sub(lambda quoted: _WORD.sub(lambda word: _as_written(word[0], written), quoted[0]), part)
        for part in why
    )


def _as_written(word: str, written: Mapping[str, str]) -> str:
    """«ребенок» was read where «ребёнка» stands."""
    key = word.lower()
    alike = (own for small, own in written.items() if len(key) > _ALIKE and small[:_ALIKE] == key[:_ALIKE])
    return written.get(key) or next(alike, word)


def _words(heading: str) -> Iterator[tuple[str, str]]:
    """Each by its small letters; a capital that only begins the line is none of its own."""
    for match in _WORD.finditer(heading):
        word, before = match[0], heading[: match.start()].rstrip()
        begins = not before or before[-1] in _BEGINS
        small = begins and word[1:].islower() and not _OWN_NAME.match(word)
        yield word.lower().replace("ё", "е"), word.lower() if small else word
