"""People of whom the file itself says that they are away: nobody is to remind them of anything."""

import re
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Final

from indicators.rows import PersonRow
from indicators.russian import listed
from indicators.tables import Cell

_HINTS: Final = ("декрет", "отпуск", "больничн", "б/л", "уволен", "уволил", "по уходу")
_AWAY: Final = re.compile(
    r"\bдекрет(?:е|н\w*)?\b|\bотпуск[ае]?\b|\bбольничн(?:ый|ом)\b|\bб/л\b|\bувол(?:ен|ена|ился|илась)\b|\bпо уходу за\b"
)
# «Вышла из декрета», «замещает на время отпуска»: these are at work
_PRESENT: Final = re.compile(r"\bвыш(?:ел|ла)\b|\bверну|\b(?:после|вместо|на время)\b|\bзаме[щн]|\bне (?:в|на)\b")
_LONGEST = 100
_FEW = 5
_MANY = 2_000
_SAMPLED = 400


def away_rows(rows: list[list[Cell]]) -> set[int]:
    """Indexes of the rows with a cell such as «в декрете» or «учитель (отпуск по уходу)»."""
    found: set[int] = set()
    for index in range(len(rows[0]) if rows else 0):
        if all(isinstance(row[index], float) for row in rows[:_SAMPLED]):
            continue  # figures or numbers of pages
        texts = _remarks(set(map(itemgetter(index), rows)))
        all_texts = "\n".join(texts).lower()
        if not any(hint in all_texts for hint in _HINTS):
            continue
        away = {text for text in texts if _says_away(text)}
        found |= {number for number, row in enumerate(rows) if row[index] in away}
    return found


def _remarks(cells: AbstractSet[Cell]) -> list[str]:
    """Many different texts are names, and a remark is set apart from a name: a look at every row has to be quick."""
    if len(cells) < _MANY:
        return [cell for cell in cells if isinstance(cell, str)]
    return [cell for cell in cells if isinstance(cell, str) and ("(" in cell or "," in cell or " - " in cell)]


def _says_away(text: str) -> bool:
    plain = text.lower()
    return len(plain) <= _LONGEST and bool(_AWAY.search(plain)) and not _PRESENT.search(plain)


def told(people: list[PersonRow]) -> list[str]:
    if not people:
        return []
    names = listed([f"{row.full_name or f'id{row.vk_id}'} (строка {row.row})" for row in people], _FEW)
    return [
        f"В файле отмечены декрет, отпуск, больничный или увольнение: {names}. Пока отметка стоит в новых файлах, бот "
        "этим людям не напоминает. Если это не так — «вернуть Алиеву», если человек ушёл — «Алиева больше не работает»."
    ]
