"""Which patterns cannot grow faster than the square of their text, whatever the text: no steps need be counted."""

from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

from re import _parser  # type: ignore[attr-defined]  # isort: skip

# What repeats no oftener is as good as written out.
_FEW = 8
_SINGLE = (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN)
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 99


def is_square_at_most(pattern: str, flags: int) -> bool:
    """Each beginning in the text times one long repeat of one character: there is one way through it of each length."""
    return _long_repeats(_parser.parse(pattern, flags)) <= 1


def _long_repeats(tree: Any) -> int:
    """The most that follow one another on one way through; what is repeated in more than one way counts as many."""
    return sum(_of_one(kind, about) for kind, about in tree)


def _of_one(kind: Any, about: Any) -> int:
    if kind in _REPEATS:
        if about[1] <= _FEW:
            return _long_repeats(about[2]) * int(about[1])
        return 1 if len(about[2]) == 1 and about[2][0][0] in _SINGLE else _MANY
    if kind is sre.BRANCH:
        return max(_long_repeats(one) for one in about[1])
    if kind is sre.SUBPATTERN:
        return _long_repeats(about[3])
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return _long_repeats(about[1])
    return _MANY if kind in (sre.ATOMIC_GROUP, sre.GROUPREF_EXISTS) else 0
