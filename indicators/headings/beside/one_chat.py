"""What was written in one chat only: a part of what counts, where nothing says what was written in the others."""

import re
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final

from indicators.headings.layout.layout import Layout
from indicators.headings.lines import last_line
from indicators.headings.wording.mentions import mentions_of

_ONE: Final = frozenset({"чат", "чате", "беседа", "беседе", "беседу", "группа", "группе", "группу"})
_NAMED: Final = re.compile(r"\b(?:чате?|бесед[еау]|групп[еау])\s+(?:[«\"“]|\d{1,2}\W?[а-я]\b)", re.IGNORECASE)
_WHOSE: Final = frozenset({"teacher", "person_word", "class", "class_lead", "pupil", "parent", "school"})


def is_one_chat(line: str) -> bool:
    """«В чате педагогов»; «в чатах», «в групповых», «в чате» may be any."""
    if _NAMED.search(line):
        return True
    said = mentions_of(line)
    grouped = any(mention.code == "grouped" for mention in said)
    return not grouped and any(one.text in _ONE and after.code in _WHOSE for one, after in pairwise(said))


def lone_parts(codes: Mapping[int, str], layout: Layout, known: Collection[int]) -> set[int]:
    """The column of messages that alone is of one chat; several of them are parts that add up."""
    columns = [index for index, code in codes.items() if code == "group_messages" and index not in known]
    single = {index for index in columns if is_one_chat(last_line(layout.lined[index]))}
    return single if len(single) == 1 else set()
