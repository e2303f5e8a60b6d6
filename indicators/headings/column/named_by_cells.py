"""Cells that name what they are of, whatever stands above them: «есть в MAX» under «Мессенджер», «5 сообщ.» under
«Чаты», «менее 3 сообщений» under «Порог». Their words are read as a line below the heading."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indicators.catalogue import FACT, QUOTAS, FactType
from indicators.cells.ago import days_ago
from indicators.cells.bounds import bounds_in
from indicators.cells.counted import counted_words
from indicators.cells.marks import answers_in
from indicators.cells.state_words import state_in
from indicators.cells.values import BadValue, is_dash, is_flag, is_unknown, says_none, text_of
from indicators.headings.about import said_in, says_nothing
from indicators.headings.column.fact_codes import OF_CLASS, is_measured, people_code
from indicators.headings.decision import Decision
from indicators.headings.layout.layout import Layout
from indicators.headings.meaning import meaning_of
from indicators.headings.needs import PASSIVE, concepts, definitions
from indicators.headings.scoring import ASKED, TAKEN
from indicators.lexicon.reading import mentions_in
from indicators.lexicon.spelling import DATES
from indicators.reading.tables import Cell

_OF_MESSAGES: Final = frozenset({"group_messages", "messages_3", "messages_10"})
_FACTS_OF: Final[Mapping[str, frozenset[str]]] = {
    "journal": frozenset({"journal_linked", "pupils_journal_linked"}),
    "max": frozenset({"max_registered", "max_active_week", "parents_connected"}),
    "my_school": frozenset({"my_school"}),
    "call": frozenset({"calls"}),
    **dict.fromkeys(("chat", "group"), _OF_MESSAGES | {"group_chats"}),
    **dict.fromkeys(("message", "n3", "n10"), _OF_MESSAGES),
}
_THINGS: Final = _FACTS_OF.keys()
_NAMED: Final = _THINGS | {"platform", "study_profile"}
# What MAX may stand on.
_DEVICES: Final = frozenset({"device", "phone"})
# Beside these words nothing is said of what «зарегистрирован» is of.
_OPEN: Final = PASSIVE | frozenset(concepts("have status register achieved account profile number index count date"))
# Of whom or of when a heading speaks: its cells are no figures of the person in that week.
_OTHERS: Final = frozenset(concepts("@others previous month year ever day weekend other_span incoming missed personal"))
_ELSE: Final = frozenset(concepts("@measure @doings member organizer"))
# What rules a fact out also where only its cells say it.
_ALIEN: Final = (_OTHERS | _THINGS) - {"n3", "n10"} | {
    "foreign",
    "fill",
    "grade",
    "view",
    "phone",
    "device",
    "email",
    "course",
}
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
        heading = "" if says_nothing(heading) else heading  # «№3» is no threshold
        code, score = _named(heading, told) if told else (None, 0.0)
        bounded = found.codes.get(index) == "group_messages" and code in QUOTAS  # a count given as a bound
        if told and code and code != found.codes.get(index) and not bounded:
            _tell(index, code, replace(told, weak=score < TAKEN), layout, found)
        if (own := found.codes.get(index)) and is_measured(own) and (other := _another_thing(own, heading, sample)):
            found.codes.pop(index)
            found.why[index] = (*found.why.get(index, ()), f"в клетках «{other}» — это другое")


def _tell(index: int, code: str, told: "_Words", layout: Layout, found: Decision) -> None:
    heading = "" if says_nothing(layout.lined[index]) else layout.lined[index]
    mentions = [m for m in mentions_in(heading) if not m.text.startswith(_MARKED)]
    said, named = {m.code for m in mentions}, said_in(told.words)
    elsewhere = code in [own for other, own in found.codes.items() if other != index]
    also = any(code not in _FACTS_OF[thing] for thing in said & _THINGS - named)
    known = said & (_ELSE - _MET if told.met else _ELSE) - (_DEVICES if "max" in named else frozenset())
    sure = (named | said) & _NAMED or code == "last_activity" or _is_the_only_place(index, layout, found)
    is_open = also or not sure or told.weak
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
            and days_ago(text) is None
            and (alien := next((m for m in mentions_in(text) if m.code in aliens), None))
        ):
            found[alien.text] += count
    return found.most_common(1)[0][0] if found.total() * 2 > len(texts) else ""


def _is_the_only_place(index: int, layout: Layout, found: Decision) -> bool:
    """«Прошла регистрацию» beside messages and calls is that of the platform, where no other place is named."""
    if not says_nothing(layout.lined[index]) and not said_in(layout.lined[index]) <= _OPEN:
        return False
    if not any(map(is_measured, found.codes.values())):
        return False
    return not any(said_in(other) & _ELSEWHERE for other in layout.lined)


def _named(heading: str, told: "_Words") -> tuple[str | None, float]:
    """The fact that the cells' words are below that heading, where they say it by themselves, and how surely."""
    alone, below = meaning_of(told.words), meaning_of(f"{heading} / {told.words}" if heading else told.words)
    if alone and told.days:
        return ("last_activity" if alone.code == "last_activity" else None), TAKEN
    if alone is None or below is None or below.turned or below.score < ASKED:
        return None, 0
    code = people_code(below.code)
    above = any(code in _FACTS_OF[thing] for thing in said_in(heading) & _THINGS)
    if not above and alone.score < (ASKED if alone.code == below.code else TAKEN):
        return None, 0
    told_of = code in FACT and is_measured(code) and FACT[code].type is not FactType.DATE
    return (code if told_of else None), below.score


@dataclass(frozen=True, slots=True)
class _Words:
    """What most cells of a column say, without figures and days; `written` is one of them as it stands."""

    words: str
    written: str
    days: bool
    met: bool
    """Some of the cells say the opposite."""
    weak: bool = False
    """They do not say it surely."""


def _words_of(cells: Sequence[Cell]) -> _Words | None:
    """None where they say different things, or hardly any says something."""
    different = Counter(cell for cell in cells if not is_unknown(cell) and not is_dash(cell))
    texts: dict[Cell, str] = {cell: text_of(cell) for cell in different if isinstance(cell, str)}
    if not texts or len(texts) > _MOST_TEXTS or not any(map(_LETTERS.search, texts.values())):
        return None
    told, size = Counter[tuple[str, bool]](), 0
    written: dict[str, str] = {}
    bound = _one_bound(list(texts.values()))
    answers = answers_in(different)
    for cell, count in different.items():
        text = texts.get(cell, "")
        if words := _said(text.lower(), bound, answered=answers.says(cell)):
            told[words] += count
            written.setdefault(words[0], text)
        size += count if not is_flag(text) and text not in ("0", "1") else 0
    if told.total() < max(_LEAST, _ALIKE * size):
        return None
    plain = {said: count for said, count in told.items() if not _DENIAL.search(said[0])}
    if not plain and len({_DENIAL.sub("", words) for words, _ in told}) > 1:
        return None
    best = max(plain or told, key=lambda said: (told[said], said))
    met = 0 < len(plain) < len(told) or len(set(filter(None, map(_bound_of, texts.values())))) > 1
    return _Words(_DENIAL.sub("", best[0]), written[best[0]], best[1], met)


def _said(text: str, bound: str, *, answered: bool) -> tuple[str, bool] | None:
    """The words of a cell that names something: a state, a count, a bound; and whether it tells a day."""
    if not _LETTERS.search(text) or is_flag(text):
        return None
    if counted := counted_words(text):
        below = bound and (own := _bound_of(text)) and own[1]
        return f"не {bound} {counted}" if below else f"{bound} {counted}".strip(), False
    bare = " ".join(DATES.sub(" ", text).split())
    is_day = bare != " ".join(text.split())
    return (bare, is_day) if is_day or answered or state_in(bare) else None


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
