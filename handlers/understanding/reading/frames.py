"""What a wish is made of: the words it needs, the particulars it takes, and how well a sentence fits it.

A table has a wish a line: `code key=value | needs | takes | helped by`.

* needs, all of them: a concept of the lexicon, `a/b` for either, `a.do` in a form (`do`: asked for; `past`, `inf`,
  `noun`, `not`: asked not to be done), `-a` when it must be missing, `@person` and the like for what the readers found,
  `?` for a question, `!` for none, `=слово` for a word as it stands;
* takes: the particulars that become keys of the wish: who, gap, days, at, week, value …;
* helped by: concepts that belong to such a sentence and are explained by it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from handlers.understanding.lexicon.turns import ALIASES
from handlers.understanding.reading.sentence import Sentence
from handlers.understanding.reading.tokens import Token

FORMS: Mapping[str, frozenset[str]] = {
    "do": frozenset({"imp", "inf", "we"}),
    "imp": frozenset({"imp"}),
    "inf": frozenset({"inf"}),
    "past": frozenset({"past", "part"}),
    "noun": frozenset({"noun"}),
    "now": frozenset({"third", "second", "first", "we"}),
    "you": frozenset({"second", "past"}),
    "not": frozenset({"imp", "inf", "we", "second", "noun", "third"}),
}


@dataclass(frozen=True, slots=True)
class Need:
    """One condition; `names` are alternatives."""

    names: tuple[str, ...]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    code: str
    given: Mapping[str, str]
    needs: tuple[Need, ...]
    takes: frozenset[str]
    helps: frozenset[str]
    side: str = "both"
    acts: bool = False
    bias: float = 0.0


def frames(table: str, *, side: str = "both", acts: Sequence[str] = ()) -> tuple[Frame, ...]:
    made = []
    for line in table.strip().splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        head, needs, takes, helps = [*(part.strip() for part in line.split("|")), "", "", ""][:4]
        code, *given = head.split()
        bias = sum(float(one) for one in given if one[0] in "+-")
        pairs = dict(one.split("=", 1) for one in given if "=" in one)
        conditions = tuple(_need(one) for one in needs.split())
        words = frozenset(word for one in helps.split() for word in _whole(one))
        made.append(Frame(code, pairs, conditions, frozenset(takes.split()), words, side, code in acts, bias))
    return tuple(made)


def _need(text: str) -> Need:
    absent = text.startswith("-")
    return Need(tuple(one for name in text.removeprefix("-").split("/") for one in _whole(name)), absent)


def _whole(name: str) -> list[str]:
    """What an alias stands for, each in the form that was asked for."""
    concept, dot, form = name.partition(".")
    return [f"{one}{dot}{form}" for one in ALIASES[concept].split()] if concept in ALIASES else [name]


@dataclass(slots=True)
class Fit:
    """How a frame fits: which words it explains and what is left over."""

    frame: Frame
    score: float
    share: float
    likely: float = 0.0
    unused: list[Token] = field(default_factory=list)


def fit(frame: Frame, sentence: Sentence, commons: frozenset[str]) -> Fit | None:
    weight = 0.0
    used: set[str] = set(frame.helps)
    words: set[str] = set()
    for need in frame.needs:
        met = [name for name in need.names if _met(name, sentence)]
        if bool(met) == need.absent:
            return None
        if need.absent:
            continue
        weight += max(_weight(name) for name in met)
        used |= {name.partition(".")[0] for name in need.names if name[0] not in "@?!="}
        words |= {name[1:] for name in need.names if name[0] == "="}
    explained = total = 0.0
    unused = []
    for token in sentence.tokens:
        if token.kind == "mark":
            continue
        cost = _cost(token)
        total += cost
        if _explains(frame, used, words, commons, token):
            explained += cost
        elif cost > 0.3:
            unused.append(token)
    share = explained / total if total else 1.0
    if "text" in frame.takes:  # whatever is left over is what is to be said
        share = max(share, _TEXT_SHARE)
    return Fit(frame, weight * 0.55 + share * 3.0 + frame.bias, share, unused=unused)


def _explains(frame: Frame, used: set[str], words: set[str], commons: frozenset[str], token: Token) -> bool:
    if token.entity in _ENTITY_SLOTS and token.entity:
        slot = _ENTITY_SLOTS[token.entity]
        if frame.takes & slot:
            return True
    if token.norm in words or token.is_filler or token.norm in ("не", "ни"):
        return True
    if not token.concepts.isdisjoint(used):
        return True
    if not token.entity and not token.concepts.isdisjoint(commons):
        return True
    if {"gap", "ind", "thing"} & frame.takes and token.means(*_FIGURE_WORDS):
        return True
    if "format" in frame.takes and token.means("doc", "report_table", "pdf", "png"):
        return True
    return "reason" in frame.takes and token.means(*_REASON_WORDS)


_TEXT_SHARE = 0.85
_ENTITY_SLOTS: Mapping[str, frozenset[str]] = {
    "who": frozenset({"who"}),
    "stranger": frozenset({"who", "value"}),
    "group": frozenset({"who"}),
    "class": frozenset({"who"}),
    "except": frozenset({"who"}),
    "days": frozenset({"days", "at", "until", "to", "week"}),
    "clock": frozenset({"at", "value"}),
    "week": frozenset({"week", "days"}),
    "percent": frozenset({"value"}),
    "number": frozenset({"value"}),
    "thing": frozenset({"gap", "ind", "thing", "value"}),
    "part": frozenset({"value", "days", "at"}),
}
_FIGURE_WORDS = [
    "call",
    "message",
    "few_writers",
    "chat",
    "group",
    "journal",
    "link",
    "account",
    "register",
    "in_sferum",
    "sferum",
    "inactive",
    "active",
    "profile",
    "my_school",
    "max",
    "pupil",
    "parent",
    "teacher_less",
    "with_teacher",
    "debt",
    "debtors",
    "write",
]
_REASON_WORDS = ["sick", "vacation", "maternity", "trip", "parttime", "courses", "other_reason"]


def _cost(token: Token) -> float:
    if token.is_filler or token.entity == "part" or token.norm in ("не", "ни"):
        return 0.05
    if token.kind == "number" and not token.entity:
        return 0.6
    if not token.concepts and not token.entity:
        return 1.3 if len(token.norm) > 3 else 0.5
    return 1.0


def _weight(name: str) -> float:
    if name[0] in "?!":
        return 0.2
    if name[0] == "@":
        return 0.9
    return 1.0 if "." not in name else 1.3


def _met(name: str, sentence: Sentence) -> bool:
    if name[0] in "@?!":
        return _PARTICULARS[name](sentence)
    return name in sentence.meant


def meanings_of(sentence: Sentence) -> frozenset[str]:
    """Whatever a frame may need of the words: «remind», «remind.do», «=слово»."""
    found: set[str] = set()
    for token in sentence.tokens:
        found.add(f"={token.norm}")
        if token.entity not in ("", "group", "except", "thing", "number"):
            continue
        forms = [form for form, endings in FORMS.items() if form != "not" and token.form in endings]
        for concept in token.concepts:
            found.add(concept)
            if token.denied:
                found.add(f"{concept}.no")
                found |= {f"{concept}.not"} if token.form in FORMS["not"] else set()
            else:
                found |= {f"{concept}.{form}" for form in (*forms, "yes")}
            found.add(f"{concept}.any")
    return frozenset(found)


_PARTICULARS: Mapping[str, Callable[[Sentence], bool]] = {
    "?": lambda one: one.asks,
    "!": lambda one: not one.asks,
    "@person": lambda one: bool(one.persons),
    "@who": lambda one: bool(one.persons or one.groups or one.classes or one.excepted or one.excepted_groups),
    "@group": lambda one: bool(one.groups or one.classes),
    "@class": lambda one: bool(one.classes),
    "@except": lambda one: bool(one.excepted or one.excepted_groups or one.excepted_classes),
    "@gap": lambda one: bool(one.figures.lacking),
    "@thing": lambda one: bool(one.figures.things),
    "@days": lambda one: bool(one.when.any_day),
    "@span": lambda one: bool(one.when.starts or one.when.ends or one.when.days),
    "@clock": lambda one: one.when.clock is not None,
    "@hours": lambda one: one.when.hours is not None,
    "@week": lambda one: bool(one.when.week),
    "@percent": lambda one: bool(one.percents),
    "@number": lambda one: bool(one.numbers),
    "@value": lambda one: bool(one.percents or one.numbers),
    "@reason": lambda one: bool(one.reason),
    "@stranger": lambda one: bool(one.unknown),
    "@format": lambda one: bool(one.format),
    "@all": lambda one: one.says_all,
    "@short": lambda one: len(one.words) <= 3,
    "@if": lambda one: one.supposes,
    "@one": lambda one: len([token for token in one.words if not token.is_filler]) <= 1,
    "@two": lambda one: len(one.persons) > 1 or any(len(named.members) > 1 for named in one.persons),
    "@late": lambda one: one.tokens[-1].norm in ("потом", "?"),
}
