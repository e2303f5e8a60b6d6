"""Names of schools: the same school is written in many ways."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Generic, Protocol, TypeVar

from indicators.russian.names import comparable

_Id = TypeVar("_Id", bound=Hashable)


class _OfSchool(Protocol):
    @property
    def school(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfSchool)

_LEGAL: Final = re.compile(
    r"\bмуниципальн\w*|\bгосударственн\w*|\bбюджетн\w*|\bказенн\w*|\bавтономн\w*|\bчастн\w*|\bобщеобразовательн\w* "
    r"(?:учреждени|организаци)\w*|\bобразовательн\w* (?:учреждени|организаци)\w*|\bучреждени\w*|"
    r"\bм?[агкч]?[бк]?оу\b|\bм[абк]оу\b|\bг[абк]оу\b|\bчоу\b|\bано\b"
)
_KINDS: Final = tuple(
    (re.compile(pattern), short)
    for pattern, short in (
        (r"\bсредн\w* общеобразовательн\w* школ\w*|\bсредн\w* школ\w*|\bсш\b", "сош"),
        (r"\bосновн\w* общеобразовательн\w* школ\w*", "оош"),
        (r"\bначальн\w* общеобразовательн\w* школ\w*", "нош"),
        (r"\bгимнази\w*", "гимназия"),
        (r"\bлице[йяюе]\w*", "лицей"),
        (r"\bшкол\w*", "сош"),
    )
)
_AFTER: Final = re.compile(r"\b(?:им|имени)\b\.?.*")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
_PLACE_WORDS: Final = frozenset({"г", "с", "п", "пос", "ст", "город", "города", "село", "села", "дер", "д", "район"})


@lru_cache(maxsize=8192)
def school_key(name: str) -> str:
    """«МБОУ «Средняя общеобразовательная школа №1»» and «СОШ № 1» have one key: «сош 1»."""
    words = _words(name, with_honour=False)
    if not any(word.isdecimal() for word in words):  # without a number only the honour tells schools apart
        words = _words(name, with_honour=True)
    return " ".join(words)


def _words(name: str, *, with_honour: bool) -> list[str]:
    plain = _LEGAL.sub(" ", comparable(name))
    for pattern, short in _KINDS:
        plain = pattern.sub(f" {short} ", plain)
    if not with_honour:
        plain = _AFTER.sub("", plain)
    return [word for word in dict.fromkeys(_WORD.findall(plain)) if word not in _PLACE_WORDS]


@dataclass(frozen=True, slots=True)
class SchoolMatch(Generic[_Id]):
    """`school` when exactly one known school is meant; several `candidates` are for a person to choose from."""

    school: _Id | None
    candidates: tuple[_Id, ...] = ()


def match_school(name: str, known: Mapping[_Id, str]) -> SchoolMatch[_Id]:
    """Find the school by its key; «СОШ № 1» also fits the only «СОШ № 1 г. Дербент»."""
    key = school_key(name)
    same = [school for school, other in known.items() if comparable(other) == comparable(name)]
    same = same or [school for school, other in known.items() if school_key(other) == key]
    words = set(key.split())
    if not same and any(word.isdecimal() for word in words):
        same = [s for s, other in known.items() if _one_holds_other(words, set(school_key(other).split()))]
    return SchoolMatch(same[0] if len(same) == 1 else None, tuple(same) if len(same) > 1 else ())


def may_be_one(one: str, other: str) -> bool:
    """Whether two names of a file may mean one school; where none is said, any may be meant."""
    return not one or not other or one == other or match_school(one, {other: other}).school is not None


def by_school(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of a file about somebody: one who works at two schools has a row at each."""
    found: list[list[_Row]] = []
    for row in rows:
        theirs = next((some for some in found if may_be_one(some[0].school, row.school)), None)
        if theirs is None:
            found.append([row])
        else:
            theirs.append(row)
    return found


def _one_holds_other(one: set[str], other: set[str]) -> bool:
    """The same kind and number, and one of the names only says more: the place."""
    numbers = {word for word in one if word.isdecimal()}
    return numbers == {word for word in other if word.isdecimal()} and (one <= other or other <= one)
