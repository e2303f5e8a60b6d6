"""By what nobody is chosen here: said, so that a list of everybody is not taken for the one that was asked for."""

import re

from handlers.understanding.wish import Wish

_SHOWN = frozenset({"list", "done_list", "lagging", "headcount", "indicator", "exemptions", "unreachable", "preview"})
_FOR_PEOPLE = frozenset({"remind", "announce", "exempt", "restore", "leaflets"})
# What a list of the staff does not tell of people.
_TRAIT = re.compile(
    r"\b(?:молоды[хем]\w*|молод[её]ж\w*|пенсион\w+|мужчин\w*|женщин\w*|девуш\w+|женаты\w+|замужн\w+|новеньк\w+"
    r"|новичк\w+|декретн\w+|(?:перв|втор)\w+ смен\w*|\w+ категори\w+|(?:старше|младше|моложе) \d+(?: лет)?|пожил\w+"
    r"|со? стажем(?: \w+)*|стажист\w*|иностранц\w+)"
)
_OUT_OF = re.compile(r"\b(?:из|среди)\s+(?:числа\s+|тех,?\s+кто\s+)?([а-яё-]{4,})")
SHOWN_ALL = "По признаку «{words}» людей не отбираю: в списке школы этого нет. Вот без него."
NOT_CHOSEN = (
    "По признаку «{words}» людей не отбираю: в списке школы этого нет. Назовите фамилии, предмет, должность или класс."
)


def dropped(wish: Wish, text: str) -> str:
    """The words by which people should be chosen and are not; nothing where they are no such words, or were heard."""
    if wish.code not in _SHOWN | _FOR_PEOPLE or "who" in wish.keys or wish.ordered:
        return ""
    said = text.lower()
    named = _TRAIT.search(said)
    if named is not None:
        return named[0]
    found = _OUT_OF.search(said)
    return found[1] if found is not None and found[1] in {one.lower() for one in wish.unused} else ""


def sentence_of(wish: Wish, words: str) -> tuple[str, bool]:
    """What is said of it, and whether the wish is carried out all the same: a list is shown, a deed is not done."""
    is_shown = wish.code in _SHOWN
    return (SHOWN_ALL if is_shown else NOT_CHOSEN).format(words=words), is_shown
