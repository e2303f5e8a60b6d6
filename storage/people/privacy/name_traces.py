"""Kept texts that name somebody: found by the name in any case, and emptied of it, when they have their data deleted.

Each column with text of its own either stands here or cannot name a person; a test holds the tables against both.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.russian.names import comparable
from nudges.names import PersonName
from storage.database.json_text import spellings
from storage.tables import (
    Attempt,
    Base,
    Break,
    Campaign,
    Chat,
    Dialogue,
    Errand,
    Exemption,
    NotUnderstood,
    OutboxRow,
    Person,
    PreviousLoad,
    RememberedMatch,
    Reply,
    StatisticsImport,
    ThreadLine,
    ToldChange,
)

GONE = "(имя удалено)"
# What the program or its people write in words of their own.
TEXTS: tuple[tuple[type[Base], str], ...] = (
    (Reply, "body"),
    (Errand, "details"),
    (Dialogue, "state"),
    (Chat, "title"),
    (Chat, "state_reason"),
    (Campaign, "pause_reason"),
    (Exemption, "reason"),
    (ThreadLine, "text"),
    (ToldChange, "text"),
    (NotUnderstood, "text"),
    (OutboxRow, "reason"),
    (StatisticsImport, "file_name"),
    (PreviousLoad, "file_name"),
    (Break, "title"),
    (Attempt, "about"),
)
_SURE_STEM = 4  # letters; what is shorter begins too many other words
_SOUGHT = 3  # letters the database is asked for, before all are compared
_SHORTEST = 2  # letters of a surname that is looked for by itself
_ENDING = r"\w{0,4}\b"
_GAP = r"[^\S\n]+"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody's name, and others who are called alike and stay: `namesakes` by surname; with `one_of_many` by
    given name and patronymic, which then say nothing without the surname."""

    name: PersonName
    namesakes: tuple[PersonName, ...] = ()
    one_of_many: bool = False
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", _pattern(self))

    @property
    def sought(self) -> list[str]:
        """One of these is in every text with the name, but for capitals; «ё» may be written as «е»."""
        words = (self.name.last, self.name.first) if _is_pair(self) else (self.name.last,)
        return [re.split("[её]", word.lower())[0][:_SOUGHT] for word in words]


async def empty_names(session: AsyncSession, names: Sequence[PersonName]) -> int:
    """Empty all kept texts of these names; how many texts had one. Needs a writing session.

    Call it when the people's own rows are gone: whoever is left with the surname is a namesake.
    """
    changed = 0
    for name in dict.fromkeys(name for name in names if name.last):
        named = await _named(session, name)
        for table, column in TEXTS:
            changed += await _empty(session, table, column, named)
        await _forget_spellings(session, named)
    return changed


async def _empty(session: AsyncSession, table: type[Base], column: str, named: Named) -> int:
    changed = 0
    kept = select(table).where(_may_name(table, column, named)).execution_options(yield_per=500)
    for row in [one async for one in await session.stream_scalars(kept)]:
        value = getattr(row, column)
        emptied = _without(value, named.pattern)
        if emptied != value:
            setattr(row, column, emptied)
            changed += 1
    await session.flush()
    return changed


def _may_name(table: type[Base], column: str, named: Named) -> ColumnElement[bool]:
    text = cast(table.__table__.c[column], String)
    return or_(*(text.contains(one, autoescape=True) for word in named.sought for one in spellings(word)))


async def _forget_spellings(session: AsyncSession, named: Named) -> None:
    """The spelling of a row is its key: it goes as a whole."""
    for row in await session.scalars(select(RememberedMatch)):
        if named.pattern.search(row.row_key):
            await session.delete(row)
    await session.flush()


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(GONE, value)
    if isinstance(value, list):
        return [_without(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, pattern) for key, one in value.items()}
    return value


async def _named(session: AsyncSession, name: PersonName) -> Named:
    stem = _stem(one.lower() for one in _forms(name, 0))
    rows = await session.scalars(select(Person).where(Person.name_key.contains(comparable(stem), autoescape=True)))
    others = [PersonName.read(one.full_name, last=one.last_name, first=one.first_name) for one in rows]
    called = (Person.first_name == name.first, Person.patronymic == name.patronymic)
    same = await session.scalar(select(Person.id).where(*called).limit(1))
    namesakes = tuple(one for one in others if one.first and one.first[0] != name.first[:1])
    return Named(name, namesakes, same is not None)


def _is_pair(named: Named) -> bool:
    name = named.name
    return bool(name.first and name.patronymic) and not (name.has_initials or named.one_of_many)


def _forms(name: PersonName, part: int) -> set[str]:
    """One part of the name (surname, given name, patronymic) in all cases."""
    return {(one.last, one.first, one.patronymic)[part] for one in (name, *name.forms.values())}


def _stem(forms: Iterable[str]) -> str:
    """What all cases begin with."""
    letters = itertools.takewhile(lambda same: len(set(same)) == 1, zip(*forms, strict=False))
    return "".join(one[0] for one in letters)


def _any_case(name: PersonName, part: int) -> str:
    """A pattern of one part of the name; the second half of a double name may be left out."""
    forms = [one.lower().split("-") for one in _forms(name, part) if one]
    halves = min(len(one) for one in forms)
    first, *others = (_word({one[half] for one in forms}) for half in range(halves))
    return first + "".join(f"(?:[-–]{one})?" for one in others)


def _word(forms: set[str]) -> str:
    stem = _stem(forms)
    if len(stem) >= _SURE_STEM:
        return _spelt(stem) + _ENDING
    return "(?:" + "|".join(_spelt(one) for one in sorted(forms, key=len, reverse=True)) + r")\b"


def _spelt(text: str) -> str:
    return re.sub("[её]", "[её]", re.escape(text)).replace(r"\ ", r"\s+")


def _pattern(named: Named) -> re.Pattern[str]:
    """The surname with whatever of the name stands around it, and given name with patronymic."""
    name = named.name
    surname, given = rf"\b{_any_case(name, 0)}", _given(name)
    alternatives = []
    if given:
        alternatives += [rf"\b{given}[^\S\n]*{surname}", rf"{surname}{_GAP}{given}"]
    if _is_pair(named):
        alternatives.append(rf"\b{_any_case(name, 1)}{_GAP}{_any_case(name, 2)}")
    alternatives += _alone(name, surname, named.namesakes)
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _alone(name: PersonName, surname: str, namesakes: Sequence[PersonName]) -> list[str]:
    """The surname by itself, where no namesake's given name follows. «Ли» is a name only with a capital."""
    if len(name.last) < _SHORTEST:
        return []
    others = "|".join(sorted({rf"{_spelt(one.first[:1].lower())}(?:\.|\w)" for one in namesakes}))
    not_theirs = rf"(?!{_GAP}(?:{others}))" if others else ""
    capital = rf"(?-i:(?={name.last[0].upper()}))" if len(name.last) < _SURE_STEM else ""
    return [f"{capital}{surname}{not_theirs}"]


def _given(name: PersonName) -> str:
    """«Марьям Ахмедовна», «Марьям», «М. А.», «М.»"""
    if not name.first:
        return ""
    first, second = _spelt(name.first[0].lower()), _spelt(name.patronymic[:1].lower())
    initials = rf"{first}\.(?:\s?{second}\.)?" if second else rf"{first}\."
    if name.has_initials:
        return initials
    words = _any_case(name, 1) + (rf"(?:{_GAP}(?:{_any_case(name, 2)}|{second}\.))?" if name.patronymic else "")
    return f"(?:{words}|{initials})"
