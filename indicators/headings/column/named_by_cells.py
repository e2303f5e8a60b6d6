"""Cells that name what they are of, whatever stands above them: «есть в MAX» under «Мессенджер», «5 сообщ.» under
«Чаты», «менее 3 сообщений» under «Порог». Their words are read as a line below the heading."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indicators.catalogue import FACT, QUOTAS, FactType
from indicators.cells.bounds import bounds_in
from indicators.cells.counted import counted_words
from indicators.cells.state_words import state_in
from indicators.cells.values import BadValue, is_dash, is_flag, is_unknown, says_none, text_of
from indicators.headings.about import said_in, says_nothing
from indicators.headings.column.fact_codes import OF_CLASS, is_measured, people_code
from indicators.headings.decision import Decision
from indicators.headings.layout.layout import Layout
from indicators.headings.meaning import meaning_of
from indicators.headings.needs import concepts, definitions
from indicators.headings.scoring import ASKED, TAKEN
from indicators.lexicon.reading import mentions_in
from indicators.lexicon.spelling import DATES
from indicators.reading.tables import Cell

_THINGS: Final = frozenset({"journal", "max", "my_school", "call", "chat", "group", "message", "n3", "n10"})
_NAMED: Final = _THINGS | {"platform", "study_profile"}
# Of whom or of when a heading speaks: its cells are no figures of the person in that week.
_OTHERS: Final = frozenset(concepts("@others previous month year ever day weekend other_span incoming missed personal"))
_ELSE: Final = frozenset(concepts("@measure @doings member organizer"))
# What rules a fact out also where only its cells say it.
_ALIEN: Final = (_OTHERS | _THINGS) - {"n3", "n10"} | {"foreign", "phone", "device", "email", "course"}
# Where one may be registered as well: beside these «зарегистрирован» alone is open.
_ELSEWHERE: Final = frozenset({"max", "my_school", "foreign", "course", "portal", "system", "file"})
_MET: Final = frozenset({"plan", "rank"})
_DENIAL: Final = re.compile(r"\b(?:не|нет|без|ни)\s+|\s+нет$")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
# «Отметка» over words is no mark of a pupil.
_MARKED: Final = "отмет"
_MOST_TEXTS = 60
_ALIKE = 0.7
_LEAST = 2
_LONGEST = 60


def find_named(layout: Layout, found: Decision) -> None:
    for index, heading in enumerate(layout.lined):
        if index in layout.said or layout.other_week(index):
            continue
        sample = layout.sample(index)
        if not any(isinstance(cell, str) and _LETTERS.search(cell) for cell in sample):
            continue
        told = _words_of(sample)
        code = _named(heading, told) if told else None
        bounded = found.codes.get(index) == "group_messages" and code in QUOTAS  # a count given as a bound
        if told and code and code != found.codes.get(index) and not bounded:
            _tell(index, code, told, layout, found)
        if (own := found.codes.get(index)) and is_measured(own) and (other := _another_thing(own, heading, sample)):
            found.codes.pop(index)
            found.why[index] = (*found.why.get(index, ()), f"в клетках «{other}» — это другое")


def _tell(index: int, code: str, told: "_Words", layout: Layout, found: Decision) -> None:
    mentions = [m for m in mentions_in(layout.lined[index]) if not m.text.startswith(_MARKED)]
    said, named = {m.code for m in mentions}, said_in(told.words)
    elsewhere = code in [own for other, own in found.codes.items() if other != index]
    also = said & _THINGS - named - {"chat", "group"}
    known = said & (_ELSE - _MET if told.met else _ELSE)
    sure = named & _NAMED or code == "last_activity" or _is_the_only_place(index, layout, found)
    is_open = bool(also or not sure)
    if (said & _OTHERS and code not in OF_CLASS) or known or elsewhere or (is_open and index in found.codes):
        return
    found.codes.pop(index, None)
    found.asked.pop(index, None)
    (found.asked if is_open else found.codes)[index] = code
    found.why[index] = (f"клетки говорят сами: «{told.written}»",)


def _another_thing(code: str, heading: str, sample: Sequence[Cell]) -> str:
    """The word of most cells that rules the fact out: «есть в WhatsApp» under «Мессенджер», «3 вх.» under «Звонки»."""
    against = frozenset().union(*(one.against for one in definitions() if people_code(one.code) == code))
    aliens = (against & _ALIEN) - said_in(heading)
    texts = [text for cell in sample if not is_unknown(cell) and not is_flag(text := text_of(cell))]
    found = Counter[str]()
    for text, count in Counter(texts).items():
        if (
            len(text) <= _LONGEST
            and not says_none(text)
            and (alien := next((m for m in mentions_in(text) if m.code in aliens), None))
        ):
            found[alien.text] += count
    return found.most_common(1)[0][0] if found.total() * 2 > len(texts) else ""


def _is_the_only_place(index: int, layout: Layout, found: Decision) -> bool:
    """«Прошла регистрацию» beside messages and calls is that of the platform, where no other place is named."""
    if not says_nothing(layout.lined[index]) or not any(map(is_measured, found.codes.values())):
        return False
    return not any(said_in(other) & _ELSEWHERE for other in layout.lined)


def _named(heading: str, told: "_Words") -> str | None:
    """The fact that the cells' words are below that heading, where they say it by themselves."""
    alone, below = meaning_of(told.words), meaning_of(f"{heading} / {told.words}")
    if alone and told.days:
        return "last_activity" if alone.code == "last_activity" else None
    if alone is None or below is None or below.turned or below.score < TAKEN:
        return None
    if alone.score < (ASKED if alone.code == below.code else TAKEN):
        return None
    code = people_code(below.code)
    return code if code in FACT and is_measured(code) and FACT[code].type is not FactType.DATE else None


@dataclass(frozen=True, slots=True)
class _Words:
    """What most cells of a column say, without figures and days; `written` is one of them as it stands."""

    words: str
    written: str
    days: bool
    met: bool
    """Some of the cells say the opposite."""


def _words_of(cells: Sequence[Cell]) -> _Words | None:
    """None where they say different things, or hardly any says something."""
    different = Counter(cell for cell in cells if not is_unknown(cell) and not is_dash(cell))
    texts: dict[Cell, str] = {cell: text_of(cell) for cell in different if isinstance(cell, str)}
    if not texts or len(texts) > _MOST_TEXTS or not any(map(_LETTERS.search, texts.values())):
        return None
    told, size = Counter[tuple[str, bool]](), 0
    written: dict[str, str] = {}
    bound = _one_bound(list(texts.values()))
    for cell, count in different.items():
        text = texts.get(cell, "")
        if words := _said(text.lower(), bound):
            told[words] += count
            written.setdefault(words[0], text)
        size += count if not is_flag(text) and text not in ("0", "1") else 0
    if told.total() < max(_LEAST, _ALIKE * size):
        return None
    plain = {said: count for said, count in told.items() if not _DENIAL.search(said[0])}
    best = max(plain or told, key=lambda said: (told[said], said))
    met = 0 < len(plain) < len(told) or len(set(filter(None, map(_bound_of, texts.values())))) > 1
    return _Words(_DENIAL.sub("", best[0]), written[best[0]], best[1], met)


def _said(text: str, bound: str) -> tuple[str, bool] | None:
    """The words of a cell that names something: a state, a count, a bound; and whether it tells a day."""
    if not _LETTERS.search(text) or is_flag(text):
        return None
    if counted := counted_words(text):
        below = bound and (own := _bound_of(text)) and own[1]
        return f"не {bound} {counted}" if below else f"{bound} {counted}".strip(), False
    bare = " ".join(DATES.sub(" ", text).split())
    return (bare, bare != " ".join(text.split())) if state_in(bare) else None


def _one_bound(texts: Sequence[str]) -> str:
    """«3 и более», where all bounds of the column are about that one number: it is met or not."""
    told = [bound for text in texts if (bound := _bound_of(text))]
    numbers = {number for number, _ in told}
    return f"{numbers.pop()} и более" if len(numbers) == 1 and {"3", "10"} & numbers else ""


def _bound_of(text: str) -> tuple[str, bool] | None:
    """The number that is reached or not, and whether it is not."""
    try:
        bounds = bounds_in(text)
    except BadValue:
        return None
    if bounds is None:
        return None
    return (str(bounds.least), False) if bounds.most is None else (str(bounds.most + 1), True)
