"""What a heading means: what its lines speak of, held against the definitions."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from indicators.catalogue import QUOTAS
from indicators.headings.definitions import IGNORED, PERIODS
from indicators.headings.lines import ANSWERS
from indicators.headings.needs import PASSIVE, concepts
from indicators.headings.scoring import CARRIED, TAKEN, THRESHOLDS, Bag, Meaning, decide
from indicators.headings.wording.mentions import mentions_of
from indicators.headings.wording.strangers import is_of_some_week
from indicators.lexicon.guessing import in_full
from indicators.lexicon.quoting import as_written
from indicators.lexicon.reading import Mention
from indicators.lexicon.spelling import DATES

# How sure a heading is with a word that was cut short and may have been several.
_CUT = 0.8
_DAY_MONTH: Final = re.compile(r"\d{1,2}[./]\d{1,2}")
_WHEN: Final = PASSIVE | {"begin", "end", "week", "period", "current", "date"}
_NAMES: Final = frozenset({"fio", "surname", "first_name", "teacher", "person_word", "user"})
_PERSON: Final = "руководител"
_OF_CLASS: Final = (
    frozenset(concepts("@membership")) | PASSIVE | {"total", "count", "have", "headcount", "profile", "account"}
)
_CLASS: Final = frozenset({"class", "class_lead"})
_COUNTS_PUPILS: Final = frozenset(concepts("@membership total count headcount profile account"))
_OWNED: Final = frozenset({"account", "profile"})
_WRITTEN: Final = frozenset({"write", "message", "call"})
# Where something happens, or to whom: such a line says of its column only this, what happens is said above.
_PLACES: Final = frozenset({"platform", "max", "my_school", "group", "grouped", "chat", "total", "url", "qr", "id"})
_WHEN_AT_ALL: Final = frozenset({"week", "period", "current"})
_PEOPLE: Final = frozenset({"pupil", "parent", "teacher", "person_word"})
_NORMS: Final = frozenset({"plan", "rank"})
_CHATS: Final = frozenset({"chat", "group"})
_IN_GROUPS: Final = frozenset({"group", "grouped"})
_AGAINST: Final = ("vs", "против")
_COUNTED_ELSE: Final = frozenset({"call", "create", "visit", "register", "link"})
_HAPPENS_IN_CHATS: Final = frozenset({"message", "write", "send", "call"})
# What an upper line names as a theme of all below it: «Активность педагогов» over «Зарегистрирован в Сферуме».
_THEMES: Final = PASSIVE | {
    *("active", "activity", "register", "write", "use", "visit", "status", "profile", "platform", "grade", "make"),
    *("teacher", "person_word", "user", "current", "week", "period", "self", "total", "count"),
}
# What an upper line says somebody does; «Активность / Сферум» is not a registration.
_DOINGS: Final = frozenset(
    {*("active", "activity", "visit", "write", "send", "make", "use", "message", "call"), "fill"}
)


@lru_cache(maxsize=20_000)
def meaning_of(heading: str) -> Meaning | None:
    """The best definition; `IGNORED` for what is known and no fact; `None` for what nothing fits."""
    found = _as_it_stands(heading)
    unsure = found is None or (found.code != IGNORED and found.score < TAKEN)
    return (_with_words_in_full(heading) if unsure else None) or found


def _with_words_in_full(heading: str) -> Meaning | None:
    """«Идент. в MAX» with the one word in full of which nobody knows what it was; what else it may be, is a rival."""
    upper, line, lower = heading.rpartition(" / ")
    cut = [m for m in mentions_of(lower) if m.code == "unknown" and re.search(rf"{m.text}(?![^\W\d_])", lower.lower())]
    if len(cut) != 1:
        return None
    at = lower.lower().index(cut[0].text)
    written = lower[:at], lower[at + len(cut[0].text) :].lstrip(".")
    ways = [_as_it_stands(f"{upper}{line}{written[0]}{word} {written[1]}") for word in in_full(cut[0].text)]
    if any(way and way.code == IGNORED for way in ways):
        return None
    sure = sorted((way for way in ways if way and way.score >= TAKEN), key=lambda way: -way.weight)
    if not sure:
        return None
    rivals = dict.fromkeys((way.code, _CUT) for way in sure[1:] if way.code != sure[0].code)
    return replace(sure[0], score=_CUT, rivals=tuple(rivals), why=(f"«{cut[0].text}» — сокращение", *sure[0].why))


def _as_it_stands(heading: str) -> Meaning | None:
    upper, _, lower = ANSWERS.sub("", heading).rpartition(" / ")
    below = mentions_of(lower)
    above = mentions_of(upper) if upper else []
    if not {m.code for m in above} & _NAMES:  # «отч.» beside «прош.» is the week, not somebody's name
        below = [replace(m, code="current") if upper and m.text == "отч" else m for m in below]
    if not below and (not above or (lower.strip() and {m.code for m in above} <= _WHEN)):
        return None
    above = [replace(m, code="teacher") if m.code == "class_lead" and _PERSON in m.text else m for m in above]
    if above and below and {m.code for m in below} <= {"no_end", "neutral"}:
        below, above = [*above, *below], []  # «Профиль: активен / нет»
    if {m.code for m in below} - PASSIVE == {"journal"} and {m.code for m in above} & _OWNED:
        below, above = [*above, *below], []  # «Учётные записи / в ЭЖД»: that there is one says nothing of a link
    if {m.code for m in below if m.negated} & {m.code for m in above if not m.negated}:
        below, above = [*above, *below], []  # «Связан / не связан» lists the answers
    if THRESHOLDS & {m.code for m in below} or "achieved" in {m.code for m in above}:
        above = [m for m in above if m.code not in _NORMS]  # «Норма» over «3», «Выполнение норм» over «Звонки»
    if _says_nothing(above):
        above = []
    if {"personal"} < {m.code for m in above} and {m.code for m in above} & _IN_GROUPS:
        above = [m for m in above if m.code != "personal" and m.text not in _AGAINST]  # «Личка vs группы»
    if above and len(_DAY_MONTH.findall(lower)) > 1 and {m.code for m in below} <= _WHEN:
        below = []  # «с 13.04 по 19.04»: the line above says of what
    if _is_of_class(above) and (_says_of_pupils(below) or _WRITTEN & {m.code for m in below}):
        above = [replace(m, code="pupil") if m.code in _CLASS else m for m in above]  # «Класс / в Сферуме»
    if _PEOPLE & {m.code for m in below}:  # «Ученики и родители / учеников» are the pupils only
        above = [m for m in above if m.code not in _PEOPLE]
    found = _of_lines(above, below)
    if found and found.code in PERIODS and DATES.search(heading.lower()):
        return None  # it says a week itself and is not over a column of weeks
    return replace(found, why=as_written(found.why, heading)) if found else None


def _says_nothing(above: list[Mention]) -> bool:
    """«Отметки за неделю» over «ЭЖД связан» are no marks of pupils."""
    marks = [m for m in above if m.text.startswith("отмет")]
    return all(m in marks or m.code in PASSIVE or (marks and m.code in _WHEN) for m in above)


def _is_of_class(above: list[Mention]) -> bool:
    said = {m.code for m in above} - PASSIVE
    return bool(said) and said <= _CLASS


def _says_of_pupils(below: list[Mention]) -> bool:
    said = {m.code for m in below}
    return said <= _OF_CLASS and bool(said & _COUNTS_PUPILS)


def _of_lines(above: list[Mention], below: list[Mention]) -> Meaning | None:
    """What the lower line says, with the upper one where it needs it."""
    strange = {at for place in range(len(above)) if is_of_some_week(above, place) for at in (place, place + 1)}
    carried = [m for place, m in enumerate(above) if m.code in CARRIED or place in strange]
    alone = decide(Bag([*carried, *below], len(carried)), objects=bool(above)) if below else None
    if alone and alone.code in QUOTAS and (other := _counted_above(above)):
        return Meaning(IGNORED, why=(f"«{other}» — это другое",))  # «Сделал звонков» over «не менее 10»
    only_place = _only_says_where(below, above)
    if not above or not (alone is None or only_place or (alone.code != IGNORED and alone.score < TAKEN)):
        return alone
    together = decide(Bag([*above, *below], len(above)), objects=False)
    if only_place and alone and alone.code == "group_chats" and _HAPPENS_IN_CHATS & {m.code for m in above}:
        return together  # «Отправлено» over «групповые чаты»
    if only_place and together is None and _DOINGS & {m.code for m in above}:
        return None
    if not only_place and (together is None or together.code == IGNORED or together.score < TAKEN):
        theme = _under_a_theme(above, below) or _when_apart(above, below)
        if theme:
            return theme
    preferred = together if only_place and together and (together.score >= TAKEN or alone is None) else None
    return preferred or max((m for m in (alone, together) if m), key=lambda m: m.score, default=None)


def _counted_above(above: list[Mention]) -> str:
    """The word that says what is counted, where it is no messages."""
    written = any(m.code in ("message", "write", "send") for m in above)
    return "" if written else next((m.text for m in above if m.code in _COUNTED_ELSE), "")


def _under_a_theme(above: list[Mention], below: list[Mention]) -> Meaning | None:
    """What the lower line says by itself, where the upper one is but the title of a part."""
    if not {m.code for m in above} <= _THEMES:
        return None
    own = decide(Bag(list(below)), objects=False) if below else None
    return own if own and own.code != IGNORED and own.score >= TAKEN else None


def _when_apart(above: list[Mention], below: list[Mention]) -> Meaning | None:
    """«Данные за неделю» over «Когда видели в сети»: the last day is of no week."""
    if not above or not {m.code for m in above} <= _WHEN:
        return None
    own = decide(Bag(list(below)), objects=False) if below else None
    return own if own and own.code == "last_activity" else None


def _only_says_where(below: list[Mention], above: list[Mention]) -> bool:
    """«В Сферуме», «в чатах», «учеников»: the thing itself or what was done is said above. «Чатов» under «Активность»
    is a thing itself, «Чаты» under «Сообщения» is where they were written."""
    said = [m for m in below if m.code not in PASSIVE and m.code != "count"]
    things = _CHATS & {m.code for m in said if not m.governed} and not _HAPPENS_IN_CHATS & {m.code for m in above}
    codes = {m.code for m in said} - _WHEN_AT_ALL
    return not things and bool(codes) and codes <= _PLACES | _PEOPLE
