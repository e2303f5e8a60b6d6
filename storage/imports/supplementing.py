"""What a file does not tell although it was known: of its own week, which it may supplement, and of the list before.

A second file of a week with fewer columns is a part of it, not its undoing: what it lacks is kept unless the whole
week is to be replaced.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from indicators.catalogue import FACT, INDICATOR
from indicators.headings.explaining import questions
from indicators.rows import Column, FactValue, SummaryValue
from indicators.russian.rules import listed
from indicators.weeks import Week
from storage.imports.before import FACT_CODES, Before, Facts
from storage.imports.gone import Gone
from storage.imports.matched import MatchedList

_MESSAGES = ("group_messages", "messages_3", "messages_10")
_UNSEEN = frozenset({"last_activity"})  # kept, and shown nowhere
# What tells as much; every other fact is missed by itself, whether anybody is asked about it or not.
_AS_WELL = {
    "group_messages": frozenset({"messages_10"}),
    "messages_3": frozenset({"group_messages"}),
    "messages_10": frozenset({"group_messages"}),
}


def gone_columns(before: Before, columns: Sequence[Column], told: Collection[str]) -> list[Gone]:
    """Against the list before, and what the week has already."""
    if before.earlier_list is None:
        return []
    since, here = Week.parse(before.earlier_list), {*told, *_codes(before.stored.values())}
    earlier = _codes(row.facts for row in before.earlier_rows)
    likely = {column.asked: column.heading for column in questions(columns)}
    gone = [
        fact
        for fact in FACT_CODES
        if fact in earlier - here - _UNSEEN and here.isdisjoint(_AS_WELL.get(fact, frozenset()))
    ]
    return [Gone(fact, since, likely.get(fact)) for fact in gone]


def gone_figures(before: Before, figures: Mapping[str, SummaryValue]) -> list[Gone]:
    """Of a summary against the one before; what somebody typed then no file has told."""
    if before.earlier_summary is None or "people" in before.kinds:
        return []
    since = Week.parse(before.earlier_summary)
    told = [code for code, one in before.earlier_official.items() if one.typed_on is None]
    return [
        Gone(code, since, of_school=True)
        for code in INDICATOR
        if code in told and code not in figures and code not in before.official
    ]


def lacked_facts(before: Before, told: Collection[str]) -> list[str]:
    """What the week has and no column of the file gives; one number of messages outdoes the marks of 3 and 10."""
    known = _codes(before.stored.values())
    covered = {*told, *(_MESSAGES if "group_messages" in told else ())}
    return [code for code in FACT_CODES if code in known and code not in covered]


def lacked_figures(before: Before, figures: Mapping[str, SummaryValue]) -> list[str]:
    return [code for code in INDICATOR if code in before.official and code not in figures]


def _codes(rows: Iterable[Mapping[str, FactValue]]) -> set[str]:
    return {code for facts in rows for code in facts}


def supplement(before: Before, people: MatchedList) -> dict[int, Facts]:
    """Put what is known already beside what the file tells; the answer is of those whom the file does not name."""
    left = dict(before.stored)
    for one in people.rows:
        old = left.pop(one.person_id, None) if one.person_id is not None else None
        if old:
            one.row = replace(one.row, facts=_joined(old, one.row.facts))
    return left


def _joined(old: Facts, new: Facts) -> Facts:
    kept = {code: value for code, value in old.items() if code not in _MESSAGES or _agrees(code, value, new)}
    return {**kept, **new}


def _agrees(code: str, value: FactValue, new: Mapping[str, FactValue]) -> bool:
    """An old number that the new marks speak against is none any more, nor an old mark beside a new number."""
    if "group_messages" in new:
        return False
    if code != "group_messages" or not isinstance(value, int):
        return True
    return all((value >= least) == new[mark] for mark, least in (("messages_3", 3), ("messages_10", 10)) if mark in new)


def lacks_words(codes: Sequence[str]) -> str:
    """«Звонков за неделю, Связан с электронным журналом»."""
    return listed([FACT[code].title if code in FACT else INDICATOR[code].title for code in codes], 6)
