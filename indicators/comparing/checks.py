"""What a file says against what is already known: shown to the officer before anything is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from indicators.catalogue import INDICATOR, INDICATORS
from indicators.rows import PersonRow, SummaryValue
from indicators.russian.rules import listed, plural

_SUDDEN = 0.5
_WORTH_COMPARING = 4  # below that a fall by half is nothing


def _at_least(code: str, least: int, flag: str | None = None) -> Callable[[PersonRow], bool | None]:
    def reached(row: PersonRow) -> bool | None:
        number = row.facts.get(code)
        if isinstance(number, int):
            return number >= least
        said = row.facts.get(flag) if flag else None
        return said if isinstance(said, bool) else None

    return reached


def _flag(code: str) -> Callable[[PersonRow], bool | None]:
    return lambda row: said if isinstance(said := row.facts.get(code), bool) else None


def _three_messages(row: PersonRow) -> bool | None:
    """Ten messages are three as well, also when only the flag for ten is there."""
    reached = _at_least("group_messages", 3, "messages_3")(row)
    return True if reached is None and row.facts.get("messages_10") is True else reached


# Whether a person counts for an indicator: yes, no, or unknown.
COUNTS: Final[dict[str, Callable[[PersonRow], bool | None]]] = {
    "teachers_total": _flag("registered"),
    "teachers_created_chats": _at_least("group_chats", 1),
    "teachers_3_messages": _three_messages,
    "teachers_10_messages": _at_least("group_messages", 10, "messages_10"),
    "teachers_called": _at_least("calls", 1),
    "teachers_journal_linked": _flag("journal_linked"),
}
# Pupils' indicators: the class teachers' figure that is added up, and the one that is the whole.
_SUMS: Final = {
    "pupils_total": ("pupils_registered", "pupils_total"),
    "pupils_journal_linked": ("pupils_journal_linked", "pupils_total"),
}


def indicators_of(rows: Sequence[PersonRow]) -> dict[str, SummaryValue]:
    """The indicators worked out from a list; one that nobody's facts speak of is left out.

    `total` of a teachers' indicator is the number of people in the list.
    """
    found: dict[str, SummaryValue] = {}
    for code, counts in COUNTS.items():
        answers = [counts(row) for row in rows]
        if any(answer is not None for answer in answers):
            found[code] = SummaryValue(answers.count(True), len(rows))
    for code, (part, whole) in _SUMS.items():
        known = [row.facts[part] for row in rows if part in row.facts]
        if known:
            found[code] = SummaryValue(_sum(known), _sum([row.facts.get(whole) for row in rows]) or None)
    return {code: found[code] for code in INDICATOR if code in found}


def _sum(values: Sequence[object]) -> int:
    return sum(value for value in values if isinstance(value, int))


def against_summary(rows: Sequence[PersonRow], official: Mapping[str, SummaryValue]) -> list[str]:
    """Where the list and the official summary of the same week differ, with the people to look at."""
    own = indicators_of(rows)
    said = []
    for indicator in INDICATORS:
        here, there = own.get(indicator.code), official.get(indicator.code)
        if here is None or there is None or None in (here.value, there.value) or here.value == there.value:
            continue
        sentence = f"{indicator.short}: по сводке {there.value}, по списку {here.value}"
        said.append(f"{sentence}{_who(rows, indicator.code, there.value, here.value)}.")
    return said


def _who(rows: Sequence[PersonRow], code: str, there: int | None, here: int | None) -> str:
    counts = COUNTS.get(code)
    if counts is None or there is None or here is None:
        return ""
    lacking = [row.full_name or f"id{row.vk_id}" for row in rows if counts(row) is not True]
    if there > here and lacking:
        return f": не хватает {plural(there - here, 'человека', 'человек', 'человек')} из этих: {listed(lacking)}"
    return ""


def against_last_week(
    now: Mapping[str, SummaryValue], before: Mapping[str, SummaryValue], *, neighbours: bool = True
) -> list[str]:
    """Sudden falls: they mostly mean that a wrong file was sent. Weekly figures fall in short weeks too."""
    said = []
    for indicator in INDICATORS:
        here, there = now.get(indicator.code), before.get(indicator.code)
        if here is None or there is None or here.value is None or there.value is None:
            continue
        if there.value >= _WORTH_COMPARING and here.value < there.value * _SUDDEN:
            when = "на прошлой неделе" if neighbours else "в прошлый раз"
            said.append(f"{indicator.short}: {when} было {there.value}, теперь {here.value}. Тот ли это файл?")
    return said


def fewer_people(now: int, before: int) -> list[str]:
    if before >= _WORTH_COMPARING and now < before * _SUDDEN:
        people = plural(now, "человек", "человека", "человек")
        return [f"В списке {people}, а в прошлый раз было {before}. Это полный список?"]
    return []
