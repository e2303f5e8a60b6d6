"""Which word of a name is the surname: files write «Иванова Анна Петровна» and «Анна Петровна Иванова»."""

import re
from typing import Final

from indicators.russian.first_names import FIRST_NAMES

PARTICLES: Final = frozenset({"оглы", "оглу", "кызы", "кизи", "гызы", "улы", "уулу"})
PARTICLE: Final = "|".join(sorted(PARTICLES))
_LIKE_PATRONYMIC: Final = re.compile(r"(вич|ич|вна|чна|шна)$")
_FEMALE: Final = re.compile(r"(вна|чна|шна)$")
_PATRONYMIC_END: Final = re.compile(r"(?:ович|евич|ич|овна|евна|инична|ична)$")
# Илья, Никита, Пётр, Алексей, Юрий, Игорь: what a patronymic takes away from a first name.
_NAME_ENDS: Final = ("", "а", "я", "й", "ь", "ий", "ья", "ел", "в")
_BENT: Final = {"петр": "петр", "льв": "лев", "павл": "павел", "юрь": "юрий", "иль": "илья", "кузьм": "кузьма"}
# Endings that a first name hardly has; «-ин», «-ина» and «-ян» are not among them (Марина, Марьян).
_SURNAME: Final = re.compile(
    r"(?:[оеё]ва?|[сц]к(?:ий|ая|ой)|енко|швили|дзе|[ыи]х|[нк]юк|чук|[оеё]вич|пуло|заде)$",
)


def is_usual(last: str, first: str) -> bool:
    """A quick look at two words before a patronymic: nothing speaks for another order than the usual one."""
    return last.lower() not in FIRST_NAMES and not _LIKE_PATRONYMIC.search(first)


def ordered(words: list[str]) -> list[str]:
    """[surname, first name, patronymic] of the words of a full name; more than three where the rest is unclear."""
    lower = [_plain(word) for word in words]
    if particle := next((place for place, word in enumerate(lower) if word in PARTICLES and place > 1), 0):
        return _around(words, particle - 1, particle + 1)
    if len(words) == 2:
        return words[::-1] if _is_turned(*lower) else words
    if len(words) < 3:
        return words
    like = [place for place, word in enumerate(lower) if place and _LIKE_PATRONYMIC.search(word)]
    if not like:
        return words
    place = like[0] if len(like) == 1 else _patronymic_of_two(lower, like)
    if place == len(words) - 1 == 2 and _is_turned(lower[0], lower[1]):
        return [words[1], words[0], words[2]]
    return _around(words, place, place + 1)


def _patronymic_of_two(lower: list[str], like: list[int]) -> int:
    """«Анна Петровна Маркович», «Анна Маркович Петровна», «Пётр Станкевич Ильич»."""
    first, last = like[0], like[-1]
    if bool(_FEMALE.search(lower[first])) != bool(_FEMALE.search(lower[last])):
        return first if _FEMALE.search(lower[first]) else last
    return last if is_patronymic(lower[last]) and not is_patronymic(lower[first]) else first


def _around(words: list[str], start: int, end: int) -> list[str]:
    """The patronymic is words[start:end]: what stands behind it, if anything, is the surname."""
    patronymic = " ".join(words[start:end])
    if end < len(words):
        return [" ".join(words[end:]), " ".join(words[:start]), patronymic]
    if start < 2:
        return words
    last = 1 if is_first_name(words[1]) else start - 1  # «Анна Мария» and «Гарсия Лопес»
    return [" ".join(words[:last]), " ".join(words[last:start]), patronymic]


def is_like_patronymic(word: str) -> bool:
    return bool(_LIKE_PATRONYMIC.search(word.lower()))


def is_patronymic(word: str) -> bool:
    """Made from a first name that is known: «Петрович» is, «Станкевич» is not."""
    word = _plain(word)
    stem = _PATRONYMIC_END.sub("", word)
    return stem != word and (stem in _BENT or any(stem + end in FIRST_NAMES for end in _NAME_ENDS))


def _is_turned(one: str, other: str) -> bool:
    """«Анна Иванова»: the first word is a first name, the second is one of no ending that a first name has."""
    return one in FIRST_NAMES and other not in FIRST_NAMES and bool(_SURNAME.search(other))


def shows_order(last: str, first: str) -> bool:
    """Whether two words by themselves show that the first of them is the surname."""
    if is_first_name(first) != is_first_name(last):
        return is_first_name(first)
    endings = [bool(_SURNAME.search(_plain(word))) for word in (last, first)]
    return not is_first_name(first) and endings == [True, False]


def is_first_name(word: str) -> bool:
    return _plain(word) in FIRST_NAMES


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")
