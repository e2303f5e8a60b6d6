"""What «помогло ли» leaves out of the reminders, in words: what is not counted is said."""

from collections.abc import Sequence

from indicators.russian.rules import plural
from nudges.effect import NotCompared
from nudges.periods import week_words

_PEOPLE = ("человеку", "людям", "людям")


def not_compared_lines(found: Sequence[NotCompared]) -> list[str]:
    return [line for one in found for line in _lines(one)]


def _lines(one: NotCompared) -> list[str]:
    lines = []
    if one.rest:
        lines.append(f"Недельные нормы за {week_words(one.after)} не сравниваются: в ту неделю было мало учебных дней.")
    if one.late:
        lines.append(
            f"Напоминания {plural(one.late, *_PEOPLE)} ушли, когда неделя {week_words(one.after)} уже кончилась: "
            "что они дали, покажет следующий файл."
        )
    return lines
