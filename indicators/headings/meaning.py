"""What a heading means: each definition is held against the concepts that the heading speaks of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from indicators.headings.definitions import DEFINITIONS, IGNORED, PERIODS, SETS
from indicators.headings.spans import other_span
from indicators.lexicon.reading import Mention, mentions_in
from indicators.lexicon.spelling import DATES

TAKEN: Final = 0.6
ASKED: Final = 0.35
_WEAK: Final = 0.5
_SLIP: Final = 0.05
# A word that explains nothing, known or not, makes the heading a question: «чатов на модерации», «неудачных звонков».
_UNEXPLAINED: Final = 0.65
_UNEXPLAINED_ASIDE: Final = 0.05
_PASSIVE: Final = frozenset(
    {
        "neutral",
        "preposition",
        "conjunction",
        "answers",
        "other_number",
        "atleast",
        "of_them",
        "system",
        "report_paper",
        "percent",
    }
)
_NEAR_WEEK: Final = frozenset({"week", "period", "current"})
_ENDS: Final = {"с": "begin", "со": "begin", "от": "begin", "по": "end", "до": "end"}
_LETTERS: Final = {"ф": "surname", "и": "first_name", "о": "patronymic"}
_PLUS_MINUS: Final = frozenset({"плюс-минус", "плюс минус"})
_DAY_MONTH: Final = re.compile(r"\d{1,2}[./]\d{1,2}")
_WHEN: Final = _PASSIVE | {"begin", "end", "week", "period", "current", "date"}
_MEMBERSHIP: Final = frozenset({"platform", "register", "join", "connect", "authorise", "link", "journal", "max"})
_COUNTED: Final = frozenset({"message", "chat", "call", "write", "send", "group", "grouped", "create"})
_THRESHOLDS: Final = frozenset({"n1", "n3", "n10"})
# Where something happens, or to whom: such a line says of its column only this, what happens is said above.
_PLACES: Final = frozenset({"platform", "max", "my_school", "group", "grouped", "chat", "total", "url", "qr", "id"})
_HELD: Final = frozenset({"chat", "group", "grouped", "call"})
_MESSENGERS: Final = frozenset({"platform", "max", "page", "account", "profile"})
_OF_CLASS: Final = _MEMBERSHIP | _PASSIVE | {"total", "count", "have", "headcount", "profile", "account"}
_CHATS: Final = frozenset({"chat", "group"})
_HAPPENS_IN_CHATS: Final = frozenset({"message", "write", "send", "call"})
_PEOPLE: Final = frozenset({"pupil", "parent", "teacher", "person_word"})
# What an upper line says somebody does; «Активность / Сферум» is not a registration.
_DOINGS: Final = frozenset(
    {"active", "activity", "visit", "write", "send", "make", "use", "message", "call", "fill", "view"}
)
_NAMES: Final = frozenset({"fio", "surname", "first_name", "teacher", "person_word", "user"})
_OF_THRESHOLD: Final = ("норм", "минимальн", "цел")
_IN_PRINT: Final = ("публикац", "запис")
_LINKED: Final = frozenset({"journal", "link", "chat", "phone", "message", "call"})
_WRITING: Final = frozenset({"message", "write", "send"})
_STAFF: Final = frozenset({"teacher", "person_word"})


def _concepts(text: str) -> Iterator[str]:
    """The words of a line, those of a named set in its place."""
    for word in text.split():
        if word.startswith("@"):
            yield from _concepts(SETS[word[1:]])
        else:
            yield word


_OBJECTS: Final = frozenset(_concepts("@objects"))
_CARRIED: Final = frozenset(_concepts("@carried"))
_DECOYS: Final = frozenset(_concepts("@other_time @measure @papers @doings organizer fill"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """`code` is a meaning of the definitions, `score` how sure it is (1: nothing speaks against it).

    A `guess` rests on a slip of the pen; `why` are Russian parts of the score, for whoever asks.
    """

    code: str
    guess: bool = False
    score: float = 1.0
    why: tuple[str, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()
    turned: str = ""
    """The fact of which the heading says the opposite: «Не связан с ЭЖД»."""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Need:
    groups: tuple[frozenset[str], ...]
    free: frozenset[str]
    governed: frozenset[str]
    whole: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class _Definition:
    code: str
    needs: tuple[_Need, ...]
    supports: frozenset[str]
    against: frozenset[str]


@dataclass(slots=True)
class _Bag:
    """The mentions of a heading; of those `above` only what an upper line says."""

    mentions: list[Mention]
    above: int = 0
    codes: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        plainly = {m.code for m in self.mentions if not m.negated}
        self.denied = {m.code for m in self.mentions if m.negated and not m.aside} - plainly
        self.codes = {m.code for m in self.mentions if not m.negated}
        self.codes |= {m.code for m in self.mentions if m.negated and m.code in self.denied}


@lru_cache(maxsize=20_000)
def meaning_of(heading: str) -> Meaning | None:
    """The best definition; `IGNORED` for what is known and no fact; `None` for what nothing fits."""
    upper, _, lower = heading.rpartition(" / ")
    below = _mentions(lower)
    above = _mentions(upper) if upper else []
    if not {m.code for m in above} & _NAMES:  # «отч.» beside «прош.» is the week, not somebody's name
        below = [replace(m, code="current") if upper and m.text == "отч" else m for m in below]
    if not below and not above:
        return None
    if {m.code for m in below if m.negated} & {m.code for m in above if not m.negated}:
        below, above = [*above, *below], []  # «Связан / не связан» lists the answers
    if _THRESHOLDS & {m.code for m in below} or "achieved" in {m.code for m in above}:
        above = [m for m in above if m.code != "plan"]  # «Норма сообщений» over «3», «Выполнение норм» over «Звонки»
    if above and len(_DAY_MONTH.findall(lower)) > 1 and {m.code for m in below} <= _WHEN:
        below = []  # «с 13.04 по 19.04»: the line above says of what
    if {m.code for m in above} - _PASSIVE == {"class"} and {m.code for m in below} <= _OF_CLASS:
        above = [replace(m, code="pupil") if m.code == "class" else m for m in above]  # «Класс / в Сферуме»
    if _PEOPLE & {m.code for m in below}:  # «Ученики и родители / учеников» are the pupils only
        above = [m for m in above if m.code not in _PEOPLE]
    found = _of_lines(above, below)
    if found and found.code in PERIODS and DATES.search(heading.lower()):
        return None  # it says a week itself and is not over a column of weeks
    return found


def _of_lines(above: list[Mention], below: list[Mention]) -> Meaning | None:
    """What the lower line says, with the upper one where it needs it."""
    carried = [m for m in above if m.code in _CARRIED]
    alone = _decide(_Bag([*carried, *below], len(carried)), objects=bool(above)) if below else None
    only_place = _only_says_where(below, above)
    if not above or not (alone is None or only_place or (alone.code != IGNORED and alone.score < TAKEN)):
        return alone
    together = _decide(_Bag([*above, *below], len(above)), objects=False)
    if only_place and together is None and _DOINGS & {m.code for m in above}:
        return None
    preferred = together if only_place and together and (together.score >= TAKEN or alone is None) else None
    return preferred or max((m for m in (alone, together) if m), key=lambda m: m.score, default=None)


def _only_says_where(below: list[Mention], above: list[Mention]) -> bool:
    """«В Сферуме», «в чатах», «учеников»: the thing itself or what was done is said above. «Чатов» under «Активность»
    is a thing itself, «Чаты» under «Сообщения» is where they were written."""
    said = [m for m in below if m.code not in _PASSIVE and m.code != "count"]
    things = _CHATS & {m.code for m in said if not m.governed} and not _HAPPENS_IN_CHATS & {m.code for m in above}
    return not things and {m.code for m in said} <= _PLACES | _PEOPLE


def _mentions(text: str) -> list[Mention]:
    """The mentions of a line, with what only a heading can say: «Период с», «за последнюю неделю», «с учителем»."""
    if letter := _LETTERS.get(text.strip(" .").lower()):
        return [Mention(letter, 0, len(text), text)]
    found = list(mentions_in(text))
    for place, (one, after) in enumerate(pairwise(found)):
        if one.text in ("с", "со") and after.code in _STAFF:
            found.append(Mention("with_teacher", one.start, after.end, f"с {after.text}"))
        if one.code == "grade" and after.text in ("о", "об"):
            found[place] = replace(one, code="neutral")  # «отметка о регистрации»
        if one.text.startswith("организац") and after.code in _HELD:
            found[place] = replace(one, code="create")  # «организация групповых чатов» is no school
        if one.text.startswith("адрес") and after.code in _MESSENGERS:
            found[place] = replace(one, code="url")
        if one.code == "last" and after.code in _NEAR_WEEK:
            found[place] = replace(one, code="current")
        if one.code == "other_number" and after.code == "week":
            found[place] = replace(one, code="neutral")  # the 46th; «за 2 недели» is told by its span
    if len({m.code for m in found} - _PASSIVE) > 1:  # beside other words «+/–» lists the answers
        found = [replace(m, code="answers") if m.text in _PLUS_MINUS else m for m in found]
    if any(m.code == "call" for m in found):  # «Звонки (аудио/видео)»
        found = [replace(m, code="neutral") if m.text == "видео" else m for m in found]
    if {"achieved", "plan"} <= {m.code for m in found} and {"n1", "n3", "n10"} & {m.code for m in found}:
        found = [m for m in found if m.code != "plan"]  # «норма 10 сообщений выполнена»
    said = {m.code for m in found}
    if "atleast" in said and not _THRESHOLDS & said and "other_number" not in said:  # «Минимум сообщений»
        found = [replace(m, code="plan") if m.code == "atleast" else m for m in found]
    if said - _PASSIVE <= {"count", "total"}:  # «Кол-во уч.»
        found = [replace(m, code="pupil") if m.text == "уч" else m for m in found]
    if "block" in said and not said & _LINKED:  # whose profile is blocked, is not active
        found = [replace(m, code="active", negated=not m.negated) if m.code == "block" else m for m in found]
    if said - _PASSIVE - {"count", "total"} == {"message"}:  # «Публикаций»: articles as well
        found = [replace(m, code="unknown") if m.text.startswith(_IN_PRINT) else m for m in found]
    if _THRESHOLDS & {m.code for m in found}:  # «Норматив 3 сообщения»: met or not
        found = [replace(m, code="neutral") if m.text.startswith(_OF_THRESHOLD) else m for m in found]
    if found and found[-1].code == "preposition" and (end := _ENDS.get(found[-1].text)):
        found[-1] = replace(found[-1], code=end)
    if other_span(text) and not any(m.code == "ever" for m in found):
        found.append(Mention("other_span", 0, 0, "другой срок"))
    return found


def _decide(bag: _Bag, *, objects: bool) -> Meaning | None:
    """The best of all definitions. With `objects` only those that name a thing: the rest is for the lines above."""
    fitting = [one for definition in _definitions() if (one := _fit(definition, bag, objects))]
    good = sorted((m for m in fitting if m.score > 0), key=lambda m: -m.weight)
    if good:
        best = good[0]
        if best.code == "index":
            return Meaning(IGNORED, why=best.why)
        rivals = tuple((m.code, round(m.score, 2)) for m in good[1:4] if m.code != best.code)
        return replace(best, rivals=rivals)
    if fitting:
        turned = max((m for m in fitting if m.turned), key=lambda m: m.weight, default=None)
        return Meaning(IGNORED, why=(turned or fitting[0]).why, turned=turned.turned if turned else "")
    decoys = [m.text for m in bag.mentions[bag.above :] if m.code in _DECOYS]
    if decoys and not objects:
        return Meaning(IGNORED, why=(f"«{decoys[0]}» — не показатель",))
    return None


def _fit(definition: _Definition, bag: _Bag, objects: bool) -> Meaning | None:
    best: Meaning | None = None
    for need in definition.needs:
        if not _is_met(need, bag) or (objects and not any(group & _OBJECTS for group in need.groups)):
            continue
        found = _scored(definition, need, bag)
        if best is None or found.weight > best.weight:
            best = found
    return best


def _is_met(need: _Need, bag: _Bag) -> bool:
    if not all(group & bag.codes for group in need.groups):
        return False
    if need.free and not all(any(m.code == code and not m.governed for m in bag.mentions) for code in need.free):
        return False
    if not all(any(m.code == code and m.governed for m in bag.mentions) for code in need.governed):
        return False
    if not need.whole:
        return True
    named = frozenset().union(*need.groups)
    said = {m.code for m in bag.mentions[bag.above :]} - _PASSIVE
    return said <= named


def _scored(definition: _Definition, need: _Need, bag: _Bag) -> Meaning:
    named = frozenset().union(*need.groups)
    good = named | definition.supports
    said = bag.mentions
    denied = bag.denied - _PASSIVE - (definition.against & _CARRIED)
    opposite = next((m for m in said if m.code in denied or _falls_short(m, named)), None)
    bad = next((m for m in said if m.code in definition.against - named and not m.negated and m is not opposite), None)
    if bad and (opposite is None or not _falls_short(bad, named)):
        return Meaning(definition.code, score=0, why=(f"«{bad.text}» — это другое",))
    score, why = (_WEAK if need.weak else 1.0), [f"в названии: {', '.join(_said(said, named))}"]
    for place, mention in enumerate(said):
        if less := _doubt(mention, good, above=place < bag.above):
            score -= less
            why.append(f"«{mention.text}» сбивает")
    guess = any(m.how == "slip" and m.code in named for m in said)
    score -= _SLIP * guess
    supports = len({m.code for m in said} & definition.supports)
    weight = score + 0.25 * (len(need.groups) - 1) + 0.03 * supports
    if opposite:
        turned = definition.code if opposite.code in named | {"below"} and not opposite.excepted else ""
        return Meaning(definition.code, score=0, why=(f"«{opposite.text}»: обратное",), turned=turned, weight=weight)
    return Meaning(definition.code, guess, max(score, 0.05), tuple(why), weight=weight)


def _falls_short(mention: Mention, named: frozenset[str]) -> bool:
    """«Менее 3 сообщений» is the opposite of the threshold."""
    return mention.code == "below" and bool(named & _THRESHOLDS)


def _said(said: Iterable[Mention], named: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(m.text for m in said if m.code in named))


def _doubt(mention: Mention, good: frozenset[str], *, above: bool) -> float:
    if above or mention.negated or mention.code in good or mention.code in _PASSIVE:
        return 0
    return _UNEXPLAINED_ASIDE if mention.aside else _UNEXPLAINED


@lru_cache(maxsize=1)
def _definitions() -> tuple[_Definition, ...]:
    return tuple(
        _Definition(
            code,
            tuple(_need(text.strip()) for text in needs.split(";") if text.strip()),
            frozenset(_concepts(supports)),
            frozenset(_concepts(against)),
        )
        for code, needs, supports, against in DEFINITIONS
    )


def _need(text: str) -> _Need:
    bare = text.rstrip("?").lstrip("=")
    words = bare.split()
    return _Need(
        tuple(frozenset(word.rstrip("!^").split("|")) for word in words),
        frozenset(word[:-1] for word in words if word.endswith("!")),
        frozenset(word[:-1] for word in words if word.endswith("^")),
        text.startswith("="),
        text.endswith("?"),
    )


_PERCENT: Final = re.compile(r"%|процент|доля")


_OTHER_PEOPLE: Final = frozenset(_concepts("pupil parent organizer contact chat title register"))
_CHILDREN: Final = frozenset(_concepts("pupil parent"))
# «ФИО зарегистрированного педагога» says of whom, «зарегистрировал» who did it.
_PARTICIPLE: Final = re.compile(r".*(?:нн|вш|дш)(?:ый|ий|ого|его|ых|их|ые|ие|ая|ой|ей)(?:ся)?")


def names_others(heading: str) -> bool:
    """Whether names under the heading are those of pupils, parents, or of whom to ask."""
    return any(
        mention.code in _OTHER_PEOPLE and not (mention.code == "register" and _PARTICIPLE.fullmatch(mention.text))
        for mention in mentions_in(heading)
    )


def is_of_others(heading: str) -> bool:
    """Whether it speaks of pupils or parents, whom no list of staff is about."""
    return any(mention.code in _CHILDREN for mention in mentions_in(heading))


def counts_people(heading: str) -> bool:
    """«Из них в Сферуме», «из них с ЭЖД» are people, not messages or chats."""
    said = {mention.code for mention in mentions_in(heading)}
    return bool(said & _MEMBERSHIP) and not said & _COUNTED


def says_written(heading: str) -> bool:
    """Whether it counts what somebody wrote, wherever that was."""
    return bool({mention.code for mention in mentions_in(heading)} & _WRITING)


def is_percent(heading: str) -> bool:
    return _PERCENT.search(heading.lower()) is not None
