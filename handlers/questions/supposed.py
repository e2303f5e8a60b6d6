"""«Сколько будет, если ещё трое позвонят»: what an indicator would come to."""

from collections.abc import Sequence

from handlers.understanding.judging.amounts import supposed
from indicators.russian.rules import plural
from reports.figures.figure import Figure
from reports.figures.wording import number, percent

MORE = "{title}: если прибавится {people}, будет {value} из {total} ({share})."
TOO_MANY = "{title}: {people} прибавиться не может, до всех не хватает {missing}."
_MORE = ("человек", "человека", "человек")
_WHOLE = 100  # percent


def supposed_lines(text: str, figures: Sequence[Figure]) -> list[str]:
    """Empty where nothing is supposed; of what has no whole no share can be told."""
    more = supposed(text)
    return [line for one in figures if (line := _line(one, more))] if more is not None else []


def _line(figure: Figure, more: int) -> str:
    now = figure.now
    if now.value is None or not now.total:
        return ""
    title, people, value = figure.indicator.short, plural(more, *_MORE), now.value + more
    if value > now.total:
        return TOO_MANY.format(title=title, people=people, missing=number(now.total - now.value))
    share = percent(value * _WHOLE / now.total, figure.share_wanted)
    return MORE.format(title=title, people=people, value=number(value), total=number(now.total), share=share)
