"""Pupils of single classes in words, with whose word it is."""

from collections.abc import Sequence

from handlers.engine.talk import Talk
from indicators.weeks import Week
from nudges.periods import day_words
from storage.statistics.class_pupils import Counted, class_rows, counted
from storage.tables import School


def class_words(name: str, one: Counted) -> str:
    """«5А: в Сферуме 24 из 25, связали журнал 10»."""
    of = f" из {one.total}" if one.total is not None else ""
    parts = [f"в Сферуме {one.registered}{of}"] if one.registered is not None else []
    parts += [f"связали журнал {one.linked}{of if not parts else ''}"] if one.linked is not None else []
    return f"{name}: {', '.join(parts) or f'учеников {one.total}'}"


async def typed_lines(talk: Talk, school: School, week: Week, classes: Sequence[str]) -> list[str]:
    """What was typed of these classes for the week."""
    rows = await class_rows(talk.session, [school.id], [str(week)])
    return [
        f"• {class_words(one.class_name, counted(one))} (введено вручную {day_words(one.typed_on)})"
        for one in rows
        if one.class_name in classes
    ]
