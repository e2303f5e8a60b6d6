"""One deed that is told with several numbers: «звонки 60, чаты 90», «5А 25 учеников, 5Б 27»."""

from dataclasses import replace

from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Wish

_PAIRED = {"set_target": "ind", "set_pupils": "who"}


def several(wish: Wish, sentence: Sentence) -> tuple[Wish, ...]:
    """A wish for each of what is named, where as many numbers are told; otherwise the one wish."""
    key = _PAIRED.get(wish.code, "")
    named = wish.keys.get(key, "").split("+") if key in wish.keys else []
    sign = "%" if len(sentence.percents) == len(named) else ""
    numbers = sentence.percents if sign else sentence.numbers
    if len(named) < 2 or len(numbers) != len(named):
        return (wish,)
    return tuple(
        replace(wish, keys={**wish.keys, key: one, "value": f"{number}{sign}"})
        for one, number in zip(named, numbers, strict=True)
    )
