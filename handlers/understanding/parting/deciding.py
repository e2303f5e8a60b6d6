"""Whether the best way of parting a message is taken in the place of what the rules of `pieces` made of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.understanding.parting.joint import Span, Way, aside, best, weighed
from handlers.understanding.parting.stretches import Stretch, places, stretches
from handlers.understanding.parting.weights import weights
from handlers.understanding.pieces.antecedents import with_days, with_names
from handlers.understanding.pieces.piece import Piece
from handlers.understanding.pieces.taking_on import beside_each_other, is_at_odds, taking_on
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.found import Sentence
from handlers.understanding.wish import Reading, Wish

_FEWEST, _MOST = 13, 45  # words of a message that is weighed; longer ones would take too long
# How much better the best way is to be than any with as many wishes as the rules found: where it has more, where it has
# fewer, and where it drops one that is likely by itself.
_MORE, _FEWER, _FEWER_LIKELY, _LIKELY_ALONE = 0.8, 0.1, 1.0, 0.9
_LEAST = min(_MORE, _FEWER)
_LIKELY = 0.6  # of every wish that the rules did not find
_ASIDE_OFFERED = 0.97  # so likely a wish is at most beside which others are offered
_OFFERED = 3
Read = Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class _Parted:
    """The ways of parting a message, weighed."""

    sentence: Sentence
    found: dict[Span, Stretch]
    scores: dict[Span, float]
    none: list[float]

    def best(self, count: int = 0) -> Way:
        return best(self.found, self.scores, self.none, weights(), count)

    def said(self, span: Span) -> str:
        """The words of a stretch."""
        first, last = self.found[span].first, self.found[span].last
        tokens = self.sentence.tokens
        return self.sentence.text[tokens[first].start : tokens[last - 1].end].strip(' ,.;–—-"')


def jointly(sentence: Sentence, rules: Reading, read: Read, today: date) -> Reading | None:
    """What is rather meant than what the rules found: fewer wishes, the others being asides, or more; none where theirs
    is as good."""
    if not _FEWEST <= len(sentence.words) <= _MOST or not rules.sure or not rules.wishes:
        return None
    if any(one.known for one in rules.wishes):
        return None
    parted = _weighed(sentence)
    if parted is None:
        return None
    way, count = parted.best(), len(rules.wishes)
    better = way.score - parted.best(count).score
    if better <= _LEAST:
        return None
    meant = _read(parted, way, read, today)
    if meant is None or len(meant.wishes) == count or is_at_odds(meant.wishes):
        return None
    return _more(meant, rules, better) if len(meant.wishes) > count else _fewer(meant, rules, better)


def _more(meant: Reading, rules: Reading, better: float) -> Reading | None:
    """«… и внесите её в список», which was lost."""
    likely = meant.sure and min(one.likely for one in meant.wishes) > _LIKELY
    adds = _stand_among([one.code for one in rules.wishes], [one.code for one in meant.wishes])
    return meant if better > _MORE and likely and adds else None


def _fewer(meant: Reading, rules: Reading, better: float) -> Reading | None:
    """An aside, a reason or a condition was taken for a wish; it is offered beside. A deed that goes on with others,
    «Исаева не трогай до среды, а Борисову до пятницы», is the rules' to tell."""
    dropped = [one for one in rules.wishes if one.code != meant.wishes[0].code]
    if len(meant.wishes) > 1 or not dropped or len({one.code for one in rules.wishes}) == 1:
        return None
    likely = [one for one in dropped if one.likely >= _LIKELY_ALONE]
    if better <= (_FEWER_LIKELY if likely else _FEWER) or any(_orders(one.said) for one in likely):
        return None
    wish = replace(meant.wishes[0], likely=min(meant.wishes[0].likely, _ASIDE_OFFERED), known=False)
    return replace(meant, wishes=(wish,), nearest=(wish, *dropped, *rules.nearest)[:_OFFERED])


def _orders(said: str) -> bool:
    return any(form(one) == "imp" for one in _WORD.findall(said.lower()))


_WORD = re.compile(r"[^\W\d_]+")


def _weighed(sentence: Sentence) -> _Parted | None:
    at = places(sentence)
    if len(at) == 1:
        return None
    found = stretches(sentence, "officer", at)
    return _Parted(sentence, found, weighed(found, weights()), aside(found, weights()))


def _read(parted: _Parted, way: Way, read: Read, today: date) -> Reading | None:
    """The wishes of its stretches; none where one of them is like nothing."""
    parts = [parted.said(span) for span in way.spans]
    full = with_names(with_days(parts, parted.sentence), parted.sentence)
    pieces = [Piece(one, read(whole)) for one, whole in zip(parts, full, strict=True)]
    wishes: list[Wish] = []
    for one in pieces:
        if one.wish is None:
            return None
        wish = taking_on(one.wish, one.text, wishes)
        if not any(_says_as_much(other, wish) for other in wishes):
            wishes.append(replace(wish, said=one.text if len(pieces) > 1 else ""))
    alone = pieces[0].reading if len(pieces) == 1 else Reading()
    return replace(alone, wishes=beside_each_other(wishes, today), sure=all(one.is_sure for one in pieces))


def _says_as_much(one: Wish, other: Wish) -> bool:
    """«В декрете до сентября, её не трогать» is said twice."""
    return one.code == other.code and one.keys.items() >= other.keys.items()


def _stand_among(few: Sequence[str], many: Sequence[str]) -> bool:
    """In their order."""
    rest = iter(many)
    return all(one in rest for one in few)
