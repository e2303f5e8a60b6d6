"""What a file says against what is already known: shown to the officer before anything is written."""

from collections.abc import Mapping, Sequence

from indicators.catalogue import INDICATOR, OfClasses
from indicators.comparing.counting import answer, figures, tally
from indicators.rows import PersonRow, SummaryValue
from indicators.russian.rules import listed, plural

_SUDDEN = 0.5
_WORTH_COMPARING = 4  # below that a fall by half is nothing


def indicators_of(rows: Sequence[PersonRow]) -> dict[str, SummaryValue]:
    """The indicators worked out from a list; one that nobody's facts speak of is left out."""
    return figures(tally([row.facts for row in rows], [(row.classes, row.role) for row in rows]))


def against_summary(rows: Sequence[PersonRow], official: Mapping[str, SummaryValue]) -> list[str]:
    """Where the list and the official summary of the same week differ, with the people to look at."""
    own = indicators_of(rows)
    said = []
    for indicator in INDICATOR.values():
        here, there = own.get(indicator.code), official.get(indicator.code)
        if here is None or there is None or None in (here.value, there.value) or here.value == there.value:
            continue
        sentence = f"{indicator.short}: по сводке {there.value}, по списку {here.value}"
        said.append(f"{sentence}{_who(rows, indicator.code, there.value, here.value)}.")
    return said


def _who(rows: Sequence[PersonRow], code: str, there: int | None, here: int | None) -> str:
    rule = INDICATOR[code].counts
    if isinstance(rule, OfClasses) or there is None or here is None:
        return ""
    lacking = [row.called for row in rows if answer(rule, row.facts) is not True]
    if there <= here or not lacking:
        return ""
    few = f": не хватает {plural(there - here, 'человека', 'человек', 'человек')}"
    return f"{few} из этих: {listed(lacking)}" if len(lacking) >= there - here else f"{few}, в списке их нет"


def against_last_week(
    now: Mapping[str, SummaryValue], before: Mapping[str, SummaryValue], *, neighbours: bool = True
) -> list[str]:
    """Sudden falls: they mostly mean that a wrong file was sent. Weekly figures fall in short weeks too."""
    said = []
    for indicator in INDICATOR.values():
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
