"""Traits by which nobody is chosen here, for no list of the staff tells them."""

import re

from handlers.understanding.wish import Wish

_SHOWN = frozenset({"list", "done_list", "lagging", "headcount", "indicator", "exemptions", "unreachable", "preview"})
FOR_PEOPLE = frozenset({"remind", "restore", "leaflets"})  # the words of others may be a reason, or said on
_TRAIT = re.compile(
    r"\b(?:молоды[хем]\w*|молод[её]ж\w*|пенсион\w+|мужчин\w*|женщин\w*|девуш\w+|женаты\w+|замужн\w+|новеньк\w+"
    r"|новичк\w+|декретн\w+|(?:перв|втор)\w+ смен\w*|\w+ категори\w+|(?:старше|младше|моложе) \d+(?: лет)?|пожил\w+"
    r"|со? стажем(?: \w+)*|стажист\w*|иностранц\w+)"
)
NOT_CHOSEN = (
    "По признаку «{words}» людей не отбираю: в списке школы этого нет. Назовите фамилии, предмет, должность или класс."
)


def dropped(wish: Wish, text: str) -> str:
    """The trait by which people should be chosen and are not; nothing where there is none."""
    if wish.code not in _SHOWN | FOR_PEOPLE or "who" in wish.keys or wish.ordered:
        return ""
    named = _TRAIT.search(text.lower())
    return named[0] if named is not None else ""
