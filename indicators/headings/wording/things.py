"""Words that mean something else alone, at the beginning, or behind a preposition."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Final

from indicators.headings.needs import PASSIVE
from indicators.headings.wording.tables import changed, said
from indicators.lexicon.reading import Mention

_TELLING: Final = frozenset({"neutral", "count", "total", "rank", "activity"})
_LINKED_ELSEWHERE: Final = frozenset(
    {"journal", "max", "my_school", "foreign", "phone", "email", "parent", "chat", "group"}
)
_SHORTEST, _LONGEST = 2, 6


def journals(found: list[Mention], line: str) -> list[Mention]:
    """«Аккаунт связан с РЭЖ»: each region calls its journal otherwise, and accounts are linked with nothing else."""
    named = said(found)
    linked = any(m.code == "link" and not m.text.startswith("связь") for m in found)
    if not linked or named & _LINKED_ELSEWHERE:
        return found
    names = {m.text for m in found if m.code == "unknown" and m.governed and _is_abbreviation(m.text, line)}
    return [replace(m, code="journal") if m.text in names else m for m in found] if len(names) == 1 else found


def _is_abbreviation(word: str, line: str) -> bool:
    written = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line.replace("Ё", "Е"), re.IGNORECASE)
    shouted = line.isupper()
    return not shouted and written is not None and written[0].isupper() and _SHORTEST <= len(word) <= _LONGEST


def about(found: list[Mention]) -> list[Mention]:
    """«Показатель по сообщениям», «данные по звонкам» are of those; «ответственный по чатам» is somebody."""
    told = list(found)
    for place in range(len(found) - 2):
        one, by, after = found[place : place + 3]
        if by.text == "по" and one.code in _TELLING and place == 0:
            told[place + 2] = replace(after, governed=False)
    return told


def last_day(found: list[Mention]) -> list[Mention]:
    """«Последний день активности», «последнее время входа» are dates, «за последний день» a span."""
    told = list(found)
    for place, (one, after) in enumerate(pairwise(found)):
        spans = place > 0 and found[place - 1].code == "preposition"
        if one.code == "last" and not spans and after.text in ("день", "время"):
            told[place + 1] = replace(after, code="date")
    return told


def answers(found: list[Mention]) -> list[Mention]:
    """Beside other words «+/–» lists the answers."""
    alone = len(said(found) - PASSIVE) <= 1
    return found if alone else changed(found, "answers", lambda m: m.text in ("плюс-минус", "плюс минус"))


def post(found: list[Mention]) -> list[Mention]:
    """«Пост» by itself is an office, «постов» are messages."""
    alone = said(found) - PASSIVE == {"message"}
    return changed(found, "role", lambda m: m.text == "пост") if alone else found


def on_platform(found: list[Mention]) -> list[Mention]:
    """«на пл.», not a plan."""
    return changed(found, "platform", lambda m: m.text == "пл" and m.governed)


def for_example(found: list[Mention]) -> list[Mention]:
    """«Должность (учитель, завуч)» names some of the answers."""
    return changed(found, "neutral", lambda m: m.aside) if found and found[0].code == "role" else found
