"""A regular expression matcher that counts its steps: it backtracks as Python's own does, without its shortcuts.

Time would depend on the machine; steps do not. It reads what `re` itself makes of a pattern.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

from re import _parser  # type: ignore[attr-defined]  # isort: skip

Groups = dict[int, tuple[int, int]]
Node = tuple[Any, Any]
_ENDLESS = 10**9
_LOOKS = (sre.ASSERT, sre.ASSERT_NOT)
_SINGLE = frozenset({sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN})
_CATEGORIES: dict[Any, str] = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


class TooMany(Exception):
    """More steps than were allowed."""


@lru_cache(maxsize=4)
def _parsed(pattern: str, flags: int) -> tuple[list[Node], int, dict[tuple[int, str], bool]]:
    """The pattern as plain lists, its flags, and which character fits where: for all texts together."""
    parsed = _parser.parse(pattern, flags)
    return _plain(parsed), parsed.state.flags, {}


def _plain(about: Any) -> Any:
    """Lists all the way down: what `re` makes is slow to look into. What looks back keeps its width."""
    if isinstance(about, _parser.SubPattern):
        return [(kind, _looking(one) if kind in _LOOKS else _plain(one)) for kind, one in about]
    if isinstance(about, (list, tuple)):
        return type(about)(_plain(one) for one in about)
    return about


def _looking(about: Any) -> tuple[int, list[Node]]:
    direction, inner = about
    return (inner.getwidth()[0] if direction < 0 else 0), _plain(inner)


class Matcher:
    """One pattern on one text. `steps` grows with everything that is looked at."""

    def __init__(self, pattern: str, flags: int, text: str, most: int) -> None:
        self.text, self.most, self.steps = text, most, 0
        self._tree, self.flags, self._known = _parsed(pattern, flags)
        self._many_lines = bool(self.flags & re.MULTILINE)

    def run(self) -> int:
        """Find all matches, one after the other, as `finditer` and `sub` do; the steps it took."""
        at = 0
        while at <= len(self.text):
            found = next(self._sequence(self._tree, at, {}), None)
            at = at + 1 if found is None else max(found[0], at + 1)
        return self.steps

    def _count(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooMany

    def _sequence(self, nodes: Sequence[Node], at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        """There is one way past a character and past an anchor: neither needs a generator of its own."""
        text, known = self.text, self._known
        for number, node in enumerate(nodes):
            kind, about = node
            self.steps += 1
            if self.steps > self.most:
                raise TooMany
            if kind in _SINGLE:
                if at >= len(text):
                    return
                fits = known.get((id(node), text[at]))
                if not (self._fits(node, text[at]) if fits is None else fits):
                    return
                at += 1
            elif kind is sre.AT:
                if not _ANCHORS[about](text, at, self._many_lines):
                    return
            else:
                rest = nodes[number + 1 :]
                for end, found in _WAYS[kind](self, about, at, groups):
                    if rest:
                        yield from self._sequence(rest, end, found)
                    else:
                        yield end, found
                return
        yield at, groups

    def _fits(self, node: Node, char: str) -> bool:
        known = self._known.get((id(node), char))
        if known is None:
            known = self._known[id(node), char] = self._look(node, char)
        return known

    def _look(self, node: Node, char: str) -> bool:
        kind, about = node
        if kind is sre.ANY:
            return char != "\n" or bool(self.flags & re.DOTALL)
        if kind in (sre.LITERAL, sre.NOT_LITERAL):
            return self._same(chr(about), char) is (kind is sre.LITERAL)
        negated = bool(about) and about[0][0] is sre.NEGATE
        return any(self._member(one, char) for one in about[negated:]) is not negated

    def _member(self, node: Node, char: str) -> bool:
        kind, about = node
        if kind is sre.CATEGORY:
            return re.match(_CATEGORIES[about], char) is not None
        first, last = about if kind is sre.RANGE else (about, about)
        chars = {char, char.lower(), char.upper()} if self.flags & re.IGNORECASE else {char}
        return any(len(one) == 1 and first <= ord(one) <= last for one in chars)

    def _same(self, one: str, other: str) -> bool:
        return one == other or (bool(self.flags & re.IGNORECASE) and one.lower() == other.lower())

    def _branch(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        char = self.text[at : at + 1]
        for one in about[1]:
            if one and one[0][0] in _SINGLE and not (char and self._fits(one[0], char)):
                self._count()  # as its sequence would, without a generator for it
            else:
                yield from self._sequence(one, at, groups)

    def _subpattern(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        number, _, _, inner = about
        for end, found in self._sequence(inner, at, groups):
            yield end, found if number is None else {**found, number: (at, end)}

    def _greedy(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        least, most, inner = about[0], min(int(about[1]), _ENDLESS), about[2]
        if len(inner) == 1 and inner[0][0] in _SINGLE:
            end, last, node, known = at, min(len(self.text), at + most), inner[0], self._known
            while end < last:
                fits = known.get((id(node), self.text[end]))
                if not (self._fits(node, self.text[end]) if fits is None else fits):
                    break
                self._count()
                end += 1
            for one in range(end, at + least - 1, -1):
                self._count()
                yield one, groups
            return
        yield from self._again(inner, at, groups, least, most)

    def _again(self, inner: list[Node], at: int, groups: Groups, least: int, most: int) -> Iterator[tuple[int, Groups]]:
        if most > 0:
            for end, found in self._sequence(inner, at, groups):
                if end > at or least > 0:
                    yield from self._again(inner, end, found, max(0, least - 1), most - 1)
        if least == 0:
            yield at, groups

    def _lazy(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        least, most, inner = about[0], min(int(about[1]), _ENDLESS), about[2]
        if least == 0:
            yield at, groups
        if most > 0:
            for end, found in self._sequence(inner, at, groups):
                if end > at:
                    yield from self._lazy((max(0, least - 1), most - 1, inner), end, found)

    def _possessive(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        yield from self._once(self._greedy(about, at, groups))

    def _atomic(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        yield from self._once(self._sequence(list(about), at, groups))

    def _once(self, ways: Iterator[tuple[int, Groups]]) -> Iterator[tuple[int, Groups]]:
        found = next(ways, None)
        if found is not None:
            yield found

    def _assert(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        if self._holds(about, at, groups):
            yield at, groups

    def _assert_not(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        if not self._holds(about, at, groups):
            yield at, groups

    def _holds(self, about: Any, at: int, groups: Groups) -> bool:
        back, inner = about
        at -= back
        return at >= 0 and next(self._sequence(inner, at, groups), None) is not None

    def _groupref(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        if about in groups:
            begin, end = groups[about]
            if self.text.startswith(self.text[begin:end], at):
                yield at + end - begin, groups

    def _exists(self, about: Any, at: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        number, there, otherwise = about
        yield from self._sequence(there if number in groups else otherwise or [], at, groups)


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


_ANCHORS: dict[Any, Callable[[str, int, bool], bool]] = {
    sre.AT_BEGINNING: lambda text, at, many: at == 0 or (many and text[at - 1] == "\n"),
    sre.AT_BEGINNING_STRING: lambda text, at, many: at == 0,
    sre.AT_END: lambda text, at, many: at == len(text) or (text[at] == "\n" and (many or at == len(text) - 1)),
    sre.AT_END_STRING: lambda text, at, many: at == len(text),
    sre.AT_BOUNDARY: lambda text, at, many: _is_word(text, at) is not _is_word(text, at - 1),
    sre.AT_NON_BOUNDARY: lambda text, at, many: _is_word(text, at) is _is_word(text, at - 1),
}
_WAYS: dict[Any, Callable[[Matcher, Any, int, Groups], Iterator[tuple[int, Groups]]]] = {
    sre.BRANCH: Matcher._branch,
    sre.SUBPATTERN: Matcher._subpattern,
    sre.MAX_REPEAT: Matcher._greedy,
    sre.MIN_REPEAT: Matcher._lazy,
    sre.POSSESSIVE_REPEAT: Matcher._possessive,
    sre.ATOMIC_GROUP: Matcher._atomic,
    sre.ASSERT: Matcher._assert,
    sre.ASSERT_NOT: Matcher._assert_not,
    sre.GROUPREF: Matcher._groupref,
    sre.GROUPREF_EXISTS: Matcher._exists,
}
