"""Names that may be one person's: one of them shortened, or both alike letter by letter, as slips of the pen are. Large
lists are compared by the library, many at once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indicators.russian.names import Name, comparable

ALIKE: Final = 86  # of 100: about two slips of the pen in a full name
_NEAREST = 200  # more people alike to one row are no help to anybody


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name as it is compared, and without its patronymic: for one that has none."""

    full: str
    short: str
    has_patronymic: bool

    @classmethod
    def of(cls, name: Name) -> "_Spelling":
        return cls(name.key, comparable(f"{name.last} {name.first}"), bool(name.patronymic))

    def against(self, has_patronymic: bool) -> str:
        return self.full if self.has_patronymic == has_patronymic else self.short


class Likeness:
    """The people of a school, ready to be compared with many names."""

    def __init__(self, names: Mapping[int, Name | None]) -> None:
        # By the beginning they share and whether they have a patronymic: how each is spelled, in full and short.
        self._blocks: defaultdict[tuple[str, bool], tuple[dict[int, str], dict[int, str]]]
        self._blocks = defaultdict(lambda: ({}, {}))
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        for person_id, name in names.items():
            if name is None:
                continue
            spelling = _Spelling.of(name)
            for key in _block_keys(name):
                full, short = self._blocks[key, spelling.has_patronymic]
                full[person_id], short[person_id] = spelling.full, spelling.short
            for text in {spelling.full, spelling.short}:
                self._words[_in_order(text)].append(person_id)

    def of(self, name: Name) -> list[tuple[float, int]]:
        """(score, person) of those who are alike, the most alike first."""
        from rapidfuzz import fuzz, process

        mine = _Spelling.of(name)
        found: dict[int, float] = {}
        for key in _block_keys(name):
            for has_patronymic in (True, False):
                block = self._blocks.get((key, has_patronymic))
                if block is None:
                    continue
                texts = block[0] if mine.has_patronymic == has_patronymic else block[1]
                near = process.extract(
                    mine.against(has_patronymic), texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_NEAREST
                )
                found |= {person_id: score for _, score, person_id in near}
        found |= dict.fromkeys(self._words.get(_in_order(mine.full), [])[:_NEAREST], 100.0)
        return sorted(((score, person_id) for person_id, score in found.items()), reverse=True)


def are_alike(one: Name, other: Name) -> bool:
    from rapidfuzz import fuzz

    left, right = _Spelling.of(one), _Spelling.of(other)
    texts = left.against(right.has_patronymic), right.against(left.has_patronymic)
    return _in_order(texts[0]) == _in_order(texts[1]) or fuzz.ratio(*texts) >= ALIKE


def _in_order(text: str) -> str:
    """The same words in another order are the same name."""
    return " ".join(sorted(text.split()))


def _block_keys(name: Name) -> tuple[str, ...]:
    """Whom to compare letter by letter: the beginning of the surname, the given names, and the first two words."""
    last, first = comparable(name.last), comparable(name.first)
    given = f"*{first} {comparable(name.patronymic)}" if name.patronymic else f"*{first} {last[:2]}"
    return last[:4], given, "~" + " ".join(sorted((last, first)))


def fit(one: Name, other: Name) -> bool:
    """Whether both may be the same name, one of them perhaps shortened or without a patronymic."""
    lasts = {comparable(one.last), comparable(one.former)} & {
        comparable(other.last),
        comparable(other.former),
    }
    if not lasts - {""}:
        return False
    return _agree(one.first, other.first) and _agree(one.patronymic, other.patronymic)


def _agree(one: str, other: str) -> bool:
    one, other = comparable(one), comparable(other)
    return not one or not other or one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def same_given_names(one: Name, other: Name) -> bool:
    """The surname may change by marriage; first name and patronymic together hardly ever coincide."""
    return bool(
        comparable(one.first) == comparable(other.first)
        and _agree(one.patronymic, other.patronymic)
        and (one.patronymic or other.patronymic)
    )
