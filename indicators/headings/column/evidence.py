"""What stands in a column's cells, and how well that goes with a fact."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.cells.ago import days_ago
from indicators.cells.bounds import bounds_in
from indicators.cells.marks import answers_in, is_mark
from indicators.cells.values import (
    BadValue,
    day_in,
    is_dash,
    is_flag,
    is_unknown,
    number_in,
    says_none,
    says_yes_or_no,
    text_of,
)
from indicators.reading.tables import Cell
from indicators.rows import looks_like_school
from indicators.russian.name_order import PARTICLE
from indicators.russian.names import parse_name

_BIG = 50_000
SIGNS = 0.2
_COUNTED = 0.25
_WORDS: Final = frozenset({"text", "word", "office", ""})
_FEW = 2  # some cells say little
_PAGE: Final = re.compile(
    r"\b(?:vk\.(?:com|ru)|sferum\.ru)/(?!.*\bjoin\b|join/|(?:club|public|event)\d)|^[@*]?id\s?\d{3,}$|^\[id\d+",
    re.IGNORECASE,
)
_NUMBER_OF_CLASS: Final = r"(?:\d{1,2}|(?-i:[XVIХ]{1,4}))"
_CLASS: Final = re.compile(
    rf"{_NUMBER_OF_CLASS}(?:\s*[-–]?\s*[«\"'“]?\s*[а-яёa-z]\s*[»\"'”]?)?(?:\s*кл(?:асс[а-я]*|\.)?)?"
    rf"(?:\s*(?:[,;/]|\bи\b)\s*{_NUMBER_OF_CLASS}.*)?",
    re.IGNORECASE,
)
_PART_OF: Final = re.compile(r"\d{1,4}\s*(?:из|/)\s*\d{1,4}")
_PHONE: Final = re.compile(r"(?:\+?7|8)[\s(-]*9\d\d(?:[\s)-]*\d){7}")
_SIGNED: Final = re.compile(r"[+−–-]\s?\d+(?:[.,]\d+)?\s*%?")
_PERCENT: Final = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_WORD: Final = re.compile(rf"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:\s+(?:{PARTICLE}))?")
_CAPITAL: Final = re.compile(r"\W*[А-ЯЁA-Z]\S*\s+\(?[А-ЯЁA-Z]|\W*[А-ЯЁA-Z]\w*\W+[А-ЯЁA-Z]")
_OFFICE: Final = re.compile(
    r"(?:старш(?:ий|ая) |младший |главный |ведущий |ст\. ?|мл\. ?|и\. ?о\. ?|врио )?(?:учит|уч\.|преп\.|"
    r"восп\.|рук\.|зав\b|зав\.|заведующ|руководител|"
    r"инструктор|ассистент|специалист|бухгалтер|делопроизводител|инженер|физрук|музыкальн|медсестра|куратор|"
    r"педагог|директор|зам\b|зам\.|замест|замдиректор|помощник|завуч|психолог|логопед|воспитател|"
    r"библиотекар|преподавател|методист|социальн|соц\.|вожат|тьютор|дефектолог|классный рук|секретар|администратор|"
    r"лаборант|советник|мастер|концертмейстер|тренер)"
)
# (how well a kind of cell goes with a fact: 1 speaks for it, -1 against it)
_NUMBER: Final = {
    "number": 1.0,
    "one": 1.0,
    "flag": 0.0,
    "mark": 0.0,
    "status": 0.0,
    "text": -1.0,
    "word": -1.0,
    "class": -0.3,
    "part_of": 1.0,
}
_FLAG: Final = {
    "flag": 1.0,
    "mark": 1.0,
    "status": 1.0,
    "one": 1.0,
    "date": 0.3,
    "text": -1.0,
    "word": -1.0,
    "number": -1.0,
}
_ID: Final = {"big": 1.0, "link": 1.0, "number": -0.5, "one": -0.6, "text": -0.6, "word": -0.6}
_NAME: Final = {"name": 1.0, "word": 0.3, "text": 0.0, "big": -1.0, "link": -0.6}
_OF_TYPE: Final[Mapping[FactType, Mapping[str, float]]] = {
    FactType.NUMBER: _NUMBER,
    FactType.FLAG: _FLAG,
    FactType.VK_ID: _ID,
    FactType.MAX_ID: _ID,
    FactType.DATE: {"date": 1.0, "text": -0.3, "status": -0.1, "flag": -0.2, "mark": -0.4, "big": 0.0},
}
_OF_FACT: Final[Mapping[str, Mapping[str, float]]] = {
    "calls": _NUMBER | {"flag": 0.7, "mark": 0.7, "status": 0.7},
    "group_chats": _NUMBER | {"flag": 0.7, "mark": 0.7, "status": 0.7},
    "profile_active": _FLAG | {"text": -0.4, "word": -0.4},
    "group_messages": _NUMBER | {"flag": -1.0, "mark": -1.0, "status": -0.5},
    "messages_3": _FLAG | {"number": 0.3, "part_of": 1.0},
    "messages_10": _FLAG | {"number": 0.3, "part_of": 1.0},
    "full_name": _NAME,
    "last_name": _NAME | {"word": 1.0},
    "first_name": _NAME | {"word": 1.0, "text": 0.3},
    "patronymic": _NAME | {"word": 1.0, "text": 0.3},
    "role": {"office": 1.0, "text": 0.4, "word": 0.4, "name": -0.6, "link": -1.0},
    "classes": {"class": 1.0, "number": 0.5, "one": 0.5, "text": 0.0, "word": -0.2, "name": -1.0},
    "school": {"school": 1.0, "text": 0.4, "word": 0.1, "name": -1.0, "number": -0.7, "one": -0.8, "class": -0.6},
}


@dataclass(slots=True)
class Profile:
    """How many cells of each kind a column holds; unknown ones do not count."""

    kinds: Counter[str] = field(default_factory=Counter)
    size: int = 0
    distinct: int = 0
    """How many of them differ."""

    def share(self, *kinds: str) -> float:
        return sum(self.kinds[kind] for kind in kinds) / self.size if self.size else 0.0


def profile_of(cells: Sequence[Cell]) -> Profile:
    found = Profile()
    counts = Counter(cells)
    answers = answers_in(counts)
    for cell, count in counts.items():
        kind = _kind(cell)
        kind = "status" if kind in _WORDS and answers.says(cell) else kind
        if kind:
            found.kinds[kind] += count
            found.size += count
            found.distinct += 1
    return found


def _kind(cell: Cell) -> str:
    """number, one (0 or 1), part_of («20 из 25»), big, phone, signed, part, percent, flag, mark, status, date, link,
    class, office, school, name, word, text.
    """
    if is_unknown(cell) or is_dash(cell):
        return ""
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, int | float):
        return _of_number(cell)
    return _of_text(text_of(cell))


def _of_number(number: float) -> str:
    if number < 0:
        return "signed"
    if not float(number).is_integer():
        return "part"
    if _PHONE.fullmatch(str(int(number))):
        return "phone"
    return "big" if number >= _BIG else "one" if number <= 1 else "number"


@lru_cache(maxsize=20_000)
def _of_text(text: str) -> str:
    if is_flag(text):
        return "flag"
    if is_mark(text):
        return "mark"
    if _PAGE.search(text):
        return "link"
    for pattern, kind in ((_PHONE, "phone"), (_SIGNED, "signed"), (_PERCENT, "percent")):
        if pattern.fullmatch(text):
            return kind
    if _PART_OF.fullmatch(text):
        return "part_of"
    number = number_in(text)
    if number is not None:
        return _of_number(number)
    try:
        if bounds_in(text) is not None:
            return "number"
    except BadValue:
        return "number"
    if day_in(text.lower()) or days_ago(text) is not None:
        return "date"
    if _CLASS.fullmatch(text):
        return "class"
    if says_yes_or_no(text) is not None or says_none(text):
        return "status"
    if _OFFICE.match(text.lower()):
        return "office"
    if looks_like_school(text):
        return "school"
    if _WORD.fullmatch(text):
        return "word"
    return (
        "name" if _CAPITAL.match(text) and parse_name(text) is not None and " " in text.replace(".", ". ") else "text"
    )


def fit(code: str, profile: Profile) -> float:
    """From -1 (the cells cannot be meant) to 1 (they are just what the fact holds); 0 where nothing is said."""
    fact = FACT.get(code)
    table = _OF_FACT.get(code) or (_OF_TYPE.get(fact.type) if fact else None)
    if table is None or not profile.size:
        return 0.0
    total = sum(table.get(kind, -1.0) * count for kind, count in profile.kinds.items())
    if (
        table.get("number") == -1.0
        and fact
        and fact.type is FactType.FLAG
        and profile.share("number") > _COUNTED
        and not profile.share("flag", "mark", "status")
    ):
        total = -profile.size  # «Авторизаций»: 0, 1, 7 are counted, not answered
    few = 0 if total == -profile.size and profile.size > _FEW else _FEW  # where none can be meant, some are enough
    if profile.share("signed") > SIGNS and fact and fact.type is FactType.NUMBER:
        total = -profile.size  # a difference has signs, a count has none
    return total / (profile.size + few)
