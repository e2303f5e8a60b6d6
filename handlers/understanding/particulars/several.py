"""One deed that is told with several numbers: «звонки 60, чаты 90», «5А 25 учеников, 5Б 27»."""

from dataclasses import replace

from handlers.understanding.particulars.figures import numbers_told
from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Wish

_PAIRED = {"set_target": "ind", "set_pupils": "who"}


def several(wish: Wish, sentence: Sentence) -> tuple[Wish, ...]:
    """A wish for each of what is named, where as many numbers are told; otherwise the one wish."""
    key = _PAIRED.get(wish.code, "")
    named = wish.keys.get(key, "").split("+") if key in wish.keys else []
    numbers = list(numbers_told(sentence)) if len(named) > 1 else []
    if len(named) < 2 or len(numbers) != len(named):
        return (wish,)
    return tuple(
        replace(wish, keys={**wish.keys, key: one, "value": number}) for one, number in zip(named, numbers, strict=True)
    )
