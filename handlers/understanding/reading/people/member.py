"""One of a school's staff, and how their name may be written: initials, cut short, not as a common noun."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.understanding.reading.people.strangers import (
    has_another_name,
    has_another_surname,
    is_anothers,
    is_patronymic,
)
from handlers.understanding.reading.tokens import Token
from indicators.russian.names import comparable

_LONG = 8  # letters of a surname that is nothing else
_OF_ROOT = ("ова", "ева", "ина", "ов", "ев", "ин")
_LEAST_OF_PATRONYMIC = 3  # letters, with a full stop behind
# Words of these kinds may as well be a name: «Линейкина» is no «линейка».
_HARDLY = frozenset({"announcement_words", "everyday", "room", "school_paper", "term", "subject_word"})
_LETTER = re.compile(r"[а-я]\.?")
_SHORTEST_ROOT, _ENDING = 4, 2  # letters
_LITTLE = frozenset({"и", "а", "с", "в", "к", "о", "у", "я"})  # words as well as initials


@dataclass(frozen=True, slots=True)
class Member:
    """One of a school's staff, as far as a message may speak of them; `former` are surnames of before."""

    id: int
    last: str
    first: str
    patronymic: str
    role: str = ""
    classes: str = ""
    former: tuple[str, ...] = ()


def is_initial(token: Token, word: str) -> bool:
    is_written_so = token.text.isupper() or token.text.endswith(".") or word not in _LITTLE
    return _LETTER.fullmatch(word) is not None and is_written_so


def initials_before(tokens: Sequence[Token], place: int) -> list[int]:
    """«Г.П. Кузнецовой»."""
    found: list[int] = []
    while place and tokens[place - 1].text.endswith(".") and _LETTER.fullmatch(comparable(tokens[place - 1].norm)):
        place -= 1
        found.insert(0, place)
    return found


def is_cut_short(tokens: Sequence[Token], place: int) -> bool:
    """«Валентина Григ.», «Вера Анат. уходит»."""
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    stops = following is not None and following.norm == "." and following.start == tokens[place].end
    return len(tokens[place].norm) >= _LEAST_OF_PATRONYMIC and (stops or tokens[place].text.endswith("."))


def may_be_misspelt(token: Token) -> bool:
    """A word that means something else is no slip in somebody's name, unless it is written like one."""
    return token.concepts <= _HARDLY or token.guessed or (token.text[:1].isupper() and not token.is_filler)


_COMMON = ("надежд", "вер", "любов", "роз", "лили", "слав", "свет")


def _is_common_noun(token: Token) -> bool:
    """«На тебя вся надежда»: a first name that is a word, too, and is not written like a name."""
    return token.text.islower() and any(
        token.norm.startswith(one) and len(token.norm) <= len(one) + _ENDING for one in _COMMON
    )


def are_not_they(
    tokens: Sequence[Token], places: Sequence[int], parts: Collection[int], chosen: Sequence[Member]
) -> bool:
    """Whether what was found of a name is a patronymic alone, a common noun or the name of somebody else."""
    start, is_alone = places[0], len(places) == 1
    if is_alone and (parts == {2} or is_patronymic(comparable(tokens[start].norm))):
        return True  # «Магомедовича» is no slip in «Магомедова»
    if is_alone and parts == {1} and (_is_common_noun(tokens[start]) or is_anothers(tokens, start)):
        return True
    if 0 not in parts and not is_alone and has_another_surname(tokens, start, [one.last for one in chosen]):
        return True
    return parts == {0} and has_another_name(tokens, places[-1] + 1)


def of_beginning(chosen: Sequence[Member], word: str) -> list[Member]:
    return [one for one in chosen if comparable(one.patronymic).startswith(word)]


def are_of(member: Member, tokens: Sequence[Token], places: Sequence[int]) -> bool:
    letters = [comparable(tokens[place].norm) for place in places]
    return all(map(begins, (member.first, member.patronymic), letters))


def begins(name: str, initial: str) -> bool:
    """Whether an initial may be that of the name; one that is not known rules nothing out."""
    return not name or comparable(name)[:1] == initial[0]


def may_begin(token: Token, fitting: Sequence[tuple[int, Member]], forgiving: bool) -> bool:
    """A word with a meaning of its own is a name only when it is written like one."""
    if not fitting or (forgiving and all(_is_root_word(token.norm, member) for _, member in fitting)):
        return False
    if not forgiving and len(token.norm) >= _LONG and any(part == 0 for part, _ in fitting):
        return True
    if may_be_misspelt(token):
        return True
    return any(comparable(member.last) == comparable(token.norm) for part, member in fitting if part == 0)


def _is_root_word(word: str, member: Member) -> bool:
    """«Указка», «неизвестно»: the word that a surname is made of, and no slip in «Указкин», «Неизвестнова»."""
    last = comparable(member.last)
    suffix = next((one for one in _OF_ROOT if last.endswith(one)), "")
    root = last.removesuffix(suffix)
    rest = word.removeprefix(root)
    return bool(suffix) and len(root) >= _SHORTEST_ROOT and len(rest) <= _ENDING and suffix[1] not in rest
